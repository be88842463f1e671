//! The words by which a document is read: where it is cut, what of it is the page's, how words are spelled.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::text::Text;

/// The words by which a document is cut into sections and statements.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reading {
    /// Abbreviations whose full stop never ends a sentence.
    pub(crate) abbreviations: FxHashSet<String>,
    /// Abbreviations that may also be the last word of a sentence.
    pub(crate) final_abbreviations: FxHashSet<String>,
    /// Words with which a sentence begins and which a heading would write small.
    pub(crate) openers: FxHashSet<String>,
    /// Words that a heading writes small.
    pub(crate) small_words: FxHashSet<String>,
    /// Words that a title calls its text by: "statement", "communiqué".
    pub(crate) title_words: FxHashSet<String>,
    /// Of these the ones that name the joint text itself: "communiqué".
    pub(crate) kinds: FxHashSet<String>,
    /// Words that bear a heading's number: "Section", "Article".
    pub(crate) heading_words: FxHashSet<String>,
    /// Names with a capital article: "The Hague".
    pub(crate) articled_names: FxHashSet<String>,
    /// Words after which a lead-in is still waiting for its object.
    pub(crate) stem_ends: FxHashSet<String>,
    /// Words that say that a short line is a clause, not a heading.
    pub(crate) clause_words: FxHashSet<String>,
    /// Month names with their number.
    pub(crate) months: FxHashMap<String, i8>,
    /// Ordinal words with their number.
    pub(crate) ordinals: FxHashMap<String, u32>,
    /// The tens with which an ordinal of two words begins: "sixty-second".
    pub(crate) tens: FxHashMap<String, u32>,
    /// What meetings are called.
    pub(crate) meetings: Meetings,
    /// States and alliances by the name that a report gives them, each with its other names.
    pub(crate) parties: FxHashMap<String, Vec<String>>,
    /// Phrases of a page, never of its text.
    pub(crate) furniture: Furniture,
}

/// The words by which a meeting is spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meetings {
    /// What it is called: "dialogue", "summit".
    pub(crate) words: FxHashSet<String>,
    /// What is done at it: "met", "convened".
    pub(crate) verbs: FxHashSet<String>,
    /// What says that not all meetings are counted: "the third in-person summit".
    pub(crate) qualifiers: FxHashSet<String>,
    /// What stands before its place: "in".
    pub(crate) prepositions: FxHashSet<String>,
    /// What may stand after its place: "on", "for".
    pub(crate) follows: FxHashSet<String>,
}

/// Phrases by which a page's own words are told from the text it bears.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Furniture {
    /// Phrases a short block may begin with, wherever it stands.
    pub(crate) starts: Vec<String>,
    /// Blocks that are nothing else.
    pub(crate) lines: FxHashSet<String>,
    /// Words before the number of a page.
    pub(crate) pages: FxHashSet<String>,
    /// Phrases a block may hold, wherever it stands.
    pub(crate) holds: Vec<String>,
    /// Links with which a footnote ends.
    pub(crate) note_ends: Vec<String>,
    /// Lines that say that the text begins.
    pub(crate) begin_marks: FxHashSet<String>,
    /// Phrases of a sentence that says that the text follows.
    pub(crate) leads: Vec<String>,
    /// Words of those who speak in the text: "we".
    pub(crate) own: FxHashSet<String>,
    /// Lines that say that the text ends.
    pub(crate) end_marks: FxHashSet<String>,
    /// Phrases after which nothing but page follows.
    pub(crate) tail_starts: Vec<String>,
    /// Labels of a title, as in `[Title] Communiqué`.
    pub(crate) title_labels: FxHashSet<String>,
    /// Words of a dateline that may be long: "adopted by".
    pub(crate) enacted: Vec<String>,
    /// Words of a dateline: "office of the spokesperson", "for immediate release".
    pub(crate) datelines: Vec<String>,
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
    words: FxHashMap<String, String>,
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
