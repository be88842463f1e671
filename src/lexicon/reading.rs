//! The words by which a document is read: where it is cut, what of it is the page's, how words are spelled.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::text::Text;

/// The words by which a document is cut into sections and statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Reading {
    /// Abbreviations whose full stop never ends a sentence.
    pub abbreviations: BTreeSet<String>,
    /// Abbreviations that may also be the last word of a sentence.
    pub final_abbreviations: BTreeSet<String>,
    /// Words with which a sentence begins and which a heading would write small.
    pub openers: BTreeSet<String>,
    /// Words that a heading writes small.
    pub small_words: BTreeSet<String>,
    /// Words that a title calls its text by: "statement", "communiqué".
    pub title_words: BTreeSet<String>,
    /// Words that bear a heading's number: "Section", "Article".
    pub heading_words: BTreeSet<String>,
    /// Names with a capital article: "The Hague".
    pub articled_names: BTreeSet<String>,
    /// Words after which a lead-in is still waiting for its object.
    pub stem_ends: BTreeSet<String>,
    /// Words that say that a short line is a clause, not a heading.
    pub clause_words: BTreeSet<String>,
    /// Month names with their number.
    pub months: BTreeMap<String, i8>,
    /// Ordinal words with their number.
    pub ordinals: BTreeMap<String, u32>,
    /// What meetings are called.
    pub meetings: Meetings,
    /// States and alliances by the name that a report gives them, each with its other names.
    pub parties: BTreeMap<String, Vec<String>>,
    /// Phrases of a page, never of its text.
    pub furniture: Furniture,
}

/// The words by which a meeting is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Meetings {
    /// What it is called: "dialogue", "summit".
    pub words: BTreeSet<String>,
    /// What is done at it: "met", "convened".
    pub verbs: BTreeSet<String>,
    /// What says that not all meetings are counted: "the third in-person summit".
    pub qualifiers: BTreeSet<String>,
    /// What stands before its place: "in".
    pub prepositions: BTreeSet<String>,
    /// What may stand after its place: "on", "for".
    pub follows: BTreeSet<String>,
}

/// Phrases by which a page's own words are told from the text it bears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Furniture {
    /// Phrases a short block may begin with, wherever it stands.
    pub starts: Vec<String>,
    /// Phrases a block may hold, wherever it stands.
    pub holds: Vec<String>,
    /// Links with which a footnote ends.
    pub note_ends: Vec<String>,
    /// Lines that say that the text ends.
    pub end_marks: BTreeSet<String>,
    /// Phrases after which nothing but page follows.
    pub tail_starts: Vec<String>,
    /// Words of a dateline: "office of the spokesperson", "for immediate release".
    pub datelines: Vec<String>,
}

/// Spellings that differ without meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Spelling {
    words: FxHashMap<Text, Text>,
    suffixes: Vec<(Text, Text)>,
}

/// The same as a lexicon file writes it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Variants {
    /// Words with the one spelling that stands for all their variants.
    words: BTreeMap<String, String>,
    /// Endings with the one that stands for all their variants, longest first.
    suffixes: Vec<(String, String)>,
}

/// An ending has variants only after a stem of so many letters: "organise", but not "rise".
const LEAST_STEM: usize = 4;

impl Variants {
    /// Makes the spellings ready for use.
    pub(super) fn compile(self) -> Spelling {
        let text = |(variant, one): (String, String)| (variant.into(), one.into());
        Spelling {
            words: self.words.into_iter().map(text).collect(),
            suffixes: self.suffixes.into_iter().map(text).collect(),
        }
    }
}

impl Spelling {
    /// Returns the one spelling that stands for all of a word in small letters.
    pub(crate) fn one<'t>(&'t self, word: &'t str) -> Cow<'t, str> {
        if let Some(one) = self.words.get(word) {
            return Cow::Borrowed(one);
        }
        let last = word.as_bytes().last();
        for (suffix, one) in self.suffixes.iter().filter(|(s, _)| s.as_bytes().last() == last) {
            if let Some(stem) = word.strip_suffix(&**suffix)
                && stem.chars().count() >= LEAST_STEM
            {
                return format!("{stem}{}", &**one).into();
            }
        }
        word.into()
    }
}
