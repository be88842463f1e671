//! One group of verbs: modal, auxiliaries, adverbs and the verb itself. Whose verbs they are is left to `subject`.

use crate::lexicon::{Class, Force, Forms, Modal, Role, Verb, Word};

/// A group of verbs as a sentence uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VerbUse {
    /// The first of its words that is no adverb.
    pub(crate) start: usize,
    /// The word behind it.
    pub(crate) end: usize,
    /// The verb in its basic form; `None` where only auxiliaries are known.
    pub(crate) base: Option<String>,
    /// What the verb does, where the lexicon knows it.
    pub(crate) known: Option<(Role, u8)>,
    /// Its modal.
    pub(crate) modal: Option<Modal>,
    /// Whether it is done, under way or neither.
    pub(crate) aspect: Aspect,
    /// Whether it only goes on with something.
    pub(crate) continued: bool,
    /// Which forms its finite word can be.
    pub(crate) finite: Forms,
}

/// How far along an action is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// Neither done nor under way.
    #[default]
    Plain,
    /// "are launching".
    Ongoing,
    /// "have launched".
    Done,
    /// "was launched": its subject does nothing.
    Passive,
}

/// The strength from which an intent holds even when it is told of the past: "sought to" is over, "pledged to" is not.
const FIRM: u8 = 6;

impl VerbUse {
    /// Reads the finite verbs that begin at `at`, adverbs before them skipped.
    pub(crate) fn read(words: &[Word<'_>], at: usize, force: &Force) -> Option<Self> {
        let start = past_adverbs(words, at);
        let mut group = Self {
            start,
            end: start,
            base: None,
            known: None,
            modal: None,
            aspect: Aspect::Plain,
            continued: false,
            finite: Forms::default(),
        };
        let word = words.get(start).filter(|word| !word.mark)?;
        if let Some((len, modal)) = force.modal(words, start) {
            group.modal = Some(modal);
            group.after_auxiliary(words, start + len, force, Forms::BASE);
        } else if word.is_of(Class::Be) || word.is_of(Class::Have) || word.is_of(Class::Stay) {
            group.after_auxiliary(
                words,
                start,
                force,
                Forms::BASE.or(Forms::THIRD).or(Forms::PAST),
            );
        } else {
            group.finite = word.forms();
            group.main(words, start, force, Forms::BASE.or(Forms::THIRD).or(Forms::PAST));
        }
        (group.end > start).then_some(group)
    }

    /// Reads what follows a modal, or begins with an auxiliary.
    fn after_auxiliary(&mut self, words: &[Word<'_>], at: usize, force: &Force, wanted: Forms) {
        self.end = at;
        let at = past_adverbs(words, at);
        let Some(word) = words.get(at).filter(|word| !word.mark) else { return };
        if word.is_of(Class::Have) {
            self.end = at + 1;
            let next = past_adverbs(words, at + 1);
            match words.get(next) {
                Some(word) if word.is_of(Class::Be) => self.after_be(words, next, force),
                Some(word) => {
                    let participle =
                        word.plain.ends_with("ed") || word.forms().any(Forms::PARTICIPLE);
                    self.aspect = if participle { Aspect::Done } else { Aspect::Plain };
                    self.end = if participle { next + 1 } else { self.end };
                    self.main(words, next, force, Forms::PARTICIPLE);
                }
                None => {}
            }
        } else if word.is_of(Class::Be) || word.is_of(Class::Stay) {
            self.after_be(words, at, force);
        } else {
            self.main(words, at, force, wanted);
        }
    }

    /// Reads what follows a form of "be" or "remain", which stands at `at`.
    fn after_be(&mut self, words: &[Word<'_>], at: usize, force: &Force) {
        self.end = at + 1;
        let next = past_adverbs(words, at + 1);
        if let Some((len, verb)) = force.state(words, next) {
            self.aspect = Aspect::Plain;
            return self.take(verb, next + len);
        }
        match words.get(next).map(|word| word.forms()) {
            Some(_) if words[next].is_of(Class::Continue) => {
                self.aspect = Aspect::Ongoing;
                self.continuing(words, next, force);
            }
            Some(forms) if forms.any(Forms::ING) => {
                self.aspect = Aspect::Ongoing;
                self.main(words, next, force, Forms::ING);
            }
            Some(forms) if forms.any(Forms::PARTICIPLE) => self.aspect = Aspect::Passive,
            _ if words.get(next).is_some_and(|word| {
                !word.mark && word.plain.len() > 5 && word.plain.ends_with("ing")
            }) =>
            {
                self.aspect = Aspect::Ongoing;
                self.end = next + 1;
            }
            _ => self.aspect = Aspect::Plain,
        }
    }

    /// Reads the verb itself, in one of the forms `wanted`.
    fn main(&mut self, words: &[Word<'_>], at: usize, force: &Force, wanted: Forms) {
        let Some(word) = words.get(at).filter(|word| !word.mark) else { return };
        if word.is_of(Class::Continue)
            && !self.continued
            && force.verb(words, at).is_none_or(|found| found.len == 1)
        {
            return self.continuing(words, at, force);
        }
        match force.verb(words, at) {
            Some(found) if found.forms.any(wanted) => {
                self.take(found.verb, at + found.len);
            }
            None if self.modal.is_some() && wanted.any(Forms::BASE) && !self.continued => {
                self.base = Some(word.plain.to_string());
                self.end = at + 1;
            }
            _ => {}
        }
    }

    /// Reads "continue to" or "continue" and the verb that it goes on with.
    fn continuing(&mut self, words: &[Word<'_>], at: usize, force: &Force) {
        self.continued = true;
        let finite = &words[at].plain;
        if self.end <= at && self.modal.is_none() && self.aspect == Aspect::Plain {
            let past = if finite.ends_with("ed") {
                Forms::PAST.or(Forms::PARTICIPLE)
            } else {
                Forms::BASE
            };
            self.finite = if finite.ends_with('s') { Forms::THIRD } else { past };
        }
        self.end = at + 1;
        let to = words.get(at + 1).is_some_and(|word| word.plain == "to");
        let next = past_adverbs(words, at + 1 + usize::from(to));
        self.main(words, next, force, if to { Forms::BASE } else { Forms::ING });
        if self.base.is_none() {
            self.base = Some("continue".to_owned());
        }
    }

    fn take(&mut self, verb: &Verb, end: usize) {
        self.base = Some(verb.base.replace(" …", ""));
        self.known = Some((verb.role, verb.strength));
        self.end = end;
    }

    /// Tells whether the group states an intent of future action.
    pub(crate) fn commits(&self, words: &[Word<'_>], force: &Force) -> bool {
        let wills = self.modal.is_some_and(|modal| modal.promises);
        match self.known {
            _ if self.aspect == Aspect::Passive => false,
            Some((Role::Speech, _)) if self.base.as_deref() == Some("agree that") => {
                promised(words, self.end, force)
            }
            Some((Role::Speech | Role::Action | Role::Event, _)) => wills,
            Some((Role::Renewal, _)) => action_follows(words, self.end),
            Some((Role::Intent, strength)) if strength < FIRM && self.finite.any(Forms::PAST) => {
                false
            }
            Some((Role::Intent, _)) => {
                self.aspect != Aspect::Done || words[self.end - 1].plain == "to"
            }
            None => wills && self.base.is_some(),
        }
    }
}

/// Tells whether a clause after "agree that" is itself a promise.
fn promised(words: &[Word<'_>], at: usize, force: &Force) -> bool {
    (at..words.len().min(at + 8))
        .take_while(|at| !words[*at].mark)
        .any(|at| force.modal(words, at).is_some_and(|(_, modal)| modal.promises))
}

/// Tells whether a verb stands at `at`, adverbs skipped: "commitment to repairing", not "commitment to peace".
fn action_follows(words: &[Word<'_>], at: usize) -> bool {
    let next = words.get(past_adverbs(words, at));
    next.is_some_and(|word| {
        let gerund = word.plain.len() > 5 && word.plain.ends_with("ing");
        gerund || word.forms().any(Forms::BASE) && !word.is_of(Class::Determiner)
    })
}

/// Returns the first place from `at` where no adverb stands.
pub(super) fn past_adverbs(words: &[Word<'_>], at: usize) -> usize {
    const MOST: usize = 8;
    at + words.iter().skip(at).take(MOST).take_while(|word| is_adverb(word)).count()
}

/// Tells whether a word is an adverb.
pub(super) fn is_adverb(word: &Word<'_>) -> bool {
    let ly = word.plain.len() > 4
        && word.plain.ends_with("ly")
        && word.plain != "apply"
        && word.plain != "rely"
        && word.plain != "supply";
    !word.mark && (ly || word.is_of(Class::Adverb))
}
