//! Studies two rounds: which statements are candidates, what speaks for each, which to link. Groups, sections and moves are
//! left to `align`.

use super::assign::assign;
use super::candidates::{Candidates, candidates};
use super::grams::grams;
use super::grounds::Grounds;
use super::groups::{Further, Linked, further};
use super::language::{self, Forms};
use super::pairs::Pair;
use super::score::{Alone, Texts, alone};
use super::surroundings::{Around, Setting, Toll, around, disorder};
use super::terms::{Terms, windows};
use super::weights::{Weights, odds, probability, rounded};
use super::{AlignOptions, Near};
use crate::round::Round;
use crate::sides::Sides;

/// The odds of statements that are equal to each other and to no other.
const CERTAIN: f64 = 12.0;
/// By how much the odds of equal statements are raised that occur more than once, and the least that they are: even two
/// without a word, which nothing else can tell from others, are equal.
const EQUAL: f64 = 4.0;
/// What a link weighs at most for the order of the rounds: beyond it, it is only more certain, and no harder to pass.
const HEAVY: f64 = 3.0;
/// What stands at the same place is preferred by this little, so that nothing hangs on the order of reading.
const NEARER: f64 = 1e-6;
/// From which likeness on two statements that continue no other belong together, whatever leaving the order costs.
const LEFT: f32 = 0.7;
/// From which odds on a statement that continues in none quotes the one that comes nearest by them; likeness counts beside them, so
/// many times: a reader wants words in common, and not only a place.
///
/// The more others there are, the more come near by chance: beyond [`FEW`] of them more odds are needed, by this share of the
/// logarithm of how many times as many they are.
///
/// Of 28 statements of five series that readers with both rounds at hand found wrongly told as new or gone, 20 quote the one that
/// the reader named.
const NEAR: f64 = -1.2;
const ALIKE: f64 = 10.0;
const FEW: f64 = 40.0;
const CROWDED: f64 = 0.7;
/// How often the surroundings are looked at, each time knowing the neighbours better.
const PASSES: usize = 2;

/// A pair of statements that was compared, and the evidence for linking it, each value from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The position of the old statement.
    pub old: usize,
    /// The position of the new statement.
    pub new: usize,
    /// What the two show by themselves: likeness, its share of the best that either has (the lesser and the greater), the
    /// likeness of their names and numbers, that of the words around them, how short the shorter is, and how far the words
    /// that they share come in one order.
    pub alone: [f32; 7],
    /// What their surroundings show: links before and after, links between the rest of their sections, likeness of the
    /// sections' titles, distance where the rounds keep their order, and how they stand against their rivals.
    pub around: [f32; 6],
    /// What they show where one is linked and the other is not: odds so far, nearness of the other to the link, its
    /// likeness as a share of its best, what it has in common with the one that the link has not, how much of it is the
    /// one's, how much of what the link leaves out it brings, and how far the rounds keep their order.
    pub join: Option<[f32; 7]>,
}

/// A pair that is linked.
pub(super) struct Found {
    /// The pair.
    pub pair: Pair,
    /// How alike the two are; 1 only if they are equal.
    pub likeness: f64,
    /// What speaks for the link.
    pub grounds: Grounds,
}

/// All that is known of two rounds before their statements are grouped.
pub(super) struct Study {
    terms: Terms,
    candidates: Candidates,
    alone: Vec<Alone>,
    around: Vec<Around>,
    odds: Vec<f64>,
    further: Vec<Further>,
    chosen: Vec<bool>,
    /// How probable each pair is by all the evidence, before what others claim.
    chances: Vec<f64>,
}

impl Study {
    /// Studies two rounds.
    pub(super) fn of(rounds: Sides<&Round>, options: &AlignOptions) -> Self {
        let AlignOptions { language, weights, lexicon } = options;
        let stemmer = match language {
            Some(name) => language::named(name),
            None => language::detected(&rounds.old.head().text, &rounds.new.head().text),
        };
        let terms = Terms::of(rounds, Forms::of(stemmer, &lexicon.spelling));
        let keys =
            rounds.map(|round| round.statements().iter().map(|s| &*s.key).collect::<Vec<_>>());
        let candidates = candidates(&keys, &terms);
        let needed = candidates.needed(keys.as_ref().map(Vec::len));
        let near = terms
            .words
            .as_ref()
            .zip(needed.as_ref())
            .map(|(words, needed)| windows(words, needed, &terms.counts));
        let texts = Texts { terms: &terms, grams: grams(&keys, &needed), windows: near };
        let alone = alone(&candidates, &texts);
        let mut study = Self {
            terms,
            candidates,
            alone,
            around: Vec::new(),
            odds: Vec::new(),
            further: Vec::new(),
            chosen: Vec::new(),
            chances: Vec::new(),
        };
        study.look_around(rounds, weights);
        study.choose(weights);
        study
    }

    /// Weighs the pairs alone, then in their surroundings.
    fn look_around(&mut self, rounds: Sides<&Round>, weights: &Weights) {
        let section = |section| u32::try_from(section).unwrap_or(u32::MAX);
        let sections =
            rounds.map(|r| r.statements().iter().map(|s| section(s.section)).collect::<Vec<_>>());
        self.odds = self.alone.iter().map(|a| odds(&weights.alone, a.values())).collect();
        for _ in 0..PASSES {
            let known = self.odds.iter().zip(&self.candidates.sole);
            let chances: Vec<f64> =
                known.map(|(&o, &sole)| if sole { 1.0 } else { probability(o) }).collect();
            let pairs = &self.candidates.pairs;
            self.around = around(&Setting {
                pairs,
                chances: &chances,
                sections: &sections,
                terms: &self.terms,
            });
            let both = self.alone.iter().zip(&self.around);
            self.odds = both
                .map(|(a, b)| odds(&weights.around, a.values().into_iter().chain(b.values())))
                .collect();
        }
    }

    /// Chooses one-to-one links, then those that make splits and merges of them.
    fn choose(&mut self, weights: &Weights) {
        let Candidates { pairs, equal, sole } = &self.candidates;
        let sizes = self.terms.lengths.as_ref().map(Vec::len);
        let raised = (0..pairs.len()).map(|at| {
            let odds = if equal[at] { self.odds[at].max(0.0) + EQUAL } else { self.odds[at] };
            if sole[at] { CERTAIN } else { odds.min(CERTAIN) }
        });
        let due: Vec<f64> = raised.collect();
        self.chances = due.iter().map(|&odds| probability(odds)).collect();
        let excess: Vec<f64> =
            due.iter().map(|odds| rounded((odds - weights.link.loose).clamp(0.0, HEAVY))).collect();
        let (losses, steady) = disorder(pairs, &excess);
        let least = weights.link.at(steady);
        let free: Vec<f64> = due.iter().map(|odds| odds - least).collect();
        let toll = Toll { most: weights.order, steady };
        let paid = due.iter().zip(losses).enumerate().map(|(at, (odds, loss))| {
            let toll = toll.of(loss, self.alone[at].likeness());
            odds - toll - NEARER * apart(pairs.all()[at], sizes)
        });
        let weighed: Vec<f64> = paid.map(|odds| odds - least).collect();
        self.chosen = assign(pairs, &weighed);
        self.choose_left(&free);
        let pairs = &self.candidates.pairs;
        let linked = Linked { pairs, chosen: &self.chosen, odds: &due, weights: &excess, toll };
        self.further = further(&linked, &self.alone, &self.terms);
        for more in &self.further {
            let odds = odds(&weights.join, more.values());
            if odds > 0.0 {
                (self.chosen[more.at], self.chances[more.at]) = (true, probability(odds));
            }
        }
    }

    /// Links what was left over on both sides only because it leaves the order, as far as it says much the same.
    fn choose_left(&mut self, odds: &[f64]) {
        let pairs = &self.candidates.pairs;
        let mut taken = self.terms.lengths.as_ref().map(|side| vec![false; side.len()]);
        for (pair, _) in pairs.all().iter().zip(&self.chosen).filter(|(_, chosen)| **chosen) {
            (taken.old[pair.old as usize], taken.new[pair.new as usize]) = (true, true);
        }
        let left = |at: usize| {
            let pair = pairs.all()[at];
            let free = !taken.old[pair.old as usize] && !taken.new[pair.new as usize];
            free && self.alone[at].likeness() >= LEFT
        };
        let weighed: Vec<f64> =
            (0..odds.len()).map(|at| if left(at) { odds[at] } else { f64::NEG_INFINITY }).collect();
        if weighed.iter().all(|weight| *weight <= 0.0) {
            return;
        }
        let chosen = assign(pairs, &weighed);
        self.chosen.iter_mut().zip(chosen).for_each(|(own, moved)| *own |= moved);
    }

    /// Returns the pairs to link, with what speaks for each.
    pub(super) fn links(&self) -> impl Iterator<Item = Found> + '_ {
        (0..self.chosen.len()).filter(|&at| self.chosen[at]).map(|at| {
            let pair = self.candidates.pairs.all()[at];
            let (equal, probability) = (self.candidates.equal[at], self.chances[at]);
            let grounds = Grounds::of(pair, &self.terms, &self.around[at]);
            let likeness = self.likeness(at);
            Found { pair, likeness, grounds: Grounds { equal, probability, ..grounds } }
        })
    }

    /// Returns which statement of the other round comes nearest to each, by all the evidence.
    pub(super) fn nearest(&self) -> Sides<Vec<Option<Near>>> {
        let pairs = self.candidates.pairs.all();
        let mut best = self.terms.lengths.as_ref().map(|side| vec![None; side.len()]);
        for (at, pair) in pairs.iter().enumerate() {
            for best in [&mut best.old[pair.old as usize], &mut best.new[pair.new as usize]] {
                if best.is_none_or(|other: usize| self.odds[at] > self.odds[other]) {
                    *best = Some(at);
                }
            }
        }
        let told = |side: Vec<Option<usize>>, others: usize, position: fn(Pair) -> u32| {
            let least = least_nearness(others);
            let nearest = |at: usize| {
                let likeness = self.likeness(at);
                let position = position(pairs[at]) as usize;
                (self.odds[at] + ALIKE * likeness >= least).then_some(Near { position, likeness })
            };
            side.into_iter().map(|best| best.and_then(nearest)).collect()
        };
        let others = best.as_ref().map(Vec::len).swapped();
        Sides::new(
            told(best.old, others.old, |pair| pair.new),
            told(best.new, others.new, |pair| pair.old),
        )
    }

    /// Returns how alike the statements of a pair are; 1 only if they are equal.
    fn likeness(&self, at: usize) -> f64 {
        let equal = self.candidates.equal[at];
        if equal { 1.0 } else { f64::from(self.alone[at].likeness()).min(0.99) }
    }

    /// Returns the evidence for each pair that does not speak for itself.
    pub(super) fn evidence(&self) -> Vec<Candidate> {
        let mut joins = vec![None; self.chosen.len()];
        self.further.iter().for_each(|more| joins[more.at] = Some(more.values()));
        let open = (0..self.chosen.len()).filter(|&at| !self.candidates.sole[at]);
        let each = open.map(|at| Candidate {
            old: self.candidates.pairs.all()[at].old as usize,
            new: self.candidates.pairs.all()[at].new as usize,
            alone: self.alone[at].values(),
            around: self.around[at].values(),
            join: joins[at],
        });
        each.collect()
    }
}

/// Returns from which odds on, likeness counted beside them, one of so many others comes near.
#[expect(clippy::cast_precision_loss, reason = "a number of statements needs no more than 52 bits")]
fn least_nearness(others: usize) -> f64 {
    NEAR + CROWDED * (others as f64 / FEW).ln().max(0.0)
}

/// Returns how far apart two statements stand, each measured by its own round.
#[expect(clippy::cast_precision_loss, reason = "a place in a round needs no more than 52 bits")]
fn apart(pair: Pair, sizes: Sides<usize>) -> f64 {
    let place = |at: u32, of: usize| (f64::from(at) + 0.5) / of as f64;
    (place(pair.old, sizes.old) - place(pair.new, sizes.new)).abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn among_many_others_more_is_needed_to_come_near() {
        assert_eq!(least_nearness(0), NEAR);
        assert_eq!(least_nearness(40), NEAR);
        assert!((least_nearness(400) - NEAR - CROWDED * 10f64.ln()).abs() < 1e-9);
    }
}
