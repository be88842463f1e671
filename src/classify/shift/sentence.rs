//! Reads a sentence for what weighs in it: its verbs, each at its stage, and its amounts. Who acts in it was settled by
//! `parse`.

use super::rung::{Course, Manner, Rung, Stage, float, singular, sorted};
use super::wording::Amount;
use crate::lexicon::{Class, Force, Forms, Role, Word};
use crate::parse::act::{Aspect, VerbUse};

/// The height of what is being done, or has been done without an end to reach.
const UNDER_WAY: f64 = 8.0;
/// The height of what is being done or done to little effect: "have discussed".
const IDLING: f64 = 7.0;
/// How much less it is to go on with something than to take it up.
const CONTINUED: f64 = 1.5;
/// How much less it is to promise what does little.
const IDLY: f64 = 2.0;
/// A verb this low does little even when it is promised: "will discuss".
const IDLE: u8 = 1;
/// An intent from here on is carried out by saying it: "decided to".
const DECIDED: u8 = 8;
/// An intent from here on is a promise.
const PROMISED: u8 = 7;
/// How many words behind a modal are held against those behind another.
const FARTHEST: usize = 12;
/// How many words behind a verb name what it is about.
const HEAD: usize = 4;
/// An article or "its" stands at most so many words before an amount that it makes known: "the current 0 to 4 percent".
const KNOWN: usize = 4;
/// A verb up to here approves of what is there, above it asks for what is not.
const APPROVING: u8 = 4;

/// A verb of this height tells what one thinks, and going on with it is no deed: "see", "judge".
const THOUGHT: u8 = 2;

/// A sentence as it is read.
pub(super) struct Sentence<'s> {
    /// The position of its statement.
    pub(super) at: usize,
    /// Its text.
    pub(super) text: &'s str,
    /// The words of its text.
    pub(super) words: &'s [Word<'s>],
    /// Where its main verbs begin, rising.
    pub(super) verbs: Vec<usize>,
    /// The words that bind.
    pub(super) force: &'s Force,
}

impl Sentence<'_> {
    /// Adds the intents that stand beside main verbs of another tense: "agreed …, and intend to".
    pub(super) fn with_intents(&self, mut verbs: Vec<VerbUse>) -> Vec<VerbUse> {
        for at in (0..self.words.len()).filter(|at| self.words[*at].plain == "and") {
            let verb = VerbUse::read(self.words, at + 1, self.force).filter(|verb| {
                let intends = matches!(verb.known, Some((Role::Intent | Role::Renewal, _)));
                intends && self.words[verb.end - 1].plain == "to"
            });
            if let Some(verb) = verb
                && verbs.iter().all(|other| verb.end <= other.start || other.end <= verb.start)
            {
                verbs.push(verb);
            }
        }
        verbs.sort_by_key(|verb| verb.start);
        self.rejoined(verbs)
    }

    /// Puts together what stands apart: "agreed today to", "will, as always, take".
    fn rejoined(&self, verbs: Vec<VerbUse>) -> Vec<VerbUse> {
        let mut joined: Vec<VerbUse> = Vec::with_capacity(verbs.len());
        for mut verb in verbs {
            if let Some(found) = self.intent_apart(&verb) {
                verb = found;
            }
            match joined.last_mut() {
                Some(last) if self.is_inserted(last, &verb) => {
                    let start = last.start;
                    *last = VerbUse { start, modal: last.modal, ..verb };
                }
                _ => joined.push(verb),
            }
        }
        joined
    }

    /// Reads an intent with an adverb between it and "to".
    fn intent_apart(&self, verb: &VerbUse) -> Option<VerbUse> {
        let adverb = |word: &Word<'_>| word.is_of(Class::Adverb);
        let gap = self.words[verb.end..].iter().take_while(|word| adverb(word)).count();
        let to = self.words.get(verb.end + gap).filter(|word| gap > 0 && word.plain == "to")?;
        let closed = [self.words[verb.end - 1].clone(), to.clone()];
        let found = self.force.verb(&closed, 0).filter(|found| found.len == closed.len())?;
        let known = Some((found.verb.role, found.verb.strength));
        let base = Some(found.verb.base.to_string());
        Some(VerbUse { end: verb.end + gap + 1, base, known, ..verb.clone() })
    }

    /// Tells whether only words between commas part a modal from its verb.
    fn is_inserted(&self, modal: &VerbUse, verb: &VerbUse) -> bool {
        let between = self.words.get(modal.end..verb.start).unwrap_or_default();
        let commas = between.iter().filter(|word| word.mark).count();
        let ends = between.first().zip(between.last());
        modal.modal.is_some()
            && modal.base.is_none()
            && commas == 2
            && ends.is_some_and(|(first, last)| first.is(",") && last.is(","))
    }

    /// Makes rungs of main verbs; one that has no object has that of the next: "have led and will lead".
    pub(super) fn rungs(&self, verbs: &[VerbUse]) -> Vec<Rung> {
        let mut rungs: Vec<Rung> = Vec::with_capacity(verbs.len());
        let (mut end, mut object) = (self.words.len(), Vec::new());
        for verb in verbs.iter().rev().filter(|verb| !self.is_name(verb)) {
            let own = self.object(verb.end, end);
            object = if own.is_empty() { object } else { own };
            end = verb.start;
            rungs.extend(self.rung(verb, object.clone()));
        }
        rungs.reverse();
        rungs
    }

    /// Tells whether what looks like a verb is written as part of a name: "and Open Skies".
    fn is_name(&self, verb: &VerbUse) -> bool {
        verb.modal.is_none() && self.is_capitalized(verb.start)
    }

    /// Tells whether a word has a capital that neither the beginning of the sentence nor capitals throughout explain.
    fn is_capitalized(&self, at: usize) -> bool {
        let mut letters = self.text[self.words[at].start..self.words[at].end].chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        at > 0 && capital && letters.any(char::is_lowercase)
    }

    /// Makes a rung of a main verb and what it speaks of.
    fn rung(&self, verb: &VerbUse, object: Vec<String>) -> Option<Rung> {
        let approves =
            matches!(verb.known, Some((Role::Speech, strength)) if strength <= APPROVING);
        let achieved =
            if approves && verb.modal.is_none() { self.achievement(verb.end) } else { None };
        let idle = achieved.is_none() && self.idle(verb);
        let (stage, height) = match achieved {
            Some(_) => (Stage::Deed, UNDER_WAY),
            None => place(verb, idle, self.force)?,
        };
        let last = achieved.unwrap_or(verb.end - 1);
        let own = &self.words[verb.start..verb.end];
        Some(Rung {
            of: self.at,
            stage,
            height,
            course: match verb.continued {
                true => Course::Continued,
                false if self.keeps(verb) => Course::Kept,
                false => Course::Fresh,
            },
            firm: is_firm(verb, stage),
            negated: own.iter().any(|word| word.is_of(Class::Negation)),
            manner: match verb.known {
                _ if idle => Manner::Idle,
                Some((Role::Intent, _)) if stage == Stage::Deed => Manner::Decided,
                _ => Manner::Plain,
            },
            head: sorted(object.iter().take(HEAD).cloned().collect()),
            object: sorted(object),
            place: self.place(verb.start),
            phrase: self.text[self.words[verb.start].start..self.words[last].end].to_owned(),
            deed: self.deed(verb),
            base: verb.base.clone().unwrap_or_default(),
        })
    }

    /// Makes rungs of the modals that belong to none of the main verbs; "in May" is none.
    pub(super) fn modals(&self, verbs: &[VerbUse]) -> Vec<Rung> {
        let free = |at: &usize| verbs.iter().all(|verb| !(verb.start..verb.end).contains(at));
        let all = (0..self.words.len()).filter(|at| !self.is_capitalized(*at));
        all.filter(free).filter_map(|at| self.modal(at)).collect()
    }

    fn modal(&self, at: usize) -> Option<Rung> {
        let (len, modal) = self.force.modal(self.words, at)?;
        let (next, far) = (at + len, self.words.len().min(at + len + FARTHEST));
        let negated = self.words.get(next).is_some_and(|word| word.is_of(Class::Negation));
        let last = next - 1 + usize::from(negated);
        let phrase = self.text[self.words[at].start..self.words[last].end].to_owned();
        let object = self.object(last + 1, far);
        Some(Rung {
            of: self.at,
            stage: Stage::Plan,
            height: f64::from(modal.strength),
            course: Course::Fresh,
            firm: false,
            negated,
            manner: if modal.promises { Manner::Foretold } else { Manner::Plain },
            head: sorted(object.iter().take(HEAD).cloned().collect()),
            object: sorted(object),
            place: self.place(at),
            base: phrase.clone(),
            deed: String::new(),
            phrase,
        })
    }

    /// Returns the verb itself, or the one behind an intent or "continue".
    fn deed(&self, verb: &VerbUse) -> String {
        let intends = matches!(verb.known, Some((Role::Intent | Role::Renewal, _)));
        let goes_on = verb.known.is_none() && verb.continued;
        let own = || verb.base.clone().unwrap_or_default();
        if !intends && !goes_on {
            return own();
        }
        let little = |word: &&Word<'_>| {
            let to = word.plain == "to";
            to || word.is_of(Class::Adverb) || word.plain.ends_with("ly")
        };
        let mut meant = self.words[verb.end..].iter().filter(|word| !little(word));
        let first = meant.next().filter(|word| !word.mark);
        let again = first.filter(|word| word.is_of(Class::Continue)).and(meant.next());
        let acts = |word: &&Word<'_>| word.plain.ends_with("ing") || word.forms().any(Forms::BASE);
        let to = self.words.get(verb.end).is_some_and(|word| word.plain == "to");
        match again.filter(acts).or(first) {
            Some(word) if intends || to || word.plain.ends_with("ing") => word.plain.to_string(),
            _ => own(),
        }
    }

    /// Tells whether a verb, or the one that is meant to be done, only keeps up what is there.
    fn keeps(&self, verb: &VerbUse) -> bool {
        let base = verb.base.as_deref().unwrap_or_default();
        let intends = matches!(verb.known, Some((Role::Intent, _)));
        let next = self.words.get(verb.end).filter(|_| intends);
        self.force.has(base, Class::Keep)
            || self.force.has(&self.deed(verb), Class::Keep)
            || next.is_some_and(|next| next.is_of(Class::Continue))
    }

    /// Tells whether a verb does little, or only begins or means to do what does little: "will exchange views".
    fn idle(&self, verb: &VerbUse) -> bool {
        let low = |known| matches!(known, Some((Role::Speech, strength)) if strength <= IDLE);
        let next = || {
            self.force.verb(self.words, verb.end).map(|next| (next.verb.role, next.verb.strength))
        };
        low(verb.known)
            || matches!(verb.known, Some((Role::Intent | Role::Action, _))) && low(next())
    }

    /// Returns what is spoken of between two places.
    pub(super) fn object(&self, start: usize, end: usize) -> Vec<String> {
        let own = self.words.get(start..end).unwrap_or_default();
        let mut object = Vec::with_capacity(own.len());
        let spoken = own.iter().filter(|word| means(word));
        object.extend(spoken.map(|word| singular(&word.plain).to_owned()));
        object
    }

    /// Tells whether a word that could be another is a verb to be done: "to complete", "will complete".
    pub(super) fn is_deed(&self, at: usize) -> bool {
        let verb = self.words[at].forms().any(Forms::BASE);
        let before = at.checked_sub(1);
        verb && before.is_some_and(|before| {
            self.words[before].plain == "to" || self.force.modal(self.words, before).is_some()
        })
    }

    /// Returns where a word stands, from 0 to 1.
    fn place(&self, at: usize) -> f64 {
        float(at) / float(self.words.len().max(1))
    }

    /// Finds what is told as done behind a verb: "the launch of", "its adoption by".
    fn achievement(&self, at: usize) -> Option<usize> {
        const NEAR: usize = 6;
        let words = self.words;
        let follows = |at: usize| {
            words.get(at + 1).is_some_and(|next| next.plain == "of" || next.plain == "by")
        };
        (at..words.len().min(at + NEAR))
            .take_while(|at| !words[*at].mark)
            .find(|at| words[*at].is_of(Class::Achievement) && follows(*at))
    }

    /// Finds a number with its currency or unit: "$45 billion", "30 percent".
    pub(super) fn amount(&self) -> Option<Amount> {
        let words = self.words;
        (0..words.len()).filter(|at| words[*at].is_number()).find_map(|at| {
            let unit =
                words.get(at + 1).is_some_and(|next| next.is("%") || next.is_of(Class::Unit));
            let currency =
                at.checked_sub(1).map(|before| &words[before]).filter(|before| is_currency(before));
            let start = currency.map_or(words[at].start, |before| before.start);
            let end = if unit { words[at + 1].end } else { words[at].end };
            let behind = at + 1 + usize::from(unit);
            (unit || currency.is_some()).then(|| Amount {
                of: self.at,
                known: self.is_known(at, behind),
                phrase: self.text[start..end].to_owned(),
                beside: self.beside(at, behind),
                clause: self.clause(at, behind),
            })
        })
    }

    /// Tells whether an amount only names something that is known, between "the" or "its" and a noun: "its 2 percent goal".
    fn is_known(&self, start: usize, end: usize) -> bool {
        let definite = |word: &Word<'_>| {
            let article = word.is_of(Class::Determiner) && !matches!(&*word.plain, "a" | "an");
            article || word.plain.ends_with("'s")
        };
        let mut before = self.words[..start].iter().rev().take(KNOWN).take_while(|word| !word.mark);
        before.any(definite) && self.words.get(end).is_some_and(means)
    }
}

/// Tells whether a word says what is spoken of: one that means more than how others hang together.
pub(super) fn means(word: &Word<'_>) -> bool {
    const LITTLE: [Class; 6] = [
        Class::Preposition,
        Class::Determiner,
        Class::Relative,
        Class::Adverb,
        Class::Be,
        Class::Have,
    ];
    let joins = matches!(&*word.plain, "and" | "or");
    !word.mark && !joins && LITTLE.iter().all(|class| !word.is_of(*class))
}

/// Returns the stage and the place on the ladder of a verb as it is used.
fn place(verb: &VerbUse, idle: bool, force: &Force) -> Option<(Stage, f64)> {
    let planned = |strength: u8| if strength >= DECIDED { Stage::Deed } else { Stage::Plan };
    match (verb.known, verb.modal) {
        (Some((Role::Intent | Role::Renewal, strength)), _) => {
            Some((planned(strength), f64::from(strength)))
        }
        (_, Some(modal)) => {
            let lowered = match (verb.continued, idle) {
                (true, idle) => CONTINUED + f64::from(u8::from(idle)),
                (false, true) => IDLY,
                (false, false) => 0.0,
            };
            Some((Stage::Plan, f64::from(modal.strength) - lowered))
        }
        (Some((Role::Speech, _)), None) if shown(verb, force) => {
            Some((Stage::Deed, if idle { IDLING } else { UNDER_WAY }))
        }
        (Some((Role::Speech, strength)), None) => Some((Stage::View, f64::from(strength))),
        (Some((Role::Action, strength)), None) if verb.aspect == Aspect::Done => {
            Some((Stage::Deed, f64::from(strength)))
        }
        (Some((Role::Action, _)), None) => Some((Stage::Deed, UNDER_WAY)),
        (Some((Role::Event, _)), None) => None,
        (None, None) => matches!(verb.aspect, Aspect::Ongoing | Aspect::Done)
            .then_some((Stage::Deed, UNDER_WAY)),
    }
}

/// Tells whether a verb binds its actor, who has promised, decided or begun what it says.
fn is_firm(verb: &VerbUse, stage: Stage) -> bool {
    match (verb.known, verb.modal) {
        (Some((Role::Intent | Role::Renewal, strength)), _) => strength >= PROMISED,
        (_, Some(modal)) => modal.promises,
        (Some((Role::Speech, _)), None) if verb.continued => false,
        _ => stage == Stage::Deed,
    }
}

/// Tells whether a verb that could only be said is shown by deeds: "are supporting", "continue to promote".
fn shown(verb: &VerbUse, force: &Force) -> bool {
    let equivocal = verb.base.as_deref().is_some_and(|base| force.has(base, Class::Equivocal));
    let thought = matches!(verb.known, Some((_, THOUGHT)));
    equivocal
        && !thought
        && (verb.continued || matches!(verb.aspect, Aspect::Ongoing | Aspect::Done))
}

fn is_currency(word: &Word<'_>) -> bool {
    matches!(&*word.plain, "$" | "€" | "£" | "¥" | "usd" | "eur" | "gbp" | "us$")
}
