//! What stands around a phrase in its sentence: its clause, and what it qualifies. What a phrase weighs is left to `evidence`.

use super::sentence::Sentence;
use crate::lexicon::{Class, Word};

/// A clause is looked for among so many words on either side.
const CLAUSE: usize = 40;
/// What stands next to an amount is among so many words.
const BESIDE: usize = 4;
/// What a hedge or downtoner qualifies is among so many words.
const QUALIFIED: usize = 2;

impl Sentence<'_> {
    /// Returns what the clause around a phrase speaks of, the phrase left out.
    pub(super) fn clause(&self, start: usize, end: usize) -> Vec<String> {
        let (first, last) = (start.saturating_sub(CLAUSE), self.words.len().min(end + CLAUSE));
        let before = (first.max(1)..=start).rev().find(|at| self.opens(*at)).unwrap_or(first);
        let behind = (end..last).find(|at| self.opens(*at)).unwrap_or(last);
        let mut clause = self.object(before, start);
        clause.extend(self.object(end, behind));
        clause
    }

    /// Tells whether a phrase stands in a clause that says on what something hangs: "when it has seen some improvement".
    pub(super) fn hangs_on(&self, start: usize) -> bool {
        let before = self.words[start.saturating_sub(CLAUSE)..start].iter().rev();
        before.take_while(|word| !word.mark).any(|word| word.is_of(Class::Condition))
    }

    /// Returns what stands next to a phrase, on both sides.
    pub(super) fn beside(&self, start: usize, end: usize) -> Vec<String> {
        let (mut before, behind) = self.next_to(start, end, BESIDE);
        before.extend(behind);
        before
    }

    /// Returns what a weighing phrase says something of, where it stands next to it: the words around an adverb, the verb
    /// behind "to".
    pub(super) fn qualified(&self, start: usize, end: usize) -> Vec<String> {
        let (before, behind) = self.next_to(start, end, QUALIFIED);
        let before = before.into_iter().next_back().filter(|_| self.words[end - 1].plain != "to");
        before.into_iter().chain(behind.into_iter().next()).collect()
    }

    /// Returns what stands before and behind a phrase, up to so many words and no further than a mark.
    fn next_to(&self, start: usize, end: usize, reach: usize) -> (Vec<String>, Vec<String>) {
        let mark = |at: &usize| self.words[*at].mark;
        let (first, last) = (start.saturating_sub(reach), self.words.len().min(end + reach));
        let first = (first..start).rev().find(mark).map_or(first, |at| at + 1);
        let last = (end..last).find(mark).unwrap_or(last);
        (self.object(first, start), self.object(end, last))
    }

    /// Tells whether a clause of its own begins behind the mark or the connective at `at - 1`, or with the word there.
    fn opens(&self, at: usize) -> bool {
        let contrasts = |word: &Word<'_>| word.is_of(Class::Contrast);
        let ends = |word: &Word<'_>| {
            matches!(&*word.plain, "," | ";" | "–" | "—" | "and") || contrasts(word)
        };
        let word = &self.words[at - 1];
        let near = self.words[at..].iter().take(CLAUSE);
        let mut own = near.take_while(|word| !ends(word)).enumerate();
        let finite = |(nth, word): (usize, &Word<'_>)| {
            word.is_of(Class::Be)
                || word.is_of(Class::Have)
                || word.is_of(Class::Stay)
                || self.verbs.binary_search(&(at + nth)).is_ok()
                || self.force.modal(self.words, at + nth).is_some()
        };
        word.is(";") || contrasts(word) || ends(word) && own.any(finite)
    }
}
