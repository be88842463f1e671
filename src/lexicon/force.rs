//! The words that bind: operative verbs, modals, hedges and the rest, compiled so that each is found at its first word.
//! How a sentence is read with them is left to `parse`, how two are weighed to `classify`.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::forms::{Forms, forms};
use super::phrases::Phrases;
use super::words::Word;

/// About how many forms of verbs there are, to make room for at once.
const FORMS: usize = 2048;
/// About how many words belong to a class.
const CLASSED: usize = 1024;

/// The words by which the force of a statement is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Force {
    verbs: Phrases<Verb>,
    states: Phrases<Verb>,
    modals: Phrases<Modal>,
    marks: Phrases<Mark>,
    /// The forms of the verbs' first words, with the place of the basic form in `lemmas`.
    forms: FxHashMap<Box<str>, (usize, Forms)>,
    lemmas: Vec<Box<str>>,
    classes: FxHashMap<Box<str>, u32>,
}

/// An operative verb.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Verb {
    /// The basic form, as the lexicon writes it.
    pub(crate) base: Box<str>,
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
pub(crate) struct Mark {
    /// What a report calls it.
    pub(crate) label: Box<str>,
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

/// A closed class of words, or a list of nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    // Each is the list of that name in the lexicon.
    Speaker,
    Carrier,
    Alone,
    Determiner,
    Preposition,
    Opener,
    Relative,
    Adverb,
    Be,
    Have,
    Stay,
    Continue,
    Keep,
    Contrast,
    Equivocal,
    Achievement,
    Unit,
    Negation,
    Noun,
    Object,
    Name,
}

impl Force {
    /// Finds the operative verb that begins at `at`, the longest if there are several.
    pub(crate) fn verb(&self, words: &[Word<'_>], at: usize) -> Option<Found<'_>> {
        let (lemma, forms) = self.forms.get(&*words.get(at)?.plain)?;
        let (len, verb) = self.verbs.at(&self.lemmas[*lemma], words, at)?;
        Some(Found { len, forms: *forms, verb })
    }

    /// Finds the state that begins at `at`, such as "committed to" after a form of be.
    pub(crate) fn state(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &Verb)> {
        self.states.at(&words.get(at)?.plain, words, at)
    }

    /// Finds the modal that begins at `at`.
    pub(crate) fn modal(&self, words: &[Word<'_>], at: usize) -> Option<(usize, Modal)> {
        let (len, modal) = self.modals.at(&words.get(at)?.plain, words, at)?;
        Some((len, *modal))
    }

    /// Finds the weighing phrase that begins at `at`.
    pub(crate) fn mark(&self, words: &[Word<'_>], at: usize) -> Option<(usize, &Mark)> {
        self.marks.at(&words.get(at)?.plain, words, at)
    }

    /// Tells whether a word is of a class.
    pub(crate) fn is(&self, word: &Word<'_>, class: Class) -> bool {
        self.has(&word.plain, class)
    }

    /// Tells whether a word, written as the lexicon writes it, is of a class.
    pub(crate) fn has(&self, plain: &str, class: Class) -> bool {
        self.classes.get(plain).is_some_and(|set| set & (1 << class as u32) != 0)
    }

    /// Returns which forms of an operative verb a word can be.
    pub(crate) fn forms(&self, word: &Word<'_>) -> Forms {
        self.forms.get(&*word.plain).map_or_else(Forms::default, |(_, forms)| *forms)
    }
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
        let mut force = Force::default();
        force.forms.reserve(FORMS);
        force.classes.reserve(CLASSED);
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
            group.words.iter().for_each(|words| force.modals.add(words, modal));
        }
        for group in self.marks.values() {
            for words in group.words.iter() {
                force.marks.add(
                    words,
                    Mark { label: group.label.as_str().into(), strength: group.strength },
                );
            }
        }
        force.marks.name(months.map(String::as_str), self.grammar.numbers.iter());
        for (class, words) in self.classes() {
            for word in words.iter() {
                *force.classes.entry(word.into()).or_default() |= 1 << class as u32;
            }
        }
        force
    }

    fn classes(&self) -> [(Class, &List); 21] {
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
        force.states.add(words, verb(base));
    }
}

impl Rules<'_> {
    fn add_forms(&self, base: &str, lemma: &str, force: &mut Force) {
        if force.forms.contains_key(base) {
            return;
        }
        let number = force.lemmas.len();
        force.lemmas.push(lemma.into());
        let irregular = self.irregular.get(base).map(Vec::as_slice);
        for (form, kind) in forms(base, irregular, self.doubled.contains(base)) {
            let (_, kinds) = force.forms.entry(form.into()).or_insert((number, Forms::default()));
            *kinds = kinds.or(kind);
        }
    }
}
