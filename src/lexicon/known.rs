//! What a lexicon knows of a single word, so that it is looked up once. What follows from it is left to `force`.

use serde::{Deserialize, Serialize};

use super::forms::Forms;

/// What a lexicon knows of a word by itself; by default nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Known {
    /// The classes it belongs to, a bit each.
    classes: u32,
    /// The books that have a phrase beginning with it, a bit each.
    books: u8,
    /// Which forms of a verb it can be.
    pub(super) forms: Forms,
    /// The number of that verb's basic form; 0 if it is no verb.
    pub(super) lemma: u32,
}

/// A closed class of words, or a list of nouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    // Each is the list of that name in the lexicon.
    Speaker,
    Carrier,
    Alone,
    Determiner,
    Preposition,
    Opener,
    Relative,
    Adverb,
    Be,
    Have,
    Stay,
    Continue,
    Keep,
    Contrast,
    Condition,
    Equivocal,
    Achievement,
    Unit,
    Negation,
    Noun,
    Object,
    Name,
}

/// A book of phrases that is searched by the word itself, not by its basic form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Book {
    States,
    Modals,
    Marks,
}

impl Known {
    /// Adds it to a class.
    pub(super) const fn join(&mut self, class: Class) {
        self.classes |= 1 << class as u32;
    }

    /// Tells whether it is of a class.
    pub(super) const fn is(self, class: Class) -> bool {
        self.classes & (1 << class as u32) != 0
    }

    /// Notes that a phrase of a book begins with it.
    pub(super) const fn open(&mut self, book: Book) {
        self.books |= 1 << book as u8;
    }

    /// Tells whether a phrase of a book begins with it.
    pub(super) const fn opens(self, book: Book) -> bool {
        self.books & (1 << book as u8) != 0
    }
}
