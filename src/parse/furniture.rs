//! Tells the text from the page it stands on: title, dateline, navigation, end marks. Nothing is thrown away.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::dates;
use crate::lexicon::Lexicon;
use crate::read::{BlockKind, Document};
use crate::round::NoticeKind;
use crate::typography::{fold, has, has_single_blanks};

/// Returns for each block of a document why it is no part of the running text, or `None` if it is.
pub(crate) fn sort(document: &Document, lexicon: &Lexicon) -> Vec<Option<NoticeKind>> {
    let words = document.blocks.iter().map(|block| folded(block.span.of(&document.text))).collect();
    let page = Page { document, words, lexicon };
    let mut kinds: Vec<Option<NoticeKind>> =
        (0..document.blocks.len()).map(|at| page.by_itself(at)).collect();
    let begin = page.sort_lead(&mut kinds);
    page.sort_head(&mut kinds);
    for kind in &mut kinds[..begin] {
        kind.get_or_insert(NoticeKind::Furniture);
    }
    page.sort_tail(&mut kinds);
    kinds
}

/// A document and the words by which its furniture is known.
struct Page<'d> {
    document: &'d Document,
    /// The words of each block, with white space folded.
    words: Vec<Cow<'d, str>>,
    lexicon: &'d Lexicon,
}

impl Page<'_> {
    fn words(&self, at: usize) -> &str {
        &self.words[at]
    }

    /// Tells what a block is from its own words.
    fn by_itself(&self, at: usize) -> Option<NoticeKind> {
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

    /// Sets aside the line that says that the text begins, or the sentence that says that it follows, and what prose leads
    /// up to it; title and dateline stay among what is left there. One further down says nothing of the page.
    ///
    /// Returns where the text begins, if a line says so: before it is nothing but page.
    fn sort_lead(&self, kinds: &mut [Option<NoticeKind>]) -> usize {
        let marks = &self.lexicon.reading.furniture.begin_marks;
        let begins = |at: &usize| {
            let words = self.words(*at);
            words.len() <= MARK_BYTES && marks.contains(&words.to_lowercase())
        };
        let open = |at: &usize| kinds[*at].is_none();
        let lead = |at: &usize| open(at) && self.says_that_text_follows(*at);
        let prose = (0..kinds.len()).filter(|at| open(at) && self.is_prose(*at));
        let reach = prose.clone().nth(LEAD).map_or(kinds.len(), |at| at + 1);
        let marked = (0..reach).find(begins);
        let Some(begin) = marked.or_else(|| (0..reach).find(lead)) else { return 0 };
        let lead: Vec<usize> = prose.take_while(|at| *at < begin).collect();
        lead.into_iter().chain([begin]).for_each(|at| kinds[at] = Some(NoticeKind::Furniture));
        marked.unwrap_or(0)
    }

    /// Tells whether a block is one sentence on the text that follows, and not of those who speak in it.
    fn says_that_text_follows(&self, at: usize) -> bool {
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

    /// Sorts what stands before the first prose: title, dateline, and what is the page's.
    fn sort_head(&self, kinds: &mut [Option<NoticeKind>]) {
        let blocks = &self.document.blocks;
        let prose = (0..blocks.len())
            .find(|&at| kinds[at].is_none() && self.is_prose(at))
            .unwrap_or(blocks.len());
        let head: Vec<usize> = (0..prose).filter(|&at| kinds[at].is_none()).collect();
        if let Some(title) = self.title(&head) {
            let repeats = |at: &usize| *at == title || alike(self.words(*at), self.words(title));
            head.iter().copied().filter(repeats).for_each(|at| kinds[at] = Some(NoticeKind::Title));
        }
        let Some(dated) = head.iter().rposition(|&at| kinds[at].is_none() && self.is_dated(at))
        else {
            for &at in head.iter().filter(|&&at| self.is_dateline(at)) {
                kinds[at].get_or_insert(NoticeKind::Dateline);
            }
            return;
        };
        for (place, &at) in head.iter().enumerate() {
            let around = place <= dated && self.is_plain(at)
                || place > dated && head[place - 1] + 1 == at && self.is_place(at);
            if kinds[at].is_none() && (self.is_dateline(at) || around) {
                kinds[at] = Some(NoticeKind::Dateline);
            }
        }
    }

    /// Tells whether a block is a short line without weight: neither a heading nor bold nor an item.
    fn is_plain(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        block.kind == BlockKind::Paragraph
            && !block.strong
            && words.split(' ').count() <= SHORT / 2
            && !words.ends_with(['.', ':', ';'])
    }

    /// Tells whether a short line gives a day.
    fn is_dated(&self, at: usize) -> bool {
        self.is_dateline(at) && dates::first(self.words(at), &self.lexicon.reading).is_some()
    }

    /// Finds the block of the head that is the title.
    fn title(&self, head: &[usize]) -> Option<usize> {
        let blocks = &self.document.blocks;
        let same = |at: usize, title: &str| alike(self.words(at), title);
        match self.document.fields.get("title") {
            Some(title) => head.iter().copied().find(|&at| same(at, title)),
            None => head
                .iter()
                .copied()
                .find(|&at| blocks[at].kind == BlockKind::Heading(1))
                .or_else(|| self.likely_title(head)),
        }
    }

    /// Returns the first line of the head that names a kind of joint text, or else the first that is no dateline.
    fn likely_title(&self, head: &[usize]) -> Option<usize> {
        let lines: Vec<usize> = head
            .iter()
            .copied()
            .filter(|&at| !self.is_dateline(at) && self.may_be_title(at))
            .collect();
        let other = || lines.iter().copied().find(|&at| !self.is_place(at));
        let reading = &self.lexicon.reading;
        let first = |names: &FxHashSet<String>| {
            lines.iter().copied().find(|&at| has_word(self.words(at), names))
        };
        first(&reading.kinds).or_else(|| first(&reading.title_words)).or_else(other)
    }

    /// Tells whether words name a kind of joint text: "communiqué", "statement".
    fn names_text(&self, words: &str) -> bool {
        has_word(words, &self.lexicon.reading.title_words)
    }

    /// Tells whether a line begins with the name of a kind of joint text and ends with an abbreviation, so that its full
    /// stop ends no sentence: "Communiqué of the second meeting, May 5, 2021, Washington, D.C."
    fn is_title_with_stop(&self, words: &str) -> bool {
        let last = words.rsplit(' ').next().unwrap_or_default();
        let first = words.match_indices(' ').nth(2).map_or(words, |(end, _)| &words[..end]);
        last.ends_with('.') && last.trim_end_matches('.').contains('.') && self.names_text(first)
    }

    fn may_be_title(&self, at: usize) -> bool {
        let block = &self.document.blocks[at];
        let words = self.words(at);
        !matches!(block.kind, BlockKind::Item(_))
            && self.document.blocks.len() > 1
            && (!words.ends_with(['.', ';', ':']) || self.is_title_with_stop(words))
            && words.split(' ').count() <= LONGEST_TITLE
            && words.contains(char::is_alphabetic)
    }

    /// Tells whether a short line gives the day, the office or the release of the text.
    fn is_dateline(&self, at: usize) -> bool {
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
            || count <= 2 * SHORT && is_labelled(words)
    }

    /// Tells whether a line beside the dateline names a place or an office: "Pittsburgh, Pennsylvania".
    fn is_place(&self, at: usize) -> bool {
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

    /// Sorts what stands after the text.
    fn sort_tail(&self, kinds: &mut [Option<NoticeKind>]) {
        let blocks = &self.document.blocks;
        let weight = |at: usize| blocks[at].span.len();
        let total: usize = (0..blocks.len()).filter(|&at| kinds[at].is_none()).map(weight).sum();
        let mut after = 0;
        for at in (0..blocks.len()).rev() {
            let ends = kinds[at] == Some(NoticeKind::EndMark) || self.begins_tail(at);
            if ends && after * TAIL_SHARE <= total {
                for kind in &mut kinds[at..] {
                    kind.get_or_insert(NoticeKind::Furniture);
                }
            }
            after += if kinds[at].is_none() { weight(at) } else { 0 };
        }
        self.sort_fragments(kinds);
    }

    /// Tells whether a short line begins with words after which nothing but page follows.
    fn begins_tail(&self, at: usize) -> bool {
        let words = self.words(at);
        if words.split(' ').nth(SHORT).is_some() {
            return false;
        }
        let words = words.to_lowercase();
        self.lexicon.reading.furniture.tail_starts.iter().any(|p| words.starts_with(p.as_str()))
    }

    /// Sorts the short lines after the last prose, which are signatures, links and labels.
    fn sort_fragments(&self, kinds: &mut [Option<NoticeKind>]) {
        let blocks = &self.document.blocks;
        let mut tail = Vec::new();
        for at in (0..blocks.len()).rev().filter(|&at| kinds[at].is_none()) {
            let words = self.words(at);
            let fragment = !words.ends_with(['.', ':', ';', '”', '"', '!', '。'])
                && words.split(' ').count() <= LONGEST_TITLE / 2;
            if blocks[at].kind != BlockKind::Paragraph || blocks[at].strong || !fragment {
                break;
            }
            tail.push(at);
        }
        if kinds.iter().filter(|kind| kind.is_none()).count() > tail.len() {
            for at in tail {
                kinds[at] = Some(if self.is_dateline(at) {
                    NoticeKind::Dateline
                } else {
                    NoticeKind::Furniture
                });
            }
        }
    }

    /// Tells whether a block is a sentence of the text, or at least long.
    fn is_prose(&self, at: usize) -> bool {
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

/// How the title is labelled.
pub(super) const TITLE: &str = "Title";
/// A line of at most so many words can be furniture.
const SHORT: usize = 16;
/// A sentence that says that the text follows has at most so many words.
const LONGEST_LEAD: usize = 60;
/// At most so many passages lead up to the line that says that the text begins.
const LEAD: usize = 3;
/// That line takes at most so many bytes.
const MARK_BYTES: usize = 60;
/// A line of furniture takes at most so many bytes.
const SHORT_BYTES: usize = 400;
/// The link with which a footnote ends takes at most so many bytes.
const LINK_BYTES: usize = 40;
/// A title has at most so many words.
const LONGEST_TITLE: usize = 40;
/// What follows an end mark is the page's if it is at most one part in so many of the text.
const TAIL_SHARE: usize = 5;

/// Tells whether a line is a whole sentence with a verb, judged by its length and full stop.
fn ends_sentence_of(words: &str) -> bool {
    words.ends_with('.') && words.split(' ').count() > 8
}

/// Tells whether one of some names is a word of a line.
fn has_word(words: &str, names: &FxHashSet<String>) -> bool {
    words.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| names.contains(word))
}

/// Tells whether a word is the number under which something was released: "RR-2375", "IP/21/123", "PSC/COMM/(XII)".
fn is_reference(word: &str) -> bool {
    let parts = word.split(['-', '/']).count();
    (parts > 1 && word.contains(|c: char| c.is_ascii_digit()) || parts > 2 && word.contains('/'))
        && word.starts_with(char::is_uppercase)
        && !word.contains(char::is_lowercase)
}

/// Tells whether a line bears a label in brackets, as archives write them: `[Place] Oslo`. That of a title is none.
fn is_labelled(words: &str) -> bool {
    let label = words.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    label.is_some_and(|(label, _)| label.chars().all(char::is_alphabetic) && label != TITLE)
}

/// Tells whether a line of the text repeats the title.
fn alike(words: &str, title: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    letters(words) == letters(title)
}

/// Tells whether a text has characters that folding changes, blanks left out.
fn has_other_blanks(text: &str) -> bool {
    has(
        text,
        |byte| matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3 | 0xef),
        |c| c != ' ' && c.is_whitespace() || is_nothing(c),
    )
}

/// Tells whether a character only says how a word may be cut, or nothing at all.
const fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}

/// Returns `text` with white space folded.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let line =
        if text.contains('\n') { text.replace('\n', " ").into() } else { Cow::Borrowed(text) };
    if has_single_blanks(&line) && !has_other_blanks(&line) {
        return line;
    }
    fold(text, |c| (!is_nothing(c)).then_some(c)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What folding means, said as plainly as can be.
    fn plainly(text: &str) -> String {
        let visible: String = text.chars().filter(|c| !is_nothing(*c)).collect();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns what each block of a plain text is, before a line of prose: "title", "dateline" and so on, "text" if it stays.
    fn sorted(head: &[&str]) -> Vec<&'static str> {
        let prose = "Both sides met in Oslo and decided to dredge the eastern channel.";
        let text = [head, &[prose, prose]].concat().join("\n\n");
        let document =
            crate::read::read(text.as_bytes(), "a.txt", &crate::read::ReadOptions::default());
        let kinds = sort(&document.expect("it is text"), &Lexicon::english());
        let name = |kind: &Option<NoticeKind>| kind.map_or("text", NoticeKind::name);
        kinds.iter().take(head.len()).map(name).collect()
    }

    #[test]
    fn before_the_line_that_says_that_the_text_begins_is_nothing_but_page() {
        let stray = "Papers kept at the library of the port";
        let lines = ["Joint Statement", stray, "[Full text]"];
        assert_eq!(sorted(&lines), ["title", "furniture", "furniture"]);
        assert_eq!(sorted(&lines[..2]), ["title", "text"]);
    }

    #[test]
    fn what_leads_up_to_the_text_is_of_others_than_those_who_speak_in_it() {
        let dinner = "The harbour masters met their ministers at a dinner on Monday.";
        let lead = "Norland released the following joint statement on the harbours of both:";
        assert_eq!(sorted(&[dinner, lead]), ["furniture", "furniture"]);
        let own = "We also issued the following statement on the harbours of both:";
        assert_eq!(sorted(&[dinner, own]), ["text", "text"]);
        assert_eq!(sorted(&[dinner, dinner, dinner, dinner, lead]), ["text"; 5]);
    }

    #[test]
    fn a_place_is_no_title_and_a_title_may_bear_a_prefix_or_end_with_an_abbreviation() {
        assert_eq!(sorted(&["Media Note", "Oslo, Norway"])[1], "text");
        let prefixed = "Press Releases: Joint Statement on Harbours";
        assert_eq!(sorted(&[prefixed, "Media Note"]), ["title", "dateline"]);
        let dated = "Communiqué of the Second Meeting of the Ministers, May 4, 2021, Port A.B.";
        assert_eq!(sorted(&[dated]), ["title"]);
        assert_eq!(
            sorted(&["Communiqués of the second meeting were read by Mr. Lee in Port."]),
            ["text"]
        );
    }

    #[test]
    fn a_line_that_names_the_text_is_its_title_before_one_that_names_the_meeting() {
        let lines = ["Summit Documents", "Lund Harbour Declaration", "4 May 2021"];
        assert_eq!(sorted(&lines), ["dateline", "title", "dateline"]);
        assert_eq!(sorted(&["Harbour Office", "Second Harbour Dialogue"])[1], "title");
    }

    #[test]
    fn a_number_a_label_and_a_long_line_with_a_day_are_datelines() {
        assert_eq!(sorted(&["RR-1904", "Joint Statement"]), ["dateline", "title"]);
        assert_eq!(sorted(&["Joint Statement", "Rr-1904"])[1], "text");
        assert_eq!(sorted(&["HSC/COMM/(XII)", "Joint Statement"]), ["dateline", "title"]);
        assert_eq!(sorted(&["Joint Statement", "Page 2"]), ["title", "furniture"]);
        assert_eq!(sorted(&["Joint Statement", "Page turned"])[1], "text");
        assert_eq!(sorted(&["Joint Statement", "[Source] Harbour Office"]), ["title", "dateline"]);
        assert_eq!(sorted(&["Joint Statement", "[Our source] Harbour Office"])[1], "text");
        let issued = "Issued by the Heads of State and Government taking part in the meeting \
                      of the Council in Lund 11-12 July 2018";
        assert_eq!(sorted(&["Lund Summit Declaration", issued]), ["title", "dateline"]);
        let adopted = "Adopted by the Harbour Council of the northern ports at its ninth meeting held \
                       on 4 May 2021, on the report of its Chair on the dredging of the channel:";
        assert_eq!(sorted(&["Communiqué", adopted, "The Council,"])[1], "dateline");
        let met = "Ministry of Harbours and Ministry of Fisheries officials of all the northern ports met \
                   in Lund on 4 May 2021, thanked the pilots for their work, and agreed to:";
        assert_eq!(sorted(&["Communiqué", met]), ["title", "text"]);
    }

    #[test]
    fn every_short_text_is_folded_as_plainly_said() {
        let letters = ['a', '’', ' ', '\n', '\u{a0}', '\u{3000}', '\u{ad}', '\u{feff}'];
        let mut texts = vec![String::new()];
        for length in 0..5 {
            let longest: Vec<String> =
                texts.iter().filter(|text| text.chars().count() == length).cloned().collect();
            texts.extend(longest.iter().flat_map(|text| letters.map(|c| format!("{text}{c}"))));
        }
        for text in texts {
            assert_eq!(folded(&text), plainly(&text), "{text:?}");
        }
    }
}
