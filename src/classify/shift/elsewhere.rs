//! What the rest of a round says: words that only change their statement neither come in nor go out. What weighs in a
//! statement is left to `wording`.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::rung::{Rung, float, singular};
use super::wording::{Amount, Mark, ROOTS, Wording};
use crate::change::Placed;
use crate::heads::head;
use crate::lexicon::{Lexicon, words};
use crate::parse::act::completed;
use crate::pieces;
use crate::round::{Round, Statement};

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
    index: OnceLock<Index<'r>>,
}

impl<'r> Speech<'r> {
    /// Makes the speech of a round.
    pub(crate) const fn new(round: &'r Round, lexicon: &'r Lexicon) -> Self {
        Self { round, lexicon, index: OnceLock::new() }
    }

    /// Reads what weighs in some of its statements.
    pub(super) fn read(&self, side: &[Placed]) -> Wording<'r> {
        Wording::read(side.iter().map(|placed| (placed.index, &placed.statement)), self.lexicon)
    }

    /// Returns what is said in other statements than those that stand on one side of a change.
    pub(super) const fn beside<'s>(&'s self, side: &'s [Placed]) -> Elsewhere<'s, 'r> {
        Elsewhere { speech: self, side }
    }

    /// Returns what weighs in a statement that could speak of as many of these words as `least` says of them; `None` if it
    /// cannot, which is told without weighing anything.
    fn read_if_near(&self, at: usize, of: &[String], least: f64) -> Option<&Wording<'r>> {
        let statement = &self.round.statements()[at];
        let index = self.index.get_or_init(|| Index::of(self.round));
        let roots = index.spoken[at].get_or_init(|| spoken(statement, self.lexicon));
        let near = of.iter().filter(|word| roots.binary_search(&root(word)).is_ok()).count();
        let near = float(near) >= least * float(of.len());
        let read = || Wording::read([(at, statement)].into_iter(), self.lexicon);
        near.then(|| index.wordings[at].get_or_init(read))
    }
}

/// Where words stand in the statements of a round.
struct Index<'r> {
    /// The words of all statements by their roots.
    families: FxHashMap<Root, Family>,
    places: Vec<Place>,
    /// The roots of all that is spoken of in each statement, its lead-in included, rising.
    spoken: Vec<OnceLock<Vec<Root>>>,
    /// What weighs in each statement, read once: one can be asked for as often as there are others.
    wordings: Vec<OnceLock<Wording<'r>>>,
}

/// The words of one root.
#[derive(Clone, Copy, Default)]
struct Family {
    /// How many statements have one.
    count: usize,
    /// Which of the places is that of the last statement.
    last: usize,
}

/// A statement that has a word of a family.
#[derive(Clone, Copy)]
struct Place {
    statement: usize,
    /// Which of the places is that of the statement before it, if it is not the first.
    before: usize,
}

impl Index<'_> {
    fn of(round: &Round) -> Self {
        let all = round.statements();
        let (mut families, mut places) =
            (FxHashMap::<Root, Family>::default(), Vec::<Place>::new());
        for (statement, text) in all.iter().enumerate() {
            for word in pieces::words(&text.key) {
                let family = families.entry(root(singular(word))).or_default();
                if family.count == 0 || places[family.last].statement != statement {
                    places.push(Place { statement, before: family.last });
                    *family = Family { count: family.count + 1, last: places.len() - 1 };
                }
            }
        }
        let spoken = all.iter().map(|_| OnceLock::new()).collect();
        let wordings = all.iter().map(|_| OnceLock::new()).collect();
        Self { families, places, spoken, wordings }
    }

    /// Returns the words of such a root.
    fn family(&self, root: Root) -> Family {
        self.families.get(&root).copied().unwrap_or_default()
    }

    /// Returns the statements that have a word of a family, the last one first.
    fn having(&self, Family { count, last }: Family) -> impl Iterator<Item = usize> {
        let mut next = last;
        (0..count).map(move |_| {
            let Place { statement, before } = self.places[next];
            next = before;
            statement
        })
    }
}

/// How a word begins, which those of its family have in common, as a number.
type Root = u64;

fn root(word: &str) -> Root {
    head(word) & ROOTS
}

/// Returns the roots of the words of a statement and of the lead-in that it completes, rising.
fn spoken(statement: &Statement, lexicon: &Lexicon) -> Vec<Root> {
    let stem = statement.stem.as_ref().map(|stem| &*stem.text);
    let text = completed(&statement.text, stem, lexicon);
    let words = words(&text);
    let mut roots: Vec<Root> = words.iter().map(|word| root(singular(&word.plain))).collect();
    roots.sort_unstable();
    roots
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

    /// Tells whether another statement fits, of those that speak of something rare that is spoken of, and of `least` of all.
    fn says(&self, of: &[String], least: f64, fits: impl Fn(&Wording<'_>) -> bool) -> bool {
        if of.len() < LEAST {
            return false;
        }
        let index = self.speech.index.get_or_init(|| Index::of(self.speech.round));
        let mut all: Vec<Family> =
            of.iter().map(|word| index.family(root(singular(word)))).collect();
        all.sort_by_key(|family| family.count);
        // At least one of so many words must be there for enough of them to be.
        let spared = (0..of.len()).find(|n| float(*n) > float(of.len()) * (1.0 - least));
        let rarest = all.iter().take(spared.unwrap_or(1)).filter(|family| family.count <= COMMON);
        let mut found: Vec<usize> = rarest.flat_map(|family| index.having(*family)).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|at| self.side.iter().all(|placed| placed.index != *at));
        found.iter().any(|&at| self.speech.read_if_near(at, of, least).is_some_and(&fits))
    }
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
