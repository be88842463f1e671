//! The file formats as serde types: Round JSON, the change log and the series. The model derives nothing from serde, so that a name
//! changed in the code cannot change a file.

use serde::{Deserialize, Serialize};

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

/// A round, as `travaux show --format json` writes it and every command reads it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Round {
    pub format: String,
    pub version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parties: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    pub sections: Vec<Section>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// The file a round was read from.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Source {
    pub path: String,
    pub sha256: String,
    pub media_type: String,
    pub bytes: u64,
}

/// A section of a round.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Section {
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    pub statements: Vec<Statement>,
}

/// A statement of a round.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbs: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
}

/// What was set aside.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    pub kind: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

/// A change log, as `travaux diff --format json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeLog<'l> {
    pub format: &'static str,
    pub version: u32,
    pub generator: &'static str,
    pub rounds: Pair<Head>,
    pub summary: Summary,
    pub sections: Vec<Pair<Option<&'l str>>>,
    pub changes: Vec<Change<'l>>,
}

/// The older and the newer of two things.
#[derive(Debug, Serialize)]
pub(crate) struct Pair<T> {
    pub old: T,
    pub new: T,
}

/// What heads a round.
#[derive(Debug, Serialize)]
pub(crate) struct Head {
    pub title: Option<String>,
    pub date: Option<String>,
    pub ordinal: Option<u32>,
    pub place: Option<String>,
    pub parties: Vec<String>,
    pub wording: Option<String>,
    pub source: Option<Source>,
}

/// How many changes there are of each sort.
#[derive(Debug, Serialize)]
pub(crate) struct Summary {
    pub unchanged: usize,
    pub reworded: usize,
    pub added: usize,
    pub dropped: usize,
    pub moved: usize,
    pub split: usize,
    pub merged: usize,
    pub editorial: usize,
    pub stronger: usize,
    pub weaker: usize,
}

/// One change.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of its own in the file")]
pub(crate) struct Change<'l> {
    pub kind: &'static str,
    pub moved: bool,
    pub split: bool,
    pub merged: bool,
    pub editorial: bool,
    pub old: Vec<Placed<'l>>,
    pub new: Vec<Placed<'l>>,
    pub links: Vec<Link<'l>>,
    pub shift: Option<Shift>,
    pub edits: Vec<Edit<'l>>,
}

/// A statement in a change.
#[derive(Debug, Serialize)]
pub(crate) struct Placed<'l> {
    pub id: &'l str,
    pub section: &'l str,
    pub text: &'l str,
    pub stem: Option<&'l str>,
    pub label: Option<&'l str>,
    pub actor: Option<&'l str>,
    pub verbs: &'l [String],
    pub commitment: bool,
    pub line: Option<u32>,
    pub paragraph: Option<u32>,
}

/// An old statement that continues in a new one.
#[derive(Debug, Serialize)]
pub(crate) struct Link<'l> {
    pub old: &'l str,
    pub new: &'l str,
    pub likeness: f64,
}

/// A change in how far the text binds.
#[derive(Debug, Serialize)]
pub(crate) struct Shift {
    pub direction: &'static str,
    pub evidence: Vec<String>,
}

/// One step of a rewording.
#[derive(Debug, Serialize)]
pub(crate) struct Edit<'l> {
    pub op: &'static str,
    pub text: &'l str,
    /// What the older wording has in other typography in place of a kept text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<&'l str>,
}

/// A series, as `travaux track --format json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Series<'l> {
    pub format: &'static str,
    pub version: u32,
    pub generator: &'static str,
    pub rounds: Vec<NamedHead>,
    pub changes: Vec<Step<'l>>,
    pub threads: Vec<Thread<'l>>,
    pub statistics: Statistics<'l>,
}

/// What heads a round of a series, and the name it goes by in the series.
#[derive(Debug, Serialize)]
pub(crate) struct NamedHead {
    pub name: String,
    #[serde(flatten)]
    pub head: Head,
}

/// What changed from one round of a series to the next; `old` and `new` are positions in `rounds`.
#[derive(Debug, Serialize)]
pub(crate) struct Step<'l> {
    pub old: usize,
    pub new: usize,
    pub summary: Summary,
    pub changes: Vec<Change<'l>>,
}

/// One statement on its way through the rounds.
#[derive(Debug, Serialize)]
pub(crate) struct Thread<'l> {
    pub id: &'l str,
    pub parent: Option<&'l str>,
    pub section: &'l str,
    pub stages: Vec<Stage<'l>>,
}

/// What happened to a thread in one round.
#[derive(Debug, Serialize)]
pub(crate) struct Stage<'l> {
    pub round: usize,
    pub event: &'static str,
    /// The thread it was split off or merged into.
    pub of: Option<&'l str>,
    pub statement: Option<&'l str>,
    pub section: Option<&'l str>,
    pub text: Option<&'l str>,
    pub moved: bool,
    pub editorial: bool,
    pub split_off: Vec<&'l str>,
    pub merged_in: Vec<&'l str>,
    pub shift: Option<Shift>,
    pub edits: Vec<Edit<'l>>,
}

/// Figures for a series.
#[derive(Debug, Serialize)]
pub(crate) struct Statistics<'l> {
    pub half_life: HalfLife,
    pub rounds: Vec<RoundCount>,
    pub sections: Vec<SectionCount<'l>>,
}

/// How long it takes until half of the statements are gone.
#[derive(Debug, Serialize)]
pub(crate) struct HalfLife {
    pub rounds: Option<usize>,
    pub days: Option<i64>,
}

/// What happened in one round.
#[derive(Debug, Serialize)]
pub(crate) struct RoundCount {
    pub statements: usize,
    pub introduced: usize,
    pub unchanged: usize,
    pub reworded: usize,
    pub split: usize,
    pub merged: usize,
    pub dropped: usize,
    pub returned: usize,
    pub moved: usize,
    pub stronger: usize,
    pub weaker: usize,
    pub words: WordCount,
}

/// Words by where they come from.
#[derive(Debug, Serialize)]
pub(crate) struct WordCount {
    pub all: usize,
    pub new: usize,
    pub returned: usize,
}

/// Figures for a section.
#[derive(Debug, Serialize)]
pub(crate) struct SectionCount<'l> {
    pub title: &'l str,
    pub threads: usize,
    pub alive: usize,
    pub half_life: HalfLife,
    pub words: WordCount,
}

/// Which round each word of a round comes from, as `travaux blame --format json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Provenance<'l> {
    pub format: &'static str,
    pub version: u32,
    pub generator: &'static str,
    pub rounds: Vec<NamedHead>,
    pub round: usize,
    pub statements: Vec<Traced<'l>>,
}

/// A statement and where its words come from.
#[derive(Debug, Serialize)]
pub(crate) struct Traced<'l> {
    pub id: &'l str,
    pub thread: &'l str,
    pub section: &'l str,
    pub text: &'l str,
    pub runs: Vec<Run<'l>>,
}

/// Words of one origin: `start` and `end` are bytes of the statement's text in UTF-8.
#[derive(Debug, Serialize)]
pub(crate) struct Run<'l> {
    pub start: usize,
    pub end: usize,
    pub text: &'l str,
    pub origin: usize,
    pub returned: Option<usize>,
}

/// A phrase through the rounds, as `travaux blame --phrase TEXT --format json` writes it.
#[derive(Debug, Serialize)]
pub(crate) struct Phrase<'l> {
    pub format: &'static str,
    pub version: u32,
    pub generator: &'static str,
    pub phrase: &'l str,
    pub rounds: Vec<NamedHead>,
    pub first: Option<usize>,
    pub last: Option<usize>,
    /// The rounds between first and last that have it not.
    pub missing: Vec<usize>,
    pub occurrences: Vec<Occurrence<'l>>,
    pub near: Vec<NearMatch<'l>>,
}

/// A place where a phrase stands: `start` and `end` are bytes of the statement's text in UTF-8.
#[derive(Debug, Serialize)]
pub(crate) struct Occurrence<'l> {
    pub round: usize,
    pub statement: &'l str,
    pub thread: &'l str,
    pub text: &'l str,
    pub start: usize,
    pub end: usize,
}

/// Words that come near a phrase.
#[derive(Debug, Serialize)]
pub(crate) struct NearMatch<'l> {
    #[serde(flatten)]
    pub place: Occurrence<'l>,
    pub likeness: f64,
}
