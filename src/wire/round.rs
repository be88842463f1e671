//! Round JSON as serde types.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Head, Placed, ROUND, Selector, Source, VERSION};

/// A round: one published joint text, cut into sections and statements.
///
/// `travaux show FILE --format json` writes it, and every command reads it in place of a document, so that a reader's
/// mistake can be mended by hand.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    /// Always `travaux-round`.
    #[cfg_attr(test, schemars(extend("const" = "travaux-round")))]
    pub format: String,
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub version: u32,
    /// The title as published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of the round, such as 2015-12-07.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Which meeting of its series it was, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    /// Where the round was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The parties named in its title and opening.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    /// What the document says of its own wording, such as `paraphrase`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// The file it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The sections in reading order.
    pub sections: Vec<Section>,
    /// What was set aside as no statement, heading or lead-in, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// A heading and the statements under it, up to the next heading of any level.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    /// The heading as published, with its number; empty for what stands before the first heading.
    #[serde(default)]
    pub title: Option<String>,
    /// The number of the heading alone, such as `II` or `3.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How deep the section lies, counted from 1 for the outermost; 1 if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The statements in reading order.
    pub statements: Vec<Statement>,
}

/// A sentence or list item: the unit that is compared.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    /// Its name, unique in the round. One that is left out is made of the round's day and the wording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The words as published, with white space folded.
    pub text: String,
    /// The lead-in that it completes, such as `As such we:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<String>,
    /// The number or mark that it bears, such as `6.`, `(a)` or `•`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Who speaks or acts; found out by the lexicon if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    /// The operative verbs in their basic form, in order; found out by the lexicon if they are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbs: Option<Vec<String>>,
    /// Whether it is a commitment; found out by the lexicon if it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<bool>,
    /// The line of the original document in which it begins, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The paragraph or list item of the original document, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Where it stands in the text as read of `source`. It is made anew by each reading, never heeded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selector: Vec<Selector<'static>>,
    /// Where the parts of its lead-in stand there, in order. It is made anew by each reading, never heeded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stem_selector: Vec<Selector<'static>>,
}

/// A part of the document that is no statement, heading or lead-in.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    /// Why it was set aside: `title`, `dateline`, `furniture`, `end mark`, `footnote`, `caption`, `mark` or
    /// `empty section`.
    pub kind: String,
    /// Its words, with white space folded.
    pub text: String,
    /// The line of the original document in which it begins, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Round {
    /// Makes a round of what heads it, its sections and what was set aside.
    pub(crate) fn of(head: Head, sections: Vec<Section>, notices: Vec<Notice>) -> Self {
        let Head { title, date, ordinal, place, parties, wording, source } = head;
        Self {
            format: ROUND.to_owned(),
            version: VERSION,
            title,
            date,
            ordinal,
            place,
            parties,
            wording,
            source,
            sections,
            notices,
        }
    }
}

impl From<Placed<'_>> for Statement {
    fn from(placed: Placed<'_>) -> Self {
        let owned = |text: Cow<'_, str>| text.into_owned();
        let selectors = |all: Vec<Selector<'_>>| all.into_iter().map(Selector::owned).collect();
        Self {
            id: Some(owned(placed.id)),
            text: owned(placed.text),
            stem: placed.stem.map(owned),
            label: placed.label.map(owned),
            actor: placed.actor.map(owned),
            verbs: Some(placed.verbs.into_owned()),
            commitment: Some(placed.commitment),
            line: placed.line,
            paragraph: placed.paragraph,
            selector: selectors(placed.selector),
            stem_selector: selectors(placed.stem_selector),
        }
    }
}
