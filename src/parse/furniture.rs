//! Tells the text from the page it stands on: title, dateline, navigation, end marks. Nothing is thrown away.

mod lines;

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use crate::lexicon::Lexicon;
use crate::read::{BlockKind, Document};
use crate::round::NoticeKind;
use crate::typography::folded;
pub(super) use lines::label;
use lines::{LONGEST_TITLE, alike, has_word};

/// At most so many passages lead up to the line that says that the text begins.
const LEAD: usize = 3;
/// That line takes at most so many bytes.
const MARK_BYTES: usize = 60;
/// What follows an end mark is the page's if it is at most one part in so many of the text.
const TAIL_SHARE: usize = 5;

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
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let sentence = "The statement of May 4, 2021 was signed by both the E.U. and the U.S.";
        assert_eq!(sorted(&["Harbours", sentence]), ["title", "text"]);
        let undated = "Our joint statement binds the northern ports of the U.S.";
        assert_eq!(sorted(&["Harbours", undated]), ["title", "text"]);
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
        assert_eq!(sorted(&["Joint Statement", "COVID-19"])[1], "text");
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
}
