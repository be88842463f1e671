//! Which old statement continues in which new one. What the difference means is left to `classify`.

use crate::round::Round;
use crate::sides::Sides;

/// An old statement that continues in a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The position of the old statement.
    pub old: usize,
    /// The position of the new statement.
    pub new: usize,
    /// How alike the two are, from 0 to 1; never a proof that they are equal.
    pub likeness: f64,
}

/// How statements are aligned.
#[derive(Clone, Debug, Default)]
pub struct AlignOptions {}

/// Which statements continue which: groups that part both rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    groups: Vec<Group>,
    sections: Vec<Sides<usize>>,
}

/// Old statements that continue in new ones; one side is empty if they continue in none.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Positions in the older round, rising.
    pub old: Vec<usize>,
    /// Positions in the newer round, rising.
    pub new: Vec<usize>,
    /// Which continues which.
    pub links: Vec<Link>,
    /// Whether the group stands out of order, or in a section that does not continue its old one.
    pub moved: bool,
}

/// Why links do not make an alignment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AlignmentError {
    /// A link is given twice, or names a statement that is not there.
    #[error("the link {old} → {new} is doubled or leads nowhere")]
    Link {
        /// The position of the old statement.
        old: usize,
        /// The position of the new statement.
        new: usize,
    },
}

impl Alignment {
    /// Returns the groups: every statement of both rounds is in exactly one.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Returns which old section continues in which new one; a section can be in several pairs.
    #[must_use]
    pub fn sections(&self) -> &[Sides<usize>] {
        &self.sections
    }
}

/// Finds which statements of the older round continue in which of the newer.
#[must_use]
pub fn align(rounds: Sides<&Round>, options: &AlignOptions) -> Alignment {
    let _ = options;
    let mut groups = Vec::new();
    let mut taken = vec![false; rounds.new.statements().len()];
    for (old, statement) in rounds.old.statements().iter().enumerate() {
        let twin = rounds
            .new
            .statements()
            .iter()
            .enumerate()
            .position(|(i, s)| !taken[i] && s.key == statement.key);
        let new: Vec<usize> = twin.into_iter().collect();
        let links = new.iter().map(|&new| Link { old, new, likeness: 1.0 }).collect();
        new.iter().for_each(|&n| taken[n] = true);
        groups.push(Group { old: vec![old], new, links, moved: false });
    }
    for (new, _) in taken.iter().enumerate().filter(|(_, t)| !**t) {
        groups.push(Group { old: vec![], new: vec![new], links: vec![], moved: false });
    }
    Alignment { groups, sections: Vec::new() }
}
