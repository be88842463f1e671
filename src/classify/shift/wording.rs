//! What of one wording weighs: its main verbs and the words beside them. How a sentence is read is left to `sentence`, how
//! two wordings compare to `evidence`.

use std::collections::BTreeMap;

use super::rung::{Rung, akin};
use super::sentence::Sentence;
use crate::change::Placed;
use crate::lexicon::{Force, Lexicon, Word, words};
use crate::parse::act::{Clause, completed};

/// How many words that mean something a phrase may have which is no clause.
const PHRASE: usize = 2;

/// One side of a rewording, as far as it weighs.
#[derive(Debug, Default)]
pub(super) struct Wording<'a> {
    /// How often each word stands in it, those that weigh left out.
    pub(super) bag: BTreeMap<String, usize>,
    /// What it speaks of, words that mean little left out.
    pub(super) matter: Vec<String>,
    /// The main verbs of its actors.
    pub(super) rungs: Vec<Rung>,
    /// The modals of sentences without an actor: "ports should be closed".
    pub(super) modals: Vec<Rung>,
    /// The words that weigh wherever they stand.
    pub(super) marks: Vec<Mark<'a>>,
    /// The first amount of money or share it names.
    pub(super) amount: Option<Amount>,
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
    /// What the clause around it speaks of.
    pub(super) clause: Vec<String>,
}

/// An amount of money or share.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// The position of its statement.
    pub(super) of: usize,
    /// The words as written.
    pub(super) phrase: String,
    /// What the clause around it speaks of.
    pub(super) clause: Vec<String>,
}

impl<'a> Wording<'a> {
    /// Reads the statements of one side.
    pub(super) fn read(side: &[Placed], lexicon: &'a Lexicon) -> Self {
        let mut wording = Self::default();
        for placed in side {
            let statement = &placed.statement;
            let stem = statement.stem.as_ref().map(|stem| &*stem.text);
            let text = completed(&statement.text, stem, lexicon);
            let (words, force) = (words(&text), &lexicon.force);
            wording.add(&Sentence { at: placed.index, text: &text, words: &words, force }, force);
        }
        wording
    }

    /// Tells whether it speaks of most of what a clause of the other side speaks of: that such a clause came in or went
    /// out as a whole says nothing of what was there. A phrase of few words is no clause but goes with one.
    pub(super) fn has(&self, clause: &[String]) -> bool {
        let said = clause.iter().filter(|word| self.matter.iter().any(|other| akin(word, other)));
        clause.len() <= PHRASE || 2 * said.count() >= clause.len()
    }

    fn add(&mut self, sentence: &Sentence<'_>, force: &'a Force) {
        self.amount = self.amount.take().or_else(|| sentence.amount());
        self.matter.extend(sentence.object(0, sentence.words.len()));
        self.add_words(sentence, force);
        let clause = Clause::read(sentence.text, sentence.words, force);
        let clause = clause.filter(|clause| clause.actor.is_some());
        let verbs = clause.map(|clause| sentence.with_intents(clause.verbs)).unwrap_or_default();
        self.rungs.extend(sentence.rungs(&verbs));
        self.modals.extend(sentence.modals(&verbs));
    }

    /// Sorts the words into those that weigh and the rest.
    fn add_words(&mut self, sentence: &Sentence<'_>, force: &'a Force) {
        let (words, mut at) = (sentence.words, 0);
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
                of: sentence.at,
                label: &mark.label,
                strength: mark.strength,
                plain,
                year: words[at..at + len].iter().find_map(year),
                clause: sentence.clause(at, at + len),
            });
            at += len;
        }
    }
}

/// Returns the year that a word is.
fn year(word: &Word<'_>) -> Option<u16> {
    word.is_year().then(|| word.plain.parse().ok()).flatten()
}
