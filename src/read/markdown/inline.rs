//! The words of one Markdown block: bold by well-formed and by stray stars, and the lines that hard breaks make of it.

use crate::round::NoticeKind;

/// The inside of a block, as it was met.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pieces: Vec<Piece>,
    strong: u32,
    aside: Option<NoticeKind>,
}

/// A run of words, or what stands between two.
#[derive(Debug)]
enum Piece {
    Words {
        words: String,
        line: u32,
        strong: bool,
        aside: Option<NoticeKind>,
    },
    /// Two stars that close or open nothing by the rules of Markdown.
    Stars,
    /// One such star.
    Star {
        line: u32,
    },
    Break,
}

/// A line between hard breaks, or several if they go on in the same sentence.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// The words with the line of the original in which they stand.
    pub(super) words: Vec<(String, u32)>,
    /// Whether all of them are bold.
    pub(super) strong: bool,
    /// Why they are no part of the running text.
    pub(super) aside: Option<NoticeKind>,
}

impl Inline {
    /// Notes words; stars in them are stray unless they were `escaped`.
    pub(super) fn text(&mut self, words: &str, line: u32, escaped: bool) {
        let mut rest = words;
        while !escaped && let Some(at) = rest.find('*') {
            self.words(&rest[..at], line);
            self.star(line);
            rest = &rest[at + 1..];
        }
        self.words(rest, line);
    }

    /// Notes a stray star, which may be the second of two.
    fn star(&mut self, line: u32) {
        match self.pieces.last_mut() {
            Some(last @ Piece::Star { .. }) => *last = Piece::Stars,
            _ => self.pieces.push(Piece::Star { line }),
        }
    }

    fn words(&mut self, words: &str, line: u32) {
        if !words.is_empty() {
            let (words, strong) = (words.to_owned(), self.strong > 0);
            self.pieces.push(Piece::Words { words, line, strong, aside: self.aside });
        }
    }

    /// Notes that bold begins or ends.
    pub(super) fn strong(&mut self, begins: bool) {
        self.strong = if begins { self.strong + 1 } else { self.strong.saturating_sub(1) };
    }

    /// Notes that the words of a picture begin or end.
    pub(super) fn caption(&mut self, begins: bool) {
        self.aside = begins.then_some(NoticeKind::Caption);
    }

    /// Notes that a link to or from a footnote begins or ends.
    pub(super) fn note_link(&mut self, begins: bool) {
        self.aside = begins.then_some(NoticeKind::Footnote);
    }

    /// Notes a line break that was asked for.
    pub(super) fn hard_break(&mut self) {
        self.pieces.push(Piece::Break);
    }

    /// Returns the lines, and after each what stood aside in it.
    pub(super) fn lines(self) -> Vec<Line> {
        let mut lines = vec![Draught::default()];
        let single = self.pieces.iter().filter(|p| matches!(p, Piece::Star { .. })).count();
        let (mut bold, mut seen) = (false, 0);
        for piece in self.pieces {
            let open = lines.last_mut().expect("there is always a line");
            match piece {
                Piece::Words { words, line, strong, aside: None } => {
                    open.write(words, line, strong || bold);
                }
                Piece::Words { words, line, aside, .. } => open.set_aside(words, line, aside),
                Piece::Stars => bold = !bold,
                Piece::Star { line } => {
                    seen += 1;
                    if seen == single && single % 2 == 1 {
                        open.write("*".to_owned(), line, bold);
                    }
                }
                Piece::Break => lines.push(Draught::default()),
            }
        }
        joined(lines)
    }
}

/// A line in the making.
#[derive(Debug, Default)]
struct Draught {
    line: Line,
    plain: bool,
    bold: bool,
    asides: Vec<Line>,
}

impl Draught {
    fn write(&mut self, words: String, line: u32, strong: bool) {
        if words.contains(char::is_alphanumeric) {
            self.bold |= strong;
            self.plain |= !strong;
        }
        self.line.words.push((words, line));
    }

    fn set_aside(&mut self, words: String, line: u32, aside: Option<NoticeKind>) {
        self.asides.push(Line { words: vec![(words, line)], strong: false, aside });
    }

    fn last_word_ends(&self) -> bool {
        let last = self
            .line
            .words
            .iter()
            .rev()
            .find_map(|(words, _)| words.trim_end().chars().next_back());
        last.is_none_or(|c| {
            matches!(c, '.' | '?' | '!' | ':' | ';' | '”' | '"' | '’' | '。' | '！' | '？' | '؟')
        })
    }

    fn length(&self) -> usize {
        self.line.words.iter().map(|(words, _)| words.chars().count()).sum()
    }

    fn begins_small(&self) -> bool {
        let first = self
            .line
            .words
            .iter()
            .flat_map(|(words, _)| words.chars())
            .find(|c| !c.is_whitespace());
        first.is_some_and(char::is_lowercase)
    }

    fn is_blank(&self) -> bool {
        !self.bold
            && !self.plain
            && self.line.words.iter().all(|(words, _)| words.trim().is_empty())
    }
}

/// A line that is at least so long goes on in the next one unless it ends a sentence.
const LONG: usize = 60;

/// Joins lines that go on in the next, and returns all with what stood aside in them.
fn joined(lines: Vec<Draught>) -> Vec<Line> {
    let mut blocks: Vec<Draught> = Vec::new();
    for next in lines {
        match blocks.last_mut() {
            Some(last) if goes_on(last, &next) => {
                let line = next.line.words.first().map_or(0, |(_, line)| *line);
                last.line.words.push((" ".to_owned(), line));
                last.line.words.extend(next.line.words);
                last.plain |= next.plain;
                last.bold |= next.bold;
                last.asides.extend(next.asides);
            }
            _ => blocks.push(next),
        }
    }
    let finish = |block: Draught| {
        let strong = block.bold && !block.plain;
        std::iter::once(Line { strong, ..block.line }).chain(block.asides)
    };
    blocks.into_iter().flat_map(finish).collect()
}

fn goes_on(last: &Draught, next: &Draught) -> bool {
    let heading = |line: &Draught| line.bold && !line.plain;
    !last.is_blank()
        && !next.is_blank()
        && !last.last_word_ends()
        && !heading(last)
        && !heading(next)
        && (next.begins_small() || last.length() >= LONG)
}
