//! Which old statement continues in which new one. What the difference means is left to `classify`.
//!
//! The stages, each a module: `terms` cuts statements into weighted terms, `candidates` names pairs worth comparing by an
//! inverted index, `score` gathers the evidence for each and `weights` weighs it, `assign` chooses links so that the whole
//! is best, `groups` adds splits and merges, `sections` finds which section is whose heir, `order` finds what moved.

mod assign;
mod bags;
mod candidates;
mod grounds;
mod groups;
mod language;
mod order;
mod pairs;
mod score;
mod sections;
mod terms;
mod weights;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::round::Round;
use crate::sides::Sides;
use candidates::Candidates;
pub use grounds::Grounds;
use pairs::Pair;
use score::{Alone, Around, Setting};
use terms::Terms;
pub use weights::Weights;
use weights::probability;

/// By how much the odds of equal statements are raised: what was left as it was needs no other evidence.
const EQUAL: f64 = 4.0;
/// How often the surroundings are looked at, each time knowing the neighbours better.
const PASSES: usize = 2;
/// What stands at the same place is preferred by this little, so that nothing hangs on the order of reading.
const NEARER: f64 = 1e-6;

/// An old statement that continues in a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The position of the old statement.
    pub old: usize,
    /// The position of the new statement.
    pub new: usize,
    /// How alike the two are, from 0 to 1; 1 only if they are equal.
    pub likeness: f64,
}

/// How statements are aligned.
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct AlignOptions {
    language: Option<String>,
    weights: Weights,
}

impl AlignOptions {
    /// Sets the language of the rounds, by code or English name. It is detected by default.
    ///
    /// It chooses the stemmer; rounds in a language that has none are compared word by word.
    pub fn language(mut self, language: impl Into<String>) -> Self {
        self.language = Some(language.into());
        self
    }

    /// Sets how much each kind of evidence counts. These are the fitted weights by default.
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = weights;
        self
    }
}

/// Which statements continue which: groups that part both rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    groups: Vec<Group>,
    sections: Vec<Sides<usize>>,
    grounds: FxHashMap<(usize, usize), Grounds>,
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
    /// Makes an alignment of links: joins them into groups, adds what is unmatched, and finds what moved.
    ///
    /// # Errors
    /// If a link is given twice or names a statement that is not there.
    pub fn new(rounds: Sides<&Round>, mut links: Vec<Link>) -> Result<Self, AlignmentError> {
        let sizes = rounds.map(|round| round.statements().len());
        let mut seen = FxHashSet::default();
        let wrong =
            |l: &&Link| l.old >= sizes.old || l.new >= sizes.new || !seen.insert((l.old, l.new));
        if let Some(&Link { old, new, .. }) = links.iter().find(wrong) {
            return Err(AlignmentError::Link { old, new });
        }
        links.sort_by_key(|link| (link.old, link.new));
        let parts =
            groups::components(sizes, links.iter().map(|link| Sides::new(link.old, link.new)));
        let group = |Sides { old, new }| Group { old, new, links: Vec::new(), moved: false };
        let mut groups: Vec<Group> = parts.into_iter().map(group).collect();
        deal(&mut groups, links, sizes.old);
        let sections = mark_moved(rounds, &mut groups);
        Ok(Self { groups, sections, grounds: FxHashMap::default() })
    }

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

    /// Returns what speaks for a link; `None` if it was not found but given.
    #[must_use]
    pub fn grounds(&self, link: &Link) -> Option<&Grounds> {
        self.grounds.get(&(link.old, link.new))
    }
}

/// Gives each link to the group of its old statement.
fn deal(groups: &mut [Group], links: Vec<Link>, olds: usize) {
    let mut home = vec![0; olds];
    for (number, group) in groups.iter().enumerate() {
        group.old.iter().for_each(|&old| home[old] = number);
    }
    links.into_iter().for_each(|link| groups[home[link.old]].links.push(link));
}

/// Marks the groups that moved, and returns which section is whose heir.
///
/// A group moved if none of its links joins a section with its heir, or if it is out of order among the groups of its
/// sections: a section that moves as a whole moves none of its statements.
fn mark_moved(rounds: Sides<&Round>, groups: &mut [Group]) -> Vec<Sides<usize>> {
    let within = |link: &Link| {
        Sides::new(
            rounds.old.statements()[link.old].section,
            rounds.new.statements()[link.new].section,
        )
    };
    let all: Vec<Sides<usize>> = groups.iter().flat_map(|g| &g.links).map(within).collect();
    let heirs = sections::heirs(&terms::titles(rounds, None), &all);
    let related =
        |s: &Sides<usize>| heirs.binary_search_by_key(&(s.old, s.new), |h| (h.old, h.new)).is_ok();
    let mut lanes: Vec<((usize, usize), Pair, f64, usize)> = Vec::new();
    for (number, group) in groups.iter_mut().enumerate() {
        let best = |links: &mut dyn Iterator<Item = &Link>| {
            links.max_by(|a, b| a.likeness.total_cmp(&b.likeness)).cloned()
        };
        let Some(link) = best(&mut group.links.iter().filter(|link| related(&within(link)))) else {
            group.moved = !group.links.is_empty();
            continue;
        };
        let sections = within(&link);
        let pair = Pair { old: narrow(link.old), new: narrow(link.new) };
        lanes.push(((sections.old, sections.new), pair, 0.5 + link.likeness, number));
    }
    lanes.sort_by_key(|&(sections, pair, ..)| (sections, pair));
    for lane in lanes.chunk_by(|a, b| a.0 == b.0) {
        let links: Vec<(Pair, f64)> =
            lane.iter().map(|&(_, pair, weight, _)| (pair, weight)).collect();
        let out = order::out_of_order(&links);
        lane.iter().zip(out).for_each(|((.., number), out)| groups[*number].moved = out);
    }
    heirs
}

/// Finds which statements of the older round continue in which of the newer.
///
/// # Examples
/// ```
/// use travaux::{AlignOptions, Round, Sides, align};
///
/// let old = Round::of(&[("", &["We will cut tariffs on steel.", "We welcome the review."])]);
/// let new = Round::of(&[("", &["We welcome the review.", "We will cut all tariffs on steel."])]);
/// let alignment = align(Sides::new(&old, &new), &AlignOptions::default());
/// assert_eq!(alignment.groups()[0].new, [1]);
/// ```
#[must_use]
pub fn align(rounds: Sides<&Round>, options: &AlignOptions) -> Alignment {
    let study = Study::of(rounds, options);
    let chosen = study.choose(&options.weights);
    let (mut links, mut grounds) = (Vec::new(), FxHashMap::default());
    for at in (0..chosen.len()).filter(|&at| chosen[at]) {
        let (link, why) = study.link(at);
        grounds.insert((link.old, link.new), why);
        links.push(link);
    }
    let alignment = Alignment::new(rounds, links).expect("pairs are of these rounds, each once");
    Alignment { grounds, ..alignment }
}

/// A pair of statements that was compared, and the evidence for linking it, each value from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The position of the old statement.
    pub old: usize,
    /// The position of the new statement.
    pub new: usize,
    /// What the two show by themselves: likeness, its share of the best that either has (the lesser and the greater), the
    /// likeness of their names and numbers, that of the words around them, and how short the shorter is.
    pub alone: [f32; 6],
    /// What their surroundings show: links before and after, links between the rest of their sections, likeness of the
    /// sections' titles, distance where the rounds keep their order, and how they stand against their rivals.
    pub around: [f32; 6],
}

/// Returns the pairs that are compared and the evidence for each: what [`Weights`] are fitted on.
#[must_use]
pub fn evidence(rounds: Sides<&Round>, options: &AlignOptions) -> Vec<Candidate> {
    let study = Study::of(rounds, options);
    let pairs = study.candidates.pairs.all().iter();
    let each =
        pairs.zip(&study.alone).zip(&study.around).map(|((pair, alone), around)| Candidate {
            old: pair.old as usize,
            new: pair.new as usize,
            alone: alone.values(),
            around: around.values(),
        });
    each.collect()
}

/// All that is known of the candidates before any is chosen.
struct Study {
    sizes: Sides<usize>,
    terms: Terms,
    candidates: Candidates,
    alone: Vec<Alone>,
    around: Vec<Around>,
    odds: Vec<f64>,
}

impl Study {
    fn of(rounds: Sides<&Round>, options: &AlignOptions) -> Self {
        let stemmer = match &options.language {
            Some(name) => language::named(name),
            None => language::detected(&rounds.old.head().text, &rounds.new.head().text),
        };
        let terms = Terms::of(rounds, stemmer);
        let keys =
            rounds.map(|round| round.statements().iter().map(|s| &*s.key).collect::<Vec<_>>());
        let candidates = candidates::candidates(&keys, &terms);
        let alone = score::alone(&candidates.pairs, &terms);
        let sections =
            rounds.map(|r| r.statements().iter().map(|s| narrow(s.section)).collect::<Vec<_>>());
        let weights = &options.weights;
        let mut around = Vec::new();
        let mut odds: Vec<f64> =
            alone.iter().map(|a| weights::odds(&weights.alone, a.values())).collect();
        for _ in 0..PASSES {
            let chances: Vec<f64> = odds.iter().map(|&odds| probability(odds)).collect();
            let pairs = &candidates.pairs;
            around = score::around(&Setting {
                pairs,
                chances: &chances,
                sections: &sections,
                terms: &terms,
            });
            let both =
                alone.iter().zip(&around).map(|(a, b)| a.values().into_iter().chain(b.values()));
            odds = both.map(|values| weights::odds(&weights.around, values)).collect();
        }
        Self { sizes: rounds.map(|r| r.statements().len()), terms, candidates, alone, around, odds }
    }

    /// Returns which candidates are links.
    fn choose(&self, weights: &Weights) -> Vec<bool> {
        let Candidates { pairs, equal, sole } = &self.candidates;
        let chances: Vec<f64> = self.odds.iter().map(|&odds| probability(odds)).collect();
        let toll = weights.order * score::steadiness(pairs, &chances);
        let disorder = score::disorder(pairs, &chances);
        let due = (0..pairs.len()).map(|at| {
            let toll = if sole[at] { 0.0 } else { toll * disorder[at] };
            let bonus = if equal[at] { EQUAL } else { 0.0 };
            self.odds[at] + bonus - toll - NEARER * self.apart(pairs.all()[at])
        });
        let due: Vec<f64> = due.collect();
        let weighed: Vec<f64> = due.iter().map(|odds| odds - weights.link).collect();
        let mut chosen = assign::assign(pairs, &weighed);
        groups::join(pairs, &due, &mut chosen, weights.join, self.sizes.new);
        chosen
    }

    /// Returns how far apart two statements stand, each measured by its own round.
    #[expect(clippy::cast_precision_loss, reason = "a place in a round needs no more than 52 bits")]
    fn apart(&self, pair: Pair) -> f64 {
        let place = |at: u32, of: usize| (f64::from(at) + 0.5) / of as f64;
        (place(pair.old, self.sizes.old) - place(pair.new, self.sizes.new)).abs()
    }

    fn link(&self, at: usize) -> (Link, Grounds) {
        let pair = self.candidates.pairs.all()[at];
        let equal = self.candidates.equal[at];
        let likeness = if equal { 1.0 } else { f64::from(self.alone[at].likeness()).min(0.99) };
        let grounds = Grounds {
            equal,
            probability: probability(self.odds[at]),
            ..Grounds::of(pair, &self.terms, &self.alone[at], &self.around[at])
        };
        (Link { old: pair.old as usize, new: pair.new as usize, likeness }, grounds)
    }
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("texts of 64 MiB have fewer statements")
}
