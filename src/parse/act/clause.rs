//! The main clause of a sentence: its actor and all its coordinate verbs.

use super::subject::{Subject, subject};
use super::verbs::{VerbUse, is_adverb, past_adverbs};
use crate::lexicon::{Class, Force, Forms, Role, Word};

/// How many connectives in a row are passed over.
const MOST_JOINERS: usize = 8;
/// How far back an infinitive or a clause of its own can reach.
const FARTHEST: usize = 60;

/// Who does what in a sentence.
#[derive(Debug)]
pub(crate) struct Clause<'a> {
    /// The subject as written, where it is an actor.
    pub(crate) actor: Option<&'a str>,
    /// Whether the subject only carries on the actor before it.
    pub(crate) carried: bool,
    /// The verbs in order.
    pub(crate) verbs: Vec<VerbUse>,
}

impl<'a> Clause<'a> {
    /// Reads the main clause of `text`, which `words` were cut from; `None` where no actor and no verb is sure.
    pub(crate) fn read(text: &'a str, words: &[Word<'_>], force: &Force) -> Option<Self> {
        let Some(found) = main_subject(text, words, force) else {
            return Self::without_subject(words, force);
        };
        let shown = words[found.words.start].start..words[found.words.end - 1].end;
        let verbs = coordinate(text, words, found.verb, force);
        Some(Self { actor: Some(&text[shown]), carried: found.carried, verbs })
    }

    /// Reads an item that begins with its verb: "Launching …", "welcomed …", "REAFFIRMING …".
    fn without_subject(words: &[Word<'_>], force: &Force) -> Option<Self> {
        let at = past_adverbs(words, 0);
        let found = force.verb(words, at)?;
        let sentence = words.last().is_some_and(|word| word.is("."));
        let subject = sentence && found.forms.any(Forms::ING.or(Forms::BASE));
        let noun = words
            .get(at + found.len)
            .is_some_and(|next| matches!(&*next.plain, "for" | "of" | "by"));
        if noun || subject {
            return None;
        }
        let verb = VerbUse {
            start: at,
            end: at + found.len,
            base: Some(found.verb.base.replace(" …", "")),
            known: Some((found.verb.role, found.verb.strength)),
            modal: None,
            aspect: super::Aspect::Plain,
            continued: false,
            finite: found.forms,
        };
        Some(Self { actor: None, carried: false, verbs: coordinate("", words, verb, force) })
    }
}

/// Finds the first subject that acts: at the head of the sentence, or behind the commas of what leads it in.
fn main_subject(text: &str, words: &[Word<'_>], force: &Force) -> Option<Subject> {
    let first = past_connectives(words, 0);
    if let Some(found) =
        subject(text, words, 0, force).or_else(|| subject(text, words, first, force))
    {
        return Some(found);
    }
    if !leads_in(words, first) {
        return None;
    }
    let commas = words
        .iter()
        .enumerate()
        .filter(|(_, word)| word.is(",") || word.is("–"))
        .map(|(at, _)| at + 1);
    commas.map(|at| past_connectives(words, at)).find_map(|at| subject(text, words, at, force))
}

/// Returns the first place from `at` where no adverb or "and" stands; "both" and "all" may belong to the subject.
fn past_connectives(words: &[Word<'_>], mut at: usize) -> usize {
    if words
        .get(at)
        .zip(words.get(at + 1))
        .is_some_and(|(a, b)| a.plain == "as" && b.plain == "such")
    {
        at += 2;
    }
    let connects = |word: &Word<'_>| word.plain == "and" || word.plain == "but" || is_adverb(word);
    let open = words.iter().skip(at).take(MOST_JOINERS);
    at + open.take_while(|word| connects(word) && !word.is_of(Class::Alone)).count()
}

/// Tells whether a sentence opens with a phrase that leads up to its subject.
fn leads_in(words: &[Word<'_>], first: usize) -> bool {
    let Some(word) = words.first() else { return false };
    let participle = word.plain.ends_with("ing") || word.forms().any(Forms::PARTICIPLE);
    first > 0
        || word.is_number()
        || participle
        || word.is_of(Class::Opener)
        || word.is_of(Class::Adverb)
}

/// Collects the verbs that stand beside the first one: "affirmed …, welcomed …, and urged …".
fn coordinate(text: &str, words: &[Word<'_>], first: VerbUse, force: &Force) -> Vec<VerbUse> {
    let mut verbs = vec![first];
    let mut at = verbs[0].end;
    while at < words.len() {
        let joins = words[at].is(",")
            || words[at].is(";")
            || words[at].plain == "and"
            || words[at].plain == "but";
        match joins.then(|| joined(text, words, at, &verbs, force)).flatten() {
            Some(verb) => {
                at = verb.end;
                verbs.push(verb);
            }
            None => at += 1,
        }
    }
    verbs
}

/// Reads the verb that the comma or "and" at `at` joins to those before it.
fn joined(
    text: &str,
    words: &[Word<'_>],
    at: usize,
    verbs: &[VerbUse],
    force: &Force,
) -> Option<VerbUse> {
    let doubled = words.get(at + 1).is_some_and(|word| word.plain == "and" || word.plain == "but");
    let next = at + 1 + usize::from(doubled);
    let repeated = past_connectives(words, next);
    if words
        .get(repeated)
        .is_some_and(|word| word.is_of(Class::Speaker) || word.is_of(Class::Carrier))
    {
        return subject(text, words, repeated, force).map(|found| found.verb);
    }
    let mut verb = VerbUse::read(words, next, force)?;
    if !agrees(&verbs[0], &verb, force) || is_noun(words, &verb) {
        return None;
    }
    let since = verbs.last().map_or(0, |last| last.end).max(at.saturating_sub(FARTHEST));
    let own = verb.modal.is_some_and(|modal| modal.promises)
        || verb.finite.any(Forms::PAST) && !verb.finite.any(Forms::BASE)
        || declares(&verb, force)
        || !subordinate(words, since, at);
    if verb.modal.is_none() && verb.finite.any(Forms::BASE) {
        verb.modal = verbs[0].modal;
    }
    own.then_some(verb)
}

/// Tells whether a verb can hardly depend on another: "welcome", but not "support" in "to build and support".
fn declares(verb: &VerbUse, force: &Force) -> bool {
    let declaring = matches!(verb.known, Some((Role::Speech | Role::Intent | Role::Renewal, _)));
    declaring && verb.base.as_deref().is_some_and(|base| !force.has(base, Class::Equivocal))
}

/// Tells whether an infinitive or a clause of its own opens between two places, so that what follows may belong to it.
fn subordinate(words: &[Word<'_>], from: usize, to: usize) -> bool {
    let infinitive = from.checked_sub(1).is_some_and(|last| words[last].plain == "to");
    infinitive
        || (from..to).any(|at| {
            let word = &words[at];
            let verb_next = words.get(at + 1).is_some_and(|next| next.forms().any(Forms::BASE));
            word.plain == "to" && verb_next
                || word.is_of(Class::Relative)
                || word.is_of(Class::Be)
                || word.forms().any(Forms::ING)
        })
}

/// Tells whether a verb can share the subject of the first one, of the same tense or not: "will keep …, and expects that".
fn agrees(first: &VerbUse, verb: &VerbUse, force: &Force) -> bool {
    let present = verb.finite == Forms::THIRD && (verb.continued || declares(verb, force));
    if verb.modal.is_some() || present {
        return true;
    }
    if verb.known.is_none() {
        return false;
    }
    let wanted = if first.modal.is_some() {
        Forms::BASE
    } else if first.finite.any(Forms::PAST) {
        Forms::PAST
    } else if first.finite == Forms::default() {
        Forms::BASE.or(Forms::THIRD)
    } else {
        first.finite
    };
    verb.finite.any(wanted) || verb.finite == Forms::default()
}

/// Tells whether a word that could be a verb is more likely a noun or a participle: "support for", "agreed by".
fn is_noun(words: &[Word<'_>], verb: &VerbUse) -> bool {
    let single = verb.end == verb.start + 1;
    let next = words.get(verb.end);
    single
        && next.is_none_or(|word| {
            word.mark || word.plain == "and" || word.plain == "or" || word.is_of(Class::Preposition)
        })
}
