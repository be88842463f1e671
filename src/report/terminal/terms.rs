//! The words for what became of statements from one round to the next, and for how two texts of one round differ.

use crate::change::ChangeKind;
use crate::sides::Sides;

/// The words in which changes are told.
#[derive(Debug)]
pub(super) struct Terms {
    /// What stands above the changes, if anything.
    pub title: Option<&'static str>,
    /// The names of the two texts.
    pub sides: Sides<&'static str>,
    /// The names of the kinds: unchanged, reworded, added, dropped.
    kinds: [&'static str; 4],
    /// That a statement stands elsewhere.
    pub moved: &'static str,
    /// Where it stood: among its neighbours, under no heading, in a section.
    pub came: [&'static str; 3],
    /// What stands before the place of a statement that only the older text has.
    pub old_place: &'static str,
    /// What stands before the title that a section has in the older text.
    pub old_title: &'static str,
    /// What stands before the title of a section that only the older text has, and of one that joined another.
    pub old_sections: [&'static str; 2],
    /// What stands before the lead-in in the older text, and that there is none.
    pub old_stem: [&'static str; 2],
    /// What stands before the place of the statement that comes nearest, in the older text and in the newer.
    pub nearest: Sides<&'static str>,
    /// That one statement is several in the newer text, and that several of the older text are one.
    pub several: Sides<&'static str>,
    /// That the newer text binds further, and that it binds less.
    pub shift: [&'static str; 2],
    /// That only the newer wording is a commitment, and that only the older is.
    pub commitment: Sides<&'static str>,
    /// That statements differ in an editorial way only.
    pub editorial: &'static str,
    /// Why nothing is shown.
    pub nothing: &'static str,
    /// That statements are the same in both.
    pub same: &'static str,
}

/// The words for two rounds.
pub(super) const ROUNDS: Terms = Terms {
    title: None,
    sides: Sides::new("old", "new"),
    kinds: ["unchanged", "reworded", "added", "dropped"],
    moved: "moved",
    came: ["moved within the section", "moved from under no heading", "moved from section"],
    old_place: "old ",
    old_title: "was",
    old_sections: ["was in", "with what was in"],
    old_stem: ["was under", "had no lead-in"],
    nearest: Sides::new("nearest before", "nearest now"),
    several: Sides::new("merged from", "split in"),
    shift: ["stronger", "weaker"],
    commitment: Sides::new("no longer a commitment", "now a commitment"),
    editorial: "editorial only",
    nothing: "No changes",
    same: "as before",
};

/// The words for two texts of one round.
pub(super) const TEXTS: Terms = Terms {
    title: Some("Two texts of one round"),
    sides: Sides::new("A", "B"),
    kinds: ["alike", "different", "only in B", "only in A"],
    moved: "elsewhere",
    came: ["in another order", "in A under no heading", "in A in section"],
    old_place: "",
    old_title: "in A",
    old_sections: ["only in A", "in A also"],
    old_stem: ["in A under", "in A without lead-in"],
    nearest: Sides::new("nearest in A", "nearest in B"),
    several: Sides::new("in A in", "in B in"),
    shift: ["B is stronger", "B is weaker"],
    commitment: Sides::new("a commitment in A only", "a commitment in B only"),
    editorial: "only in an editorial way (not shown)",
    nothing: "No differences",
    same: "alike",
};

impl Terms {
    /// Returns the name of a kind of change.
    pub(super) const fn kind(&self, kind: ChangeKind) -> &'static str {
        match kind {
            ChangeKind::Unchanged => self.kinds[0],
            ChangeKind::Reworded => self.kinds[1],
            ChangeKind::Added => self.kinds[2],
            ChangeKind::Dropped => self.kinds[3],
        }
    }
}
