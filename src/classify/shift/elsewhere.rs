//! What the rest of a round says: words that only change their statement neither come in nor go out. What weighs in a
//! statement is left to `wording`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::rung::{ROOT, Rung, float};
use super::wording::{Amount, Mark, Wording};
use crate::change::Placed;
use crate::lexicon::Lexicon;
use crate::pieces;
use crate::round::Round;

/// The share of what a clause speaks of from which on another statement says the same.
const SAID: f64 = 0.7;
/// The share of what stands next to an amount from which on another statement tells the same amount.
const NEAR: f64 = 0.5;
/// What more statements speak of tells none of them from the rest.
const COMMON: usize = 24;
/// A clause of fewer words could stand anywhere.
const LEAST: usize = 2;

/// The statements of a round by what they speak of, read when first asked for.
pub(crate) struct Speech<'r> {
    round: &'r Round,
    lexicon: &'r Lexicon,
    /// The positions of the statements that have a word with such a beginning, rising.
    index: OnceLock<FxHashMap<&'r [u8], Vec<usize>>>,
    /// What weighs in each statement, as far as it was asked for: one can be asked for as often as others weigh.
    wordings: OnceLock<Vec<OnceLock<Wording<'r>>>>,
}

impl<'r> Speech<'r> {
    /// Makes the speech of a round.
    pub(crate) const fn new(round: &'r Round, lexicon: &'r Lexicon) -> Self {
        Self { round, lexicon, index: OnceLock::new(), wordings: OnceLock::new() }
    }

    /// Reads what weighs in some of its statements.
    pub(super) fn read(&self, side: &[Placed]) -> Wording<'r> {
        Wording::read(side.iter().map(|placed| (placed.index, &placed.statement)), self.lexicon)
    }

    /// Returns what is said in other statements than those that stand on one side of a change.
    pub(super) const fn beside<'s>(&'s self, side: &'s [Placed]) -> Elsewhere<'s, 'r> {
        Elsewhere { speech: self, side }
    }

    /// Returns what weighs in one of its statements.
    fn wording(&self, at: usize) -> &Wording<'r> {
        let statements = self.round.statements();
        let none = || statements.iter().map(|_| OnceLock::new()).collect();
        self.wordings.get_or_init(none)[at]
            .get_or_init(|| Wording::read([(at, &statements[at])].into_iter(), self.lexicon))
    }

    fn index(&self) -> &FxHashMap<&'r [u8], Vec<usize>> {
        self.index.get_or_init(|| {
            let mut index: FxHashMap<&[u8], Vec<usize>> = FxHashMap::default();
            for (at, statement) in self.round.statements().iter().enumerate() {
                for word in pieces::words(&statement.key) {
                    let found = index.entry(root(word)).or_default();
                    if found.last() != Some(&at) {
                        found.push(at);
                    }
                }
            }
            index
        })
    }
}

/// The statements of a round but for those of one change.
#[derive(Clone, Copy)]
pub(super) struct Elsewhere<'s, 'r> {
    speech: &'s Speech<'r>,
    side: &'s [Placed],
}

impl Elsewhere<'_, '_> {
    /// Tells whether another statement has a weighing phrase in a clause that speaks of the same.
    pub(super) fn has_mark(&self, mark: &Mark<'_>) -> bool {
        self.says(&mark.clause, SAID, |other| {
            let same = |m: &Mark<'_>| (m.label, m.strength) == (mark.label, mark.strength);
            other.marks.iter().any(same) && other.speaks_of(&mark.clause, SAID)
        })
    }

    /// Tells whether another statement has an amount next to the same words.
    pub(super) fn has_amount(&self, amount: &Amount) -> bool {
        self.says(&amount.beside, NEAR, |other| {
            let same = |own: &Amount| own.phrase == amount.phrase;
            other.amount.as_ref().is_some_and(same) && other.speaks_of(&amount.beside, NEAR)
        })
    }

    /// Tells whether another statement holds to what a verb says.
    pub(super) fn has_rung(&self, rung: &Rung) -> bool {
        self.says(&rung.head, SAID, |other| {
            let own = other.rungs.iter();
            own.filter(|own| own.same_verb(rung) || own.holds(rung)).any(|own| {
                own.stage >= rung.stage && rung.covered(std::slice::from_ref(own)) >= SAID
            })
        })
    }

    /// Tells whether another statement fits, of those that have so much of what is spoken of, by how the words begin.
    fn says(&self, of: &[String], least: f64, fits: impl Fn(&Wording<'_>) -> bool) -> bool {
        if of.len() < LEAST {
            return false;
        }
        let index = self.speech.index();
        let having = |word: &String| index.get(root(word)).map_or(&[][..], Vec::as_slice);
        let mut all: Vec<&[usize]> = of.iter().map(having).collect();
        all.sort_by_key(|having| having.len());
        // Of so many words, one must be there for enough of them to be.
        let spared = (0..of.len()).find(|n| float(of.len() - n) < least * float(of.len()));
        let rarest = all.iter().take(spared.unwrap_or(of.len()));
        let mut found: Vec<usize> =
            rarest.filter(|having| having.len() <= COMMON).copied().flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        let has_enough = |at: &usize| {
            let has = all.iter().filter(|having| having.binary_search(at).is_ok()).count();
            float(has) >= least * float(of.len())
        };
        let beside = |at: &usize| self.side.iter().all(|placed| placed.index != *at);
        let mut others = found.iter().filter(|at| beside(at) && has_enough(at));
        others.any(|at| fits(self.speech.wording(*at)))
    }
}

/// Returns how a word begins, which those of its family have in common; it may be one that has lost its plural.
fn root(word: &str) -> &[u8] {
    let word = word.strip_suffix('s').unwrap_or(word);
    &word.as_bytes()[..word.len().min(ROOT)]
}

#[cfg(test)]
mod tests {
    use super::super::shift;
    use super::Speech;
    use crate::change::Placed;
    use crate::lexicon::Lexicon;
    use crate::round::Round;
    use crate::sides::Sides;

    /// Returns what is told of the first statements of two rounds.
    fn told(old: &[&str], new: &[&str]) -> Vec<String> {
        let lexicon = Lexicon::english();
        let rounds = Sides::new(old, new).map(|texts| Round::of(&[("", texts)]));
        let first = rounds
            .as_ref()
            .map(|round| [Placed { index: 0, statement: round.statements()[0].clone() }]);
        let rounds = rounds.as_ref().map(|round| Speech::new(round, &lexicon));
        let shift = shift(first.as_ref().map(<[Placed; 1]>::as_slice), &rounds);
        shift.evidence.iter().map(ToString::to_string).collect()
    }

    /// Checks what is told where one statement stands alone, and that nothing is where another says the same.
    #[track_caller]
    fn assert_elsewhere(old: &str, new: &str, other: &str, evidence: &str) {
        assert_eq!(told(&[old], &[new]), [evidence]);
        assert_eq!(told(&[old, "Herons nest.", other], &[new]), Vec::<String>::new());
    }

    #[test]
    fn an_obligation_that_was_another_statements_is_not_added() {
        assert_elsewhere(
            "We support the pilots of the bay.",
            "We support the pilots of the bay and will dredge the eastern channel.",
            "We will dredge the eastern channel and the moat.",
            "added obligation: will dredge",
        );
    }

    #[test]
    fn an_amount_that_was_another_statements_is_not_added() {
        assert_elsewhere(
            "We decided to keep the harbour dues low.",
            "We decided to keep the harbour dues at 4 percent.",
            "The council set the harbour dues at 4 percent, to keep them steady, and decided to go.",
            "added amount: 4 percent",
        );
    }

    #[test]
    fn a_hedge_that_was_another_statements_is_not_added() {
        assert_elsewhere(
            "We support trade, but fares at sea rise in spring.",
            "We support trade, but fares at sea seem to rise in spring.",
            "In spring, fares at sea appear to rise.",
            "added hedge: seem to",
        );
    }

    #[test]
    fn what_another_statement_says_of_something_else_does_not_count() {
        let (old, new) =
            ("We support the pilots.", "We support the pilots and will dredge the channel.");
        let others = ["We will dredge the moat of Ulm.", "The channel is deep."];
        for other in others {
            assert_eq!(told(&[old, other], &[new]), ["added obligation: will dredge"], "{other}");
        }
    }
}
