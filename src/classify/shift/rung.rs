//! A verb on the ladder from what is said to what is done, and what two of them have in common. How much it weighs that one
//! takes the place of the other is left to `verbs`.

use std::cmp::Ordering;

/// From here on two verbs speak of the same thing.
pub(super) const SAME_THING: f64 = 0.5;

/// A main verb and its place on the ladder.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rung {
    /// The position of its statement.
    pub(super) of: usize,
    /// Whether it is said, planned or done.
    pub(super) stage: Stage,
    /// Where it stands: 0 says nothing, 9 is done.
    pub(super) height: f64,
    /// Whether it begins something or keeps it up.
    pub(super) course: Course,
    /// Whether its actor is bound by it: a promise, a decision or a deed, no mere view or wish.
    pub(super) firm: bool,
    /// Whether it is denied.
    pub(super) negated: bool,
    /// What sets it apart from others of its stage.
    pub(super) manner: Manner,
    /// What it speaks of: the words behind it up to the next verb, those that mean little left out, in order of letters.
    pub(super) object: Vec<String>,
    /// The first few of these as they stand, likewise in order of letters.
    pub(super) head: Vec<String>,
    /// Where it stands, from 0 at the beginning of the sentence to 1.
    pub(super) place: f64,
    /// The words as written.
    pub(super) phrase: String,
    /// The verb in its basic form.
    pub(super) base: String,
    /// What is done or meant to be done: "establish" of "have established" and of "plan to establish".
    pub(super) deed: String,
}

/// Whether something is said, planned or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// A view is stated.
    View,
    /// An action is promised, intended or asked of oneself.
    Plan,
    /// It is being done or done.
    Deed,
}

/// Whether a verb begins something or keeps it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Nothing says that it was there before.
    Fresh,
    /// It keeps up what is there, or takes it up again: "maintain".
    Kept,
    /// It only goes on: "continue to publish".
    Continued,
}

/// What sets a verb apart from others of its stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Nothing.
    Plain,
    /// It does little: "are exploring", "have discussed".
    Idle,
    /// It is done by saying so: "decided to".
    Decided,
    /// It belongs to no actor and tells what will be.
    Foretold,
}

impl Rung {
    /// Tells whether it does little.
    pub(super) fn is_idle(&self) -> bool {
        self.manner == Manner::Idle
    }

    /// Tells whether it only goes on.
    pub(super) fn is_continued(&self) -> bool {
        self.course == Course::Continued
    }

    /// Tells whether it keeps up what is there.
    fn keeps(&self) -> bool {
        self.course != Course::Fresh
    }

    /// Returns how much of what two verbs speak of is the same, from 0 to 1.
    pub(super) fn common(&self, other: &Self) -> f64 {
        let total = self.object.len() + other.object.len();
        let both = 2 * common(&self.object, &other.object);
        if total == 0 { 0.0 } else { float(both) / float(total) }
    }

    /// Returns the share of what it speaks of first that others speak of too, from 0 to 1.
    pub(super) fn covered(&self, others: &[Self]) -> f64 {
        let mut all: Vec<String> = others.iter().flat_map(|other| other.object.clone()).collect();
        all.sort_unstable();
        let own = self.head.len();
        if own == 0 { 1.0 } else { float(common(&self.head, &all)) / float(own) }
    }

    /// Tells whether what another verb speaks of holds a word of its own family: "support" in "welcomed the support".
    pub(super) fn is_mentioned(&self, other: &Self) -> bool {
        let own = self.base.split(' ').next().unwrap_or_default();
        !own.is_empty() && other.object.iter().any(|word| akin(own, word))
    }

    /// Tells whether another verb only mentions it behind what it is about: as one of its own that was not read.
    pub(super) fn is_aside(&self, other: &Self) -> bool {
        let own = self.base.split(' ').next().unwrap_or_default();
        self.is_mentioned(other) && !other.head.iter().any(|word| akin(own, word))
    }

    /// Tells whether two verbs are the same, or do or mean to do the same.
    pub(super) fn same_verb(&self, other: &Self) -> bool {
        self.base == other.base || !self.deed.is_empty() && akin(&self.deed, &other.deed)
    }

    /// Tells whether two verbs hold to one commitment, or one view, which neither an auxiliary nor "continue" changes:
    /// "decided to publish", "will publish", "is maintaining", "will resume".
    pub(super) fn holds(&self, other: &Self) -> bool {
        let kept = self.keeps() || other.keeps();
        let decided = self.manner == Manner::Decided || other.manner == Manner::Decided;
        let mentioned = self.is_mentioned(other) || other.is_mentioned(self);
        let same = self.same_verb(other)
            || self.keeps() && other.keeps() && self.stage != other.stage
            || kept && self.common(other) >= SAME_THING && mentioned;
        let bound = self.firm && other.firm && (kept || decided);
        let viewed = !self.firm
            && !other.firm
            && kept
            && self.stage != Stage::Plan
            && other.stage != Stage::Plan;
        let viewed = viewed && self.base == other.base;
        self.negated == other.negated && (same && bound || viewed)
    }

    /// Tells whether two verbs are the same and stand on the same place of the ladder.
    pub(super) fn same_force(&self, other: &Self) -> bool {
        let force = |rung: &Self| (rung.stage, rung.height.to_bits(), rung.negated);
        self.base == other.base && force(self) == force(other)
    }
}

/// Returns a count as a fraction's part.
#[expect(clippy::cast_precision_loss, reason = "counts of words in a sentence are small")]
pub(super) const fn float(count: usize) -> f64 {
    count as f64
}

/// Counts the words that two lists in alphabetical order have in common; those of one family are one.
fn common(mut one: &[String], mut other: &[String]) -> usize {
    let mut both = 0;
    while let ([a, after_a @ ..], [b, after_b @ ..]) = (one, other) {
        let akin = akin(a, b);
        both += usize::from(akin);
        (one, other) = match a.cmp(b) {
            _ if akin => (after_a, after_b),
            Ordering::Less => (after_a, other),
            _ => (one, after_b),
        };
    }
    both
}

/// Words of one family begin with so many bytes alike.
pub(super) const ROOT: usize = 5;

/// Tells whether two words are of one family, as far as their letters show it: "resolve", "resolution".
pub(super) fn akin(a: &str, b: &str) -> bool {
    const ENDING: usize = 5;
    let root = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b || root >= ROOT && a.len().max(b.len()) - root <= ENDING
}

/// Returns a word without the ending of a plural, as far as its letters show one.
pub(super) fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// Puts words in order of letters, as [`Rung::object`] has them.
pub(super) fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
}
