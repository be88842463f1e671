//! Names the pairs worth comparing, without ever looking at all of them. How good each is, is left to `score`.
//!
//! An inverted index brings together statements that share terms. Rare terms come first, until a budget that grows with
//! the length of the rounds is spent: so common terms never make the work grow with the product of the lengths.

use rustc_hash::FxHashMap;

use super::bags::{Bags, Item};
use super::pairs::{Pair, Pairs};
use super::terms::Terms;
use crate::sides::Sides;

/// How many visits of the index each statement may cost on average.
const VISITS: usize = 128;
/// How many visits are always allowed, so that small rounds are compared in full.
const FREE_VISITS: usize = 1 << 17;
/// How many candidates a statement has at most, in short rounds and in long ones, where rare terms tell more.
const KEPT: Sides<usize> = Sides::new(16, 8);
/// How many candidates beside its twin a statement has that occurs once and word for word in the other round.
///
/// In long rounds it has none: most statements there are such, and the index need not hold them at all.
const KEPT_BESIDE_TWIN: Sides<usize> = Sides::new(2, 0);
/// From how many statements on rounds are long.
const LONG: usize = 2_000;
/// How many pairs of equal statements are all compared; where there are more, the first is paired with the first.
const TWINS: usize = 64;
/// What a shared pair of neighbouring words adds, as against a cosine: it finds candidates and hardly ranks them.
const BIGRAM: f32 = 0.02;

/// Pairs worth comparing, and which of them are equal.
#[derive(Debug)]
pub(super) struct Candidates {
    /// The pairs.
    pub pairs: Pairs,
    /// Whether the statements of each pair are equal.
    pub equal: Vec<bool>,
    /// Whether they are equal to each other and to no other statement.
    pub sole: Vec<bool>,
}

/// Returns the pairs worth comparing, given what is compared of each statement and its terms.
pub(super) fn candidates(keys: &Sides<Vec<&str>>, terms: &Terms) -> Candidates {
    let twins = twins(keys);
    let mut sole = keys.as_ref().map(|side| vec![0u32; side.len()]);
    for twin in &twins {
        sole.old[twin.old as usize] += 1;
        sole.new[twin.new as usize] += 1;
    }
    let long = keys.old.len() + keys.new.len() > LONG;
    let (kept, beside) =
        if long { (KEPT.new, KEPT_BESIDE_TWIN.new) } else { (KEPT.old, KEPT_BESIDE_TWIN.old) };
    let room = sole
        .as_ref()
        .map(|side| side.iter().map(|&n| if n == 1 { beside } else { kept }).collect());
    let mut pairs = by_index(terms, &room);
    pairs.extend_from_slice(&twins);
    let pairs = Pairs::new(keys.old.len(), pairs);
    let each = || pairs.all().iter().map(|pair| (pair.old as usize, pair.new as usize));
    let equal: Vec<bool> = each().map(|(old, new)| keys.old[old] == keys.new[new]).collect();
    let sole =
        each().zip(&equal).map(|((o, n), &equal)| equal && sole.old[o] == 1 && sole.new[n] == 1);
    let sole = sole.collect();
    Candidates { pairs, equal, sole }
}

impl Candidates {
    /// Tells which statements must be looked at: those in a pair that does not speak for itself.
    pub(super) fn needed(&self, sizes: Sides<usize>) -> Sides<Vec<bool>> {
        let mut needed = sizes.map(|size| vec![false; size]);
        for (pair, _) in self.pairs.all().iter().zip(&self.sole).filter(|(_, sole)| !**sole) {
            needed.old[pair.old as usize] = true;
            needed.new[pair.new as usize] = true;
        }
        needed
    }
}

/// Returns pairs of statements that are equal.
fn twins(keys: &Sides<Vec<&str>>) -> Vec<Pair> {
    let mut places: FxHashMap<&str, Sides<Vec<u32>>> = FxHashMap::default();
    (0..).zip(&keys.old).for_each(|(at, key)| places.entry(key).or_default().old.push(at));
    (0..).zip(&keys.new).for_each(|(at, key)| {
        if let Some(sides) = places.get_mut(key) {
            sides.new.push(at);
        }
    });
    let mut twins = Vec::new();
    for Sides { old, new } in places.into_values() {
        if old.len() * new.len() <= TWINS {
            twins.extend(old.iter().flat_map(|&old| new.iter().map(move |&new| Pair { old, new })));
        } else {
            twins.extend(old.into_iter().zip(new).map(|(old, new)| Pair { old, new }));
        }
    }
    twins
}

/// Returns for each statement of either side those that share the rarest terms with it.
fn by_index(terms: &Terms, room: &Sides<Vec<usize>>) -> Vec<Pair> {
    let budget = FREE_VISITS + VISITS * (room.old.len() + room.new.len());
    let (mut allowed, all) = affordable(&terms.counts, budget);
    if all {
        return best(&terms.words, &allowed, room);
    }
    let (bags, counts) = with_bigrams(terms);
    allowed = affordable(&counts, budget).0;
    best(&bags, &allowed, room)
}

/// Tells which terms the index can afford, and whether that is all of them.
fn affordable(counts: &[Sides<u32>], budget: usize) -> (Vec<bool>, bool) {
    let work = |c: &Sides<u32>| c.old as usize * c.new as usize;
    let mut rarest: Vec<usize> = counts.iter().map(work).filter(|&w| w > 0).collect();
    rarest.sort_unstable();
    let mut spent = 0;
    let fits = rarest
        .iter()
        .take_while(|&&w| {
            spent += w;
            spent <= budget
        })
        .count();
    let limit = if fits == rarest.len() { usize::MAX } else { rarest[fits] };
    (counts.iter().map(|c| work(c) < limit).collect(), fits == rarest.len())
}

/// Adds pairs of neighbouring stems, which stay rare where single stems do not.
fn with_bigrams(terms: &Terms) -> (Sides<Bags>, Vec<Sides<u32>>) {
    let letters: usize =
        [&terms.runs.old, &terms.runs.new].into_iter().flatten().map(Vec::len).sum();
    let bits = letters.next_power_of_two().trailing_zeros().clamp(10, 22);
    let first = u32::try_from(terms.counts.len()).unwrap_or(u32::MAX);
    let mut counts = terms.counts.clone();
    counts.resize(counts.len() + (1 << bits), Sides::new(0, 0));
    let mut add = |words: &Bags, runs: &[Vec<u32>], count: fn(&mut Sides<u32>)| {
        let (mut bags, mut bigrams) = (Bags::new(), Vec::new());
        for (at, run) in runs.iter().enumerate() {
            bigrams.clear();
            bigrams.extend(run.windows(2).map(|two| first + bucket(two, bits)));
            bigrams.sort_unstable();
            bigrams.dedup();
            bigrams.iter().for_each(|&b| count(&mut counts[b as usize]));
            let extra = bigrams.iter().map(|&term| Item { term, weight: BIGRAM.sqrt() });
            bags.push(words.items(at).iter().copied().chain(extra));
        }
        bags
    };
    let old = add(&terms.words.old, &terms.runs.old, |c| c.old += 1);
    let new = add(&terms.words.new, &terms.runs.new, |c| c.new += 1);
    (Sides::new(old, new), counts)
}

fn bucket(two: &[u32], bits: u32) -> u32 {
    let mixed = (u64::from(two[0]) << 32 | u64::from(two[1])).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    u32::try_from(mixed >> (64 - bits)).unwrap_or(0)
}

/// The few best partners found so far, best first.
struct Shortlist {
    room: usize,
    best: Vec<Rank>,
}

/// A partner and how good it is in one number, which is compared at once: the less, the better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u128);

impl Rank {
    /// Ranks a partner: the likelier first, then the one at the same place of its round.
    fn of(likeness: f32, distance: u64, partner: u32) -> Self {
        // The bits of numbers above 0 have the order of the numbers.
        let unlike = u128::from(!likeness.to_bits());
        Self(unlike << 96 | u128::from(distance) << 32 | u128::from(partner))
    }

    /// Returns the partner.
    #[expect(clippy::cast_possible_truncation, reason = "the partner is the last 32 bits")]
    const fn partner(self) -> u32 {
        self.0 as u32
    }
}

impl Shortlist {
    /// Makes an empty list for so many.
    fn new(room: usize) -> Self {
        Self { room, best: Vec::with_capacity(room) }
    }

    /// Enters a partner where it belongs, if there is room for it.
    fn enter(&mut self, rank: Rank) {
        if self.best.len() == self.room {
            if self.best.last().is_none_or(|last| *last < rank) {
                return;
            }
            self.best.pop();
        }
        let at = self.best.partition_point(|better| *better < rank);
        self.best.insert(at, rank);
    }

    /// Returns the partners.
    fn partners(&self) -> impl Iterator<Item = u32> {
        self.best.iter().map(|rank| rank.partner())
    }
}

fn best(bags: &Sides<Bags>, allowed: &[bool], room: &Sides<Vec<usize>>) -> Vec<Pair> {
    let postings = Postings::of(&bags.new, allowed, |new| room.new[new] > 0);
    let sizes = room.as_ref().map(|side| side.len() as u64);
    let mut columns: Vec<Shortlist> = room.new.iter().map(|&room| Shortlist::new(room)).collect();
    let (mut sums, mut touched) = (vec![0f32; room.new.len()], Vec::new());
    let (mut row, mut pairs): (Vec<Rank>, Vec<Pair>) = Default::default();
    for (old, &room) in (0..).zip(&room.old).filter(|(_, room)| **room > 0) {
        for item in bags.old.items(old as usize).iter().filter(|item| allowed[item.term as usize]) {
            for posting in postings.of_term(item.term) {
                let sum = &mut sums[posting.term as usize];
                if *sum == 0.0 {
                    touched.push(posting.term);
                }
                *sum += item.weight * posting.weight;
            }
        }
        row.clear();
        for new in touched.drain(..) {
            let likeness = std::mem::take(&mut sums[new as usize]);
            let distance = (u64::from(old) * sizes.new).abs_diff(u64::from(new) * sizes.old);
            row.push(Rank::of(likeness, distance, new));
            columns[new as usize].enter(Rank::of(likeness, distance, old));
        }
        if room < row.len() {
            row.select_nth_unstable(room);
            row.truncate(room);
        }
        pairs.extend(row.iter().map(|rank| Pair { old, new: rank.partner() }));
    }
    for (new, column) in (0..).zip(&columns) {
        pairs.extend(column.partners().map(|old| Pair { old, new }));
    }
    pairs
}

/// Which bags each term is in; an item's `term` is here the number of the bag.
struct Postings {
    ends: Vec<u32>,
    items: Vec<Item>,
}

impl Postings {
    fn of(bags: &Bags, allowed: &[bool], kept: impl Fn(usize) -> bool + Copy) -> Self {
        let mut ends = vec![0u32; allowed.len() + 1];
        let all = || {
            (0..bags.len())
                .filter(|&bag| kept(bag))
                .flat_map(|bag| bags.items(bag).iter().map(move |item| (bag, item)))
        };
        let listed = || all().filter(|(_, item)| allowed[item.term as usize]);
        listed().for_each(|(_, item)| ends[item.term as usize + 1] += 1);
        for term in 1..ends.len() {
            ends[term] += ends[term - 1];
        }
        let mut items = vec![Item { term: 0, weight: 0.0 }; ends[allowed.len()] as usize];
        for (bag, item) in listed() {
            let at = &mut ends[item.term as usize];
            items[*at as usize] =
                Item { term: u32::try_from(bag).unwrap_or(u32::MAX), weight: item.weight };
            *at += 1;
        }
        ends.pop();
        Self { ends, items }
    }

    fn of_term(&self, term: u32) -> &[Item] {
        let term = term as usize;
        let start = if term == 0 { 0 } else { self.ends[term - 1] };
        &self.items[start as usize..self.ends[term] as usize]
    }
}
