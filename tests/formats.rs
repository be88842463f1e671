//! docs/formats.md: its tables of fields are those of the schemas, its examples hold.

#![allow(clippy::unwrap_used, reason = "a test that cannot set its scene fails")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

use serde_json::Value;
use travaux::Record;
use travaux::report::json::schema;

const PAGE: &str = "docs/formats.md";

/// Returns what a field holds, in words.
fn kind(field: &Value) -> String {
    let named = |field: &Value| {
        let reference = field["$ref"].as_str()?;
        Some(reference.rsplit('/').next()?.to_owned())
    };
    let word = |name: &str| match name {
        "string" => "text".to_owned(),
        "integer" => "whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => format!("list of {}", kind(&field["items"])),
        other => other.to_owned(),
    };
    match (&field["type"], field["anyOf"].as_array()) {
        (Value::String(name), _) => word(name),
        (Value::Array(names), _) => {
            let words: Vec<String> = names.iter().filter_map(Value::as_str).map(word).collect();
            words.join(" or ")
        }
        (_, Some(any)) => any.iter().map(kind).collect::<Vec<_>>().join(" or "),
        _ => named(field).unwrap_or_else(|| "anything".to_owned()),
    }
}

/// Writes the fields, or the values, of one type.
fn table(out: &mut String, object: &Value) {
    let line = |text: &Value| text.as_str().unwrap_or_default().replace('\n', " ");
    let required: Vec<&str> =
        object["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if let Some(fields) = object["properties"].as_object() {
        out.push_str("| field | holds | meaning |\n| --- | --- | --- |\n");
        for (name, field) in fields {
            let missing = if required.contains(&&**name) { "" } else { "; may be missing" };
            let fixed = field["const"].as_str().unwrap_or_default();
            let meaning = if name == "type" {
                format!("Always `{fixed}`.")
            } else {
                line(&field["description"])
            };
            writeln!(out, "| `{name}` | {}{missing} | {meaning} |", kind(field)).unwrap();
        }
        out.push('\n');
    }
    for value in object["oneOf"].as_array().into_iter().flatten() {
        match value["const"].as_str() {
            Some(name) => writeln!(out, "- `{name}`: {}", line(&value["description"])).unwrap(),
            None => {
                writeln!(out, "{}\n", line(&value["description"])).unwrap();
                table(out, value);
            }
        }
    }
    if !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Returns the tables of a format; types that were described before are left out.
fn tables(schema: &str, seen: &mut BTreeSet<String>) -> String {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let mut out = "\n".to_owned();
    table(&mut out, &schema);
    for (name, object) in schema["$defs"].as_object().unwrap() {
        if seen.insert(name.clone()) {
            writeln!(
                out,
                "### {name}\n\n{}\n",
                object["description"].as_str().unwrap().replace('\n', " ")
            )
            .unwrap();
            table(&mut out, object);
        }
    }
    out
}

#[test]
fn the_tables_of_fields_are_those_of_the_schemas() {
    let page = fs::read_to_string(PAGE).unwrap();
    let (mut made, mut seen) = (page.clone(), BTreeSet::new());
    for (name, schema) in [
        ("round", schema::ROUND),
        ("changelog", schema::CHANGELOG),
        ("series", schema::SERIES),
        ("provenance", schema::PROVENANCE),
        ("phrase", schema::PHRASE),
    ] {
        let begin = format!("<!-- fields: {name} -->\n");
        let start = made.find(&begin).unwrap() + begin.len();
        let end = start + made[start..].find("<!-- end of fields -->").unwrap();
        made.replace_range(start..end, &tables(schema, &mut seen));
    }
    if std::env::var("TRAVAUX_SCHEMA").is_ok_and(|wish| wish == "overwrite") {
        fs::write(PAGE, made).unwrap();
        return;
    }
    assert!(page == made, "TRAVAUX_SCHEMA=overwrite cargo test --test formats writes {PAGE}");
}

#[test]
fn the_example_of_a_log_holds() {
    let page = fs::read_to_string(PAGE).unwrap();
    let logs: Vec<&str> = page
        .split("```json\n")
        .filter_map(|part| part.split("```").next())
        .filter(|json| json.contains("\"travaux-changelog\""))
        .collect();
    assert_eq!(logs.len(), 1);
    assert_eq!(Record::read(logs[0], PAGE).unwrap().check(), []);
}
