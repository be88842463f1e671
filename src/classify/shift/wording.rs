//! What of one wording weighs: its main verbs, each at its stage, and the words beside them. How two wordings compare
//! is left to `evidence`.

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
    pub(super) amount: Option<String>,
}

/// A main verb and its place on the ladder.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Rung {
    /// Whether it is said, planned or done.
    pub(super) stage: Stage,
    /// Where it stands: 0 says nothing, 9 is done.
    pub(super) height: f64,
    /// Whether it only goes on.
    pub(super) continued: bool,
    /// Whether it is denied.
    pub(super) negated: bool,
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
    /// What a report calls it.
    pub(super) label: &'a str,
    /// How much it strengthens, or below 0 weakens.
    pub(super) strength: i8,
    /// The words as they are compared.
    pub(super) plain: String,
}

/// The height of what is being done, or has been done without an end to reach.
const UNDER_WAY: f64 = 8.0;
/// How much less it is to go on with something than to take it up.
const CONTINUED: f64 = 1.5;
/// A verb this low does little even when it is promised: "will discuss".
const IDLE: u8 = 1;
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
            wording.add(&text, &words(&text), &lexicon.force);
        }
        wording
    }

    fn add(&mut self, text: &str, words: &[Word<'_>], force: &'a Force) {
        self.amount = self.amount.take().or_else(|| amount(text, words, force));
        self.add_words(words, force);
        let clause = Clause::read(text, words, force).filter(|clause| clause.actor.is_some());
        let verbs = clause.iter().flat_map(|clause| &clause.verbs);
        self.rungs.extend(verbs.filter_map(|verb| Rung::of(text, words, verb, force)));
        if clause.is_none() {
            self.modals.extend(Rung::of_modal(text, words, force));
        }
    }

    /// Sorts the words into those that weigh and the rest.
    fn add_words(&mut self, words: &[Word<'_>], force: &'a Force) {
        let mut at = 0;
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
            self.marks.push(Mark { label: &mark.label, strength: mark.strength, plain });
            at += len;
        }
    }
}

impl Rung {
    fn of(text: &str, words: &[Word<'_>], verb: &VerbUse, force: &Force) -> Option<Self> {
        let approves =
            matches!(verb.known, Some((Role::Speech, strength)) if strength <= APPROVING);
        let achieved = if approves && verb.modal.is_none() {
            achievement(words, verb.end, force)
        } else {
            None
        };
        let (stage, height) = match achieved {
            Some(_) => (Stage::Deed, UNDER_WAY),
            None => place(verb, force)?,
        };
        let last = achieved.unwrap_or(verb.end - 1);
        Some(Self {
            stage,
            height,
            continued: verb.continued,
            negated: words[verb.start..verb.end].iter().any(|word| force.is(word, Class::Negation)),
            phrase: text[words[verb.start].start..words[last].end].to_owned(),
            base: verb.base.clone().unwrap_or_default(),
        })
    }

    /// Makes a rung of the modal of a main clause.
    fn of_modal(text: &str, words: &[Word<'_>], force: &Force) -> Option<Self> {
        let main = words.iter().position(|word| force.is(word, Class::Relative));
        let mut places = 0..main.unwrap_or(words.len());
        let (at, (len, modal)) = places.find_map(|at| Some((at, force.modal(words, at)?)))?;
        let next = words.get(at + len);
        let phrase = text[words[at].start..words[at + len - 1].end].to_owned();
        Some(Self {
            stage: Stage::Plan,
            height: f64::from(modal.strength),
            continued: false,
            negated: next.is_some_and(|next| force.is(next, Class::Negation)),
            base: phrase.clone(),
            phrase,
        })
    }
}

/// Returns the stage and the place on the ladder of a verb as it is used.
fn place(verb: &VerbUse, force: &Force) -> Option<(Stage, f64)> {
    let planned = |strength: u8| if strength >= DECIDED { Stage::Deed } else { Stage::Plan };
    match (verb.known, verb.modal) {
        (Some((Role::Intent | Role::Renewal, strength)), _) => {
            Some((planned(strength), f64::from(strength)))
        }
        (known, Some(modal)) => {
            let idle = matches!(known, Some((Role::Speech, strength)) if strength <= IDLE);
            let lowered =
                f64::from(u8::from(verb.continued)) * CONTINUED + f64::from(u8::from(idle));
            Some((Stage::Plan, f64::from(modal.strength) - lowered))
        }
        (Some((Role::Speech, strength)), None) if strength > IDLE && shown(verb, force) => {
            Some((Stage::Deed, UNDER_WAY))
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

/// Finds what is told as done behind a verb: "the launch of", "its adoption by".
fn achievement(words: &[Word<'_>], at: usize, force: &Force) -> Option<usize> {
    const NEAR: usize = 6;
    let follows =
        |at: usize| words.get(at + 1).is_some_and(|next| next.plain == "of" || next.plain == "by");
    (at..words.len().min(at + NEAR))
        .take_while(|at| !words[*at].mark)
        .find(|at| force.is(&words[*at], Class::Achievement) && follows(*at))
}

/// Finds a number with its currency or unit: "$45 billion", "30 percent".
fn amount(text: &str, words: &[Word<'_>], force: &Force) -> Option<String> {
    (0..words.len()).filter(|at| words[*at].is_number()).find_map(|at| {
        let unit =
            words.get(at + 1).is_some_and(|next| next.is("%") || force.is(next, Class::Unit));
        let currency =
            at.checked_sub(1).map(|before| &words[before]).filter(|before| is_currency(before));
        let start = currency.map_or(words[at].start, |before| before.start);
        let end = if unit { words[at + 1].end } else { words[at].end };
        (unit || currency.is_some()).then(|| text[start..end].to_owned())
    })
}

fn is_currency(word: &Word<'_>) -> bool {
    matches!(&*word.plain, "$" | "€" | "£" | "¥" | "usd" | "eur" | "gbp" | "us$")
}
