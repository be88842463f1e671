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
    /// Tells whether the link is sure: probable enough, and by words enough, that hardly any such link is wrong; or given.
    ///
    /// A link that is not sure is the likeliest there is, but the two statements may have nothing to do with each other:
    /// read both before you say that one became the other.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        let found = |grounds: Grounds| grounds.probability >= SURE && self.likeness >= ALIKE;
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
        Ok(Self { groups, sections })
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
    Alignment::new(rounds, links).expect("pairs are of these rounds, each once")
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
mod tests {
    use super::*;

    const OLD: &[(&str, &[&str])] = &[
        (
            "Trade",
            &[
                "Both sides will lower the tariffs on steel by 2030.",
                "They welcomed the report of the panel on grain.",
            ],
        ),
        (
            "Peace",
            &[
                "We condemn the attacks on the port of Alba.",
                "The parties shall meet again in Oslo next spring.",
            ],
        ),
    ];
    const NEW: &[(&str, &[&str])] = &[
        (
            "Peace",
            &[
                "We strongly condemn the attacks on the port of Alba.",
                "The parties shall meet again in Oslo next spring.",
            ],
        ),
        (
            "Commerce",
            &[
                "Both sides shall lower all tariffs on steel by 2030.",
                "A new fund for wind energy was opened.",
            ],
        ),
    ];

    fn aligned(old: &[(&str, &[&str])], new: &[(&str, &[&str])]) -> Alignment {
        let (old, new) = (Round::of(old), Round::of(new));
        align(Sides::new(&old, &new), &AlignOptions::default())
    }

    fn links(alignment: &Alignment) -> Vec<(usize, usize)> {
        let mut links: Vec<_> =
            alignment.groups().iter().flat_map(|g| &g.links).map(|l| (l.old, l.new)).collect();
        links.sort_unstable();
        links
    }

    /// All rounds of up to three statements drawn from three, so that repeats and near-repeats abound.
    fn small_rounds() -> Vec<Round> {
        let pool = [
            "We support peace.",
            "We support lasting peace.",
            "Trade will grow.",
            "We support peace and trade.",
        ];
        let of = |picks: &[usize]| {
            let texts: Vec<&str> = picks.iter().map(|&pick| pool[pick]).collect();
            Round::of(&[("", &texts)])
        };
        let mut rounds = vec![of(&[])];
        for length in 1..=3 {
            let codes = 0..pool.len().pow(length);
            rounds.extend(codes.map(|code| {
                let picks: Vec<usize> =
                    (0..length).map(|at| code / pool.len().pow(at) % pool.len()).collect();
                of(&picks)
            }));
        }
        rounds
    }

    fn each_small_pair(mut check: impl FnMut(Sides<&Round>, &Alignment)) {
        let rounds = small_rounds();
        for old in &rounds {
            for new in &rounds {
                let pair = Sides::new(old, new);
                check(pair, &align(pair, &AlignOptions::default()));
            }
        }
    }

    #[test]
    fn reworded_statements_are_linked_through_moved_and_retitled_sections() {
        assert_eq!(links(&aligned(OLD, NEW)), [(0, 2), (2, 0), (3, 1)]);
        assert!(aligned(OLD, NEW).groups().iter().all(|group| !group.moved));
    }

    #[test]
    fn a_link_is_sure_by_all_evidence_and_by_its_own_words() {
        let aligned = aligned(OLD, NEW);
        let mut link = aligned.groups()[0].links[0].clone();
        let grounds = link.grounds.expect("it was found");
        let mut sure = |likeness, probability| {
            link.likeness = likeness;
            link.grounds = Some(Grounds { probability, ..grounds });
            link.is_sure()
        };
        assert!(sure(0.25, 0.7));
        assert!(!sure(0.24, 0.99) && !sure(0.9, 0.69));
        link.grounds = None;
        assert!(link.is_sure(), "it was given");
    }

    #[test]
    fn words_are_alike_whose_spellings_the_lexicon_knows_as_one() {
        let old = Round::of(&[("", &["We recognise the defence programme of Alba."])]);
        let new = Round::of(&[("", &["We recognize the defense program of Oslo."])]);
        let likeness = |lexicon| {
            let options = AlignOptions::default().language("en").lexicon(lexicon);
            evidence(Sides::new(&old, &new), &options)[0].alone[0]
        };
        assert!(likeness(Lexicon::english()) > likeness(Arc::default()) + 0.1);
    }

    #[test]
    fn every_statement_is_in_exactly_one_group() {
        each_small_pair(|rounds, alignment| {
            let mut old: Vec<usize> =
                alignment.groups().iter().flat_map(|g| g.old.clone()).collect();
            let mut new: Vec<usize> =
                alignment.groups().iter().flat_map(|g| g.new.clone()).collect();
            old.sort_unstable();
            new.sort_unstable();
            assert!(old.into_iter().eq(0..rounds.old.statements().len()));
            assert!(new.into_iter().eq(0..rounds.new.statements().len()));
        });
    }

    #[test]
    fn likeness_is_one_for_equal_statements_and_no_others() {
        each_small_pair(|rounds, alignment| {
            for link in alignment.groups().iter().flat_map(|g| &g.links) {
                let equal =
                    rounds.old.statements()[link.old].key == rounds.new.statements()[link.new].key;
                assert_eq!(link.likeness == 1.0, equal);
                assert!((0.0..=1.0).contains(&link.likeness));
            }
        });
    }

    #[test]
    fn a_round_against_itself_is_all_unchanged_and_none_moved() {
        for round in small_rounds() {
            let alignment = align(Sides::new(&round, &round), &AlignOptions::default());
            for (at, group) in alignment.groups().iter().enumerate() {
                assert_eq!(
                    (group.old.as_slice(), group.new.as_slice(), group.moved),
                    (&[at][..], &[at][..], false)
                );
            }
        }
    }

    #[test]
    fn swapping_the_rounds_swaps_the_links() {
        each_small_pair(|rounds, alignment| {
            let back = align(rounds.swapped(), &AlignOptions::default());
            let mut swapped: Vec<_> =
                links(&back).into_iter().map(|(new, old)| (old, new)).collect();
            swapped.sort_unstable();
            let texts = |round: &Round| {
                round.statements().iter().map(|s| s.text.to_string()).collect::<Vec<_>>()
            };
            assert_eq!(
                links(alignment),
                swapped,
                "{:?} {:?}",
                texts(rounds.old),
                texts(rounds.new)
            );
        });
    }

    #[test]
    fn nothing_common_is_nothing_linked() {
        assert_eq!(links(&aligned(&[("", &["We support peace."])], &[("", &["Trade grew."])])), []);
        assert!(aligned(&[], &[]).groups().is_empty());
        assert_eq!(aligned(&[], NEW).groups().len(), 4);
    }

    #[test]
    fn repeated_statements_are_paired_in_order_however_many() {
        let many = vec!["We reaffirm our commitment."; 300];
        let alignment = aligned(&[("", &many)], &[("", &many[..299])]);
        assert!(links(&alignment).iter().all(|(old, new)| old == new));
        assert_eq!(links(&alignment).len(), 299);
    }

    #[test]
    fn a_statement_that_jumped_has_moved() {
        let old = [
            "The first matter is grain.",
            "The second matter is steel.",
            "The third is wine.",
            "Then came oil.",
        ];
        let mut new = old;
        new.rotate_left(1);
        let alignment = aligned(&[("", &old)], &[("", &new)]);
        let moved: Vec<usize> =
            alignment.groups().iter().filter(|g| g.moved).map(|g| g.old[0]).collect();
        assert_eq!(moved, [0]);
    }

    #[test]
    fn a_statement_cut_in_two_is_split() {
        let whole = "We will fund schools in Alba for ten years and build hospitals along the northern coast.";
        let halves = [
            "We will fund schools in Alba for ten years.",
            "We will build hospitals along the northern coast.",
        ];
        let rest = [
            "The ministers met in Oslo on Monday.",
            "They thanked the hosts for their warm welcome.",
        ];
        let alignment = aligned(
            &[("", &[rest[0], whole, rest[1]])],
            &[("", &[rest[0], halves[0], halves[1], rest[1]])],
        );
        assert_eq!(links(&alignment), [(0, 0), (1, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn links_that_are_doubled_or_lead_nowhere_are_refused() {
        let (old, new) = (Round::of(OLD), Round::of(NEW));
        let link = |old, new| Link { old, new, likeness: 0.5, grounds: None };
        let made = |links| Alignment::new(Sides::new(&old, &new), links);
        assert_eq!(made(vec![link(0, 4)]), Err(AlignmentError::Link { old: 0, new: 4 }));
        assert_eq!(
            made(vec![link(0, 1), link(0, 1)]),
            Err(AlignmentError::Link { old: 0, new: 1 })
        );
        assert_eq!(made(vec![]).map(|a| a.groups().len()), Ok(8));
    }

    #[test]
    fn other_languages_and_scripts_need_no_english() {
        let pairs = [
            (
                "Les deux parties renforceront la coopération douanière.",
                "Les parties renforcent leur coopération douanière.",
                "Le fonds climatique a été créé.",
            ),
            (
                "Die Seiten bekräftigten ihre Verpflichtung zum Frieden.",
                "Beide Seiten bekräftigen die Verpflichtung zum Frieden.",
                "Der Handel mit Getreide wächst.",
            ),
            (
                "Las partes acordaron reducir los aranceles del acero.",
                "Las partes acuerdan reducir aranceles al acero.",
                "Se creó un fondo del clima.",
            ),
            (
                "Стороны подтвердили приверженность миру в регионе.",
                "Стороны подтверждают приверженность миру.",
                "Создан новый климатический фонд.",
            ),
            (
                "أكد الجانبان التزامهما بالسلام في المنطقة.",
                "يؤكد الجانبان الالتزام بالسلام في المنطقة.",
                "تم إنشاء صندوق جديد للمناخ.",
            ),
            (
                "双方重申致力于地区和平与稳定。",
                "双方再次重申致力于地区和平。",
                "新的气候基金已经成立。",
            ),
            (
                "両国は地域の平和への取り組みを確認した。",
                "両国は地域の平和への取組みを再確認した。",
                "新しい気候基金が設立された。",
            ),
        ];
        for (old, new, other) in pairs {
            let (first, last) = ("1948 / 2031", "2024 / 2050");
            let alignment =
                aligned(&[("", &[first, old, last])], &[("", &[other, first, new, last])]);
            assert_eq!(links(&alignment), [(0, 1), (1, 2), (2, 3)], "{old}");
        }
    }

    #[test]
    fn every_link_found_has_grounds_in_words() {
        let alignment = aligned(OLD, NEW);
        let said = |old: usize| {
            let link =
                &alignment.groups().iter().find(|g| g.old == [old]).expect("a group").links[0];
            link.grounds.expect("grounds").to_string()
        };
        assert!(said(3).starts_with("equal; "), "{}", said(3));
        assert!(said(0).contains("telling words shared"), "{}", said(0));
    }
}
