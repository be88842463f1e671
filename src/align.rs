//! Which old statement continues in which new one. What the difference means is left to `classify`.
//!
//! The stages, each a module: `terms` cuts statements into terms and `rarity` weighs them, `candidates` names pairs worth comparing by an
//! inverted index, `score` compares the statements of each and `surroundings` what stands around, `weights` weighs it, `assign` chooses links so that the whole
//! is best, `groups` adds splits and merges, `sections` finds which section is whose heir, `order` finds what moved.

mod assign;
mod bags;
mod candidates;
mod grams;
mod grounds;
mod groups;
mod language;
mod order;
mod pairs;
mod rarity;
mod score;
mod sections;
mod study;
mod surroundings;
mod terms;
mod weights;

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::lexicon::Lexicon;
use crate::round::Round;
use crate::sides::Sides;
pub use grounds::Grounds;
use grounds::{ALIKE, SURE};
use language::Forms;
pub use language::is_language;
use pairs::Pair;
pub use study::Candidate;
use study::{Found, Study};
pub use weights::{Threshold, Weights};

/// An old statement that continues in a new one.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The position of the old statement.
    pub old: usize,
    /// The position of the new statement.
    pub new: usize,
    /// How alike the two are, from 0 to 1; 1 only if they are equal.
    pub likeness: f64,
    /// What speaks for the link; `None` if it was not found but given.
    pub grounds: Option<Grounds>,
}

impl Link {
    /// Tells whether the link is sure: probable enough, and by words enough, not those of an opening alone, that hardly any
    /// such link is wrong; or given.
    ///
    /// A link that is not sure is the likeliest there is, but the two statements may have nothing to do with each other:
    /// read both before you say that one became the other.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let found = |grounds: Grounds| {
            grounds.probability >= SURE && self.likeness >= ALIKE && !grounds.opening
        };
        self.grounds.is_none_or(found)
    }
}

/// How statements are aligned.
#[derive(Clone, Debug)]
#[must_use]
pub struct AlignOptions {
    language: Option<String>,
    weights: Weights,
    lexicon: Arc<Lexicon>,
}

impl Default for AlignOptions {
    fn default() -> Self {
        Self { language: None, weights: Weights::default(), lexicon: Lexicon::english() }
    }
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

    /// Sets the words whose variants of spelling are one. This is the built-in English lexicon by default.
    ///
    /// It matters for rounds in English only.
    pub fn lexicon(mut self, lexicon: Arc<Lexicon>) -> Self {
        self.lexicon = lexicon;
        self
    }
}

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
    /// Of a statement that continues in none: the one of the other round that comes nearest, if any comes near.
    pub nearest: Option<Near>,
}

/// The statement that comes nearest to one of the other round which is not linked. It may be linked itself.
///
/// Whoever says that something is new or gone should look at it first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// Its position.
    pub position: usize,
    /// How alike the two are, from 0 to 1; 1 only if they are equal.
    pub likeness: f64,
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
        let group = |Sides { old, new }| {
            let (links, moved, nearest) = (Vec::new(), false, None);
            Group { old, new, links, moved, nearest }
        };
        let mut groups: Vec<Group> = parts.into_iter().map(group).collect();
        deal(&mut groups, links, sizes.old);
        let sections = mark_moved(rounds, &mut groups);
        Ok(Self { groups, sections })
    }

    /// Notes what comes nearest to each statement that continues in none.
    fn point(&mut self, nearest: &Sides<Vec<Option<Near>>>) {
        for group in &mut self.groups {
            group.nearest = match (&*group.old, &*group.new) {
                (&[old], []) => nearest.old[old],
                ([], &[new]) => nearest.new[new],
                _ => None,
            };
        }
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
    let heirs = sections::heirs(&terms::titles(rounds, Forms::default()), &all);
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
///
/// # Panics
/// Never: the pairs that are found are of these rounds, each once.
#[must_use]
pub fn align(rounds: Sides<&Round>, options: &AlignOptions) -> Alignment {
    let study = Study::of(rounds, options);
    let link = |found: Found| {
        let (old, new) = (found.pair.old as usize, found.pair.new as usize);
        Link { old, new, likeness: found.likeness, grounds: Some(found.grounds) }
    };
    let links = study.links().map(link).collect();
    let mut alignment =
        Alignment::new(rounds, links).expect("pairs are of these rounds, each once");
    alignment.point(&study.nearest());
    alignment
}

/// Returns the pairs that are compared and the evidence for each: what [`Weights`] are fitted on.
///
/// Statements that are equal to each other and to no other are linked without being compared.
#[must_use]
pub fn evidence(rounds: Sides<&Round>, options: &AlignOptions) -> Vec<Candidate> {
    Study::of(rounds, options).evidence()
}

fn narrow(position: usize) -> u32 {
    u32::try_from(position).expect("texts of 64 MiB have fewer statements")
}

#[cfg(test)]
mod tests;
