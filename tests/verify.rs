//! `travaux verify` and `travaux apply` as an archivist meets them.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

const OLD: &str = "# Lake Forum\n\n2021-04-05\n\n## Fishing\n\nWe welcome the count of pike. Both sides will mend the piers.\n\n## Empty\n\n## Ferries\n\nAs such we:\n\n- will row by night;\n- rest by day.\n";
const NEW: &str = "# Lake Forum\n\n2022-04-04\n\n## Ferries\n\nAs such we:\n\n- rest by day.\n- may row by night;\n\n## Fishing\n\nBoth sides may mend the piers. Beavers stay “in peace”.\n";

/// A folder with two rounds and the log of what changed between them.
struct Archive(TempDir);

/// How a run ended, and what it wrote to standard output and standard error.
type Ran = (Option<i32>, String, String);

impl Archive {
    fn new() -> Self {
        let archive = Self(tempfile::tempdir().unwrap());
        archive.write("old.md", OLD);
        archive.write("new.md", NEW);
        archive.done(&["diff", "--format", "json", "-o", "log.json", "old.md", "new.md"]);
        archive
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Changes a text in a file, where it stands first.
    fn edit(&self, name: &str, from: &str, to: &str) {
        let file = self.read(name);
        assert!(file.contains(from), "{from} is in {file}");
        self.write(name, file.replacen(from, to, 1));
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command.current_dir(self.path()).args(arguments).stdin(Stdio::null());
        let output = command.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code(), text(output.stdout), text(output.stderr))
    }

    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
        out
    }

    /// Checks that the log does not hold, and returns what is told.
    #[track_caller]
    fn faults(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(&[&["verify"], arguments].concat());
        assert_eq!((code, err.as_str()), (Some(1), ""), "{out}");
        assert!(out.contains(" does not hold\n  "), "{out}");
        out
    }

    #[track_caller]
    fn refused(&self, arguments: &[&str], why: &str) {
        let (code, out, err) = self.run(arguments);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
        assert!(err.contains(why) && err.lines().count() == 1, "{err}");
    }
}

#[test]
fn a_log_holds_and_says_what_was_checked() {
    let archive = Archive::new();
    assert_eq!(
        archive.done(&["verify", "log.json"]),
        "log.json holds\n  it is as it was written: its digest fits\n  \
         it contradicts itself nowhere: 4 old and 4 new statements, none lost\n  \
         old.md is what it was, every statement at its position\n  \
         new.md is what it was, every statement at its position\n  \
         compared again, with the same result\n"
    );
}

#[test]
fn a_log_edited_by_hand_is_found_with_its_place() {
    let archive = Archive::new();
    archive.edit("log.json", "\"moved\": false", "\"moved\": true");
    let out = archive.faults(&["log.json"]);
    assert!(out.contains("digest: the log was altered after it was written"), "{out}");
    assert!(out.contains("summary: it does not count the changes that are there"), "{out}");
}

#[test]
fn a_forged_log_with_a_new_digest_is_found_by_comparing_again() {
    let archive = Archive::new();
    archive.edit("log.json", "\"commitment\": false", "\"commitment\": true");
    let out = archive.faults(&["log.json"]);
    let found = out.split(" is told, ").nth(1).unwrap().split(' ').next().unwrap();
    let told = out.split("written: ").nth(1).unwrap().split(' ').next().unwrap();
    archive.edit("log.json", told, found);
    let out = archive.faults(&["log.json"]);
    assert!(
        out.contains(".commitment: it is true; comparing the sources again gives false"),
        "{out}"
    );
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn a_source_changed_by_one_byte_is_named_with_both_hashes() {
    let archive = Archive::new();
    archive.edit("new.md", "Beavers", "Weavers");
    let out = archive.faults(&["log.json"]);
    assert!(out.contains("rounds.new.source: new.md is not what it was: the log has "), "{out}");
    assert_eq!(out.lines().count(), 2, "{out}");
}

#[test]
fn a_missing_source_is_named_and_looked_for_where_it_may_be() {
    let archive = Archive::new();
    fs::create_dir(archive.path().join("rounds")).unwrap();
    for name in ["old.md", "new.md"] {
        fs::rename(archive.path().join(name), archive.path().join("rounds").join(name)).unwrap();
    }
    let out = archive.faults(&["log.json"]);
    assert!(out.contains("rounds.old.source: old.md is not there; --sources names"), "{out}");
    let out = archive.done(&["verify", "--sources", "rounds", "log.json"]);
    assert!(out.contains("compared again, with the same result"), "{out}");
    let out = archive.faults(&["--sources", "elsewhere", "log.json"]);
    assert!(out.contains("elsewhere/new.md is not there"), "{out}");
}

#[test]
fn what_is_no_log_is_trouble() {
    let archive = Archive::new();
    archive.refused(&["verify", "gone.json"], "gone.json: No such file");
    archive.refused(&["verify", "old.md"], "old.md:1:1 is not valid change log JSON");
    archive.done(&["show", "--format", "json", "-o", "round.json", "old.md"]);
    archive.refused(&["verify", "round.json"], "its format is not \"travaux-changelog\"");
    archive.write("latin.json", b"\"caf\xe9\"");
    archive.refused(&["verify", "latin.json"], "latin.json is not UTF-8");
}

#[test]
fn a_lexicon_is_noted_and_asked_for_again() {
    let archive = Archive::new();
    archive.write("words.toml", "[force.verbs.urge]\nwords = [\"row\"]\n");
    let diff = ["diff", "--format", "json", "-o", "log.json", "--lexicon", "words.toml"];
    archive.done(&[&diff[..], &["old.md", "new.md"]].concat());
    assert!(archive.read("log.json").contains("\"path\": \"words.toml\""));
    assert!(archive.done(&["verify", "log.json"]).contains("compared again"));
    archive.edit("words.toml", "row", "rest");
    let out = archive.faults(&["log.json"]);
    assert!(out.contains("options.lexicon: words.toml is not there or not what it was"), "{out}");
}

#[test]
fn a_language_that_was_set_is_noted_and_set_again() {
    let archive = Archive::new();
    let diff = ["diff", "--format", "json", "--language", "fr", "-o", "log.json"];
    archive.done(&[&diff[..], &["old.md", "new.md"]].concat());
    assert!(archive.read("log.json").contains("\"language\": \"fr\""));
    assert!(archive.done(&["verify", "log.json"]).contains("with the same result"));
    archive.refused(&["diff", "--language", "klingon", "old.md", "new.md"], "such as fr");
}

#[test]
fn a_format_that_was_told_is_read_again() {
    let archive = Archive::new();
    let diff = ["diff", "--format", "json", "--input-format", "text", "-o", "log.json"];
    archive.done(&[&diff[..], &["old.md", "new.md"]].concat());
    assert!(archive.done(&["verify", "log.json"]).contains("with the same result"));
}

#[test]
fn a_canonical_log_holds_too_and_is_one_line() {
    let archive = Archive::new();
    let log = archive.done(&["diff", "--format", "json", "--canonical", "old.md", "new.md"]);
    assert!(log.starts_with("{\"changes\":[") && !log.contains('\n'));
    archive.write("log.json", log);
    archive.done(&["verify", "log.json"]);
    archive.refused(&["diff", "--canonical", "old.md", "new.md"], "add --format json");
    archive.refused(&["track", "--canonical", "--format", "csv", "old.md", "new.md"], "only JSON");
}

#[test]
fn each_round_is_made_of_the_other_as_it_would_be_shown() {
    let archive = Archive::new();
    let shown = |name| archive.done(&["show", "--format", "json", name]);
    assert_eq!(archive.done(&["apply", "log.json", "old.md"]), shown("new.md"));
    assert_eq!(archive.done(&["apply", "--reverse", "log.json", "new.md"]), shown("old.md"));
    assert!(shown("old.md").contains("\"title\": \"Empty\""), "empty sections are kept");
    archive.write("old.json", shown("old.md"));
    archive.done(&["apply", "-o", "new.json", "log.json", "old.json"]);
    assert_eq!(archive.read("new.json"), shown("new.md"));
    assert!(archive.done(&["diff", "new.json", "new.md"]).contains("No changes"));
}

#[test]
fn a_log_of_round_json_holds_and_rebuilds_too() {
    let archive = Archive::new();
    for (document, json) in [("old.md", "old.json"), ("new.md", "new.json")] {
        archive.done(&["show", "--format", "json", "-o", json, document]);
    }
    archive.done(&["diff", "--format", "json", "-o", "log.json", "old.json", "new.json"]);
    assert!(archive.done(&["verify", "log.json"]).contains("with the same result"));
    let shown = archive.done(&["show", "--format", "json", "new.json"]);
    assert_eq!(archive.done(&["apply", "log.json", "old.json"]), shown);
}

#[test]
fn another_document_is_refused_with_the_one_that_is_expected() {
    let archive = Archive::new();
    archive.refused(&["apply", "log.json", "new.md"], "; expected is old.md with ");
    archive.refused(&["apply", "--reverse", "log.json", "old.md"], "; expected is new.md with ");
    archive.refused(&["apply", "-", "-"], "standard input can be read only once");
    archive.edit("log.json", "pike", "perch");
    archive.refused(&["apply", "log.json", "old.md"], "the log does not hold: digest: ");
}

#[test]
fn the_text_as_read_is_written_to_the_byte() {
    let archive = Archive::new();
    let text = archive.done(&["show", "--format", "text", "new.md"]);
    assert!(text.contains("Beavers stay “in peace”.\n"), "{text}");
    let json = archive.done(&["show", "--format", "json", "new.md"]);
    assert!(json.contains(&format!("\"characters\": {}", text.chars().count())), "{json}");
}

#[test]
fn a_table_for_excel_says_that_it_is_utf_8() {
    let archive = Archive::new();
    let plain = archive.done(&["diff", "--format", "csv", "old.md", "new.md"]);
    assert!(plain.starts_with("change,kind,"), "{plain}");
    let excel = archive.done(&["diff", "--format", "csv", "--excel", "old.md", "new.md"]);
    assert_eq!(excel.strip_prefix('\u{feff}'), Some(plain.as_str()));
    let series = archive.done(&["track", "--format", "csv", "--excel", "old.md", "new.md"]);
    assert!(series.starts_with('\u{feff}'), "{series}");
    archive.refused(&["diff", "--excel", "old.md", "new.md"], "add --format csv");
    archive.refused(
        &["diff", "--format", "csv", "--only", "added", "old.md", "new.md"],
        "always whole",
    );
}
