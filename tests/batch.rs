//! Many pairs in one process: order, bad pairs, and runs that are killed.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use common::{Seeded, kill, round, travaux};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Returns so many lines of the input, of which each seventh is bad.
fn pairs(count: u64) -> String {
    (0..count).fold(String::new(), |mut lines, at| {
        let text = |seed| json!({"text": round(seed, 4 + at % 9), "format": "text"});
        match at % 14 {
            6 => lines += "this is no pair\n\n",
            13 => writeln!(lines, "{}", json!({"id": at, "old": "gone", "new": "gone"})).unwrap(),
            _ => writeln!(lines, "{}", json!({"id": at, "old": text(at), "new": text(at / 2)}))
                .unwrap(),
        }
        lines
    })
}

fn desk(pairs: &str) -> TempDir {
    let desk = tempfile::tempdir().unwrap();
    fs::write(desk.path().join("pairs.jsonl"), pairs).unwrap();
    desk
}

fn batch(desk: &Path, arguments: &[&str]) -> Output {
    let mut command = travaux(desk, &[&["batch", "pairs.jsonl"], arguments].concat());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap()
}

/// Returns what an unbroken run writes to standard output.
fn unbroken(desk: &Path) -> Vec<u8> {
    let run = batch(desk, &[]);
    assert_eq!(run.status.code(), Some(2), "some pairs are bad");
    run.stdout
}

fn records(written: &[u8]) -> Vec<Value> {
    let lines = std::str::from_utf8(written).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn stderr(run: &Output) -> &str {
    std::str::from_utf8(&run.stderr).unwrap()
}

#[test]
fn records_come_in_the_order_of_the_pairs_whatever_the_jobs() {
    let desk = desk(&pairs(60));
    let one = batch(desk.path(), &["--jobs", "1"]).stdout;
    assert_eq!(batch(desk.path(), &["--jobs", "7"]).stdout, one);
    let ids: Vec<Value> = records(&one).iter().map(|record| record["id"].clone()).collect();
    let expected = (0..60).map(|at| if at % 14 == 6 { Value::Null } else { json!(at) });
    assert_eq!(ids, expected.collect::<Vec<_>>());
}

#[test]
fn a_log_is_what_diff_gives() {
    let desk = desk(r#"{"id": "a", "old": "old.md", "new": {"path": "new.md"}}"#);
    fs::write(desk.path().join("old.md"), round(1, 5)).unwrap();
    fs::write(desk.path().join("new.md"), round(2, 5)).unwrap();
    let diff = travaux(desk.path(), &["diff", "--format", "json", "old.md", "new.md"])
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    let log: Value = serde_json::from_slice(&diff.stdout).unwrap();
    let run = batch(desk.path(), &[]);
    assert_eq!((run.status.code(), stderr(&run)), (Some(0), ""));
    assert_eq!(records(&run.stdout), [json!({"id": "a", "log": log})]);
}

#[test]
fn a_bad_pair_is_a_record_and_the_others_go_on() {
    let long = "x".repeat(100_000);
    let pairs = [
        "\u{feff}nonsense".to_owned(),
        json!({"id": "long", "old": {"text": long}, "new": "b"}).to_string(),
        json!({"id": "missing", "old": "gone.md", "new": "gone.md"}).to_string(),
        json!({"id": "folder", "old": ".", "new": "."}).to_string(),
        json!({"id": "empty", "old": {"text": " "}, "new": {"text": "We agree."}}).to_string(),
        json!({"id": "large", "old": {"text": "We agree. ".repeat(200)}, "new": "b"}).to_string(),
        json!({"id": "stray", "old": "a", "new": "b", "nwe": "b"}).to_string(),
        json!({"id": "good", "old": {"text": "We agree."}, "new": {"text": "We agree."}})
            .to_string(),
    ];
    let desk = desk(&pairs.join("\n"));
    let run = batch(desk.path(), &["--max-line", "10K", "--max-bytes", "1000"]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        stderr(&run),
        "travaux: 7 of 8 pairs could not be compared; their records say why\n"
    );
    let told: Vec<(String, String)> = records(&run.stdout)
        .iter()
        .map(|record| (record["id"].to_string(), record["error"]["message"].to_string()))
        .collect();
    for ((id, message), (expected, why)) in told.iter().zip([
        ("null", "line 1: it does not ask for a pair"),
        ("null", "line 2 is longer than the limit of 10240 bytes; raise it with --max-line"),
        ("\"missing\"", "cannot access gone.md: No such file"),
        ("\"folder\"", "cannot access .: "),
        ("\"empty\"", "old holds no statement: it is empty"),
        ("\"large\"", "old is larger than the limit of 1000 bytes"),
        ("\"stray\"", "line 7: it does not ask for a pair: unknown field `nwe`"),
        ("\"good\"", "null"),
    ]) {
        assert!(id == expected && message.contains(why), "{id} {message}");
    }
}

#[test]
fn a_run_that_is_killed_goes_on_without_losing_or_doubling() {
    let desk = desk(&pairs(80));
    let whole = unbroken(desk.path());
    let out = desk.path().join("out.jsonl");
    let (mut seeded, mut midway) = (Seeded(2014), 0);
    for moment in 0..50_u64 {
        // A run, and one that goes on after it, are killed before a third one comes to the end.
        if out.exists() {
            fs::remove_file(&out).unwrap();
        }
        for _ in 0..2 {
            let size = (moment * whole.len() as u64) / 50 + seeded.below(2000);
            let arguments = ["batch", "pairs.jsonl", "--output", "out.jsonl", "--resume"];
            let run = travaux(desk.path(), &arguments).spawn().unwrap();
            let written = || fs::metadata(&out).is_ok_and(|data| data.len() >= size);
            kill(run, Duration::from_micros(seeded.below(3000)), written);
            let left = fs::read(&out).unwrap_or_default();
            assert!(whole.starts_with(&left), "what is written is written once and in order");
            midway += usize::from(!left.is_empty() && left.len() < whole.len());
        }
        let _bad_pairs = batch(desk.path(), &["-o", "out.jsonl", "--resume"]);
        assert!(fs::read(&out).unwrap() == whole, "moment {moment}");
    }
    assert!(midway > 10, "runs are killed at work: {midway}");
}

#[test]
fn a_torn_line_is_cut_off_wherever_it_tore() {
    let desk = desk(&pairs(12));
    let whole = unbroken(desk.path());
    let mut seeded = Seeded(2015);
    for _ in 0..25 {
        let torn = usize::try_from(seeded.below(whole.len() as u64 + 1)).unwrap();
        fs::write(desk.path().join("out.jsonl"), &whole[..torn]).unwrap();
        let run = batch(desk.path(), &["-o", "out.jsonl", "--resume"]);
        assert_eq!(
            stderr(&run),
            "travaux: 1 of 12 pairs could not be compared; their records say why\n"
        );
        assert!(fs::read(desk.path().join("out.jsonl")).unwrap() == whole, "torn at {torn}");
    }
}

#[test]
fn what_another_input_left_is_not_touched() {
    let desk = desk(&pairs(3));
    for (left, why) in [
        ("{\"id\":7,\"log\":{}}\n", "record 1 has the id 7, pair 1 0"),
        ("my notes\n", "out.jsonl holds no record in line 1"),
    ] {
        fs::write(desk.path().join("out.jsonl"), left).unwrap();
        let run = batch(desk.path(), &["-o", "out.jsonl", "--resume"]);
        assert_eq!(run.status.code(), Some(2));
        assert!(stderr(&run).contains(why), "{}", stderr(&run));
        assert_eq!(fs::read_to_string(desk.path().join("out.jsonl")).unwrap(), left);
    }
}

#[test]
fn output_without_resume_begins_anew() {
    let desk = desk(&pairs(3));
    fs::write(desk.path().join("out.jsonl"), "x".repeat(100_000)).unwrap();
    let run = batch(desk.path(), &["-o", "out.jsonl"]);
    assert_eq!((run.status.code(), run.stdout.as_slice()), (Some(0), &b""[..]));
    assert_eq!(fs::read(desk.path().join("out.jsonl")).unwrap(), batch(desk.path(), &[]).stdout);
}

#[cfg(unix)]
#[test]
fn the_input_is_never_written_over() {
    let desk = desk(&pairs(3));
    std::os::unix::fs::symlink("pairs.jsonl", desk.path().join("link")).unwrap();
    fs::hard_link(desk.path().join("pairs.jsonl"), desk.path().join("twin")).unwrap();
    for output in ["pairs.jsonl", "./pairs.jsonl", "link", "twin"] {
        let run = batch(desk.path(), &["-o", output]);
        assert!(stderr(&run).contains("is the input itself"), "{}", stderr(&run));
    }
    assert_eq!(fs::read_to_string(desk.path().join("pairs.jsonl")).unwrap(), pairs(3));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let desk = desk(&pairs(3));
    let run = batch(desk.path(), &["-o", "/dev/full"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(stderr(&run).starts_with("travaux: cannot write /dev/full: No space left"));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_run_while_it_waits_and_every_line_is_whole() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let desk = desk("");
        let mut run = travaux(desk.path(), &["batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut input = run.stdin.take().unwrap();
        let mut output = BufReader::new(run.stdout.take().unwrap());
        input.write_all(pairs(5).as_bytes()).unwrap();
        let mut line = String::new();
        for id in 0..5 {
            // Records come while the input is still open.
            line.clear();
            output.read_line(&mut line).unwrap();
            assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["id"], id);
        }
        let pid = run.id().to_string();
        assert!(std::process::Command::new("kill").args([name, &pid]).status().unwrap().success());
        let ended = run.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(code));
        assert_eq!(stderr(&ended), "travaux: interrupted after 5 pairs\n");
        drop(input);
    }
}
