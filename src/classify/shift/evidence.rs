//! What two wordings differ in that shifts a text, and how much each difference weighs. Their verbs are left to `verbs`.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use super::elsewhere::Elsewhere;
use super::rung::float;
use super::verbs;
use super::wording::{Amount, Mark, Wording};
use crate::change::Evidence;
use crate::sides::Sides;

/// An amount where there was none.
const AMOUNT: f64 = 2.0;
/// The share of common words from which on two sentences are taken to speak of the same thing.
const SAME: f64 = 0.65;

/// The share of what a clause speaks of from which on it was there before or is still there.
const KEPT: f64 = 0.4;
/// The share from which on it is the same clause, whatever a hedge or downtoner in it stands next to.
const SAME_CLAUSE: f64 = 0.7;
/// What [`KEPT`] is for the clause that an amount makes definite, which brings more words of its own.
const AMOUNT_KEPT: f64 = 0.3;

/// So many equal phrases of the other side are looked at for the one in the likest clause.
const COMPARED: usize = 3;

/// A difference and how much it strengthens, or below 0 weakens.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) weight: f64,
    pub(super) evidence: Evidence,
    /// The positions of the statements whose words show it.
    pub(super) of: Sides<Option<usize>>,
}

impl Weighed {
    /// Puts the weightiest first; of equals, in an order that swapped sides do not change.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        let words = |weighed: &Self| match &weighed.evidence {
            Evidence::Replaced(sides) | Evidence::CarriedOut(sides) | Evidence::PutBack(sides) => {
                (sides.old.clone().min(sides.new.clone()), String::new())
            }
            Evidence::Added { what, phrase } | Evidence::Removed { what, phrase } => {
                (what.clone(), phrase.clone())
            }
        };
        other
            .weight
            .abs()
            .total_cmp(&self.weight.abs())
            .then_with(|| words(self).cmp(&words(other)))
    }
}

/// Finds all that weighs between two wordings, and the share of their other words that both have.
pub(super) fn all(
    sides: Sides<&Wording<'_>>,
    elsewhere: Sides<Elsewhere<'_, '_>>,
) -> (Vec<Weighed>, f64) {
    let shared = shared(sides);
    let near = (shared / SAME).min(1.0);
    let mut found = verbs::compared(sides, elsewhere, near);
    found.extend(marks(sides, elsewhere, shared * shared));
    found.extend(amount(sides, elsewhere, near));
    (found, shared)
}

/// Returns the share of words that two wordings have in common, those that weigh left out, from 0 to 1.
fn shared(sides: Sides<&Wording<'_>>) -> f64 {
    let (old, mut new) = (sides.old.bag(), sides.new.bag().peekable());
    let total = old.len() + new.len();
    let common = old.filter(|word| {
        while new.next_if(|other| other < word).is_some() {}
        new.next_if_eq(word).is_some()
    });
    let common = common.count();
    if total == 0 { 1.0 } else { float(2 * common) / float(total) }
}

/// Makes evidence of a phrase of the statement `of` that came in and is worth so much.
pub(super) fn came(what: &str, phrase: &str, of: usize, worth: f64) -> Weighed {
    let (what, phrase) = (what.to_owned(), phrase.to_owned());
    let of = Sides::new(None, Some(of));
    Weighed { weight: worth, evidence: Evidence::Added { what, phrase }, of }
}

/// Makes evidence of a phrase of the statement `of` that went out and was worth so much.
pub(super) fn went(what: &str, phrase: &str, of: usize, worth: f64) -> Weighed {
    let (what, phrase) = (what.to_owned(), phrase.to_owned());
    let of = Sides::new(Some(of), None);
    Weighed { weight: -worth, evidence: Evidence::Removed { what, phrase }, of }
}

/// Compares the weighing phrases: what both sides have cancels, and so do phrases of one kind and strength.
fn marks(
    sides: Sides<&Wording<'_>>,
    elsewhere: Sides<Elsewhere<'_, '_>>,
    scale: f64,
) -> Vec<Weighed> {
    let mut kinds: BTreeMap<(&str, i8), Sides<Vec<&Mark<'_>>>> = BTreeMap::new();
    for mark in &sides.old.marks {
        kinds.entry((mark.label, mark.strength)).or_default().old.push(mark);
    }
    for mark in &sides.new.marks {
        kinds.entry((mark.label, mark.strength)).or_default().new.push(mark);
    }
    let mut found = Vec::new();
    for ((label, strength), mut marks) in kinds {
        let worth = f64::from(strength) * scale;
        let changed = cancel(&mut marks);
        found.extend(changed.into_iter().filter_map(|pair| rescheduled(pair, worth)));
        let came_in = marks.new.iter().filter(|mark| counts(mark, sides.old, elsewhere.old));
        found.extend(came_in.map(|mark| came(label, &mark.plain, mark.of, worth)));
        let went_out = marks.old.iter().filter(|mark| counts(mark, sides.new, elsewhere.new));
        found.extend(went_out.map(|mark| went(label, &mark.plain, mark.of, worth)));
    }
    found
}

/// Tells whether a phrase weighs that the other side does not have: not if it came or went with its clause, or with what
/// it qualifies, nor if it belongs to a condition.
fn counts(mark: &Mark<'_>, other: &Wording<'_>, elsewhere: Elsewhere<'_, '_>) -> bool {
    let retold = mark.plain.strip_prefix("by ").is_some_and(|date| other.dates(date));
    let clause = |least| other.speaks_of(&mark.clause, least);
    let kept =
        mark.adjunct || clause(KEPT) && other.speaks_of_any(&mark.qualified) || clause(SAME_CLAUSE);
    !mark.conditional
        && !retold
        && kept
        && !other.sets_off(&mark.plain)
        && !elsewhere.has_mark(mark)
}

/// Strikes out equal phrases, then as many of the others as both sides have, which it returns.
fn cancel<'a>(sides: &mut Sides<Vec<&'a Mark<'a>>>) -> Vec<Sides<&'a Mark<'a>>> {
    let mut phrases: BTreeMap<&str, Sides<Vec<&Mark<'_>>>> = BTreeMap::new();
    for mark in &sides.old {
        phrases.entry(&mark.plain).or_default().old.push(mark);
    }
    for mark in &sides.new {
        phrases.entry(&mark.plain).or_default().new.push(mark);
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for Sides { old: olds, new: news } in phrases.into_values() {
        match olds.len().cmp(&news.len()) {
            Ordering::Less => new.extend(left_over(&olds, news)),
            Ordering::Equal => {}
            Ordering::Greater => old.extend(left_over(&news, olds)),
        }
    }
    let both = old.len().min(new.len());
    let changed = old.drain(..both).zip(new.drain(..both));
    let changed = changed.map(|(old, new)| Sides::new(old, new)).collect();
    *sides = Sides::new(old, new);
    changed
}

/// Returns what is left of the many where each of the few strikes out the one in the likest clause.
fn left_over<'a>(few: &[&'a Mark<'a>], mut many: Vec<&'a Mark<'a>>) -> Vec<&'a Mark<'a>> {
    for mark in few {
        let likest = many.iter().take(COMPARED).enumerate();
        let likest = likest.max_by_key(|(at, other)| (mark.clause_in_common(other), Reverse(*at)));
        if let Some((at, _)) = likest {
            many.remove(at);
        }
    }
    many
}

/// Tells of a deadline that was brought forward or put off by years.
fn rescheduled(pair: Sides<&Mark<'_>>, worth: f64) -> Option<Weighed> {
    let years = Sides::new(pair.old.year?, pair.new.year?);
    let weight = match years.new.cmp(&years.old) {
        Ordering::Less => worth,
        Ordering::Equal => return None,
        Ordering::Greater => -worth,
    };
    let evidence = Evidence::Replaced(pair.map(|mark| mark.plain.clone()));
    Some(Weighed { weight, evidence, of: pair.map(|mark| Some(mark.of)) })
}

/// Compares amounts: one that comes in where there was none makes a text more definite.
fn amount(
    sides: Sides<&Wording<'_>>,
    elsewhere: Sides<Elsewhere<'_, '_>>,
    near: f64,
) -> Option<Weighed> {
    let counts = |amount: &Amount, other: &Wording<'_>, elsewhere: Elsewhere<'_, '_>| {
        let kept = other.speaks_of(&amount.clause, AMOUNT_KEPT);
        !amount.known && kept && !elsewhere.has_amount(amount)
    };
    match (&sides.old.amount, &sides.new.amount) {
        (None, Some(new)) if counts(new, sides.old, elsewhere.old) => {
            Some(came("amount", &new.phrase, new.of, AMOUNT * near))
        }
        (Some(old), None) if counts(old, sides.new, elsewhere.new) => {
            Some(went("amount", &old.phrase, old.of, AMOUNT * near))
        }
        _ => None,
    }
}
