//! What a statement does: who acts, by which operative verbs, and whether it commits to future action.

use crate::lexicon::Lexicon;

/// What a statement does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Act {
    /// Who speaks or acts.
    pub(crate) actor: Option<String>,
    /// The operative verbs in their basic form, in order.
    pub(crate) verbs: Vec<String>,
    /// Whether it states a collective intent of future action.
    pub(crate) commitment: bool,
}

/// Finds what `text` does, which completes `stem` and follows a statement of the actor `before`.
pub(crate) fn act(text: &str, stem: Option<&str>, before: Option<&str>, lexicon: &Lexicon) -> Act {
    let _ = (text, stem, before, lexicon);
    Act::default()
}
