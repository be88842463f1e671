//! The logs of an archive: written only when they must be, never silently deleted, whole whatever befalls.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use common::{Seeded, kill, round, travaux};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// An archive, and what a run on it tells.
struct Archive(TempDir);

impl Archive {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Returns an archive with two series of three rounds and one of two.
    fn small() -> Self {
        let archive = Self::new();
        for (at, name) in [
            "a/2014-01-01.md",
            "a/2015-01-01.md",
            "a/2016-01-01.md",
            "b/c/2014-01-01.md",
            "b/c/2015-01-01.md",
            "b/c/2016-01-01.md",
            "2014-01-01.md",
            "2015-01-01.md",
        ]
        .iter()
        .enumerate()
        {
            archive.put(name, &round(at as u64, 12));
        }
        archive
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, name: &str) {
        fs::remove_file(self.0.path().join(name)).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Runs the command and returns exit code, output and messages.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        self.run_in(".", arguments)
    }

    /// Runs the command on a folder of the archive.
    fn run_in(&self, folder: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = travaux(self.0.path(), &[&["archive", folder], arguments].concat());
        let ran = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (ran.status.code(), text(ran.stdout), text(ran.stderr))
    }

    /// Runs the command, which has no trouble, and returns what it tells.
    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let (code, out, err) = self.run(arguments);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
        out
    }

    /// Returns the lines of the index.
    fn index(&self) -> Vec<Value> {
        self.read("index.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Returns all files and what is in them, but for drafts unless they are asked for.
    fn files(&self, drafts: bool) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.0.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(self.0.path()).unwrap().to_owned();
                if path.is_dir() {
                    folders.push(path);
                } else if drafts || !name.to_string_lossy().contains(".travaux-archive-") {
                    files.insert(name, fs::read(path).unwrap());
                }
            }
        }
        files
    }

    fn copy(files: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let archive = Self::new();
        for (name, bytes) in files {
            let path = archive.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        archive
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

const FIRST: &str = "a/changes/2014-01-01.md..2015-01-01.md.changes.json";
const SECOND: &str = "a/changes/2015-01-01.md..2016-01-01.md.changes.json";

#[test]
fn every_neighbouring_pair_has_a_log_and_a_line_in_the_index() {
    let archive = Archive::small();
    let out = archive.done(&[]);
    assert!(out.ends_with("3 series, 5 logs: 5 written, 0 as they were\n"), "{out}");
    let index = archive.index();
    let series: Vec<&str> = index.iter().map(|line| line["series"].as_str().unwrap()).collect();
    assert_eq!(series, [".", "a", "a", "b/c", "b/c"]);
    for line in &index {
        for file in ["log", "old", "new"] {
            let path = line[file]["path"].as_str().unwrap();
            assert_eq!(line[file]["sha256"], sha256(&archive.read(path)), "{path}");
        }
        let log: Value =
            serde_json::from_str(&archive.read(line["log"]["path"].as_str().unwrap())).unwrap();
        assert_eq!(log["rounds"]["old"]["source"]["path"], line["old"]["path"]);
        assert_eq!(log["rounds"]["new"]["source"]["sha256"], line["new"]["sha256"]);
        assert_eq!(log["summary"], line["summary"]);
        assert_eq!(log["generator"], line["generator"]);
    }
    assert_eq!(index[1]["log"]["path"], FIRST);
    assert_eq!(index[2]["log"]["path"], SECOND);
}

#[test]
fn only_what_changed_is_written() {
    let archive = Archive::small();
    archive.done(&[]);
    let before = archive.files(true);
    let written = |archive: &Archive| {
        fs::metadata(archive.0.path().join(SECOND)).unwrap().modified().unwrap()
    };
    let since = written(&archive);
    assert_eq!(archive.done(&[]), "3 series, 5 logs: 0 written, 5 as they were\n");
    archive.put("a/2014-01-01.md", &round(99, 12));
    let out = archive.done(&[]);
    assert_eq!(out, format!("written   {FIRST}\n3 series, 5 logs: 1 written, 4 as they were\n"));
    assert_eq!(written(&archive), since);
    assert_ne!(archive.files(true), before);
    archive.put("a/2014-01-01.md", &round(0, 12));
    archive.done(&[]);
    assert_eq!(archive.files(true), before, "the same documents give the same logs");
}

#[test]
fn the_place_of_the_archive_changes_no_byte() {
    let archive = Archive::small();
    archive.done(&[]);
    let path = archive.0.path().to_str().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let before = archive.files(true);
    let run = travaux(elsewhere.path(), &["archive", "--anew", path]).status().unwrap();
    assert!(run.success());
    assert_eq!(archive.files(true), before);
}

#[test]
fn a_log_that_another_hand_changed_is_restored_and_told() {
    let archive = Archive::small();
    archive.done(&[]);
    let before = archive.files(true);
    archive.put(FIRST, "{}");
    let out = archive.done(&[]);
    assert!(out.starts_with(&format!("restored  {FIRST}: another hand")), "{out}");
    archive.remove(FIRST);
    assert!(archive.done(&[]).starts_with(&format!("written   {FIRST}\n")));
    assert_eq!(archive.files(true), before);
}

#[test]
fn other_options_make_other_logs() {
    let archive = Archive::small();
    archive.done(&[]);
    archive.put("words.toml", "");
    let out = archive.done(&["--lexicon", "words.toml"]);
    assert!(out.ends_with("5 written, 0 as they were\n"), "each log names the file: {out}");
    assert!(archive.index()[0]["lexicon"].is_string());
    archive.done(&["--input-format", "text"]);
    assert_eq!(archive.index()[0]["input_format"], "text");
    assert!(archive.index()[0]["lexicon"].is_null());
    let out = archive.done(&["--language", "de"]);
    assert!(out.ends_with("5 written, 0 as they were\n"), "each log names the language: {out}");
    assert_eq!(archive.index()[0]["language"], "de");
}

#[test]
fn every_log_of_an_archive_verifies_against_its_documents() {
    let archive = Archive::small();
    archive.done(&[]);
    let root = archive.0.path();
    let index = archive.index();
    let logs: Vec<&str> =
        index.iter().map(|entry| entry["log"]["path"].as_str().unwrap()).collect();
    assert_eq!(logs.len(), 5);
    for log in &logs {
        let run = travaux(root, &["verify", "--sources", ".", *log]).output().unwrap();
        assert!(run.status.success(), "{log}: {}", String::from_utf8_lossy(&run.stdout));
    }
    archive.put("a/2014-01-01.md", "# Another text\n\nWe will not.\n");
    let run = travaux(root, &["verify", "--sources", ".", FIRST]).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn a_log_whose_pair_is_gone_is_told_marked_and_kept_until_pruned() {
    let archive = Archive::small();
    archive.done(&[]);
    archive.remove("a/2015-01-01.md");
    for _ in 0..2 {
        let out = archive.done(&[]);
        assert!(
            out.contains(&format!("gone      {FIRST}: its pair is, the log is kept\n")),
            "{out}"
        );
        assert!(out.ends_with("with --prune\n"), "{out}");
        let gone = archive.index().iter().filter(|line| line["gone"] == true).count();
        assert_eq!((gone, archive.index().len()), (2, 6));
    }
    let out = archive.done(&["--prune"]);
    assert!(out.contains(&format!("deleted   {SECOND}: its pair is gone\n")), "{out}");
    assert_eq!(archive.index().len(), 4);
    let logs = fs::read_dir(archive.0.path().join("a/changes")).unwrap();
    assert_eq!(logs.count(), 1, "2014 and 2016 are neighbours now");
}

#[test]
fn a_document_that_cannot_be_read_is_told_and_the_others_go_on() {
    let archive = Archive::small();
    archive.done(&[]);
    let logs = || [FIRST, SECOND].map(|log| archive.read(log));
    let (before, index) = (logs(), archive.index());
    archive.put("a/2015-01-01.md", "\u{0}\u{1}\u{2}");
    archive.put("b/c/undated.md", "We agree on nothing.");
    archive.put("2015-06-01.md", &round(8, 12));
    let (code, out, err) = archive.run(&[]);
    assert_eq!(code, Some(2));
    assert!(out.ends_with("3 series, 4 logs: 1 written, 3 as they were\n"), "{out}");
    let troubles: Vec<&str> = err.lines().collect();
    assert_eq!(troubles.len(), 2, "{err}");
    assert!(troubles[0].contains("a/2015-01-01.md is not text"), "{err}");
    assert!(troubles[1].contains("b/c/undated.md states no date"), "{err}");
    assert_eq!(logs(), before, "nobody knows whether what they say still holds");
    assert_eq!(archive.index()[2..], index[1..]);
}

#[test]
fn of_two_documents_of_one_day_none_is_compared() {
    let archive = Archive::small();
    archive.put("a/2015-01-01-again.md", &round(7, 3));
    let (code, out, err) = archive.run(&[]);
    assert_eq!(code, Some(2));
    assert!(out.ends_with("3 series, 3 logs: 3 written, 0 as they were\n"), "{out}");
    assert!(
        err.contains(
            "a/2015-01-01-again.md, a/2015-01-01.md are all of 2015-01-01, so that none comes first"
        ),
        "{err}"
    );
}

#[test]
fn change_logs_are_no_rounds() {
    let archive = Archive::small();
    archive.done(&[]);
    // Beside the documents, under any name, in both ways.
    let log = archive.read(FIRST);
    archive.put("a/2017.changes.json", &log);
    archive.put("a/2017-01-01.json", &log);
    assert!(archive.done(&[]).ends_with("3 series, 5 logs: 0 written, 5 as they were\n"));
}

#[test]
fn what_is_no_archive_is_refused() {
    let archive = Archive::new();
    archive.put("2014-01-01.md", "We agree.");
    assert!(archive.run(&[]).2.contains("holds no series"));
    archive.put("2015-01-01.md", "We agree.");
    archive.put("index.jsonl", "{\"my\": \"own\"}\n");
    let (code, _, err) = archive.run(&[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("index.jsonl:1 is no entry of an index; move the file away"), "{err}");
    assert_eq!(archive.read("index.jsonl"), "{\"my\": \"own\"}\n");
}

#[test]
fn a_part_of_an_archive_is_refused_and_so_is_a_whole_around_one() {
    let archive = Archive::small();
    archive.done(&[]);
    let before = archive.files(true);
    for part in ["a", "a/changes", "b"] {
        let (code, _, err) = archive.run_in(part, &["--prune"]);
        assert_eq!(code, Some(2));
        assert!(err.contains("is a part of the archive "), "{err}");
    }
    assert_eq!(archive.files(true), before);
    archive.remove("index.jsonl");
    assert_eq!(archive.run_in("a", &[]).0, Some(0));
    assert!(archive.run(&[]).2.contains("./a is an archive of its own; delete ./a/index.jsonl"));
}

#[test]
fn a_folder_of_logs_is_no_archive() {
    let archive = Archive::small();
    archive.done(&[]);
    archive.remove("index.jsonl");
    let (code, _, err) = archive.run_in("a/changes", &["--prune"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("holds no series"), "{err}");
    assert!(archive.0.path().join(FIRST).exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_keeps_its_logs() {
    use std::os::unix::fs::PermissionsExt;
    let archive = Archive::small();
    archive.done(&[]);
    let index = archive.index();
    let folder = archive.0.path().join("b");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    let readable = fs::read_dir(&folder).is_ok();
    let (code, _, err) = archive.run(&["--prune"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if readable {
        // Whoever may do everything reads it all the same.
        return;
    }
    assert_eq!(code, Some(2));
    assert!(err.contains("cannot read ./b: Permission denied"), "{err}");
    assert_eq!(archive.index(), index);
}

#[test]
fn a_run_that_is_killed_leaves_each_file_old_or_new_and_the_next_does_the_rest() {
    // Once from nothing, and once where all logs are to be replaced.
    let archive = Archive::small();
    let none = archive.files(true);
    archive.done(&[]);
    let first = archive.files(true);
    for name in ["a/2015-01-01.md", "b/c/2015-01-01.md", "2015-01-01.md"] {
        archive.put(name, &round(77, 20));
    }
    let changed = archive.files(true);
    archive.done(&[]);
    let second = archive.files(true);
    assert_ne!(first, second);
    let (mut seeded, mut midway) = (Seeded(2016), 0);
    for moment in 0..50_u64 {
        let (old, new) = if moment % 2 == 0 { (&none, &first) } else { (&changed, &second) };
        let archive = Archive::copy(old);
        // What a reader sees at any time is what a kill at that time would have left.
        let seen = || {
            let files = archive.files(false);
            for (name, bytes) in &files {
                let known = [old.get(name), new.get(name)];
                assert!(known.contains(&Some(bytes)), "{} is neither old nor new", name.display());
            }
            files
        };
        let logs = |files: &BTreeMap<PathBuf, Vec<u8>>| {
            files.iter().filter(|(name, bytes)| new.get(*name) == Some(*bytes)).count()
        };
        let goal = logs(old) + usize::try_from(moment * 7 / 50).unwrap();
        let run = travaux(archive.0.path(), &["archive", "."]).spawn().unwrap();
        let moment = Duration::from_micros(seeded.below(4000));
        kill(run, moment, || logs(&seen()) >= goal);
        let left = seen();
        assert!(old.keys().all(|name| left.contains_key(name)), "nothing is lost");
        midway += usize::from(&left != old && &left != new);
        archive.done(&[]);
        assert!(&archive.files(true) == new, "what an unbroken run writes, and no draft");
    }
    assert!(midway > 5, "runs are killed at work: {midway}");
}

#[test]
fn two_runs_do_not_come_between_each_other() {
    let archive = Archive::small();
    let folder = fs::File::open(archive.0.path());
    let Some(folder) = folder.ok().filter(|folder| folder.try_lock().is_ok()) else { return };
    let (code, _, err) = archive.run(&[]);
    assert_eq!(code, Some(2));
    assert!(err.contains("another run is at work in ."), "{err}");
    drop(folder);
    archive.done(&[]);
}
