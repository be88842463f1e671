//! The subject of a clause: pronouns, collective nouns and names. What the subject does is left to `verbs`.

use super::verbs::{VerbUse, is_adverb};
use crate::lexicon::{Class, Force, Forms, Word};

/// How many words a subject may take up to its verb.
const LONGEST: usize = 40;
/// How many words a subject like "participating states" may take; a longer one has a gerund's object in it.
const GERUND: usize = 4;

/// A subject and the verbs that follow it.
#[derive(Debug)]
pub(super) struct Subject {
    /// The words of the subject.
    pub(super) words: std::ops::Range<usize>,
    /// Whether it only carries on the actor before: "they".
    pub(super) carried: bool,
    /// What it does.
    pub(super) verb: VerbUse,
}

/// Finds the subject that begins at `at`, where an actor stands there and a verb follows.
pub(super) fn subject(text: &str, words: &[Word<'_>], at: usize, force: &Force) -> Option<Subject> {
    let word = words.get(at)?;
    if force.is(word, Class::Speaker) {
        let verb = VerbUse::read(words, at + 1, force)
            .or_else(|| after_apposition(words, at + 1, force))?;
        return Some(Subject { words: at..at + 1, carried: false, verb });
    }
    if force.is(word, Class::Carrier) {
        let verb = VerbUse::read(words, at + 1, force)?;
        return Some(Subject { words: at..at + 1, carried: true, verb });
    }
    if force.is(word, Class::Alone)
        && let Some(verb) = VerbUse::read(words, at + 1, force)
    {
        return Some(Subject { words: at..at + 1, carried: false, verb });
    }
    noun_phrase(text, words, at, force)
}

/// Finds the verbs of "we" behind what stands between: "we, the ministers of …, reaffirm".
fn after_apposition(words: &[Word<'_>], at: usize, force: &Force) -> Option<VerbUse> {
    const FARTHEST: usize = 90;
    let opens = words.get(at)?;
    if !(opens.mark || force.is(opens, Class::Determiner)) {
        return None;
    }
    (at + 2..words.len().min(at + FARTHEST)).find_map(|next| {
        let before = &words[next - 1];
        let joined = before.plain == "and" || before.plain == "or" || is_adverb(before, force);
        if joined || force.is(before, Class::Determiner) || force.is(before, Class::Preposition) {
            return None;
        }
        let verb = VerbUse::read(words, next, force)?;
        let closed = before.is(",") || before.is("–") || before.is(")");
        (closed || verb.modal.is_some() || verb.base.is_some()).then_some(verb)
    })
}

/// What of a noun phrase has been read.
#[derive(Default)]
struct Reading {
    /// Whether its last noun can act.
    acts: bool,
    /// Whether a preposition ended its core.
    inside: bool,
    /// Whether that is a collective noun, not only a name.
    collective: bool,
    /// Whether a common word stood behind a name: only a collective noun can save the phrase.
    broken: bool,
    /// Whether a list of names is open: its "and" is still to come.
    listing: bool,
    /// Where an apposition cuts what is shown.
    cut: Option<usize>,
}

fn noun_phrase(text: &str, words: &[Word<'_>], start: usize, force: &Force) -> Option<Subject> {
    if leads(&words[start], force) {
        return None;
    }
    let mut reading = Reading::default();
    let mut at = start;
    while at < words.len().min(start + LONGEST) {
        let word = &words[at];
        if word.mark {
            let next = past_mark(text, words, at, &reading, force)?;
            reading.listing |= word.is(",");
            if !word.is(",") {
                reading.cut = reading.cut.or(Some(at));
            }
            at = next;
            continue;
        }
        let ready = at > start
            && reading.acts
            && !reading.listing
            && !capital(text, word)
            && can_precede_verb(&words[at - 1], force);
        if let Some(verb) = ready.then(|| VerbUse::read(words, at, force)).flatten() {
            let end = reading.cut.unwrap_or(at);
            let gerund = end > start + GERUND && force.forms(&words[start]).any(Forms::ING);
            if gerund || !reading.collective && verb.base.is_none() {
                return None;
            }
            return Some(Subject { words: start..end, carried: false, verb });
        }
        if force.is(word, Class::Relative) && at > start || ends_phrase(words, at, &reading, force)
        {
            return None;
        }
        reading.step(text, words, at, start, force)?;
        at += 1;
    }
    None
}

impl Reading {
    fn step(
        &mut self,
        text: &str,
        words: &[Word<'_>],
        at: usize,
        start: usize,
        force: &Force,
    ) -> Option<()> {
        let word = &words[at];
        if force.is(word, Class::Preposition) || at > start && leads(word, force) {
            self.inside = true;
            return (at > start && self.acts).then_some(());
        }
        if self.inside {
            return Some(());
        }
        if word.plain == "and" || word.plain == "or" {
            self.listing = false;
            self.acts = false;
            return Some(());
        }
        self.collective = force.is(word, Class::Noun);
        let named = acts(text, words, at, start, force);
        self.broken |= self.acts && !named && !is_adverb(word, force);
        if self.broken && force.is(word, Class::Determiner) {
            return None;
        }
        self.acts = named && (!self.broken || self.collective);
        Some(())
    }
}

/// Tells whether a word can be the last of an actor's name.
fn acts(text: &str, words: &[Word<'_>], at: usize, start: usize, force: &Force) -> bool {
    let word = &words[at];
    if force.is(word, Class::Object) {
        return false;
    }
    if force.is(word, Class::Noun) || force.is(word, Class::Name) {
        return true;
    }
    let acronym = text[word.start..word.end].chars().filter(|c| c.is_uppercase()).count() > 1;
    let named = at > start
        && capital(text, word)
        && (capital(text, &words[at - 1]) || words[at - 1].plain == "the");
    acronym || named && !force.is(word, Class::Determiner)
}

/// Tells whether a noun phrase that cannot act ends before `at`: another verb stands there.
fn ends_phrase(words: &[Word<'_>], at: usize, reading: &Reading, force: &Force) -> bool {
    let word = &words[at];
    let auxiliary = force.is(word, Class::Be)
        || force.is(word, Class::Have)
        || force.modal(words, at).is_some();
    auxiliary && !reading.acts
}

/// Tells whether a verb can stand behind a word: not behind an article, a preposition or "and".
fn can_precede_verb(word: &Word<'_>, force: &Force) -> bool {
    let bars = force.is(word, Class::Determiner) && !force.is(word, Class::Alone)
        || force.is(word, Class::Preposition);
    !bars && !is_adverb(word, force) && word.plain != "and" && word.plain != "or"
}

/// Returns where the noun phrase goes on behind the mark at `at`: lists of names, brackets and appositions.
fn past_mark(
    text: &str,
    words: &[Word<'_>],
    at: usize,
    reading: &Reading,
    force: &Force,
) -> Option<usize> {
    let closing = match &*words[at].plain {
        "(" => ")",
        "–" => "–",
        "“" | "\"" => return None,
        "," => {
            let next = words.get(at + 1)?;
            let listed =
                capital(text, next) || next.plain == "and" || force.is(next, Class::Determiner);
            return (reading.acts && listed).then_some(at + 1);
        }
        _ => return None,
    };
    let far = words.len().min(at + 120);
    (at + 1..far)
        .find(|close| words[*close].is(closing))
        .map(|close| close + 1)
        .filter(|_| reading.acts)
}

/// Tells whether a word opens a phrase or clause that is no subject: "when", "since".
fn leads(word: &Word<'_>, force: &Force) -> bool {
    force.is(word, Class::Opener) && !force.is(word, Class::Determiner)
}

fn capital(text: &str, word: &Word<'_>) -> bool {
    text[word.start..].starts_with(char::is_uppercase)
}
