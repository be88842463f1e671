//! The file formats as serde types: Round JSON, the change log and the series. The model derives nothing from serde, so that a name
//! changed in the code cannot change a file.
//!
//! What stands here as documentation stands in the JSON Schemas too, which a test makes of these types.

mod canonical;
mod changelog;
mod round;
mod series;

use std::borrow::Cow;
use std::fmt::Write;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub(crate) use changelog::{
    Change, ChangeLog, Direction, Edit, Kind, Link, LoggedRound, Nearest, Op, Outline, Placed,
    Shift, Summary,
};
pub(crate) use round::{Notice, Round, Section, Statement};
pub(crate) use series::{
    HalfLife, NamedHead, Near, NearMatch, Occurrence, Phrase, Provenance, RoundCount, Run,
    SectionCount, Series, Stage, Statistics, Step, Thread, Traced, WordCount,
};

/// The name of the Round JSON format.
pub(crate) const ROUND: &str = "travaux-round";
/// The name of the change log format.
pub(crate) const CHANGELOG: &str = "travaux-changelog";
/// The name of the series format.
pub(crate) const SERIES: &str = "travaux-series";
/// The name of the provenance format.
pub(crate) const PROVENANCE: &str = "travaux-provenance";
/// The name of the phrase format.
pub(crate) const PHRASE: &str = "travaux-phrase";
/// The version of all formats.
pub(crate) const VERSION: u32 = 1;

/// What writes files now.
pub(crate) const GENERATOR: &str = concat!("travaux ", env!("CARGO_PKG_VERSION"));

/// Returns a file as it is written: indented, fields in the order of their documentation.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).expect("the formats hold nothing that JSON has no word for")
}

/// Returns the canonical form of a value of JSON (RFC 8785).
pub(crate) fn canonical(value: &impl Serialize) -> Vec<u8> {
    let compact = serde_json::to_string(value);
    canonical::sorted(&compact.expect("the formats hold nothing that JSON has no word for"))
}

/// Returns the SHA-256 of some bytes in hexadecimal.
pub(crate) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(hex, "{byte:02x}").expect("a String takes all");
    }
    hex
}

/// Returns what the parser says without the place at its end, which an error bears already.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

/// The file that a round was read from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    /// The path as it was given.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// The media type as which it was read: `text/plain`, `text/markdown`, `text/html` or `application/json`.
    pub media_type: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// The SHA-256 of the text as read (`travaux show --format text`) in UTF-8, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text_sha256: Option<String>,
    /// The length of the text as read in Unicode code points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub characters: Option<u64>,
    /// The document that a file of Round JSON was made of, as that file says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Self>>,
}

/// Where something stands in a text as read: a selector of the W3C Web Annotation Data Model.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type")]
pub(crate) enum Selector<'l> {
    /// By its position.
    #[serde(rename = "TextPositionSelector")]
    Position {
        /// The position of its first character, counted in Unicode code points from 0.
        start: u64,
        /// The position after its last character.
        end: u64,
    },
    /// By its words and some around them.
    #[serde(rename = "TextQuoteSelector")]
    Quote {
        /// Its characters in the text as read, white space and all.
        exact: Cow<'l, str>,
        /// Up to 32 code points before it.
        prefix: Cow<'l, str>,
        /// Up to 32 code points after it.
        suffix: Cow<'l, str>,
    },
}

impl Selector<'_> {
    /// Returns the selector with texts of its own.
    pub(crate) fn owned(self) -> Selector<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Position { start, end } => Selector::Position { start, end },
            Self::Quote { exact, prefix, suffix } => Selector::Quote {
                exact: owned(exact),
                prefix: owned(prefix),
                suffix: owned(suffix),
            },
        }
    }
}

/// The older and the newer of two things.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "PairOf{T}"))]
pub(crate) struct Pair<T> {
    /// The older.
    pub old: T,
    /// The newer.
    pub new: T,
}

/// What heads a round.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Head {
    /// The title as published.
    pub title: Option<String>,
    /// The day of the round, such as 2015-12-07.
    pub date: Option<String>,
    /// Which meeting of its series it was, counted from 1.
    pub ordinal: Option<u32>,
    /// Where the round was held.
    pub place: Option<String>,
    /// The parties named in its title and opening.
    pub parties: Vec<String>,
    /// What the document says of its own wording, such as `paraphrase`.
    pub wording: Option<String>,
    /// The file it was read from.
    pub source: Option<Source>,
}

/// What was set that changes the result of a comparison.
#[derive(Debug, Default, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Options {
    /// The language of the rounds; left out if it was detected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The weights of the evidence for a link; left out if they are the fitted ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Weights>,
    /// The lexicon file that was laid on the built-in lexicon; left out if there was none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<LexiconFile>,
    /// Whether the grounds of links are told; left out if they are not.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub explain: bool,
}

/// The weights of the evidence for a link.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Weights {
    /// The constant and the weights of what two statements show by themselves.
    pub alone: [f64; 8],
    /// The same, and the weights of what their surroundings show.
    pub around: [f64; 14],
    /// The constant and the weights of what two statements show of which one is linked already.
    pub join: [f64; 8],
    /// What it costs at most to leave the order.
    pub order: f64,
    /// The odds that a link needs, as a logarithm.
    pub link: Threshold,
}

/// Odds that are needed, as a logarithm, by how far the rounds keep their order.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Threshold {
    /// What is needed where they have no order.
    pub loose: f64,
    /// What is needed where they keep it throughout.
    pub steady: f64,
}

/// A lexicon file.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LexiconFile {
    /// The path as it was given.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
}
