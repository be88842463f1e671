//! The steps that turn one wording into another, as values. How they are found is left to `classify`.

use crate::sides::Sides;

/// One step of a rewording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Text that both wordings have.
    Keep(String),
    /// Text that only the older has.
    Delete(String),
    /// Text that only the newer has.
    Insert(String),
    /// Text that both have in other typography: curly quotes for straight ones, a line break for a blank.
    Retype(Sides<String>),
}

impl Edit {
    /// Returns the text that is kept, deleted or inserted; of a change in typography, the newer.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Keep(text) | Self::Delete(text) | Self::Insert(text) => text,
            Self::Retype(text) => &text.new,
        }
    }
}

/// Turns edits round, with each deletion before the insertion beside it.
pub(super) fn inverted(edits: &[Edit]) -> Vec<Edit> {
    let mut back: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match edit {
            Edit::Keep(text) => back.push(Edit::Keep(text.clone())),
            Edit::Retype(text) => back.push(Edit::Retype(text.clone().swapped())),
            Edit::Delete(text) => back.push(Edit::Insert(text.clone())),
            Edit::Insert(text) => {
                let at = back.len() - usize::from(matches!(back.last(), Some(Edit::Insert(_))));
                back.insert(at, Edit::Delete(text.clone()));
            }
        }
    }
    back
}
