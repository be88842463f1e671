//! What of one wording weighs: its main verbs, each at its stage, and the words beside them. How two wordings compare
//! is left to `evidence`.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::change::Placed;
use crate::lexicon::{Class, Force, Lexicon, Role, Word, words};
use crate::parse::act::{Aspect, Clause, VerbUse, completed};

/// One side of a rewording, as far as it weighs.
#[derive(Debug, Default)]
pub(super) struct Wording<'a> {
    /// How often each word stands in it, those that weigh left out.
    pub(super) bag: BTreeMap<String, usize>,
    /// The main verbs of its actors.
    pub(super) rungs: Vec<Rung>,
    /// The modals of sentences without an actor: "ports should be closed".
    pub(super) modals: Vec<Rung>,
    /// The words that weigh wherever they stand.
    pub(super) marks: Vec<Mark<'a>>,
    /// The first amount of money or share it names.
    pub(super) amount: Option<Amount>,
}

/// A main verb and its place on the ladder.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rung {
    /// The position of its statement.
    pub(super) of: usize,
    /// Whether it is said, planned or done.
    pub(super) stage: Stage,
    /// Where it stands: 0 says nothing, 9 is done.
    pub(super) height: f64,
    /// Whether it only goes on.
    pub(super) continued: bool,
    /// Whether it is denied.
    pub(super) negated: bool,
    /// Whether its modal promises what follows.
    pub(super) promises: bool,
    /// Whether it does little: "are exploring", "have discussed".
    pub(super) idle: bool,
    /// What it speaks of: the words behind it up to the next verb, those that mean little left out, in order of letters.
    pub(super) object: Vec<String>,
    /// The first few of these as they stand, likewise in order of letters.
    pub(super) head: Vec<String>,
    /// Where it stands, from 0 at the beginning of the sentence to 1.
    pub(super) place: f64,
    /// The words as written.
    pub(super) phrase: String,
    /// The verb in its basic form.
    pub(super) base: String,
}

/// Whether something is said, planned or done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// A view is stated.
    View,
    /// An action is promised, intended or asked of oneself.
    Plan,
    /// It is being done or done.
    Deed,
}

/// A weighing phrase.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mark<'a> {
    /// The position of its statement.
    pub(super) of: usize,
    /// What a report calls it.
    pub(super) label: &'a str,
    /// How much it strengthens, or below 0 weakens.
    pub(super) strength: i8,
    /// The words as they are compared.
    pub(super) plain: String,
    /// The year that it names.
    pub(super) year: Option<u16>,
}

/// An amount of money or share.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// The position of its statement.
    pub(super) of: usize,
    /// The words as written.
    pub(super) phrase: String,
}

/// The height of what is being done, or has been done without an end to reach.
const UNDER_WAY: f64 = 8.0;
/// The height of what is being done or done to little effect: "have discussed".
const IDLING: f64 = 7.0;
/// How much less it is to go on with something than to take it up.
const CONTINUED: f64 = 1.5;
/// A verb this low does little even when it is promised: "will discuss".
const IDLE: u8 = 1;
/// How many words behind a modal are held against those behind another.
const FARTHEST: usize = 12;
/// How many words behind a verb name what it is about.
const HEAD: usize = 4;
/// A verb up to here approves of what is there, above it asks for what is not.
const APPROVING: u8 = 4;
/// An intent from here on is carried out by saying it: "decided to".
const DECIDED: u8 = 8;

impl<'a> Wording<'a> {
    /// Reads the statements of one side.
    pub(super) fn read(side: &[Placed], lexicon: &'a Lexicon) -> Self {
        let mut wording = Self::default();
        for placed in side {
            let statement = &placed.statement;
            let stem = statement.stem.as_ref().map(|stem| &*stem.text);
            let text = completed(&statement.text, stem, lexicon);
            let (words, force) = (words(&text), &lexicon.force);
            wording.add(&Source { at: placed.index, text: &text, words: &words, force }, force);
        }
        wording
    }

    fn add(&mut self, source: &Source<'_>, force: &'a Force) {
        self.amount = self.amount.take().or_else(|| source.amount());
        self.add_words(source, force);
        let clause = Clause::read(source.text, source.words, force);
        let clause = clause.filter(|clause| clause.actor.is_some());
        let verbs = clause.map(|clause| clause.verbs).unwrap_or_default();
        self.rungs.extend(source.rungs(&verbs));
        self.modals.extend(source.modals(&verbs));
    }

    /// Sorts the words into those that weigh and the rest.
    fn add_words(&mut self, source: &Source<'_>, force: &'a Force) {
        let (words, mut at) = (source.words, 0);
        while at < words.len() {
            let Some((len, mark)) = force.mark(words, at) else {
                if !words[at].mark {
                    *self.bag.entry(words[at].plain.to_string()).or_default() += 1;
                }
                at += 1;
                continue;
            };
            let plain =
                words[at..at + len].iter().map(|word| &*word.plain).collect::<Vec<_>>().join(" ");
            self.marks.push(Mark {
                of: source.at,
                label: &mark.label,
                strength: mark.strength,
                plain,
                year: words[at..at + len].iter().find_map(year),
            });
            at += len;
        }
    }
}

/// Returns the year that a word is.
fn year(word: &Word<'_>) -> Option<u16> {
    word.is_year().then(|| word.plain.parse().ok()).flatten()
}

impl Rung {
    /// Returns how much of what two verbs speak of is the same, from 0 to 1.
    pub(super) fn common(&self, other: &Self) -> f64 {
        let total = self.object.len() + other.object.len();
        let both = 2 * common(&self.object, &other.object);
        if total == 0 { 0.0 } else { float(both) / float(total) }
    }

    /// Returns the share of what it speaks of first that others speak of too, from 0 to 1.
    pub(super) fn covered(&self, others: &[Self]) -> f64 {
        let mut all: Vec<String> = others.iter().flat_map(|other| other.object.clone()).collect();
        all.sort_unstable();
        let own = self.head.len();
        if own == 0 { 1.0 } else { float(common(&self.head, &all)) / float(own) }
    }

    /// Tells whether what another verb speaks of holds a word of its own family: "support" in "welcomed the support".
    pub(super) fn is_mentioned(&self, other: &Self) -> bool {
        let own = self.base.split(' ').next().unwrap_or_default();
        !own.is_empty() && other.object.iter().any(|word| akin(own, word))
    }

    /// Tells whether two verbs are the same and stand on the same place of the ladder.
    pub(super) fn same_force(&self, other: &Self) -> bool {
        let force = |rung: &Self| (rung.stage, rung.height.to_bits(), rung.negated);
        self.base == other.base && force(self) == force(other)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in a sentence are small")]
const fn float(count: usize) -> f64 {
    count as f64
}

/// Counts the words that two lists in alphabetical order have in common; those of one family are one.
fn common(mut one: &[String], mut other: &[String]) -> usize {
    let mut both = 0;
    while let ([a, after_a @ ..], [b, after_b @ ..]) = (one, other) {
        let akin = akin(a, b);
        both += usize::from(akin);
        (one, other) = match a.cmp(b) {
            _ if akin => (after_a, after_b),
            Ordering::Less => (after_a, other),
            _ => (one, after_b),
        };
    }
    both
}

/// Tells whether two words are of one family, as far as their letters show it: "resolve", "resolution".
fn akin(a: &str, b: &str) -> bool {
    const ROOT: usize = 5;
    const ENDING: usize = 5;
    let root = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    a == b || root >= ROOT && a.len().max(b.len()) - root <= ENDING
}

fn sorted(mut words: Vec<String>) -> Vec<String> {
    words.sort_unstable();
    words
}

/// A sentence as it is read.
struct Source<'s> {
    /// The position of its statement.
    at: usize,
    text: &'s str,
    words: &'s [Word<'s>],
    force: &'s Force,
}

impl Source<'_> {
    /// Makes rungs of main verbs; one that has no object has that of the next: "have led and will lead".
    fn rungs(&self, verbs: &[VerbUse]) -> Vec<Rung> {
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
        let word = &self.text[self.words[verb.start].start..self.words[verb.start].end];
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        verb.start > 0 && verb.modal.is_none() && capital && letters.any(char::is_lowercase)
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
            continued: verb.continued,
            negated: own.iter().any(|word| self.force.is(word, Class::Negation)),
            promises: verb.modal.is_some_and(|modal| modal.promises),
            idle,
            head: sorted(object.iter().take(HEAD).cloned().collect()),
            object: sorted(object),
            place: self.place(verb.start),
            phrase: self.text[self.words[verb.start].start..self.words[last].end].to_owned(),
            base: verb.base.clone().unwrap_or_default(),
        })
    }

    /// Makes rungs of the modals that belong to none of the main verbs.
    fn modals(&self, verbs: &[VerbUse]) -> Vec<Rung> {
        let free = |at: &usize| verbs.iter().all(|verb| !(verb.start..verb.end).contains(at));
        (0..self.words.len()).filter(free).filter_map(|at| self.modal(at)).collect()
    }

    fn modal(&self, at: usize) -> Option<Rung> {
        let (len, modal) = self.force.modal(self.words, at)?;
        let (next, far) = (at + len, self.words.len().min(at + len + FARTHEST));
        let negated = self.words.get(next).is_some_and(|word| self.force.is(word, Class::Negation));
        let last = next - 1 + usize::from(negated);
        let phrase = self.text[self.words[at].start..self.words[last].end].to_owned();
        let object = self.object(last + 1, far);
        Some(Rung {
            of: self.at,
            stage: Stage::Plan,
            height: f64::from(modal.strength),
            continued: false,
            negated,
            promises: modal.promises,
            idle: false,
            head: sorted(object.iter().take(HEAD).cloned().collect()),
            object: sorted(object),
            place: self.place(at),
            base: phrase.clone(),
            phrase,
        })
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
    fn object(&self, start: usize, end: usize) -> Vec<String> {
        const LITTLE: [Class; 6] = [
            Class::Preposition,
            Class::Determiner,
            Class::Relative,
            Class::Adverb,
            Class::Be,
            Class::Have,
        ];
        let means = |word: &&Word<'_>| {
            let joins = matches!(&*word.plain, "and" | "or");
            !word.mark && !joins && LITTLE.iter().all(|class| !self.force.is(word, *class))
        };
        let own = self.words.get(start..end).unwrap_or_default().iter().filter(means);
        own.map(|word| word.plain.strip_suffix('s').unwrap_or(&word.plain).to_owned()).collect()
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
            .find(|at| self.force.is(&words[*at], Class::Achievement) && follows(*at))
    }

    /// Finds a number with its currency or unit: "$45 billion", "30 percent".
    fn amount(&self) -> Option<Amount> {
        let (words, force) = (self.words, self.force);
        (0..words.len()).filter(|at| words[*at].is_number()).find_map(|at| {
            let unit =
                words.get(at + 1).is_some_and(|next| next.is("%") || force.is(next, Class::Unit));
            let currency =
                at.checked_sub(1).map(|before| &words[before]).filter(|before| is_currency(before));
            let start = currency.map_or(words[at].start, |before| before.start);
            let end = if unit { words[at + 1].end } else { words[at].end };
            (unit || currency.is_some())
                .then(|| Amount { of: self.at, phrase: self.text[start..end].to_owned() })
        })
    }
}

/// Returns the stage and the place on the ladder of a verb as it is used.
fn place(verb: &VerbUse, idle: bool, force: &Force) -> Option<(Stage, f64)> {
    let planned = |strength: u8| if strength >= DECIDED { Stage::Deed } else { Stage::Plan };
    match (verb.known, verb.modal) {
        (Some((Role::Intent | Role::Renewal, strength)), _) => {
            Some((planned(strength), f64::from(strength)))
        }
        (_, Some(modal)) => {
            let lowered =
                f64::from(u8::from(verb.continued)) * CONTINUED + f64::from(u8::from(idle));
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

/// Tells whether a verb that could only be said is shown by deeds: "are supporting", "continue to promote".
fn shown(verb: &VerbUse, force: &Force) -> bool {
    let equivocal = verb.base.as_deref().is_some_and(|base| force.has(base, Class::Equivocal));
    equivocal && (verb.continued || matches!(verb.aspect, Aspect::Ongoing | Aspect::Done))
}

fn is_currency(word: &Word<'_>) -> bool {
    matches!(&*word.plain, "$" | "€" | "£" | "¥" | "usd" | "eur" | "gbp" | "us$")
}
