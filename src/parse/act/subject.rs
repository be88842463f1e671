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
    if word.is_of(Class::Speaker) {
        let verb = VerbUse::read(words, at + 1, force)
            .or_else(|| after_apposition(words, at + 1, force))?;
        return Some(Subject { words: at..at + 1, carried: false, verb });
    }
    if word.is_of(Class::Carrier) {
        let verb = VerbUse::read(words, at + 1, force)?;
        return Some(Subject { words: at..at + 1, carried: true, verb });
    }
    if word.is_of(Class::Alone)
        && let Some(verb) = VerbUse::read(words, at + 1, force)
    {
        return Some(Subject { words: at..at + 1, carried: false, verb });
    }
    NounPhrase::new(text, words, at, force).read()
}

/// Finds the verbs of "we" behind what stands between: "we, the ministers of …, reaffirm".
fn after_apposition(words: &[Word<'_>], at: usize, force: &Force) -> Option<VerbUse> {
    const FARTHEST: usize = 90;
    let opens = words.get(at)?;
    if !(opens.mark || opens.is_of(Class::Determiner)) {
        return None;
    }
    (at + 2..words.len().min(at + FARTHEST)).find_map(|next| {
        let before = &words[next - 1];
        let joined = before.plain == "and" || before.plain == "or" || is_adverb(before);
        if joined || before.is_of(Class::Determiner) || before.is_of(Class::Preposition) {
            return None;
        }
        let verb = VerbUse::read(words, next, force)?;
        let closed = before.is(",") || before.is("–") || before.is(")");
        (closed || verb.modal.is_some() || verb.base.is_some()).then_some(verb)
    })
}

/// A noun phrase as it is read from its first word on.
struct NounPhrase<'a> {
    text: &'a str,
    words: &'a [Word<'a>],
    force: &'a Force,
    start: usize,
    /// What its last noun is, where it can act.
    head: Option<Head>,
    /// Whether a preposition ended its core.
    inside: bool,
    /// Whether a common word stood behind a name: only a collective noun can save the phrase.
    broken: bool,
    /// Whether a list of names is open: its "and" is still to come.
    listing: bool,
    /// Where an apposition cuts what is shown.
    cut: Option<usize>,
}

/// A noun that can act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    /// "members", "Committee".
    Collective,
    /// "Japan", "the IHO".
    Name,
}

impl<'a> NounPhrase<'a> {
    const fn new(text: &'a str, words: &'a [Word<'a>], start: usize, force: &'a Force) -> Self {
        Self {
            text,
            words,
            force,
            start,
            head: None,
            inside: false,
            broken: false,
            listing: false,
            cut: None,
        }
    }

    /// Reads on to the verb of the phrase, if it is one that can act.
    fn read(mut self) -> Option<Subject> {
        if self.leads(self.start) {
            return None;
        }
        let mut at = self.start;
        while at < self.words.len().min(self.start + LONGEST) {
            if self.words[at].mark {
                at = self.past_mark(at)?;
                continue;
            }
            if let Some(verb) = self.verb(at) {
                return self.ended(at, verb);
            }
            if at > self.start && self.words[at].is_of(Class::Relative) || self.ends(at) {
                return None;
            }
            self.step(at)?;
            at += 1;
        }
        None
    }

    /// Reads the verb at `at`, where one can follow what was read.
    fn verb(&self, at: usize) -> Option<VerbUse> {
        let ready = at > self.start && self.head.is_some() && !self.listing;
        let fits = ready && !self.capital(at) && can_precede_verb(&self.words[at - 1]);
        fits.then(|| VerbUse::read(self.words, at, self.force)).flatten()
    }

    /// Ends the phrase before its verb; a bare name that only "is" something does not act.
    fn ended(&self, at: usize, verb: VerbUse) -> Option<Subject> {
        let words = self.start..self.cut.unwrap_or(at);
        let gerund = words.len() > GERUND && self.words[self.start].forms().any(Forms::ING);
        let idle = self.head == Some(Head::Name) && verb.base.is_none();
        (!gerund && !idle).then_some(Subject { words, carried: false, verb })
    }

    /// Takes the word at `at` into the phrase, or gives up.
    fn step(&mut self, at: usize) -> Option<()> {
        let word = &self.words[at];
        if word.is_of(Class::Preposition) || at > self.start && self.leads(at) {
            self.inside = true;
            return self.head.map(|_| ());
        }
        if self.inside {
            return Some(());
        }
        if word.plain == "and" || word.plain == "or" {
            self.listing = false;
            self.head = None;
            return Some(());
        }
        let head = self.head_at(at);
        self.broken |= self.head.is_some() && head.is_none() && !is_adverb(word);
        if self.broken && word.is_of(Class::Determiner) {
            return None;
        }
        self.head = head.filter(|head| !self.broken || *head == Head::Collective);
        Some(())
    }

    /// Tells whether the word at `at` can be the last of an actor's name.
    fn head_at(&self, at: usize) -> Option<Head> {
        let word = &self.words[at];
        if word.is_of(Class::Object) {
            return None;
        }
        if word.is_of(Class::Noun) {
            return Some(Head::Collective);
        }
        let letters = self.text[word.start..word.end].chars();
        let acronym = letters.filter(|c| c.is_uppercase()).count() > 1;
        let behind_name =
            at > self.start && (self.capital(at - 1) || self.words[at - 1].plain == "the");
        let named = behind_name && self.capital(at) && !word.is_of(Class::Determiner);
        (acronym || named || word.is_of(Class::Name)).then_some(Head::Name)
    }

    /// Tells whether the phrase ends before `at` without an actor: an auxiliary stands there.
    fn ends(&self, at: usize) -> bool {
        let is = |class| self.words[at].is_of(class);
        let auxiliary =
            is(Class::Be) || is(Class::Have) || self.force.modal(self.words, at).is_some();
        auxiliary && self.head.is_none()
    }

    /// Returns where the phrase goes on behind the mark at `at`: lists of names, brackets and appositions.
    fn past_mark(&mut self, at: usize) -> Option<usize> {
        const FARTHEST: usize = 120;
        self.head?;
        let closing = match &*self.words[at].plain {
            "(" => ")",
            "–" => "–",
            "," => {
                let next = self.words.get(at + 1)?;
                let listed =
                    self.capital(at + 1) || next.plain == "and" || next.is_of(Class::Determiner);
                if !listed {
                    return self.past_insertion(at);
                }
                self.listing = true;
                return Some(at + 1);
            }
            _ => return None,
        };
        self.cut = self.cut.or(Some(at));
        let far = self.words.len().min(at + FARTHEST);
        (at + 1..far).find(|close| self.words[*close].is(closing)).map(|close| close + 1)
    }

    /// Returns where a verb follows a phrase between commas: "the parties, in line with their laws, will".
    fn past_insertion(&mut self, comma: usize) -> Option<usize> {
        let next = self.words.get(comma + 1).filter(|_| !self.listing)?;
        if !self.leads(comma + 1) && !next.forms().any(Forms::ING) {
            return None;
        }
        let far = self.words.len().min(comma + LONGEST);
        let acts = |verb: VerbUse| verb.modal.is_some() || verb.base.is_some();
        let closed = (comma + 2..far).find(|close| {
            let verb = || VerbUse::read(self.words, close + 1, self.force);
            self.words[*close].is(",") && verb().is_some_and(acts)
        })?;
        self.cut = self.cut.or(Some(comma));
        Some(closed + 1)
    }

    /// Tells whether a word opens a phrase or clause that is no subject: "when", "since".
    fn leads(&self, at: usize) -> bool {
        let word = &self.words[at];
        word.is_of(Class::Opener) && !word.is_of(Class::Determiner)
    }

    fn capital(&self, at: usize) -> bool {
        self.text[self.words[at].start..].starts_with(char::is_uppercase)
    }
}

/// Tells whether a verb can stand behind a word: not behind an article, a preposition or "and".
fn can_precede_verb(word: &Word<'_>) -> bool {
    let bars = word.is_of(Class::Determiner) && !word.is_of(Class::Alone)
        || word.is_of(Class::Preposition);
    !bars && !is_adverb(word) && word.plain != "and" && word.plain != "or"
}
