//! What is known of a language: data from `lexicon/*.toml`, one file a language. What is done with it is left to others.

mod force;
mod forms;
mod known;
mod layer;
mod parties;
mod phrases;
mod reading;
mod text;
mod words;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::error::{At, Error};

pub use force::Force;
pub(crate) use force::{Modal, Role, Verb};
pub(crate) use forms::Forms;
pub(crate) use known::Class;
use layer::{Layer, Ready};
pub(crate) use parties::Parties;
pub use reading::{Furniture, Meetings, Reading, Spelling};
pub(crate) use words::{Word, words};

/// The words by which texts of one language are read and weighed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Lexicon {
    /// How a page and its text are cut up.
    pub reading: Reading,
    /// Which spellings are one.
    pub spelling: Spelling,
    /// How far words bind.
    pub force: Force,
    /// The files that it was made of, the first one first.
    layers: Vec<Cow<'static, str>>,
}

/// The built-in file as it is written.
const ENGLISH: &str = include_str!("../lexicon/en.toml");
/// The same made ready when the crate was built, so that no program that starts need read and inflect it.
const READY: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/en.bin"));

impl Lexicon {
    /// Returns the lexicon of English that comes with the crate. It is read once.
    ///
    /// # Panics
    /// Never: the file is read when the crate is built, and a test reads what came of it.
    #[must_use]
    pub fn english() -> Arc<Self> {
        static ONCE: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            let ready = postcard::from_bytes(READY).expect("the build script wrote it");
            Arc::new(Lexicon::of(ready, vec![ENGLISH.into()]))
        });
        Arc::clone(&ONCE)
    }

    /// Returns this lexicon with the words of another file, which `label` names in errors.
    ///
    /// The words are added to those that are there. With `replace = true` at its top, the file's lists take the place
    /// of those of the same name.
    ///
    /// # Errors
    /// If the file is no TOML, or holds a field that no lexicon has; the error says where.
    pub fn extended(&self, file: &str, label: &str) -> Result<Self, Error> {
        let refused = |source: toml::de::Error| Error::Format {
            label: label.to_owned(),
            format: "lexicon TOML",
            at: source.span().map_or_else(At::default, |span| place(file, span.start)),
            source: source.message().into(),
        };
        toml::from_str::<Layer>(file).map_err(refused)?;
        let mut merged = toml::Table::new();
        let mut layers = self.layers.clone();
        layers.push(file.to_owned().into());
        for layer in &layers {
            let table: toml::Table = layer.parse().map_err(refused)?;
            let replaces = table.get("replace").and_then(toml::Value::as_bool).unwrap_or_default();
            merge(&mut merged, table, replaces);
        }
        let layer: Layer = merged.try_into().map_err(refused)?;
        Ok(Self::of(layer.ready(), layers))
    }

    fn of(ready: Ready, layers: Vec<Cow<'static, str>>) -> Self {
        let Ready { reading, spelling, force } = ready;
        Self { reading, spelling, force, layers }
    }
}

/// Lays `over` on `under`: tables entry by entry, lists added or replaced, all else replaced.
fn merge(under: &mut toml::Table, over: toml::Table, replaces: bool) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(toml::Value::Table(under)), toml::Value::Table(over)) => {
                merge(under, over, replaces);
            }
            (Some(toml::Value::Array(under)), toml::Value::Array(over)) if !replaces => {
                under.extend(over);
            }
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

/// Returns the line and column of a byte of `text`.
fn place(text: &str, at: usize) -> At {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    At::new(before.matches('\n').count() + 1, before[line..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the strength of the verb with which `text` begins.
    fn strength(lexicon: &Lexicon, text: &str) -> Option<u8> {
        lexicon.force.verb(&lexicon.force.words(text), 0).map(|found| found.verb.strength)
    }

    #[test]
    fn the_built_in_lexicon_is_valid() {
        assert_eq!(strength(&Lexicon::english(), "reaffirmed"), Some(4));
    }

    #[test]
    fn what_is_built_in_is_what_the_file_says() {
        let layer: Layer = toml::from_str(ENGLISH).unwrap();
        assert_eq!(postcard::from_bytes::<Ready>(READY), Ok(layer.ready()));
    }

    #[test]
    fn both_spellings_lead_to_one_verb() {
        let lexicon = Lexicon::english();
        for text in ["recognised", "recognized", "Recognises"] {
            let words = lexicon.force.words(text);
            assert_eq!(&*lexicon.force.verb(&words, 0).unwrap().verb.base, "recognize");
        }
    }

    #[test]
    fn a_file_adds_words_to_a_group() {
        let file = "[force.verbs.urge]\nwords = [\"admonish\"]";
        let lexicon = Lexicon::english().extended(file, "my.toml").unwrap();
        assert_eq!(strength(&lexicon, "admonishes"), Some(6));
        assert_eq!(strength(&lexicon, "urges"), Some(6));
    }

    #[test]
    fn a_file_that_says_so_replaces_the_groups_it_names() {
        let file = "replace = true\n[force.verbs.urge]\nwords = [\"admonish\"]";
        let lexicon = Lexicon::english().extended(file, "my.toml").unwrap();
        assert_eq!(strength(&lexicon, "admonish"), Some(6));
        assert_eq!(strength(&lexicon, "urge"), None);
        assert_eq!(strength(&lexicon, "welcome"), Some(3));
    }

    #[test]
    fn replacing_does_not_reach_into_the_next_file() {
        let first = "replace = true\n[force.verbs.urge]\nwords = [\"admonish\"]";
        let second = "[force.verbs.urge]\nwords = [\"exhort\"]";
        let lexicon =
            Lexicon::english().extended(first, "1").unwrap().extended(second, "2").unwrap();
        assert_eq!(strength(&lexicon, "admonish"), Some(6));
        assert_eq!(strength(&lexicon, "exhort"), Some(6));
    }

    #[test]
    fn an_unknown_field_is_refused_with_its_place() {
        let error =
            Lexicon::english().extended("[force.verbs.urge]\n  word = []", "my.toml").unwrap_err();
        assert_eq!(error.to_string(), "my.toml:2:3 is not valid lexicon TOML");
    }
}
