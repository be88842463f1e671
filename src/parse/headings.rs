//! Tells headings from the passages under them, and cuts off headings that run into their paragraph.

use super::numbering::{Numbering, Style, numbering};
use crate::lexicon::Reading;
use crate::read::{Block, BlockKind};
use crate::round::NoticeKind;
use crate::span::Span;
use crate::typography::folded;

/// A part of the running text, or what was set aside between two.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Passage {
    /// What it is.
    pub(crate) kind: PassageKind,
    /// Its words, without its mark.
    pub(crate) span: Span,
    /// Its number or list mark.
    pub(crate) mark: Option<Span>,
    /// How its number is written.
    pub(crate) style: Option<Style>,
}

/// What a part of a document is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PassageKind {
    /// A heading with its title as published, its number alone and its rank: the smaller one heads the larger part.
    Heading { title: String, number: Option<String>, rank: Rank },
    /// A paragraph.
    Paragraph,
    /// A list item of a depth counted from 1.
    Item(u8),
    /// What was set aside.
    Aside(NoticeKind),
}

/// How much of a text a heading heads: the smaller, the more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// Marked as a heading by the format, with its level.
    Marked(u8),
    /// Known by its number.
    Numbered(Style),
    /// Written in capitals.
    Capitals,
    /// Set in bold.
    Bold,
    /// A line that stands alone, or runs into its paragraph.
    Plain,
}

/// Returns the passages of a text with the headings found, from its blocks and why each was set aside.
pub(crate) fn find(
    text: &str,
    blocks: &[Block],
    asides: &[Option<NoticeKind>],
    words: &Reading,
) -> Vec<Passage> {
    let finder = Finder { text, words };
    let mut passages = Vec::with_capacity(blocks.len());
    for (at, block) in blocks.iter().enumerate() {
        if let Some(kind) = asides[at] {
            passages.push(Passage {
                kind: PassageKind::Aside(kind),
                span: block.span,
                mark: block.mark,
                style: None,
            });
            continue;
        }
        let next = (at + 1..blocks.len()).find(|&n| asides[n].is_none()).map(|n| &blocks[n]);
        passages.extend(finder.passages(block, next));
    }
    passages
}

/// A text and the words by which its headings are known.
struct Finder<'t> {
    text: &'t str,
    words: &'t Reading,
}

impl Finder<'_> {
    fn passages(&self, block: &Block, next: Option<&Block>) -> Vec<Passage> {
        let line = folded(block.span.of(self.text));
        let number = numbering(&line, self.words);
        if let Some(rank) = self.rank(block, &line, number, next) {
            let number = number.map(|n| n.number.to_owned());
            let kind = PassageKind::Heading { title: line.into_owned(), number, rank };
            return vec![Passage { kind, span: block.span, mark: block.mark, style: None }];
        }
        let plain = block.kind == BlockKind::Paragraph && !block.strong;
        if let Some(cut) = self.run_in(block.span).filter(|_| plain) {
            return self.parted(block, cut);
        }
        vec![self.body(block, block.span)]
    }

    /// Returns the heading up to `cut` and the passage after it.
    fn parted(&self, block: &Block, cut: usize) -> Vec<Passage> {
        let heading = Span::new(block.span.start(), cut).trimmed(self.text, char::is_whitespace);
        let rest = Span::new(cut, block.span.end()).trimmed(self.text, char::is_whitespace);
        let title = folded(heading.of(self.text)).into_owned();
        let number = numbering(&title, self.words).map(|n| n.number.to_owned());
        let kind = PassageKind::Heading { title, number, rank: Rank::Plain };
        vec![Passage { kind, span: heading, mark: None, style: None }, self.body(block, rest)]
    }

    /// Returns the passage of `span`, with its number cut off.
    fn body(&self, block: &Block, span: Span) -> Passage {
        let words = span.of(self.text);
        let style_of = |mark: Span| {
            numbering(&format!("{} X", mark.of(self.text)), self.words).map(|n| n.style)
        };
        let own = block.mark.and_then(style_of);
        // A numbered paragraph is a list item to Markdown; whether it is one of a list, its lead-in decides.
        let depth = match block.kind {
            BlockKind::Item(1) if own.is_some() => PassageKind::Paragraph,
            BlockKind::Item(depth) => PassageKind::Item(depth),
            _ => PassageKind::Paragraph,
        };
        match numbering(words, self.words)
            .filter(|n| n.style != Style::Word && block.mark.is_none())
        {
            Some(number) => {
                let start =
                    span.start() + (number.mark.as_ptr() as usize - words.as_ptr() as usize);
                let mark = Span::new(start, start + number.mark.len());
                let rest =
                    Span::new(mark.end(), span.end()).trimmed(self.text, char::is_whitespace);
                Passage { kind: depth, span: rest, mark: Some(mark), style: Some(number.style) }
            }
            None => Passage { kind: depth, span, mark: block.mark, style: own },
        }
    }

    /// Returns the rank of a block as a heading, or `None` if it is none.
    fn rank(
        &self,
        block: &Block,
        line: &str,
        number: Option<Numbering<'_>>,
        next: Option<&Block>,
    ) -> Option<Rank> {
        let count = line.split(' ').take(LONGEST + 1).count();
        if let BlockKind::Heading(level) = block.kind {
            let sentence = count > LONGEST && line.ends_with('.');
            return (!sentence).then_some(Rank::Marked(level));
        }
        let bare = number.map_or(line, |n| line[n.mark.len()..].trim_start());
        if bare.is_empty() && next.is_some() && !matches!(block.kind, BlockKind::Item(_)) {
            return number.filter(|n| n.style == Style::Word).map(|n| Rank::Numbered(n.style));
        }
        if count > LONGEST || !bare.contains(char::is_alphabetic) || self.is_clause(bare) {
            return None;
        }
        let item = matches!(block.kind, BlockKind::Item(_));
        if block.strong && !item {
            return Some(
                number.map_or(self.unnumbered(bare, Rank::Bold), |n| Rank::Numbered(n.style)),
            );
        }
        if item || next.is_none() || bare.ends_with(':') {
            return None;
        }
        if let Some(number) = number {
            let heads =
                number.style == Style::Word && count <= 16 || self.heads(block, number, bare, next);
            return heads.then_some(Rank::Numbered(number.style));
        }
        if is_capitals(bare) {
            return Some(Rank::Capitals);
        }
        let titled = count <= 14 && self.is_title_case(bare)
            || count <= 8 && bare.starts_with(char::is_uppercase) && !bare.ends_with('.');
        (titled && next.is_some_and(|next| self.is_passage(next))).then_some(Rank::Plain)
    }

    fn unnumbered(&self, bare: &str, otherwise: Rank) -> Rank {
        if is_capitals(bare) { Rank::Capitals } else { otherwise }
    }

    /// Tells whether a numbered line heads what follows: the next block is no item of the same list.
    fn heads(
        &self,
        block: &Block,
        number: Numbering<'_>,
        bare: &str,
        next: Option<&Block>,
    ) -> bool {
        let Some(next) = next else { return false };
        let following = folded(next.span.of(self.text));
        let same_list = numbering(&following, self.words).is_some_and(|n| n.style == number.style)
            && following.split(' ').nth(14).is_none();
        let short = bare.split(' ').nth(12).is_none();
        let sentence = bare.ends_with('.')
            && bare.split(' ').nth(3).is_some()
            && !is_capitals(bare)
            && !self.is_title_case(bare);
        short
            && !sentence
            && bare.starts_with(char::is_uppercase)
            && (!same_list || is_capitals(bare))
            && block.mark.is_none()
    }

    /// Tells whether a short line is part of a sentence, so that it heads nothing.
    fn is_clause(&self, bare: &str) -> bool {
        let last =
            bare.trim_end_matches([':', '*']).rsplit(' ').next().unwrap_or_default().to_lowercase();
        let said = |word: &str| {
            self.words
                .clause_words
                .contains(word.to_lowercase().trim_matches(|c: char| !c.is_alphanumeric()))
        };
        let clause = bare.split(' ').any(said);
        match bare.chars().next_back() {
            Some('.') => !is_capitals(bare) && (clause || bare.split(' ').count() > 6),
            Some(';' | ',' | '”' | '"' | '?' | '!' | '…') => {
                clause || bare.ends_with([';', ','])
            }
            Some(':') => clause || self.words.stem_ends.contains(&last),
            _ => (clause || self.words.small_words.contains(&last)) && !self.is_title_case(bare),
        }
    }

    /// Tells whether nearly all words but the small ones begin with a capital.
    fn is_title_case(&self, bare: &str) -> bool {
        let weighty = |word: &&str| {
            word.contains(char::is_alphabetic)
                && !self.words.small_words.contains(&word.to_lowercase())
        };
        let (mut all, mut large) = (0, 0);
        for word in bare.split(' ').filter(weighty) {
            let first = word.trim_start_matches(|c: char| !c.is_alphanumeric());
            all += 1;
            large += usize::from(first.starts_with(|c: char| c.is_uppercase() || c.is_numeric()));
        }
        all > 0
            && large * 10 >= all * 8
            && !self.words.small_words.contains(bare.split(' ').next_back().unwrap_or_default())
    }

    /// Tells whether a block is something that a line can head.
    fn is_passage(&self, block: &Block) -> bool {
        let line = folded(block.span.of(self.text));
        let count = line.split(' ').take(12).count();
        matches!(block.kind, BlockKind::Item(_))
            || count >= 12
            || count >= 5 && line.ends_with(['.', ':', ';'])
    }

    /// Finds where a heading that runs into its paragraph ends: "Upcoming Events The two sides look forward…".
    fn run_in(&self, span: Span) -> Option<usize> {
        let passage = span.of(self.text);
        let ends_sentence = passage.trim_end().ends_with(['.', ':', ';', '”', '"']);
        if !ends_sentence {
            return None;
        }
        let mut title: Vec<&str> = Vec::new();
        for word in words_of(passage).take(LONGEST_RUN_IN) {
            let at = word.as_ptr() as usize - passage.as_ptr() as usize;
            if let Some(cut) = glued(word)
                && self.may_head(&title, &word[..cut])
                && self.begins_sentence(&passage[at + cut..])
            {
                return Some(span.start() + at + cut);
            }
            if !title.is_empty() && self.opens(&passage[at..]) && self.may_head(&title, "") {
                return Some(span.start() + at);
            }
            let small =
                self.words.small_words.contains(word) || word == "&" || word == "–" || word == "-";
            let large = word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
                && !word.ends_with(['.', ',', ';', ':']);
            let abbreviated = word.ends_with('.') && word.matches('.').count() > 1;
            if !(small || large || abbreviated) {
                return None;
            }
            title.push(word);
        }
        None
    }

    /// Tells whether words in title case, the last of which may be cut off the one it was glued to, can be a heading.
    fn may_head(&self, title: &[&str], glued: &str) -> bool {
        let last = if glued.is_empty() { title.last().copied().unwrap_or_default() } else { glued };
        let weighty =
            title.iter().filter(|w| !self.words.small_words.contains(&w.to_lowercase())).count()
                + usize::from(!glued.is_empty());
        let first = title.first().copied().unwrap_or(glued).to_lowercase();
        let adverb = weighty == 1 && (self.words.openers.contains(&first) || first.ends_with("ly"));
        weighty > 0 && !adverb && !self.words.small_words.contains(&last.to_lowercase())
    }

    /// Tells whether a sentence begins at `rest` that no heading would go on with: "The two sides look forward".
    fn opens(&self, rest: &str) -> bool {
        let mut words = words_of(rest);
        let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
        let capital = first.starts_with(char::is_uppercase)
            && self.words.openers.contains(&first.to_lowercase());
        let bare = second.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        capital
            && !self.words.articled_names.contains(&bare)
            && !self.words.months.contains_key(&bare)
            && self.begins_sentence(rest)
    }

    /// Tells whether `rest` reads as a sentence, not as more of a title: small words soon follow that a title has not.
    /// After a word that opens a sentence a long name may come first.
    fn begins_sentence(&self, rest: &str) -> bool {
        let first = words_of(rest).next().unwrap_or_default().to_lowercase();
        let near = if self.words.openers.contains(&first) { 9 } else { 4 };
        let small = |word: &str| {
            word.starts_with(char::is_lowercase) && !self.words.small_words.contains(word)
        };
        rest.starts_with(char::is_uppercase) && words_of(rest).skip(1).take(near).any(small)
    }
}

/// A heading has at most so many words.
const LONGEST: usize = 25;
/// A heading that runs into its paragraph has at most so many words.
const LONGEST_RUN_IN: usize = 15;

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
}

/// Returns where two words were glued together as their line break was lost: "`ActionsThe`".
fn glued(word: &str) -> Option<usize> {
    let chars: Vec<(usize, char)> = word.char_indices().collect();
    let seam = chars
        .windows(2)
        .skip(2)
        .find(|pair| pair[0].1.is_lowercase() && pair[1].1.is_uppercase())?;
    let at = seam[1].0;
    let parts = [&word[..at], &word[at..]];
    parts.iter().all(|p| p.chars().count() >= 2).then_some(at)
}

/// Tells whether all letters are capitals, and enough of them to be no abbreviation.
fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    let long = text.split(' ').any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4);
    long && letters.clone().count() >= 4
        && letters.clone().all(|c| !c.is_lowercase())
        && letters.clone().any(char::is_uppercase)
}
