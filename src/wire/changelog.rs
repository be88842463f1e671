//! The change log as serde types. Texts are borrowed where a log is written and owned where one is read.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Head, Notice, Options, Pair, Selector};

/// A change log: what happened to every statement between two rounds.
///
/// `travaux diff OLD NEW --format json` writes it. Every statement of both rounds stands in exactly one change.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct ChangeLog<'l> {
    /// Always `travaux-changelog`.
    #[cfg_attr(test, schemars(extend("const" = "travaux-changelog")))]
    pub format: Cow<'l, str>,
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub version: u32,
    /// The program that wrote the log, and its version.
    pub generator: Cow<'l, str>,
    /// When the log was made, as RFC 3339 writes it; left out unless it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<Cow<'l, str>>,
    /// What was set that changes the result; an option that is left out has its default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Options>,
    /// The two rounds.
    pub rounds: Pair<LoggedRound>,
    /// How many changes there are of each sort.
    pub summary: Summary,
    /// Which old section continues in which new one, by their titles; a section can be in several pairs, or in none.
    pub sections: Vec<Pair<Option<Cow<'l, str>>>>,
    /// The changes in the order of the newer round; what was dropped follows what stood before it in the older.
    pub changes: Vec<Change<'l>>,
    /// The SHA-256, in hexadecimal, of the log without this field, written canonically (RFC 8785).
    ///
    /// It shows that a log was damaged. It does not show who wrote it: who alters a log can write a new digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

impl ChangeLog<'_> {
    /// Returns the digest of the log, which must not have one yet.
    pub(crate) fn digest(&self) -> String {
        super::sha256(super::canonical(self))
    }
}

/// A round in a change log: all of it but its statements, which stand in the changes.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LoggedRound {
    #[serde(flatten)]
    pub head: Head,
    /// The sections in reading order, empty ones too. The first logs of version 1 lack them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Vec<Outline>>,
    /// What was set aside as no statement, heading or lead-in, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
}

/// A section of a round in a change log.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Outline {
    /// The heading as published, with its number; empty for what stands before the first heading.
    pub title: String,
    /// The number of the heading alone, such as `II` or `3.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How deep the section lies, counted from 1 for the outermost.
    pub level: u8,
    /// The ids of its statements in reading order.
    pub statements: Vec<String>,
}

/// How many changes there are of each sort; a change can be counted under several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Summary {
    /// Changes of the kind `unchanged`.
    pub unchanged: usize,
    /// Changes of the kind `reworded`.
    pub reworded: usize,
    /// Changes of the kind `added`.
    pub added: usize,
    /// Changes of the kind `dropped`.
    pub dropped: usize,
    /// Changes whose statements stand elsewhere.
    pub moved: usize,
    /// Changes of one statement into several, or of several into several.
    pub split: usize,
    /// Changes of several statements into one, or of several into several.
    pub merged: usize,
    /// Changes in spelling, punctuation, case, number style or the parties' names only.
    pub editorial: usize,
    /// Changes whose text binds further than before.
    pub stronger: usize,
    /// Changes whose text binds less than before.
    pub weaker: usize,
    /// Changes none of whose links is sure.
    #[serde(default)]
    pub unsure: usize,
}

/// What happened to one statement, or to the few that it was split into or merged from.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of its own in the file")]
pub(crate) struct Change<'l> {
    /// What happened.
    pub kind: Kind,
    /// Whether it stands elsewhere: out of the order of its neighbours, or in a section that is not the old one's heir.
    pub moved: bool,
    /// Whether there is more than one new statement.
    pub split: bool,
    /// Whether there is more than one old statement.
    pub merged: bool,
    /// Whether only spelling, punctuation, case, number style or the parties' names differ.
    pub editorial: bool,
    /// The old statements: none if it was added, several if they were merged.
    pub old: Vec<Placed<'l>>,
    /// The new statements: none if it was dropped, several if one was split.
    pub new: Vec<Placed<'l>>,
    /// Which old statement continues in which new one.
    pub links: Vec<Link<'l>>,
    /// The statement of the other round that comes nearest to one that was added or dropped. Left out if none comes near.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Nearest<'l>>,
    /// Whether the text binds further or less than before; only where it was reworded.
    pub shift: Option<Shift>,
    /// The edits that turn the older wording into the newer; several statements of one side are joined by a line feed.
    pub edits: Vec<Edit<'l>>,
}

/// What happened to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// It reads the same, but for typography.
    Unchanged,
    /// It was continued in other words.
    Reworded,
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
}

/// A statement in a change.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Placed<'l> {
    /// Its name, unique in its round. The same statement of the same round bears it in every log.
    pub id: Cow<'l, str>,
    /// The title of its section.
    pub section: Cow<'l, str>,
    /// The words as published, with white space folded.
    pub text: Cow<'l, str>,
    /// The lead-in that it completes, such as `As such we:`.
    pub stem: Option<Cow<'l, str>>,
    /// The number or mark that it bears, such as `6.`, `(a)` or `•`.
    pub label: Option<Cow<'l, str>>,
    /// Who speaks or acts.
    pub actor: Option<Cow<'l, str>>,
    /// The operative verbs in their basic form, in order.
    pub verbs: Cow<'l, [String]>,
    /// Whether it is a commitment: a publicly expressed, collective intent of future action.
    pub commitment: bool,
    /// The line of the original document in which it begins, counted from 1.
    pub line: Option<u32>,
    /// The paragraph or list item of the original document, counted from 1.
    pub paragraph: Option<u32>,
    /// Where it stands in the text as read of its round's source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub selector: Vec<Selector<'l>>,
    /// Where the parts of its lead-in stand there, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stem_selector: Vec<Selector<'l>>,
}

/// An old statement that continues in a new one.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Link<'l> {
    /// The id of the old statement.
    pub old: Cow<'l, str>,
    /// The id of the new statement.
    pub new: Cow<'l, str>,
    /// How alike the two are, from 0 to 1, to four places; 1 only if they are equal.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub likeness: f64,
    /// False if the link is not sure: it is the likeliest there is, but the statements may not belong together. Left out if
    /// it is sure.
    #[serde(default = "sure", skip_serializing_if = "is_sure")]
    pub sure: bool,
    /// What speaks for the link, in words; only if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grounds: Option<Cow<'l, str>>,
}

/// The statement of the other round that comes nearest to one that was added or dropped. It may be linked itself.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Nearest<'l> {
    /// Its id in the other round.
    pub id: Cow<'l, str>,
    /// How alike the two are, from 0 to 1, to four places; 1 only if they are equal.
    #[cfg_attr(test, schemars(range(min = 0.0, max = 1.0)))]
    pub likeness: f64,
}

pub(super) const fn sure() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_sure(sure: &bool) -> bool {
    *sure
}

/// A change in how far the text binds.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Shift {
    /// Which way.
    pub direction: Direction,
    /// The words that show it, the weightiest first, such as `welcome → commit`.
    pub evidence: Vec<String>,
}

/// Which way a text shifted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Direction {
    /// It binds its parties further than before.
    Stronger,
    /// It binds them less.
    Weaker,
    /// Neither.
    Neutral,
}

/// One step of a rewording.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Edit<'l> {
    /// What is done.
    pub op: Op,
    /// The text that is kept, deleted or inserted; of one that is kept, the newer form.
    pub text: Cow<'l, str>,
    /// The older form of a text that is kept in other typography.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Cow<'l, str>>,
}

/// What is done with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(crate) enum Op {
    /// Both wordings have it.
    Keep,
    /// Only the older has it.
    Delete,
    /// Only the newer has it.
    Insert,
}
