//! The file formats as serde types: Round JSON and the change log. The model derives nothing from serde, so that a name
//! changed in the code cannot change a file.

use serde::{Deserialize, Serialize};

/// The name of the Round JSON format.
pub(crate) const ROUND: &str = "travaux-round";
/// The name of the change log format.
pub(crate) const CHANGELOG: &str = "travaux-changelog";
/// The version of both formats.
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
