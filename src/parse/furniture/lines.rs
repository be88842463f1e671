//! What single blocks of a page are, by their words. What they are by where they stand is left to `furniture`.

use rustc_hash::FxHashSet;

use super::super::dates;
use super::Page;
use crate::read::BlockKind;
use crate::round::NoticeKind;

/// A line of at most so many words can be furniture.
const SHORT: usize = 16;
/// A line of furniture takes at most so many bytes.
const SHORT_BYTES: usize = 400;
/// The link with which a footnote ends takes at most so many bytes.
const LINK_BYTES: usize = 40;
/// A sentence that says that the text follows has at most so many words.
const LONGEST_LEAD: usize = 60;
/// A title has at most so many words.
pub(super) const LONGEST_TITLE: usize = 40;

impl Page<'_> {
    /// Tells what a block is from its own words.
    pub(super) fn by_itself(&self, at: usize) -> Option<NoticeKind> {
        if let BlockKind::Aside(kind) = self.document.blocks[at].kind {
            return Some(kind);
        }
        let furniture = &self.lexicon.reading.furniture;
        let words = self.words(at);
        let end = words[words.floor_char_boundary(words.len().saturating_sub(LINK_BYTES))..]
            .to_lowercase();
        if furniture.note_ends.iter().any(|phrase| end.ends_with(phrase.as_str())) {
            return Some(NoticeKind::Footnote);
        }
        if words.len() > SHORT_BYTES || words.split(' ').nth(SHORT).is_some() {
            let bare = !words.contains(char::is_alphanumeric);
            return bare.then_some(NoticeKind::Furniture);
        }
        let words = words.to_lowercase();
        let begins = |phrase: &String| {
            words
                .strip_prefix(phrase.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_lowercase))
        };
        if furniture.end_marks.contains(&words) {
            Some(NoticeKind::EndMark)
        } else if furniture.lines.contains(&words)
            || words.split_once(' ').is_some_and(|(page, number)| {
                furniture.pages.contains(page) && number.bytes().all(|byte| byte.is_ascii_digit())
            })
            || furniture.starts.iter().any(begins) && !ends_sentence_of(&words)
            || furniture.holds.iter().any(|phrase| words.contains(phrase))
            || !words.contains(char::is_alphanumeric)
        {
            Some(NoticeKind::Furniture)
        } else {
            None
        }
    }

    /// Tells whether a block is one sentence on the text that follows, and not of those who speak in it.
    pub(super) fn says_that_text_follows(&self, at: usize) -> bool {
        let words = self.words(at);
        if words.split(' ').nth(LONGEST_LEAD).is_some()
            || words.trim_end_matches('.').contains(". ")
        {
            return false;
        }
        let furniture = &self.lexicon.reading.furniture;
        let words = words.to_lowercase();
        let own =
            words.split(|c: char| !c.is_alphanumeric()).any(|word| furniture.own.contains(word));
        !own && furniture.leads.iter().any(|lead| words.contains(lead.as_str()))
    }

    /// Tells whether a block is a short line without weight: neither a heading nor bold nor an item.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        block.kind == BlockKind::Paragraph
            && !block.strong
            && words.split(' ').count() <= SHORT / 2
            && !words.ends_with(['.', ':', ';'])
    }

    /// Tells whether a short line gives a day.
    pub(super) fn is_dated(&self, at: usize) -> bool {
        self.is_dateline(at) && dates::first(self.words(at), &self.lexicon.reading).is_some()
    }

    /// Tells whether words name a kind of joint text: "communiqué", "statement".
    pub(super) fn names_text(&self, words: &str) -> bool {
        has_word(words, &self.lexicon.reading.title_words)
    }

    /// Tells whether a line with a day begins with the name of a kind of joint text and ends with an abbreviation, so that its
    /// full stop ends no sentence: "Communiqué of the second meeting, May 5, 2021, Washington, D.C."
    fn is_title_with_stop(&self, words: &str) -> bool {
        let reading = &self.lexicon.reading;
        let last = words.rsplit(' ').next().unwrap_or_default();
        let first = words.match_indices(' ').nth(2).map_or(words, |(end, _)| &words[..end]);
        last.ends_with('.')
            && last.trim_end_matches('.').contains('.')
            && self.names_text(first)
            && !has_word(words, &reading.clause_words)
            && dates::first(words, reading).is_some()
    }

    /// Tells whether a block can be the title, by its length and end.
    pub(super) fn may_be_title(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        !matches!(block.kind, BlockKind::Item(_))
            && self.document.blocks.len() > 1
            && (!words.ends_with(['.', ';', ':']) || self.is_title_with_stop(words))
            && words.split(' ').count() <= LONGEST_TITLE
            && words.contains(char::is_alphabetic)
    }

    /// Tells whether a short line gives the day, the office or the release of the text.
    pub(super) fn is_dateline(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        let count = words.split(' ').count();
        if matches!(block.kind, BlockKind::Heading(_))
            && !block.strong
            && dates::first(words, &self.lexicon.reading).is_none()
        {
            return false;
        }
        let lower = words.to_lowercase();
        let furniture = &self.lexicon.reading.furniture;
        let begins =
            |phrases: &[String]| phrases.iter().any(|phrase| lower.starts_with(phrase.as_str()));
        let named = begins(&furniture.datelines)
            && !words.split_once(": ").is_some_and(|(_, title)| self.names_text(title));
        let dated = || dates::first(words, &self.lexicon.reading).is_some();
        let besides = || dates::words_besides(words, &self.lexicon.reading);
        let enacted = count <= 4 * SHORT && begins(&furniture.enacted) && !words.ends_with('.');
        count == 1 && is_reference(words)
            || count <= SHORT && named && !ends_sentence_of(words)
            || count <= SHORT && dated() && (besides() <= 5 || named)
            || enacted && dated()
            || count <= 2 * SHORT && self.is_labelled(words)
    }

    /// Tells whether a line bears a label, but not that of a title.
    fn is_labelled(&self, words: &str) -> bool {
        let titles = &self.lexicon.reading.furniture.title_labels;
        label(words).is_some_and(|(label, _)| !titles.contains(&label.to_lowercase()))
    }

    /// Tells whether a line beside the dateline names a place or an office: "Pittsburgh, Pennsylvania".
    pub(super) fn is_place(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        let capital =
            |word: &str| word.starts_with(char::is_uppercase) || word.chars().count() <= 3;
        let marked = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Item(_));
        !marked
            && words.split(' ').count() <= 6
            && !words.ends_with(['.', ':'])
            && words.contains(", ")
            && words.split(' ').all(capital)
    }

    /// Tells whether a short line begins with words after which nothing but page follows.
    pub(super) fn begins_tail(&self, at: usize) -> bool {
        let words = self.words(at);
        if words.split(' ').nth(SHORT).is_some() {
            return false;
        }
        let words = words.to_lowercase();
        self.lexicon.reading.furniture.tail_starts.iter().any(|p| words.starts_with(p.as_str()))
    }

    /// Tells whether a block is a sentence of the text, or at least long.
    pub(super) fn is_prose(&self, at: usize) -> bool {
        let words = self.words(at);
        let count = words.split(' ').count();
        let long = count >= 25
            || count >= 8
                && !self.is_title_with_stop(words)
                && words.ends_with(['.', ':', ';', '”', '。', '؟', '?'])
            || words.chars().count() >= 25 && words.ends_with('。');
        long && !(count > SHORT && self.is_dateline(at))
    }
}

/// Tells whether a line is a whole sentence with a verb, judged by its length and full stop.
fn ends_sentence_of(words: &str) -> bool {
    words.ends_with('.') && words.split(' ').count() > 8
}

/// Tells whether one of some names is a word of a line.
pub(super) fn has_word(words: &str, names: &FxHashSet<String>) -> bool {
    words.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| names.contains(word))
}

/// Tells whether a word is the number under which something was released: "RR-2375", "IP/21/123", "PSC/COMM/(XII)". A name
/// such as "COVID-19" is none.
fn is_reference(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    (word.contains(['-', '/']) && digits >= 3 || word.matches('/').count() >= 2)
        && word.starts_with(char::is_uppercase)
        && !word.contains(char::is_lowercase)
}

/// Returns the label in brackets that a line bears, as archives write them, and what it labels: `[Place] Oslo`.
pub(in super::super) fn label(words: &str) -> Option<(&str, &str)> {
    let (label, labelled) = words.strip_prefix('[')?.split_once("] ")?;
    label.chars().all(char::is_alphabetic).then_some((label, labelled))
}

/// Tells whether a line of the text repeats the title.
pub(super) fn alike(words: &str, title: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(words) == letters(title)
}
