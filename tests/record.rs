//! Change logs as records: what was altered is found, what was written is read back, and nothing but the rounds counts.

#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::fs;

use serde_json::Value;
use travaux::report::json::{Json, canonical};
use travaux::report::{Report, csv};
use travaux::{
    FaultKind, ParseOptions, ReadOptions, RebuildError, Record, Round, Side, Sides, compare, parse,
    read,
};

const OLD: &str = "rounds/us-eu-cyber-dialogue/2014-12-05-brussels.md";
const NEW: &str = "rounds/us-eu-cyber-dialogue/2015-12-07-washington.md";

fn round(bytes: &[u8], label: &str) -> Round {
    let document = read(bytes, label, &ReadOptions::default()).unwrap();
    parse(&document, &ParseOptions::default())
}

fn sources() -> Sides<Vec<u8>> {
    Sides::new(OLD, NEW).map(|path| fs::read(path).unwrap())
}

fn log() -> String {
    let rounds = sources().zip(Sides::new(OLD, NEW)).map(|(bytes, label)| round(&bytes, label));
    Json.change_log(&compare(rounds.as_ref()))
}

/// Returns what is wrong with a log, each with its place.
fn faults(json: &str) -> Vec<String> {
    Record::read(json, "log.json").unwrap().check().iter().map(ToString::to_string).collect()
}

/// Changes a log, and writes the digest that it would have had, as a forger would.
fn forged(change: impl FnOnce(&mut Value)) -> String {
    let mut log: Value = serde_json::from_str(&log()).unwrap();
    change(&mut log);
    log.as_object_mut().unwrap().remove("digest");
    let canonical = canonical(&log.to_string()).unwrap();
    log["digest"] = sha256(&canonical).into();
    log.to_string()
}

/// Returns the SHA-256 of a text, as the library tells it of a source.
fn sha256(text: &str) -> String {
    let document = read(text.as_bytes(), "x.txt", &ReadOptions::default()).unwrap();
    document.source.unwrap().sha256
}

#[test]
fn a_log_holds_and_rebuilds_both_rounds() {
    let (record, bytes) = (Record::read(&log(), "log.json").unwrap(), sources());
    assert_eq!(record.check(), []);
    assert_eq!(record.check_source(Side::Old, &bytes.old), []);
    assert_eq!(record.check_source(Side::New, &bytes.new), []);
    assert_eq!(record.check_again(&log()).unwrap(), []);
    let rounds = bytes.as_ref().zip(Sides::new(OLD, NEW)).map(|(b, label)| round(b, label));
    let shown = rounds.as_ref().map(|round| Json.round(round));
    assert_eq!(record.rebuild(Side::Old, &bytes.old, "old").unwrap(), shown.new);
    assert_eq!(record.rebuild(Side::New, &bytes.new, "new").unwrap(), shown.old);
    // Round JSON of the same document will do.
    assert_eq!(record.rebuild(Side::Old, shown.old.as_bytes(), "old.json").unwrap(), shown.new);
}

#[test]
fn another_document_is_refused_by_its_hash() {
    let (record, bytes) = (Record::read(&log(), "log.json").unwrap(), sources());
    let error = record.rebuild(Side::Old, &bytes.new, "new.md").unwrap_err();
    assert!(error.to_string().starts_with("new.md is not what the log was made of"), "{error}");
    assert!(error.to_string().contains(OLD), "{error}");
    let shown = Json.round(&round(&bytes.old, OLD)).replace("expressed concern", "rejoiced");
    let error = record.rebuild(Side::Old, shown.as_bytes(), "old.json").unwrap_err();
    assert!(matches!(error, RebuildError::Altered { .. }), "{error}");
}

/// A row of numbers that look drawn by lot, the same on every machine.
struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound as u64).unwrap()
    }
}

/// Tells whether bytes are a log that says the same as `log`.
fn means(bytes: &[u8], log: &Value) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok_and(|value| value == *log)
}

/// Tells whether a log is refused, or found not to hold.
fn is_caught(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return true };
    Record::read(text, "log.json").is_ok_and(|record| record.check().is_empty()).eq(&false)
}

#[test]
fn a_byte_changed_in_500_places_is_found_wherever_it_changes_meaning() {
    let (file, bytes) = (log(), sources());
    let (record, whole): (_, Value) =
        (Record::read(&file, "log.json").unwrap(), serde_json::from_str(&file).unwrap());
    let (mut lot, mut harmless) = (Lot(20_151_207), 0);
    for turn in 0..500 {
        let side = [Some(Side::Old), Some(Side::New), None, None][turn % 4];
        let mut mutant = match side {
            Some(Side::Old) => bytes.old.clone(),
            Some(Side::New) => bytes.new.clone(),
            None => file.clone().into_bytes(),
        };
        let (at, flip) = (lot.below(mutant.len()), lot.below(255) + 1);
        mutant[at] ^= u8::try_from(flip).unwrap();
        let caught = match side {
            Some(side) => !record.check_source(side, &mutant).is_empty(),
            None => is_caught(&mutant),
        };
        let alike = side.is_none() && means(&mutant, &whole);
        assert!(caught || alike, "turn {turn}: byte {at} of {side:?} ^ {flip}");
        assert!(!(caught && alike), "turn {turn}: nothing was changed");
        harmless += usize::from(alike);
    }
    assert!(harmless < 50, "most changes have a meaning: {harmless} have none");
}

#[test]
fn a_digest_that_is_taken_out_is_missed() {
    let mut log: Value = serde_json::from_str(&log()).unwrap();
    log.as_object_mut().unwrap().remove("digest");
    assert_eq!(faults(&log.to_string()), ["digest: it is missing, so the log was altered"]);
    log.as_object_mut().unwrap().remove("options");
    assert_eq!(faults(&log.to_string()), ["digest: it is missing, so the log was altered"]);
}

#[test]
fn a_forged_log_breaks_a_law_or_differs_from_its_sources() {
    let law = |change: fn(&mut Value)| faults(&forged(change)).join("; ");
    let lost = law(|log| drop(log["changes"].as_array_mut().unwrap().remove(3)));
    assert!(lost.contains("is in no change: it was lost"), "{lost}");
    assert!(lost.contains("summary: it does not count the changes that are there"), "{lost}");
    let replay = law(|log| log["changes"][3]["new"][0]["text"] = "They agreed.".into());
    assert!(replay.contains("changes[3].edits: they do not give the newer wording"), "{replay}");
    let link = law(|log| log["changes"][3]["links"][0]["old"] = "s0".into());
    assert!(link.contains("changes[3].links[0]: it names a statement that"), "{link}");
    let sure = law(|log| log["changes"][4]["links"][0]["sure"] = false.into());
    assert_eq!(sure, "summary: it does not count the changes that are there");
    let nearest = law(|log| {
        let changes = log["changes"].as_array_mut().unwrap();
        let added = changes.iter_mut().find(|change| change["nearest"].is_object()).unwrap();
        added["nearest"]["id"] = "s0".into();
    });
    assert!(nearest.contains("].nearest: it names no statement of the other round"), "{nearest}");
    let section = law(|log| log["changes"][3]["old"][0]["section"] = "Fishing".into());
    assert!(section.contains("is not in that section of the round"), "{section}");
    let order = law(|log| log["changes"].as_array_mut().unwrap().swap(0, 5));
    assert!(order.contains("it does not come in the order of the newer round"), "{order}");
    let title = law(|log| log["sections"][1]["old"] = "Fishing".into());
    assert_eq!(title, "sections[1]: it names a section that is not in the rounds");

    let likeness = forged(|log| log["changes"][3]["links"][0]["likeness"] = 0.99.into());
    let record = Record::read(&likeness, "log.json").unwrap();
    assert_eq!(record.check(), []);
    let again = record.check_again(&log()).unwrap();
    assert_eq!((again.len(), again[0].kind), (1, FaultKind::Again));
    assert!(again[0].to_string().starts_with("changes[3].links[0].likeness: it is 0.99; "));
}

#[test]
fn a_forged_position_or_quote_is_not_in_the_source() {
    let bytes = sources();
    for field in ["start", "end"] {
        let moved = forged(|log| log["changes"][3]["old"][0]["selector"][0][field] = 7.into());
        let found = Record::read(&moved, "log.json").unwrap().check_source(Side::Old, &bytes.old);
        assert_eq!(found[0].kind, FaultKind::Position, "{field}");
        assert_eq!(found[0].at, "changes[3].old[0]");
    }
    for field in ["exact", "prefix", "suffix"] {
        let moved = forged(|log| log["changes"][3]["old"][0]["selector"][1][field] = "x".into());
        let found = Record::read(&moved, "log.json").unwrap().check_source(Side::Old, &bytes.old);
        assert_eq!(found[0].what, "its quote is not what stands at its position", "{field}");
    }
}

#[test]
fn positions_count_code_points_of_the_text_as_read() {
    let text = "# Été\n\nNous agréons 😀 le “café”.\n\nEnsuite, nous partons.\n";
    let round = round(text.as_bytes(), "é.md");
    let json: Value = serde_json::from_str(&Json.round(&round)).unwrap();
    let characters: Vec<char> = round.head().text.chars().collect();
    assert_eq!(json["source"]["characters"], characters.len());
    assert_eq!(json["source"]["text_sha256"], sha256(&round.head().text));
    let statements = json["sections"].as_array().unwrap().iter();
    let mut seen = 0;
    for statement in statements.flat_map(|s| s["statements"].as_array().unwrap()) {
        let [position, quote] = statement["selector"].as_array().unwrap().as_slice() else {
            panic!("two selectors: {statement}")
        };
        let at = |name: &str| usize::try_from(position[name].as_u64().unwrap()).unwrap();
        let exact: String = characters[at("start")..at("end")].iter().collect();
        assert_eq!(quote["exact"], exact);
        seen += 1;
    }
    assert_eq!(seen, 2);
}

#[test]
fn the_first_logs_of_version_1_stay_readable() {
    let file = fs::read_to_string("tests/logs/changelog-1-first.json").unwrap();
    let record = Record::read(&file, "log.json").unwrap();
    assert_eq!((record.check(), record.is_whole()), (Vec::new(), false));
    assert_eq!(record.statements(), Sides::new(23, 32));
    assert_eq!(record.check_source(Side::Old, &sources().old), []);
    let error = record.rebuild(Side::Old, &sources().old, "old").unwrap_err();
    assert!(matches!(error, RebuildError::TooOld), "{error}");
}

#[test]
fn later_logs_of_version_1_stay_whole_and_of_use() {
    let file = fs::read_to_string("tests/logs/changelog-1.json").unwrap();
    let record = Record::read(&file, "log.json").unwrap();
    assert_eq!((record.check(), record.is_whole()), (Vec::new(), true));
    assert_eq!(record.check_source(Side::New, &sources().new), []);
    let newer = record.rebuild(Side::Old, &sources().old, "old").unwrap();
    assert!(newer.starts_with("{\n  \"format\": \"travaux-round\""));
}

#[test]
fn a_log_of_another_version_or_format_is_refused() {
    let refusal = |from: &str, to: &str| {
        let error = Record::read(&log().replacen(from, to, 1), "log.json").unwrap_err();
        format!("{error}: {}", std::error::Error::source(&error).unwrap())
    };
    let version = refusal("\"version\": 1", "\"version\": 2");
    assert_eq!(version, "log.json is not valid change log JSON: this travaux reads version 1");
    assert!(refusal("travaux-changelog", "travaux-round").contains("its format is not"));
    assert!(refusal("\"kind\": \"reworded\"", "\"kind\": \"bettered\"").contains("bettered"));
    assert!(refusal("\"version\": 1", "\"version\": }").starts_with("log.json:3:14 is not valid"));
}

#[test]
fn a_field_that_is_there_twice_is_refused() {
    for field in ["\"title\": ", "\"kind\": ", "\"type\": ", "\"exact\": ", "\"sha256\": "] {
        let doubled = log().replacen(field, &format!("{field}\"x\", {field}"), 1);
        assert!(Record::read(&doubled, "log.json").is_err(), "{field}");
    }
}

#[test]
fn a_field_that_is_not_known_is_no_fault_but_counts_in_the_digest() {
    assert_eq!(faults(&forged(|log| log["colour"] = "red".into())), Vec::<String>::new());
    let added = log().replacen('{', "{\"colour\": \"red\",", 1);
    assert!(faults(&added)[0].starts_with("digest: the log was altered"));
}

#[test]
fn a_round_shown_read_and_shown_again_is_the_same_but_for_its_source() {
    let mut shown = [OLD, NEW].map(|path| {
        let first = Json.round(&round(&fs::read(path).unwrap(), path));
        let second = Json.round(&round(first.as_bytes(), "round.json"));
        let third = Json.round(&round(second.as_bytes(), "round.json"));
        [first, second, third].map(|json| serde_json::from_str::<Value>(&json).unwrap())
    });
    for [first, second, third] in &mut shown {
        assert_eq!(second["source"]["origin"], first["source"]);
        assert_eq!(third["source"]["origin"], first["source"]);
        for json in [&mut *first, &mut *second, &mut *third] {
            json["source"] = Value::Null;
            without_selectors(json);
        }
        assert_eq!(first, second);
        assert_eq!(second, third);
    }
}

fn without_selectors(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_selectors),
        Value::Object(fields) => {
            fields.retain(|name, _| !name.ends_with("selector"));
            fields.values_mut().for_each(without_selectors);
        }
        _ => {}
    }
}

#[test]
fn two_logs_can_be_joined_by_the_round_they_share() {
    let third = "rounds/us-eu-cyber-dialogue/2018-09-10-brussels.md";
    let rounds = [OLD, NEW, third].map(|path| round(&fs::read(path).unwrap(), path));
    let ids = |log: &str, side: &str| {
        let log: Value = serde_json::from_str(log).unwrap();
        let changes = log["changes"].as_array().unwrap().iter();
        let placed = changes.flat_map(|c| c[side].as_array().unwrap().clone());
        let mut ids: Vec<String> = placed.map(|p| p["id"].as_str().unwrap().to_owned()).collect();
        ids.sort();
        ids
    };
    let first = Json.change_log(&compare(Sides::new(&rounds[0], &rounds[1])));
    let second = Json.change_log(&compare(Sides::new(&rounds[1], &rounds[2])));
    assert_eq!(ids(&first, "new"), ids(&second, "old"));
    assert!(ids(&first, "old").iter().all(|id| !ids(&first, "new").contains(id)));
}

#[test]
fn a_path_is_no_part_of_an_id() {
    let bytes = fs::read(OLD).unwrap();
    let ids = |label: &str| {
        let round = round(&bytes, label);
        round.statements().iter().map(|s| s.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(OLD), ids("elsewhere/1999-01-01.md"));
}

#[test]
fn a_table_of_changes_has_a_row_for_each_and_no_formula() {
    let old = Round::of(&[("Trade", &["=1+1 is two.", "We will, \"in brief\", cut tariffs."])]);
    let new = Round::of(&[("Trade", &["We may, \"in brief\", cut tariffs.", "-Beavers stay."])]);
    let table = csv::change_log(&compare(Sides::new(&old, &new)));
    let lines: Vec<&str> = table.split("\r\n").collect();
    assert_eq!(lines.len(), 1 + 3 + 1, "{table}");
    assert!(
        lines[0].starts_with("change,kind,moved,")
            && lines[0].ends_with(",old text,new text,nearest text")
    );
    assert!(table.contains(",'=1+1 is two.,"), "{table}");
    assert!(table.contains(",'-Beavers stay.,\r\n"), "{table}");
    let cells = r#""We will, ""in brief"", cut tariffs.","We may, ""in brief"", cut tariffs.""#;
    assert!(table.contains(cells) && table.contains(",weaker,"), "{table}");
}
