//! The words that bind: operative verbs, modals, hedges and the rest, compiled so that each is found at its first word.
//! How a sentence is read with them is left to `parse`, how two are weighed to `classify`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::forms::{Forms, forms};
use super::known::{Book, Class, Known};
use super::phrases::Phrases;
use super::text::Text;
use super::words::{Word, words};

/// About how many words there are of which something is known, to make room for at once.
const KNOWN: usize = 2048;

/// The words by which the force of a statement is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Force {
    verbs: Phrases<Verb>,
    states: Phrases<Verb>,
    modals: Phrases<Modal>,
    marks: Phrases<Mark>,
    known: FxHashMap<Text, Known>,
    /// The basic forms of the verbs' first words, by number; the first is none.
    lemmas: Vec<Text>,
}

/// An operative verb.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Verb {
    /// The basic form, as the lexicon writes it.
    pub(crate) base: Text,
    /// What it does.
    pub(crate) role: Role,
    /// Its place on the ladder.
    pub(crate) strength: u8,
}

/// What a verb does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// It states a view.
    #[default]
    Speech,
    /// It states what its subject means to do.
    Intent,
    /// It renews what its subject has promised.
    Renewal,
    /// It does something.
    Action,
    /// It tells of the occasion.
    Event,
}

/// A modal verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Modal {
    /// Its place on the ladder.
    pub(crate) strength: u8,
    /// Whether it promises what follows.
    pub(crate) promises: bool,
}

/// A phrase that weighs wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(crate) struct Mark {
    /// What a report calls it.
    pub(crate) label: Text,
    /// How much it strengthens, or below 0 weakens.
    pub(crate) strength: i8,
}

/// A verb found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found<'a> {
    /// How many words it takes.
    pub(crate) len: usize,
    /// Which forms its first word can be.
    pub(crate) forms: Forms,
    /// The verb.
    pub(crate) verb: &'a Verb,
}

impl Force {
    /// Cuts a text into words and marks, each with what is known of it.
    pub(crate) fn words<'t>(&self, text: &'t str) -> Vec<Word<'t>> {
        let mut words = words(text);
        for word in &mut words {
            word.known = self.known(&word.plain);
        }
        words
    }

    fn known(&self, plain: &str) -> Known {
        self.known.get(plain).copied().unwrap_or_default()
    }

    /// Finds the operative verb that begins at `at`, the longest if there are several.
    pub(crate) fn verb(&self, words: &[Word<'_>], at: usize) -> Option<Found<'_>> {
        let Known { lemma, forms, .. } = words.get(at)?.known;
        if lemma == 0 {
            return None;
        }
        let (len, verb) = self.verbs.at(&self.lemmas[lemma as usize], words, at)?;
        Some(Found { len, forms, verb })
    }

    /// Finds the state that begins at `at`, such as "committed to" after a form of be.
    pub(crate) fn state(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &Verb)> {
        self.states.at(opening(words, at, Book::States)?, words, at)
    }

    /// Finds the modal that begins at `at`.
    pub(crate) fn modal(&self, words: &[Word<'_>], at: usize) -> Option<(usize, Modal)> {
        let (len, modal) = self.modals.at(opening(words, at, Book::Modals)?, words, at)?;
        Some((len, *modal))
    }

    /// Finds the weighing phrase that begins at `at`.
    pub(crate) fn mark(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &Mark)> {
        self.marks.at(opening(words, at, Book::Marks)?, words, at)
    }

    /// Tells whether a word, written as the lexicon writes it, is of a class.
    pub(crate) fn has(&self, plain: &str, class: Class) -> bool {
        self.known(plain).is(class)
    }
}

/// Returns the word at `at` if a phrase of a book begins with it.
fn opening<'w>(words: &'w [Word<'_>], at: usize, book: Book) -> Option<&'w str> {
    words.get(at).filter(|word| word.known.opens(book)).map(|word| &*word.plain)
}

/// The part of a lexicon file that concerns force.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Words {
    verbs: BTreeMap<String, VerbGroup>,
    modals: BTreeMap<String, ModalGroup>,
    marks: BTreeMap<String, MarkGroup>,
    grammar: Grammar,
    actors: Actors,
    irregular: BTreeMap<String, Vec<String>>,
    spellings: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct VerbGroup {
    role: Role,
    strength: u8,
    #[serde(rename = "source")]
    _source: String,
    words: List,
    states: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ModalGroup {
    strength: u8,
    promises: bool,
    #[serde(rename = "source")]
    _source: String,
    words: List,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct MarkGroup {
    label: String,
    strength: i8,
    #[serde(rename = "source")]
    _source: String,
    words: List,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Grammar {
    #[serde(rename = "source")]
    _source: String,
    speakers: List,
    carriers: List,
    alone: List,
    determiners: List,
    prepositions: List,
    openers: List,
    relatives: List,
    adverbs: List,
    be: List,
    have: List,
    stay: List,
    r#continue: List,
    keep: List,
    contrast: List,
    condition: List,
    equivocal: List,
    achievements: List,
    units: List,
    doubled: List,
    negation: List,
    numbers: List,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Actors {
    #[serde(rename = "source")]
    _source: String,
    nouns: List,
    objects: List,
    names: List,
}

/// A list of words or phrases, each line of it cut at its commas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
struct List(Vec<String>);

impl List {
    fn iter(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .flat_map(|line| line.split(','))
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
    }
}

impl Words {
    /// Compiles the words; `months` are the names that stand for `<month>`.
    pub(super) fn compile<'a>(&self, months: impl Iterator<Item = &'a String>) -> Force {
        let mut force = Force { lemmas: vec![Text::default()], ..Force::default() };
        force.known.reserve(KNOWN);
        let rules = Rules {
            irregular: &self.irregular,
            doubled: self.grammar.doubled.iter().collect(),
            spellings: &self.spellings,
        };
        for group in self.verbs.values() {
            add_verbs(group, &rules, &mut force);
        }
        for group in self.modals.values() {
            let modal = Modal { strength: group.strength, promises: group.promises };
            for words in group.words.iter() {
                let first = force.modals.add(words, modal);
                force.entry(first).open(Book::Modals);
            }
        }
        for group in self.marks.values() {
            for words in group.words.iter() {
                let mark = Mark { label: group.label.as_str().into(), strength: group.strength };
                let first = force.marks.add(words, mark);
                force.entry(first).open(Book::Marks);
            }
        }
        force.marks.name(months.map(String::as_str), self.grammar.numbers.iter());
        for (class, words) in self.classes() {
            for word in words.iter() {
                force.entry(word).join(class);
            }
        }
        force
    }

    fn classes(&self) -> [(Class, &List); 22] {
        let (grammar, actors) = (&self.grammar, &self.actors);
        [
            (Class::Speaker, &grammar.speakers),
            (Class::Carrier, &grammar.carriers),
            (Class::Alone, &grammar.alone),
            (Class::Determiner, &grammar.determiners),
            (Class::Preposition, &grammar.prepositions),
            (Class::Opener, &grammar.openers),
            (Class::Relative, &grammar.relatives),
            (Class::Adverb, &grammar.adverbs),
            (Class::Be, &grammar.be),
            (Class::Have, &grammar.have),
            (Class::Stay, &grammar.stay),
            (Class::Continue, &grammar.r#continue),
            (Class::Keep, &grammar.keep),
            (Class::Contrast, &grammar.contrast),
            (Class::Condition, &grammar.condition),
            (Class::Equivocal, &grammar.equivocal),
            (Class::Achievement, &grammar.achievements),
            (Class::Unit, &grammar.units),
            (Class::Negation, &grammar.negation),
            (Class::Noun, &actors.nouns),
            (Class::Object, &actors.objects),
            (Class::Name, &actors.names),
        ]
    }
}

/// What is known of the forms of verbs beside the rules of spelling.
struct Rules<'w> {
    irregular: &'w BTreeMap<String, Vec<String>>,
    doubled: FxHashSet<&'w str>,
    spellings: &'w BTreeMap<String, String>,
}

impl Force {
    /// Returns what is known of a word, to add to.
    fn entry(&mut self, word: &str) -> &mut Known {
        self.known.entry(word.into()).or_default()
    }
}

fn add_verbs(group: &VerbGroup, rules: &Rules<'_>, force: &mut Force) {
    let verb = |base: &str| Verb { base: base.into(), role: group.role, strength: group.strength };
    for words in group.words.iter() {
        force.verbs.add(words, verb(words));
        let first = words.split(' ').next().unwrap_or_default();
        rules.add_forms(first, first, force);
        if let Some(stem) = first.strip_suffix("ize") {
            rules.add_forms(&format!("{stem}ise"), first, force);
        }
        for (other, _) in rules.spellings.iter().filter(|(_, spelling)| *spelling == first) {
            rules.add_forms(other, first, force);
        }
    }
    for (words, base) in &group.states {
        let first = force.states.add(words, verb(base));
        force.entry(first).open(Book::States);
    }
}

impl Rules<'_> {
    fn add_forms(&self, base: &str, lemma: &str, force: &mut Force) {
        if force.known(base).lemma != 0 {
            return;
        }
        let number = u32::try_from(force.lemmas.len()).expect("a lexicon of 4 GiB would not load");
        force.lemmas.push(lemma.into());
        let irregular = self.irregular.get(base).map(Vec::as_slice);
        for (form, kind) in forms(base, irregular, self.doubled.contains(base)) {
            let known = force.entry(&form);
            if known.lemma == 0 {
                known.lemma = number;
            }
            known.forms = known.forms.or(kind);
        }
    }
}
