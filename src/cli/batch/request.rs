//! From a line of the input to a pair of documents. Reading and comparing them is left to `work`.

use std::fmt;

use anyhow::{Context, anyhow, bail};
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use travaux::Sides;

use super::lines::Line;
use crate::cli::input::InputFormat;

/// What a pair is called: a text or a whole number, given back as it came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Value")]
pub(super) struct Id(Value);

/// Two documents to be compared.
#[derive(Debug)]
pub(super) struct Request {
    /// What the pair is called.
    pub id: Id,
    /// Where the documents are.
    pub sides: Sides<Side>,
}

/// A document as the input names it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Side {
    /// Where its text is.
    pub place: Place,
    /// What it is written in, if the input says so.
    pub format: Option<InputFormat>,
}

/// Where the text of a document is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file.
    File(String),
    /// In the input itself, under a name by which the log calls it.
    Here { text: String, name: Option<String> },
}

/// Returns the pair that a line asks for, or what its id is, if that can be told, and what is wrong.
pub(super) fn parsed(number: u64, line: &Line) -> Result<Request, (Option<Id>, anyhow::Error)> {
    let line = match line {
        Line::Whole(line) => line,
        Line::TooLong { limit } => {
            let why = anyhow!(
                "line {number} is longer than the limit of {limit} bytes; raise it with --max-line, or give paths"
            );
            return Err((None, why));
        }
    };
    let asked = object::<Typed>(line).map_err(|error| unasked(&error)).and_then(|typed| {
        let sides = Sides::new(typed.old.side("old")?, typed.new.side("new")?);
        Ok(Request { id: typed.id, sides })
    });
    asked.with_context(|| format!("line {number}")).map_err(|why| (id(line), why))
}

/// Says what is wrong with a line, of which serde takes every one for the first.
fn unasked(error: &serde_json::Error) -> anyhow::Error {
    let why = error.to_string().replace(" at line 1 column ", " in column ");
    anyhow!("it does not ask for a pair: {why}")
}

/// Reads an object; serde would take a list of its fields as well.
pub(super) fn object<'l, T: Deserialize<'l>>(line: &'l [u8]) -> serde_json::Result<T> {
    match line.trim_ascii_start().first() {
        Some(b'{') => serde_json::from_slice(line),
        _ => Err(serde_json::Error::custom("no JSON object at line 1 column 1")),
    }
}

/// Returns the id of a line in which all else may be wrong.
pub(super) fn id(line: &[u8]) -> Option<Id> {
    #[derive(Deserialize)]
    struct Named {
        id: Id,
    }
    object::<Named>(line).ok().map(|named| named.id)
}

impl TryFrom<Value> for Id {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        match &value {
            Value::String(_) => Ok(Self(value)),
            Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Self(value)),
            _ => Err("an id is a string or a whole number"),
        }
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A pair as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    id: Id,
    old: TypedSide,
    new: TypedSide,
}

/// A document as it is written: a path, or an object with a path or a text.
enum TypedSide {
    Path(String),
    Object(Object),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Object {
    path: Option<String>,
    text: Option<String>,
    name: Option<String>,
    format: Option<InputFormat>,
}

impl TypedSide {
    fn side(self, which: &str) -> anyhow::Result<Side> {
        let object = match self {
            Self::Path(path) => Object { path: Some(path), text: None, name: None, format: None },
            Self::Object(object) => object,
        };
        let place = match (object.path, object.text, object.name) {
            (Some(path), None, _) if path == "-" => {
                bail!("{which}: standard input cannot be one document of many; give its text")
            }
            (Some(path), None, None) => Place::File(path),
            (None, Some(text), name) => Place::Here { text, name },
            (Some(_), None, Some(_)) => bail!("{which}: a file has its name; leave out `name`"),
            _ => bail!("{which}: give either `path` or `text`"),
        };
        Ok(Side { place, format: object.format })
    }
}

impl<'de> Deserialize<'de> for TypedSide {
    /// Tells text and object apart by hand: serde's own way would not say which field is wrong.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = TypedSide;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a path, or an object with `path` or `text`")
            }

            fn visit_str<E: Error>(self, path: &str) -> Result<TypedSide, E> {
                Ok(TypedSide::Path(path.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<TypedSide, A::Error> {
                Object::deserialize(MapAccessDeserializer::new(map)).map(TypedSide::Object)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Result<Request, (Option<Id>, String)> {
        parsed(7, &Line::Whole(line.into())).map_err(|(id, why)| (id, format!("{why:#}")))
    }

    #[track_caller]
    fn refused(line: &str, id: Option<Value>, why: &str) {
        let (named, message) = asked(line).unwrap_err();
        assert_eq!(named, id.map(Id), "{line}");
        assert!(message.starts_with("line 7: ") && message.contains(why), "{message}");
    }

    #[test]
    fn a_side_is_a_path_or_says_what_it_is() {
        let line = r#"{"id": 3, "old": "a.md", "new": {"text": "We agree.", "format": "md", "name": "b"}}"#;
        let Request { id, sides } = asked(line).unwrap();
        assert_eq!(id.to_string(), "3");
        assert_eq!(sides.old, Side { place: Place::File("a.md".to_owned()), format: None });
        let here = Place::Here { text: "We agree.".to_owned(), name: Some("b".to_owned()) };
        assert_eq!(sides.new, Side { place: here, format: Some(InputFormat::Markdown) });
    }

    #[test]
    fn what_is_wrong_is_said_with_the_id_where_it_can_be_told() {
        let id = || Some(Value::from("x"));
        refused("nonsense", None, "it does not ask for a pair: no JSON object in column 1");
        refused(r#"["x", "a.md", "b.md"]"#, None, "no JSON object");
        refused(r#"{"id": "x", "old": "a", "new": ["b"]}"#, id(), "expected a path, or an object");
        refused("{", None, "EOF while parsing an object in column 1");
        refused("\u{0}", None, "no JSON object");
        refused(r#"{"old": "a", "new": "b"}"#, None, "missing field `id`");
        refused(r#"{"id": 1.5, "old": "a", "new": "b"}"#, None, "a string or a whole number");
        refused(r#"{"id": "x", "old": "a"}"#, id(), "missing field `new`");
        refused(r#"{"id": "x", "old": "a", "new": "b", "nwe": 1}"#, id(), "unknown field `nwe`");
        refused(r#"{"id": "x", "old": {"url": "a"}, "new": "b"}"#, id(), "unknown field `url`");
        refused(r#"{"id": "x", "old": "a", "new": 3}"#, id(), "expected a path, or an object");
        refused(r#"{"id": "x", "old": "a", "new": {}}"#, id(), "new: give either `path` or `text`");
        refused(r#"{"id": "x", "old": "-", "new": "b"}"#, id(), "old: standard input");
        let named = r#"{"id": "x", "old": {"path": "a", "name": "b"}, "new": "b"}"#;
        refused(named, id(), "leave out `name`");
        let strange = r#"{"id": "x", "old": {"path": "a", "format": "pdf"}, "new": "b"}"#;
        refused(strange, id(), "unknown variant `pdf`");
    }

    #[test]
    fn a_line_that_was_passed_over_says_how_to_pass() {
        let (id, why) = parsed(2, &Line::TooLong { limit: 9 }).unwrap_err();
        assert_eq!(id, None);
        assert!(why.to_string().contains("limit of 9 bytes; raise it with --max-line"), "{why}");
    }
}
