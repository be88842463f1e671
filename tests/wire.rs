//! The file formats as others read them: by their schemas, canonically, and the same on every machine.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jsonschema::Validator;
use serde_json::Value;
use travaux::report::json::{canonical, schema};

const FIRST: &str = "2014-12-05-brussels.md";
const SECOND: &str = "2015-12-07-washington.md";
const THIRD: &str = "2018-09-10-brussels.md";

/// Runs the program on the sample rounds.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rounds/us-eu-cyber-dialogue");
    command.current_dir(folder).args(arguments).env_remove("SOURCE_DATE_EPOCH");
    command
}

#[track_caller]
fn output(mut command: Command) -> String {
    let Output { status, stdout, stderr } = command.output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
    String::from_utf8(stdout).unwrap()
}

/// Returns what is wrong with a file by the schema of the format it names.
fn misfits(file: &Value) -> Vec<String> {
    let schema = match file["format"].as_str() {
        Some("travaux-round") => schema::ROUND,
        Some("travaux-changelog") => schema::CHANGELOG,
        Some("travaux-series") => schema::SERIES,
        Some("travaux-provenance") => schema::PROVENANCE,
        Some("travaux-phrase") => schema::PHRASE,
        other => return vec![format!("no format is {other:?}")],
    };
    let schema: Value = serde_json::from_str(schema).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator: Validator = jsonschema::validator_for(&schema).unwrap();
    let told = |e: jsonschema::ValidationError<'_>| format!("{}: {e}", e.instance_path());
    validator.iter_errors(file).map(told).collect()
}

#[test]
fn what_every_command_writes_fits_its_schema() {
    let commands: [&[&str]; 8] = [
        &["show", "--format", "json", SECOND],
        &["show", "--format", "json", "2019-05-24-washington.html"],
        &["diff", "--format", "json", FIRST, SECOND],
        &["diff", "--format", "json", "--canonical", "--timestamp", SECOND, THIRD],
        &["track", "--format", "json", "."],
        &["track", "--format", "json", "--canonical", FIRST, THIRD],
        &["blame", "--format", "json", FIRST, SECOND],
        &["blame", "--format", "json", "--phrase", "international law", FIRST, SECOND, THIRD],
    ];
    for arguments in commands {
        let file: Value = serde_json::from_str(&output(command(arguments))).unwrap();
        assert_eq!(misfits(&file), Vec::<String>::new(), "{arguments:?}");
    }
}

#[test]
fn the_first_logs_of_version_1_fit_the_schema() {
    let file = fs::read_to_string("tests/logs/changelog-1-first.json").unwrap();
    assert_eq!(misfits(&serde_json::from_str(&file).unwrap()), Vec::<String>::new());
}

#[test]
fn a_schema_refuses_what_does_not_fit() {
    let mut log: Value =
        serde_json::from_str(&output(command(&["diff", "--format", "json", FIRST, SECOND])))
            .unwrap();
    log["changes"][0]["kind"] = "bettered".into();
    assert_eq!(misfits(&log).len(), 1);
    let mut round: Value =
        serde_json::from_str(&output(command(&["show", "--format", "json", FIRST]))).unwrap();
    round["colour"] = "red".into();
    assert_eq!(misfits(&round).len(), 1);
}

/// Returns the files that a page shows: from a line `{` to a line `}`, as one value.
fn shown(page: &str) -> Vec<Value> {
    let (mut files, mut open): (Vec<Value>, Option<String>) = (Vec::new(), None);
    for line in page.lines() {
        if line == "{" {
            open = Some(String::new());
        }
        if let Some(text) = &mut open {
            *text += line;
            if line == "}" {
                files.push(serde_json::from_str(text).unwrap());
                open = None;
            }
        }
    }
    files
}

#[test]
fn what_pages_and_sessions_show_fits_its_schema() {
    let mut pages = vec![Path::new("README.md").to_owned()];
    for folder in ["docs", "tests/cmd"] {
        pages.extend(fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    let mut seen = 0;
    for page in pages.iter().filter(|page| page.is_file()) {
        for file in shown(&fs::read_to_string(page).unwrap()) {
            if file["$schema"].is_null() {
                assert_eq!(misfits(&file), Vec::<String>::new(), "{}", page.display());
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "the pages show files: {seen}");
}

#[test]
fn the_program_prints_the_schemas() {
    for (name, text) in [
        ("round", schema::ROUND),
        ("changelog", schema::CHANGELOG),
        ("series", schema::SERIES),
        ("provenance", schema::PROVENANCE),
        ("phrase", schema::PHRASE),
    ] {
        assert_eq!(output(command(&["schema", name])), text);
    }
}

/// The facts of RFC 8785: its appendix B on numbers, its sections 3.2.2 and 3.2.3 on literals, strings and sorting.
#[test]
fn canonical_json_is_that_of_rfc_8785() {
    for (number, written) in [
        ("0", "0"),
        ("-0.0", "0"),
        ("5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ("9007199254740992", "9007199254740992"),
        ("295147905179352830000", "295147905179352830000"),
        ("9.999999999999997e22", "9.999999999999997e+22"),
        ("1e23", "1e+23"),
        ("1.0000000000000001e23", "1.0000000000000001e+23"),
        ("999999999999999700000", "999999999999999700000"),
        ("1e21", "1e+21"),
        ("9.999999999999997e-7", "9.999999999999997e-7"),
        ("0.000001", "0.000001"),
        ("333333333.3333332", "333333333.3333332"),
        ("333333333.33333325", "333333333.33333325"),
        ("-0.0000033333333333333333", "-0.0000033333333333333333"),
        ("1424953923781206.2", "1424953923781206.2"),
        ("4.50", "4.5"),
        ("2e-3", "0.002"),
        ("1E30", "1e+30"),
    ] {
        assert_eq!(canonical(number).unwrap(), written);
    }
    assert_eq!(
        canonical(r#"{"literals": [null, true, false], "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}"#)
            .unwrap(),
        "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}"
    );
    let keys = r#"{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}"#;
    let sorted = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}";
    assert_eq!(canonical(keys).unwrap(), sorted);
}

#[test]
fn locale_threads_and_folder_change_no_byte() {
    let arguments = ["diff", "--format", "json", "--canonical"];
    let plain = output(command(&[&arguments[..], &[FIRST, SECOND]].concat()));
    for locale in ["C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8"] {
        let mut other = command(&[&arguments[..], &[FIRST, SECOND]].concat());
        other.envs([("LC_ALL", locale), ("LANG", locale), ("TZ", "Asia/Kathmandu")]);
        assert_eq!(output(other), plain, "{locale}");
    }
    let folder = tempfile::tempdir().unwrap();
    for name in [FIRST, SECOND] {
        fs::copy(Path::new("rounds/us-eu-cyber-dialogue").join(name), folder.path().join(name))
            .unwrap();
    }
    let mut elsewhere = command(&[&arguments[..], &[FIRST, SECOND]].concat());
    elsewhere.current_dir(folder.path());
    assert_eq!(output(elsewhere), plain, "another folder");
}

/// The number of threads is that of the processors the process may run on.
#[cfg(target_os = "linux")]
#[test]
fn one_processor_or_all_write_the_same_bytes() {
    let long = |year: u32| {
        let each = |n: u32| {
            format!("In {year} we {} matter {n}.\n\n", ["welcome", "note"][(n + year) as usize % 2])
        };
        (0..400).map(each).collect::<String>()
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.md"), long(2021)).unwrap();
    fs::write(folder.path().join("new.md"), long(2022)).unwrap();
    let arguments = ["diff", "--format", "json", "--canonical", "old.md", "new.md"];
    let mut all = command(&arguments);
    all.current_dir(folder.path());
    let mut one = Command::new("taskset");
    one.args(["-c", "0", env!("CARGO_BIN_EXE_travaux")]).args(arguments).current_dir(folder.path());
    match one.output() {
        Ok(one) if one.status.success() => {
            assert_eq!(String::from_utf8(one.stdout).unwrap(), output(all));
        }
        _ => {
            #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
            {
                eprintln!("SKIPPED: there is no taskset");
            }
        }
    }
}

#[test]
fn a_time_of_making_is_told_only_if_asked_for() {
    let arguments = ["diff", "--format", "json", FIRST, SECOND];
    let time = |command| {
        let log: Value = serde_json::from_str(&output(command)).unwrap();
        log["timestamp"].as_str().map(str::to_owned)
    };
    assert_eq!(time(command(&arguments)), None);
    let now = time(command(&[&arguments[..], &["--timestamp"]].concat())).unwrap();
    assert!(now.len() == 20 && now.starts_with("20") && now.ends_with('Z'), "{now}");
    let mut told = command(&arguments);
    told.env("SOURCE_DATE_EPOCH", "1449446400");
    assert_eq!(time(told).as_deref(), Some("2015-12-07T00:00:00Z"));
}
