//! Which fields of two change logs differ.

use serde_json::Value;

use super::{Fault, FaultKind};
use crate::wire;

/// The fields that say nothing of the two rounds.
const OF_THE_MAKING: [&str; 2] = ["digest", "timestamp"];

/// How many differences are told.
const ENOUGH: usize = 20;

/// Returns the fields in which a log and one that was made again differ.
pub(super) fn between(log: &Value, again: &Value) -> Vec<Fault> {
    // 1 and 1.0 are one number; in canonical form they are written as one.
    let plain = |file: &Value| serde_json::from_slice(&wire::canonical(file)).unwrap_or_default();
    let (mut log, mut again): (Value, Value) = (plain(log), plain(again));
    for file in [&mut log, &mut again] {
        if let Some(fields) = file.as_object_mut() {
            OF_THE_MAKING.iter().for_each(|name| drop(fields.remove(*name)));
        }
    }
    let mut faults = Vec::new();
    compare(&log, &again, "", &mut faults);
    faults
}

fn compare(log: &Value, again: &Value, at: &str, faults: &mut Vec<Fault>) {
    if faults.len() >= ENOUGH || log == again {
        return;
    }
    match (log, again) {
        (Value::Object(ours), Value::Object(theirs)) => {
            let more = theirs.keys().filter(|name| !ours.contains_key(*name));
            for name in ours.keys().chain(more) {
                let side = |of: &serde_json::Map<String, Value>| {
                    of.get(name).cloned().unwrap_or(Value::Null)
                };
                let dot = if at.is_empty() { "" } else { "." };
                compare(&side(ours), &side(theirs), &format!("{at}{dot}{name}"), faults);
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (number, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                compare(ours, theirs, &format!("{at}[{number}]"), faults);
            }
        }
        _ => faults.push(Fault::new(
            FaultKind::Again,
            at,
            format!("it is {}; comparing the sources again gives {}", brief(log), brief(again)),
        )),
    }
}

/// Returns a value in few words.
fn brief(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) if text.chars().count() > 40 => {
            format!("{:?}…", text.chars().take(40).collect::<String>())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(log: &Value, again: &Value) -> Vec<String> {
        between(log, again).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_difference_is_told_with_its_place_and_both_values() {
        let log = json!({"digest": "a", "changes": [{"moved": true}, {"links": [1, 2]}]});
        let again = json!({"digest": "b", "changes": [{"moved": false}, {"links": [1]}]});
        assert_eq!(
            told(&log, &again),
            [
                "changes[0].moved: it is true; comparing the sources again gives false",
                "changes[1].links: it is a list of 2; comparing the sources again gives a list of 1"
            ]
        );
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        assert_eq!(told(&json!({"likeness": 1}), &json!({"likeness": 1.0})), Vec::<String>::new());
    }

    #[test]
    fn a_field_that_only_one_has_differs() {
        assert_eq!(
            told(&json!({"a": 1}), &json!({"b": 1})),
            [
                "a: it is 1; comparing the sources again gives null",
                "b: it is null; comparing the sources again gives 1"
            ]
        );
    }
}
