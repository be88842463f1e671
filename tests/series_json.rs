//! A series as another program reads it: by types of its own that refuse what they do not know.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::process::Command;

use serde::Deserialize;

/// A series as another program might read it: nothing that is not written down here is taken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "what counts is that every field is there and of its type")]
struct Series {
    format: String,
    version: u32,
    generator: String,
    rounds: Vec<Head>,
    changes: Vec<Step>,
    threads: Vec<Thread>,
    statistics: Statistics,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Head {
    name: String,
    title: Option<String>,
    date: Option<String>,
    ordinal: Option<u32>,
    place: Option<String>,
    parties: Vec<String>,
    wording: Option<String>,
    source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Source {
    path: String,
    sha256: String,
    media_type: String,
    bytes: u64,
    text_sha256: String,
    characters: u64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Step {
    old: usize,
    new: usize,
    summary: Summary,
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Summary {
    unchanged: usize,
    reworded: usize,
    added: usize,
    dropped: usize,
    moved: usize,
    split: usize,
    merged: usize,
    editorial: usize,
    stronger: usize,
    weaker: usize,
    unsure: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, clippy::struct_excessive_bools, reason = "as above")]
struct Change {
    kind: String,
    moved: bool,
    split: bool,
    merged: bool,
    editorial: bool,
    old: Vec<Placed>,
    new: Vec<Placed>,
    links: Vec<Link>,
    nearest: Option<Nearest>,
    shift: Option<Shift>,
    edits: Vec<Edit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Nearest {
    id: String,
    likeness: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Placed {
    id: String,
    section: String,
    text: String,
    stem: Option<String>,
    label: Option<String>,
    actor: Option<String>,
    verbs: Vec<String>,
    commitment: bool,
    line: Option<u32>,
    paragraph: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Link {
    old: String,
    new: String,
    likeness: f64,
    #[serde(default)]
    sure: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Shift {
    direction: String,
    evidence: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Edit {
    op: String,
    text: String,
    was: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Thread {
    id: String,
    parent: Option<String>,
    section: String,
    stages: Vec<Stage>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Near {
    thread: String,
    statement: String,
    likeness: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Stage {
    round: usize,
    event: String,
    of: Option<String>,
    statement: Option<String>,
    section: Option<String>,
    text: Option<String>,
    moved: bool,
    editorial: bool,
    split_off: Vec<String>,
    merged_in: Vec<String>,
    #[serde(default)]
    takes_up: Option<usize>,
    #[serde(default)]
    nearest: Option<Near>,
    likeness: Option<f64>,
    #[serde(default)]
    sure: Option<bool>,
    shift: Option<Shift>,
    edits: Vec<Edit>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct Statistics {
    half_life: HalfLife,
    rounds: Vec<RoundCount>,
    sections: Vec<SectionCount>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct HalfLife {
    rounds: Option<usize>,
    days: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct RoundCount {
    statements: usize,
    introduced: usize,
    unchanged: usize,
    reworded: usize,
    split: usize,
    merged: usize,
    dropped: usize,
    returned: usize,
    moved: usize,
    stronger: usize,
    weaker: usize,
    unsure: usize,
    words: WordCount,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct WordCount {
    all: usize,
    new: usize,
    returned: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "as above")]
struct SectionCount {
    title: String,
    threads: usize,
    alive: usize,
    half_life: HalfLife,
    words: WordCount,
}

#[test]
fn a_series_is_read_back_by_types_of_another() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.args(["track", "--format", "json", "rounds/us-eu-cyber-dialogue"]);
    let series: Series = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    assert_eq!((series.rounds.len(), series.changes.len()), (4, 3));
    let statements: usize = series.statistics.rounds.iter().map(|round| round.statements).sum();
    let staged =
        series.threads.iter().flat_map(|t| &t.stages).filter(|s| s.statement.is_some()).count();
    assert_eq!(staged, statements, "every statement is in one stage");
}
