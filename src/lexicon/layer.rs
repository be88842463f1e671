//! One lexicon file as it is written. What is made of several is left to `lexicon`, what its words mean to `force`.

use serde::{Deserialize, Serialize};

use super::force::{Force, Words};
use super::reading::{Reading, Spelling, Variants};

/// One lexicon file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Layer {
    replace: bool,
    reading: Reading,
    spelling: Variants,
    force: Words,
}

/// The words of one or several files, ready for use.
///
/// The built-in lexicon is made ready when the crate is built: `build.rs` writes it, `lexicon` reads it.
#[derive(Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Ready {
    /// How a page and its text are cut up.
    pub reading: Reading,
    /// Which spellings are one.
    pub spelling: Spelling,
    /// How far words bind.
    pub force: Force,
}

impl Layer {
    /// Makes the words ready for use.
    pub(super) fn ready(self) -> Ready {
        let force = self.force.compile(self.reading.months.keys());
        Ready { reading: self.reading, spelling: self.spelling.compile(), force }
    }
}
