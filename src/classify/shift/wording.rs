//! What of one wording weighs: its main verbs and the words beside them. How a sentence is read is left to `sentence`, how
//! two wordings compare to `evidence`.

use std::cmp::Ordering;
use std::ops::Range;

use super::rung::{ROOT, Rung, akin, float, singular};
use super::sentence::{Sentence, means};
use crate::heads::head;
use crate::lexicon::{Class, Force, Lexicon, Word};
use crate::parse::act::{Clause, VerbUse, completed};
use crate::round::Statement;

/// What weakens by this much, as hedges and downtoners do, or by more, qualifies what it stands next to.
const QUALIFIES: i8 = -2;

/// The part of a head in which the words of one family are alike.
pub(super) const ROOTS: u64 = !(u64::MAX >> (8 * ROOT));

/// One side of a rewording, as far as it weighs.
#[derive(Debug, Default)]
pub(super) struct Wording<'a> {
    /// Its words as they are compared, a blank before and behind each.
    plain: String,
    /// Where each word stands in these, in order of letters, those that weigh left out.
    bag: Vec<Place>,
    /// Where what it speaks of stands in these, each word once in order of letters, those that mean little left out.
    matter: Vec<Place>,
    /// The main verbs of its actors.
    pub(super) rungs: Vec<Rung>,
    /// The modals of sentences without an actor: "ports should be closed".
    pub(super) modals: Vec<Rung>,
    /// The words that weigh wherever they stand.
    pub(super) marks: Vec<Mark<'a>>,
    /// The first amount of money or share it names.
    pub(super) amount: Option<Amount>,
}

/// Where a word stands in a wording, with its head, which tells the order of most words at once.
#[derive(Clone, Debug)]
struct Place {
    head: u64,
    at: Range<usize>,
}

impl Place {
    /// Returns the place `at` which a word stands in a text.
    fn of(text: &str, at: Range<usize>) -> Self {
        Self { head: head(&text[at.clone()]), at }
    }

    /// Compares its word in a text with another.
    fn order(&self, other: &Self, text: &str) -> Ordering {
        let words = || text[self.at.clone()].cmp(&text[other.at.clone()]);
        self.head.cmp(&other.head).then_with(words)
    }
}

/// A weighing phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark<'a> {
    /// The position of its statement.
    pub(super) of: usize,
    /// What a report calls it.
    pub(super) label: &'a str,
    /// How much it strengthens, or below 0 weakens.
    pub(super) strength: i8,
    /// The words as they are compared.
    pub(super) plain: String,
    /// The year that it names.
    pub(super) year: Option<u16>,
    /// Whether it is a short piece of its own beside what it qualifies: "as appropriate", "by 2027".
    pub(super) adjunct: bool,
    /// What it says something of, where it qualifies that: "improving" of "appear to be improving".
    pub(super) qualified: Vec<String>,
    /// Whether it belongs to a condition: a weaker one can make more of what hangs on it.
    pub(super) conditional: bool,
    /// What the clause around it speaks of.
    pub(super) clause: Vec<String>,
}

impl Mark<'_> {
    /// Counts the words that the clauses of two phrases have in common.
    pub(super) fn clause_in_common(&self, other: &Self) -> usize {
        self.clause.iter().filter(|word| other.clause.contains(word)).count()
    }
}

/// An amount of money or share.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// The position of its statement.
    pub(super) of: usize,
    /// The words as written.
    pub(super) phrase: String,
    /// Whether it only names something that is known: "its 2 percent goal".
    pub(super) known: bool,
    /// What stands next to it.
    pub(super) beside: Vec<String>,
    /// What the clause around it speaks of.
    pub(super) clause: Vec<String>,
}

impl<'a> Wording<'a> {
    /// Reads the statements of one side.
    pub(super) fn read<'s>(
        statements: impl Iterator<Item = (usize, &'s Statement)>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut wording = Self::default();
        for (at, statement) in statements {
            let stem = statement.stem.as_ref().map(|stem| &*stem.text);
            let text = completed(&statement.text, stem, lexicon);
            let force = &lexicon.force;
            let words = force.words(&text);
            let actors = Clause::read(&text, &words, force).filter(|clause| clause.actor.is_some());
            let verbs = actors.iter().flat_map(|clause| &clause.verbs).map(|verb| verb.start);
            let verbs = verbs.collect();
            let whole = Sentence { at, text: &text, words: &words, verbs, force };
            wording.add_words(&whole, force);
            match (actors, stem.filter(|stem| names_actor(stem, force))) {
                (Some(clause), _) => wording.add_verbs(&whole, clause.verbs),
                (None, Some(_)) => wording.add_item(at, &statement.text, lexicon),
                (None, None) => wording.add_verbs(&whole, Vec::new()),
            }
        }
        let Self { plain, bag, matter, .. } = &mut wording;
        bag.sort_unstable_by(|a, b| a.order(b, plain));
        matter.sort_unstable_by(|a, b| a.order(b, plain));
        matter.dedup_by(|a, b| a.order(b, plain).is_eq());
        wording
    }

    /// Returns its words in order of letters, those that weigh left out.
    pub(super) fn bag(&self) -> impl ExactSizeIterator<Item = &str> {
        self.bag.iter().map(|word| &self.plain[word.at.clone()])
    }

    /// Tells whether it speaks of what the clause around a phrase of the other side speaks of, as far as `least` of it:
    /// what came in or went out with its whole clause says nothing of what was there.
    pub(super) fn speaks_of(&self, clause: &[String], least: f64) -> bool {
        let said = clause.iter().filter(|word| self.speaks_of_one(word)).count();
        float(said) >= least * float(clause.len())
    }

    /// Tells whether it speaks of one of these, or there are none.
    pub(super) fn speaks_of_any(&self, words: &[String]) -> bool {
        words.is_empty() || words.iter().any(|word| self.speaks_of_one(word))
    }

    /// Tells whether it has a word in a set phrase, where it does not weigh: "nearly" in "more nearly".
    pub(super) fn sets_off(&self, word: &str) -> bool {
        let set = self.marks.iter().filter(|mark| mark.strength == 0);
        set.flat_map(|mark| mark.plain.split(' ')).any(|part| part == word)
    }

    fn speaks_of_one(&self, word: &str) -> bool {
        let root = &word.as_bytes()[..word.len().min(ROOT)];
        let least = head(word) & ROOTS;
        let from = self.matter.partition_point(|other| other.head < least);
        let family = self.matter[from..].iter().map(|other| &self.plain[other.at.clone()]);
        let mut family = family.take_while(|other| other.as_bytes().starts_with(root));
        if word.len() < ROOT {
            return family.next() == Some(word);
        }
        family.any(|other| akin(word, other))
    }

    /// Tells whether it names a date as the day or year itself: "on February 1", "in 2010".
    pub(super) fn dates(&self, date: &str) -> bool {
        ["on", "in"].iter().any(|at| self.plain.contains(&format!(" {at} {date} ")))
    }

    /// Adds the verbs of the item of a stem that ends with its actor: "In this light they: underlined …".
    fn add_item(&mut self, at: usize, text: &str, lexicon: &Lexicon) {
        let force = &lexicon.force;
        let words = force.words(text);
        let clause = Clause::read(text, &words, force);
        let verbs = clause.map(|clause| clause.verbs).unwrap_or_default();
        let starts = verbs.iter().map(|verb| verb.start).collect();
        let item = Sentence { at, text, words: &words, verbs: starts, force };
        self.add_verbs(&item, verbs);
    }

    /// Adds main verbs, and the modals of what is no main verb.
    fn add_verbs(&mut self, sentence: &Sentence<'_>, verbs: Vec<VerbUse>) {
        let verbs = if verbs.is_empty() { verbs } else { sentence.with_intents(verbs) };
        self.rungs.extend(sentence.rungs(&verbs));
        self.modals.extend(sentence.modals(&verbs));
    }

    /// Adds the words of a sentence as they are compared, and returns where each stands.
    fn add_plain(&mut self, sentence: &Sentence<'_>) -> Vec<Range<usize>> {
        self.plain.reserve(sentence.text.len() + sentence.words.len() + 1);
        let place = |word: &Word<'_>| {
            self.plain.push(' ');
            let start = self.plain.len();
            self.plain.push_str(&word.plain);
            start..self.plain.len()
        };
        let places = sentence.words.iter().map(place).collect();
        self.plain.push(' ');
        places
    }

    /// Sorts the words into those that weigh and the rest.
    fn add_words(&mut self, sentence: &Sentence<'_>, force: &'a Force) {
        self.amount = self.amount.take().or_else(|| sentence.amount());
        let (words, mut at) = (sentence.words, 0);
        let places = self.add_plain(sentence);
        let spoken = (0..words.len()).filter(|at| means(&words[*at]));
        self.matter.extend(spoken.map(|at| {
            let start = places[at].start;
            Place::of(&self.plain, start..start + singular(&words[at].plain).len())
        }));
        while at < words.len() {
            let mark = force.mark(words, at).filter(|(len, _)| *len > 1 || !sentence.is_deed(at));
            let Some((len, mark)) = mark else {
                if !words[at].mark {
                    self.bag.push(Place::of(&self.plain, places[at].clone()));
                }
                at += 1;
                continue;
            };
            let plain =
                words[at..at + len].iter().map(|word| &*word.plain).collect::<Vec<_>>().join(" ");
            self.marks.push(Mark {
                of: sentence.at,
                label: &mark.label,
                strength: mark.strength,
                plain,
                year: words[at..at + len].iter().find_map(year),
                adjunct: len > 1 && words[at].is_of(Class::Opener),
                qualified: match mark.strength {
                    i8::MIN..=QUALIFIES => sentence.qualified(at, at + len),
                    _ => Vec::new(),
                },
                conditional: sentence.hangs_on(at),
                clause: sentence.clause(at, at + len),
            });
            at += len;
        }
    }
}

/// Returns the year that a word is.
fn year(word: &Word<'_>) -> Option<u16> {
    word.is_year().then(|| word.plain.parse().ok()).flatten()
}

/// Tells whether a stem ends with who acts: "In this light they:".
fn names_actor(stem: &str, force: &Force) -> bool {
    let words = force.words(stem);
    let last = words.iter().rfind(|word| !word.mark);
    let actors = [Class::Speaker, Class::Carrier, Class::Noun];
    last.is_some_and(|last| actors.iter().any(|class| last.is_of(*class)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::side;
    use super::*;
    use crate::change::Placed;

    fn read<'l>(side: &[Placed], lexicon: &'l Lexicon) -> Wording<'l> {
        Wording::read(side.iter().map(|placed| (placed.index, &placed.statement)), lexicon)
    }

    #[test]
    fn a_clause_is_looked_for_nearby_however_long_a_sentence_is() {
        let lexicon = Lexicon::english();
        let long = side(
            "",
            &format!("We will {} possibly {}.", "cut reeds ".repeat(500), "mend nets ".repeat(500)),
        );
        let wording = read(&long, &lexicon);
        let lengths: Vec<usize> = wording.marks.iter().map(|mark| mark.clause.len()).collect();
        assert_eq!(lengths, [80]);
        assert!(wording.speaks_of(&wording.marks[0].clause, 1.0));
    }

    #[test]
    fn what_is_spoken_of_is_found_by_its_family() {
        let lexicon = Lexicon::english();
        let wording = read(&side("", "We support the resolution on dues and on eels."), &lexicon);
        let speaks = |word: &str| wording.speaks_of(&[word.to_owned()], 1.0);
        assert!(speaks("resolve") && speaks("eel") && speaks("resolution"));
        assert!(!speaks("eels-and-all") && !speaks("ee") && !speaks("resolutenessless"));
    }
}
