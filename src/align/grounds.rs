//! Why two statements were linked, for a reader to judge. Nothing is decided here.

use std::collections::BTreeSet;
use std::fmt;

use super::bags::shared;
use super::pairs::Pair;
use super::surroundings::Around;
use super::terms::Terms;

/// From which probability a neighbour counts as linked, and from which share sections as the same.
const CLEAR: f32 = 0.4;

/// From which probability a link can be sure: of links between rounds unseen, one in a hundred of the sure ones was wrong,
/// and one in three of the others. `benches/fit/fit.py --cv` counts them; see docs/accuracy.md.
pub(super) const SURE: f64 = 0.7;

/// From which likeness a link can be sure: below it the surroundings speak for the link, and hardly its words.
pub(super) const ALIKE: f64 = 0.25;

/// What speaks for a link.
///
/// Its `Display` says it in words: "12 of 15 telling words shared; the statements before and after go along".
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a ground of its own, not a state")]
pub struct Grounds {
    /// Whether the two statements are equal.
    pub equal: bool,
    /// How many telling words they share: words that are in less than a quarter of the statements.
    pub words: u32,
    /// How many telling words the shorter of them has.
    pub of: u32,
    /// How many names, acronyms and numbers they share.
    pub marks: u32,
    /// Whether a statement shortly before continues in one shortly before.
    pub before: bool,
    /// Whether a statement shortly after continues in one shortly after.
    pub after: bool,
    /// Whether the rest of their sections goes together, or the titles of these do.
    pub sections: bool,
    /// Whether both lead up to what their actors do, and hardly share a telling word there: a lead-in can be put before
    /// another matter.
    pub opening: bool,
    /// The probability of the link by all the evidence, before what others claim.
    pub probability: f64,
}

impl Grounds {
    /// Puts the evidence for a pair together; whether it is equal and how probable is for the caller to add.
    pub(super) fn of(pair: Pair, terms: &Terms, around: &Around) -> Self {
        let (old, new) = (pair.old as usize, pair.new as usize);
        let total = terms.lengths.old.len() + terms.lengths.new.len();
        let telling = |term: u32| {
            let count = terms.counts[term as usize];
            (count.old + count.new) as usize * 4 <= total.max(8)
        };
        let words = [terms.words.old.items(old), terms.words.new.items(new)];
        let [left, right] = words.map(|items| items.iter().filter(|i| telling(i.term)).count());
        let marks = shared(terms.marks.old.items(old), terms.marks.new.items(new)).count();
        let words = shared(words[0], words[1]).filter(|(item, _)| telling(item.term)).count();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            equal: false,
            words: number(words),
            of: number(left.min(right)),
            marks: number(marks),
            before: around.before >= CLEAR,
            after: around.after >= CLEAR,
            sections: around.sections >= CLEAR || around.titles >= CLEAR,
            opening: only_opening(pair, terms, telling),
            probability: 0.0,
        }
    }
}

/// From how many words on what stands before an actor is an opening.
const OPENING: u32 = 6;
/// How many telling words each must have behind it for what they share there to say anything.
const BEHIND: usize = 4;
/// Which part of these two statements share at most that hardly have any in common.
const HARDLY: usize = 3;

/// Tells whether two statements lead up to what their actors do, where one in [`HARDLY`] of the telling words at most is
/// shared.
fn only_opening(pair: Pair, terms: &Terms, telling: impl Fn(u32) -> bool) -> bool {
    let (old, new) = (pair.old as usize, pair.new as usize);
    let openings = [terms.openings.old[old], terms.openings.new[new]];
    if openings.iter().any(|words| *words < OPENING) {
        return false;
    }
    let behind = |run: &[u32], opening: u32| {
        let words = run.iter().skip(opening as usize).copied();
        words.filter(|term| telling(*term)).collect::<BTreeSet<u32>>()
    };
    let left = behind(&terms.runs.old[old], openings[0]);
    let right = behind(&terms.runs.new[new], openings[1]);
    let least = left.len().min(right.len());
    least >= BEHIND && left.intersection(&right).count() * HARDLY <= least
}

impl fmt::Display for Grounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.equal {
            f.write_str("equal")?;
        } else {
            write!(f, "{} of {} telling words shared", self.words, self.of)?;
        }
        match self.marks {
            0 => {}
            1 => f.write_str("; 1 name or number shared")?,
            marks => write!(f, "; {marks} names or numbers shared")?,
        }
        match (self.before, self.after) {
            (true, true) => f.write_str("; the statements before and after go along")?,
            (true, false) => f.write_str("; a statement before goes along")?,
            (false, true) => f.write_str("; a statement after goes along")?,
            (false, false) => {}
        }
        if self.sections {
            f.write_str("; their sections go together")?;
        }
        if self.opening {
            f.write_str("; alike in their opening only")?;
        }
        write!(f, "; probability {:.2}", self.probability)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grounds_are_said_in_words() {
        let mut grounds = Grounds {
            equal: false,
            words: 4,
            of: 6,
            marks: 1,
            before: true,
            after: true,
            sections: true,
            opening: true,
            probability: 0.917,
        };
        assert_eq!(
            grounds.to_string(),
            "4 of 6 telling words shared; 1 name or number shared; the statements before and after go along; \
             their sections go together; alike in their opening only; probability 0.92"
        );
        grounds = Grounds {
            equal: true,
            marks: 0,
            before: false,
            sections: false,
            opening: false,
            ..grounds
        };
        assert_eq!(grounds.to_string(), "equal; a statement after goes along; probability 0.92");
    }
}
