//! The series, the provenance of its words and the history of a phrase as serde types.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Change, Edit, Head, Shift, Summary};

/// A series, as `travaux track --format json` writes it.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Series<'l> {
    /// Always `travaux-series`.
    #[cfg_attr(test, schemars(extend("const" = "travaux-series")))]
    pub format: Cow<'l, str>,
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub version: u32,
    /// The program that wrote the file, and its version.
    pub generator: Cow<'l, str>,
    /// The rounds in their order.
    pub rounds: Vec<NamedHead>,
    /// What changed from each round to the next.
    pub changes: Vec<Step<'l>>,
    /// The statements on their way through the rounds.
    pub threads: Vec<Thread<'l>>,
    /// Figures for the series.
    pub statistics: Statistics<'l>,
}

/// What heads a round of a series, and the name it goes by in the series.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NamedHead {
    /// The name of the round in the series: its date, or its number where it has none.
    pub name: String,
    #[serde(flatten)]
    pub head: Head,
}

/// What changed from one round of a series to the next; `old` and `new` are positions in `rounds`.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Step<'l> {
    /// The older round, as a position in `rounds` counted from 0.
    pub old: usize,
    /// The newer round, as a position in `rounds` counted from 0.
    pub new: usize,
    /// How many changes there are of each sort.
    pub summary: Summary,
    /// The changes, as in a change log.
    pub changes: Vec<Change<'l>>,
}

/// One statement on its way through the rounds.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Thread<'l> {
    /// Its name: the same as long as the rounds up to the one that introduced it are the same.
    pub id: Cow<'l, str>,
    /// The id of the thread that it was split off or perhaps continues.
    pub parent: Option<Cow<'l, str>>,
    /// The title of the section in which it last stood.
    pub section: Cow<'l, str>,
    /// What happened to it, by round; a round in which it stays away has no stage.
    pub stages: Vec<Stage<'l>>,
}

/// What happened to a thread in one round.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Stage<'l> {
    /// The round, as a position in `rounds` counted from 0.
    pub round: usize,
    /// What happened: `introduced`, `unchanged`, `reworded`, `split`, `merged`, `dropped` or `returned`.
    pub event: Cow<'l, str>,
    /// The id of the thread that it was split off or merged into; where it was introduced or dropped, of the one that it
    /// perhaps continues or in which it perhaps goes on.
    pub of: Option<Cow<'l, str>>,
    /// The id of its statement in that round; null where it was dropped or merged into another.
    pub statement: Option<Cow<'l, str>>,
    /// The title of the section in which it stands.
    pub section: Option<Cow<'l, str>>,
    /// Its words as published, with white space folded.
    pub text: Option<Cow<'l, str>>,
    /// Whether it stands elsewhere than in the round before.
    pub moved: bool,
    /// Whether only spelling, punctuation, case, number style or the parties' names differ.
    pub editorial: bool,
    /// The ids of the threads that split off here.
    pub split_off: Vec<Cow<'l, str>>,
    /// The ids of the threads that were merged into this one here.
    pub merged_in: Vec<Cow<'l, str>>,
    /// The last round that had the wording which it takes up again, where that is an earlier one than its last; left out
    /// elsewhere. The edits and the likeness are of that wording and this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_up: Option<usize>,
    /// Where it was introduced or dropped: the statement that comes nearest, in the round before or in the one that has it no
    /// more. Left out if none comes near, and where it perhaps continues or goes on in another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearest: Option<Near<'l>>,
    /// How alike this wording and the one before are, from 0 to 1, to four places; null where one of the two is missing.
    pub likeness: Option<f64>,
    /// False if it is not sure that this wording continues the one before, went into the other thread or is gone. Left out
    /// if it is.
    #[serde(default = "super::changelog::sure", skip_serializing_if = "super::changelog::is_sure")]
    pub sure: bool,
    /// Whether the text binds further or less than before; only where it was reworded, split off, returned in other words
    /// or perhaps continues another thread.
    pub shift: Option<Shift>,
    /// The edits that turn the wording before into this one; empty where one of the two is missing.
    pub edits: Vec<Edit<'l>>,
}

/// The statement that comes nearest to one that was introduced or dropped. Its thread may go on or end elsewhere.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Near<'l> {
    /// The id of its thread.
    pub thread: Cow<'l, str>,
    /// Its own id in its round.
    pub statement: Cow<'l, str>,
    /// How alike the two are, from 0 to 1, to four places; 1 only if they are equal.
    pub likeness: f64,
}

/// Figures for a series.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Statistics<'l> {
    /// How long it takes until half of the statements are gone.
    pub half_life: HalfLife,
    /// What happened in each round.
    pub rounds: Vec<RoundCount>,
    /// Figures for each section.
    pub sections: Vec<SectionCount<'l>>,
}

/// How long it takes until half of the statements are gone.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HalfLife {
    /// In rounds; null where it does not come to that.
    pub rounds: Option<usize>,
    /// In days; null where it does not come to that, or a round has no date.
    pub days: Option<i64>,
}

/// What happened in one round.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct RoundCount {
    /// Its statements.
    pub statements: usize,
    /// Threads that appear for the first time.
    pub introduced: usize,
    /// Threads that read as they did.
    pub unchanged: usize,
    /// Threads that go on in other words.
    pub reworded: usize,
    /// Threads that were split off.
    pub split: usize,
    /// Threads that were merged into others.
    pub merged: usize,
    /// Threads that are gone.
    pub dropped: usize,
    /// Threads that are back after a round or more without them.
    pub returned: usize,
    /// Threads that stand elsewhere.
    pub moved: usize,
    /// Threads that bind further.
    pub stronger: usize,
    /// Threads that bind less.
    pub weaker: usize,
    /// Threads whose link to the wording before, or to the thread they went into, is not sure.
    #[serde(default)]
    pub unsure: usize,
    /// Its words by where they come from.
    pub words: WordCount,
}

/// Words by where they come from.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct WordCount {
    /// All words.
    pub all: usize,
    /// Words that the round introduced.
    pub new: usize,
    /// Words that came back after they had been struck.
    pub returned: usize,
}

/// Figures for a section.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SectionCount<'l> {
    /// Its title.
    pub title: Cow<'l, str>,
    /// Threads that last stood in it.
    pub threads: usize,
    /// Those of them that stand in the last round.
    pub alive: usize,
    /// How long it takes until half of its statements are gone.
    pub half_life: HalfLife,
    /// Its words in the last round by where they come from.
    pub words: WordCount,
}

/// Which round each word of a round comes from, as `travaux blame --format json` writes it.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Provenance<'l> {
    /// Always `travaux-provenance`.
    #[cfg_attr(test, schemars(extend("const" = "travaux-provenance")))]
    pub format: Cow<'l, str>,
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub version: u32,
    /// The program that wrote the file, and its version.
    pub generator: Cow<'l, str>,
    /// The rounds in their order.
    pub rounds: Vec<NamedHead>,
    /// The round whose words are traced, as a position in `rounds` counted from 0.
    pub round: usize,
    /// Its statements in reading order.
    pub statements: Vec<Traced<'l>>,
}

/// A statement and where its words come from.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Traced<'l> {
    /// Its name, unique in its round.
    pub id: Cow<'l, str>,
    /// The id of its thread.
    pub thread: Cow<'l, str>,
    /// The title of its section.
    pub section: Cow<'l, str>,
    /// Its words as published, with white space folded.
    pub text: Cow<'l, str>,
    /// Its words by origin, in order.
    pub runs: Vec<Run<'l>>,
}

/// Words of one origin: `start` and `end` are bytes of the statement's text in UTF-8.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Run<'l> {
    /// The first byte of the run in the statement's text in UTF-8, counted from 0.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// Its words.
    pub text: Cow<'l, str>,
    /// The round that introduced it, as a position in `rounds` counted from 0.
    pub origin: usize,
    /// The round in which it came back after it had been struck, if it did.
    pub returned: Option<usize>,
}

/// A phrase through the rounds, as `travaux blame --phrase TEXT --format json` writes it.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Phrase<'l> {
    /// Always `travaux-phrase`.
    #[cfg_attr(test, schemars(extend("const" = "travaux-phrase")))]
    pub format: Cow<'l, str>,
    /// The version of the format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    pub version: u32,
    /// The program that wrote the file, and its version.
    pub generator: Cow<'l, str>,
    /// The phrase that was asked for.
    pub phrase: Cow<'l, str>,
    /// The rounds in their order.
    pub rounds: Vec<NamedHead>,
    /// The first round that has it, as a position in `rounds` counted from 0.
    pub first: Option<usize>,
    /// The last round that has it.
    pub last: Option<usize>,
    /// The rounds between first and last that have it not.
    pub missing: Vec<usize>,
    /// Every place where it stands.
    pub occurrences: Vec<Occurrence<'l>>,
    /// Words that come near it.
    pub near: Vec<NearMatch<'l>>,
}

/// A place where a phrase stands: `start` and `end` are bytes of the statement's text in UTF-8.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Occurrence<'l> {
    /// The round, as a position in `rounds` counted from 0.
    pub round: usize,
    /// The id of the statement.
    pub statement: Cow<'l, str>,
    /// The id of its thread.
    pub thread: Cow<'l, str>,
    /// The words of the statement.
    pub text: Cow<'l, str>,
    /// The first byte of the phrase in the statement's text in UTF-8, counted from 0.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
}

/// Words that come near a phrase.
#[derive(Debug, Deserialize, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NearMatch<'l> {
    #[serde(flatten)]
    pub place: Occurrence<'l>,
    /// How alike the words are to the phrase, from 0 to 1, to four places.
    pub likeness: f64,
}
