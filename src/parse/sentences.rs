//! Cuts a passage into sentences, with care for abbreviations, initials, numbers, quotations and brackets.

use crate::lexicon::Reading;
use crate::span::Span;

/// Returns the sentences of the part of `text` that `span` covers, without the white space around them.
pub(crate) fn cut(text: &str, span: Span, words: &Reading) -> Vec<Span> {
    let passage = Passage::new(span.of(text), words);
    let mut sentences = Vec::new();
    let mut start = 0;
    for end in passage.ends() {
        sentences.push(Span::new(span.start() + start, span.start() + end));
        start = end;
    }
    sentences
        .into_iter()
        .map(|s| s.trimmed(text, char::is_whitespace))
        .filter(|s| !s.is_empty())
        .collect()
}

/// A bracket or quotation that is open for longer than this many bytes was never closed.
const LONGEST_ASIDE: usize = 1500;

/// The mark of a footnote takes at most so many bytes.
const LONGEST_MARK: usize = 5;

/// A passage, with the places at which no sentence can end.
struct Passage<'t> {
    text: &'t str,
    words: &'t Reading,
}

impl<'t> Passage<'t> {
    const fn new(text: &'t str, words: &'t Reading) -> Self {
        Self { text, words }
    }

    /// Returns the offsets after the last character of each sentence; the last one is the end of the passage.
    fn ends(&self) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut asides = Asides::new(self.text);
        let mut start = 0;
        for (at, c) in telling(self.text) {
            asides.pass(at, c, start);
            if at < start || !is_terminal(c) {
                continue;
            }
            let end = self.after_closers(at + c.len_utf8());
            if !asides.holds(end) && self.ends_sentence(start, at, c, end) {
                ends.push(end);
                start = end;
            }
        }
        if ends.last() != Some(&self.text.len()) {
            ends.push(self.text.len());
        }
        ends
    }

    /// Returns the offset after the closing quotation marks, brackets and further terminals at `at`.
    fn after_closers(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let closers = |c: char| {
            is_terminal(c)
                || matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | '»' | '」' | '』' | '*')
        };
        at + rest.len() - rest.trim_start_matches(closers).len()
    }

    fn ends_sentence(&self, start: usize, at: usize, terminal: char, end: usize) -> bool {
        let rest = &self.text[end..];
        let next = rest.trim_start();
        if next.is_empty() {
            return true;
        }
        if is_note_mark(next) {
            return false;
        }
        if is_full_width(terminal) {
            return true;
        }
        if !rest.starts_with(char::is_whitespace) || begins_small(next) {
            return false;
        }
        let sentence = &self.text[start..at];
        if !sentence.trim().contains(char::is_whitespace) && is_number(sentence.trim()) {
            return false;
        }
        terminal != '.' || self.is_no_abbreviation(sentence, next)
    }

    /// Tells whether the full stop after `sentence` is more than the mark of an abbreviation.
    fn is_no_abbreviation(&self, sentence: &str, next: &str) -> bool {
        let last = sentence
            .rsplit(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '“' | '"' | '[' | '–' | '—' | '-' | '/')
            })
            .next();
        let word = last.unwrap_or_default().to_lowercase();
        if self.words.abbreviations.contains(&word) {
            return is_pronoun_no(&word) && self.begins_sentence(next);
        }
        let initials = word.split('.').all(|part| part.chars().count() == 1)
            && word.starts_with(char::is_alphabetic);
        if self.words.final_abbreviations.contains(&word) {
            return next_word(next).chars().skip(1).all(char::is_lowercase);
        }
        !initials || self.begins_sentence(next)
    }

    fn begins_sentence(&self, next: &str) -> bool {
        self.words.openers.contains(&next_word(next).to_lowercase())
    }
}

/// Tells whether nothing is left but the mark of a footnote: `1`, `[2]`, `*`.
fn is_note_mark(rest: &str) -> bool {
    rest.len() <= LONGEST_MARK
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '*' | '†' | '‡'))
}

/// Returns the characters of a text at which something may end or open, and where they stand.
fn telling(text: &str) -> impl Iterator<Item = (usize, char)> {
    let tells = |byte: u8| matches!(byte, b'.' | b'?' | b'!' | b'(' | b'[' | b'"') || byte >= 0xc0;
    let places = text.bytes().enumerate().filter(move |(_, byte)| tells(*byte));
    places.filter_map(|(at, _)| Some((at, text[at..].chars().next()?)))
}

/// Returns the word that `next` begins with, or nothing where it begins with a number.
fn next_word(next: &str) -> &str {
    let start = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    start.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()
}

/// "No." abbreviates a number, but is also a word; so is "art.".
fn is_pronoun_no(word: &str) -> bool {
    matches!(word, "no" | "art" | "par" | "min" | "sec" | "mon" | "sat" | "sun" | "col" | "est")
}

fn begins_small(next: &str) -> bool {
    let first = next.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(char::is_lowercase)
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.chars().count() <= 3 && word.chars().all(|c| c.is_ascii_digit())
}

const fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '?' | '!' | '…' | '؟' | '۔' | '।') || is_full_width(c)
}

const fn is_full_width(c: char) -> bool {
    matches!(c, '。' | '！' | '？')
}

/// The brackets and quotations that are open at the point that was reached.
///
/// No sentence ends inside one, unless it was opened where the sentence begins: then the aside is made of sentences.
struct Asides<'t> {
    text: &'t str,
    /// Up to where the asides that are open hold the sentence together.
    until: usize,
}

impl<'t> Asides<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, until: 0 }
    }

    /// Passes the character `c` at `at` in a sentence that begins at `start`.
    fn pass(&mut self, at: usize, c: char, start: usize) {
        let closer = match c {
            '(' => ')',
            '[' => ']',
            '“' => '”',
            '«' => '»',
            '„' => '“',
            '「' => '」',
            '"' => '"',
            _ => return,
        };
        let begins = self.text.get(start..at).is_none_or(|before| before.trim().is_empty());
        if at < self.until || begins {
            return;
        }
        let after = at + c.len_utf8();
        let far = self.text.floor_char_boundary((after + LONGEST_ASIDE).min(self.text.len()));
        if let Some(length) = self.text[after..far].find(closer) {
            self.until = after + length;
        }
    }

    /// Tells whether a sentence that would end at `end` would cut an aside in two.
    const fn holds(&self, end: usize) -> bool {
        end <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn assert_cut(sentences: &[&str]) {
        let text = sentences.join("  ");
        let spans = cut(&text, Span::new(0, text.len()), &Lexicon::english().reading);
        assert_eq!(spans.iter().map(|s| s.of(&text)).collect::<Vec<_>>(), sentences);
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        assert_cut(&[
            "Mr. Ortiz met Dr. Lee of St. Kitts on No. 5, Art. 3, e.g. by day.",
            "They agreed.",
        ]);
    }

    #[test]
    fn a_country_ends_a_sentence_only_before_an_opener() {
        assert_cut(&[
            "We met in Washington, D.C. on time with U.S. Under Secretary Roe.",
            "It went well.",
        ]);
        assert_cut(&["We thank the U.S.", "The parties will meet again."]);
    }

    #[test]
    fn initials_and_decimals_hold_together() {
        assert_cut(&[
            "For it were Ann B. Cole, Jr.; and Dan Roe.",
            "It rose by 1.5 percent to 4-1/2 percent.",
            "Fine.",
        ]);
    }

    #[test]
    fn a_quotation_inside_a_sentence_is_not_cut() {
        assert_cut(&["They said: “We will act. We will act soon.” in their note.", "We agree."]);
    }

    #[test]
    fn a_closing_quotation_mark_goes_with_its_sentence() {
        assert_cut(&["States should cooperate “to meet such threats.”", "The group agreed."]);
    }

    #[test]
    fn a_quotation_of_whole_sentences_is_cut() {
        assert_cut(&["“We will act.", "We will act soon.”"]);
    }

    #[test]
    fn brackets_hold_their_sentences() {
        assert_cut(&["The fund (see p. 3. It is new.) grew.", "We welcome that."]);
    }

    #[test]
    fn a_bracket_that_is_never_closed_holds_nothing() {
        assert_cut(&["The fund (new grew.", "We welcome that."]);
    }

    #[test]
    fn semicolons_do_not_cut() {
        assert_cut(&["We will act; we will meet; and we will report."]);
    }

    #[test]
    fn other_scripts_have_their_own_full_stops() {
        let text = "我们同意。我们将继续合作。";
        let spans = cut(text, Span::new(0, text.len()), &Lexicon::english().reading);
        assert_eq!(spans.len(), 2);
        assert_cut(&["هل نتفق؟", "نعم نتفق."]);
    }
}
