//! The JSON Schemas (2020-12) of the file formats, as they stand in the folder `schema`. A test makes them of the types in `wire`
//! and holds them against these.

/// The schema of Round JSON.
pub const ROUND: &str = include_str!("../../../schema/round.schema.json");
/// The schema of change logs.
pub const CHANGELOG: &str = include_str!("../../../schema/changelog.schema.json");
/// The schema of series.
pub const SERIES: &str = include_str!("../../../schema/series.schema.json");
/// The schema of the provenance of words.
pub const PROVENANCE: &str = include_str!("../../../schema/provenance.schema.json");
/// The schema of the history of a phrase.
pub const PHRASE: &str = include_str!("../../../schema/phrase.schema.json");

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use schemars::{JsonSchema, schema_for};

    use super::*;
    use crate::wire;

    /// Checks that a schema is what the type gives, or writes it if `TRAVAUX_SCHEMA` is `overwrite`.
    #[track_caller]
    fn assert_made_of<T: JsonSchema>(name: &str, title: &str, committed: &str) {
        let mut schema = schema_for!(T);
        schema.insert("title".to_owned(), title.into());
        let made = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var("TRAVAUX_SCHEMA").is_ok_and(|wish| wish == "overwrite") {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
            fs::write(folder.join(format!("{name}.schema.json")), made).unwrap();
            return;
        }
        assert_eq!(committed, made, "TRAVAUX_SCHEMA=overwrite cargo test --lib schema writes it");
    }

    #[test]
    fn the_schemas_are_those_of_the_types() {
        assert_made_of::<wire::Round>("round", "Round JSON of travaux", ROUND);
        assert_made_of::<wire::ChangeLog<'_>>("changelog", "Change log of travaux", CHANGELOG);
        assert_made_of::<wire::Series<'_>>("series", "Series of travaux", SERIES);
        assert_made_of::<wire::Provenance<'_>>("provenance", "Provenance of travaux", PROVENANCE);
        assert_made_of::<wire::Phrase<'_>>("phrase", "Phrase of travaux", PHRASE);
    }

    #[test]
    fn every_field_says_what_it_means() {
        for schema in [ROUND, CHANGELOG, SERIES, PROVENANCE, PHRASE] {
            let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
            let types = schema["$defs"].as_object().into_iter().flat_map(|types| types.values());
            for object in types.chain([&schema]) {
                for (name, field) in object["properties"].as_object().into_iter().flatten() {
                    let told = field["description"].is_string();
                    assert!(told || name == "type", "{name} in {}", object["description"]);
                }
            }
        }
    }
}
