//! Makes rounds of any size, the same for the same seed, and knows which old statement continues in which new one. What
//! is measured on them is left to others.

mod random;
mod words;

use std::fmt::Write as _;

use random::Random;
use words::Words;

/// How many statements stand in a section.
const SECTION: usize = 25;
/// Of a hundred old statements, how many are dropped.
const DROPPED: usize = 5;
/// Of a hundred old statements, how many are edited.
const EDITED: usize = 10;
/// Of a hundred old statements, how many stand elsewhere in the new round.
const MOVED: usize = 3;
/// For a hundred old statements, how many are added.
const ADDED: usize = 5;

/// Two rounds and the truth about them.
pub(crate) struct Ladder {
    /// The statements of the older round.
    pub(crate) old: Vec<String>,
    /// The statements of the newer round.
    pub(crate) new: Vec<String>,
    /// Which old statement continues in which new one, as positions.
    pub(crate) links: Vec<(usize, usize)>,
}

/// How a round is written down.
#[derive(Clone, Copy)]
pub(crate) enum Markup {
    /// Lines of plain text, a blank line between them.
    Text,
    /// Markdown with headings and list items.
    Markdown,
    /// A web page.
    Html,
}

impl Ladder {
    /// Makes rounds of `size` statements a side: 10 % edited, 5 % dropped, 5 % added, 3 % moved.
    pub(crate) fn new(size: usize, seed: u64) -> Self {
        let (mut random, words) = (Random::new(seed), Words::new(seed, words::RICH));
        let old: Vec<String> = (0..size).map(|_| words.statement(&mut random)).collect();
        let mut kept = Vec::with_capacity(size);
        let mut away = Vec::new();
        for (at, statement) in old.iter().enumerate() {
            let lot = random.below(100);
            if lot < DROPPED {
                continue;
            }
            let edited = lot < DROPPED + EDITED;
            let text =
                if edited { words.edited(statement, &mut random) } else { statement.clone() };
            let moved = (DROPPED + EDITED..DROPPED + EDITED + MOVED).contains(&lot);
            if moved { &mut away } else { &mut kept }.push((Some(at), text));
        }
        away.extend((0..size * ADDED / 100).map(|_| (None, words.statement(&mut random))));
        let new = dealt(kept, away, &mut random);
        let links = new.iter().enumerate().filter_map(|(at, (old, _))| Some(((*old)?, at)));
        Self { links: links.collect(), new: new.into_iter().map(|(_, text)| text).collect(), old }
    }

    /// Makes rounds of `size` statements that are all one sentence.
    pub(crate) fn repeated(size: usize) -> Self {
        let text = "We will continue to support the work of the forum on trade in harbour towns.";
        let side = vec![text.to_owned(); size];
        Self { links: (0..size).map(|at| (at, at)).collect(), new: side.clone(), old: side }
    }

    /// Makes rounds of `size` statements a side that share no word.
    pub(crate) fn strangers(size: usize, seed: u64) -> Self {
        let round = |seed, vowels| -> Vec<String> {
            let (mut random, words) = (Random::new(seed), Words::strange(seed, vowels));
            (0..size).map(|_| words.strange_statement(&mut random)).collect()
        };
        Self { old: round(seed, "ae"), new: round(seed + 1, "iou"), links: Vec::new() }
    }
}

/// A statement of the new round, and the old one it continues.
type Dealt = (Option<usize>, String);

/// Puts the statements of `away` at places drawn by lot between those of `kept`.
fn dealt(kept: Vec<Dealt>, away: Vec<Dealt>, random: &mut Random) -> Vec<Dealt> {
    let places = kept.len() + 1;
    let mut away: Vec<(usize, Dealt)> =
        away.into_iter().map(|statement| (random.below(places), statement)).collect();
    away.sort_by_key(|(place, _)| *place);
    let mut new = Vec::with_capacity(kept.len() + away.len());
    let mut away = away.into_iter().peekable();
    for (at, statement) in kept.into_iter().enumerate() {
        while let Some((_, other)) = away.next_if(|(place, _)| *place <= at) {
            new.push(other);
        }
        new.push(statement);
    }
    new.extend(away.map(|(_, statement)| statement));
    new
}

/// Writes a round down, and returns the line of each statement beside the text.
pub(crate) fn written(statements: &[String], markup: Markup) -> (String, Vec<usize>) {
    let mut page = Page { text: String::new(), line: 1 };
    let mut places = Vec::with_capacity(statements.len());
    let [title, heading, item, end] = match markup {
        Markup::Text => ["", "", "", ""],
        Markup::Markdown => ["# ", "## ", "- ", ""],
        Markup::Html => ["<h1>", "<h2>", "<p>", "</body></html>"],
    };
    if let Markup::Html = markup {
        page.push("", "<!DOCTYPE html><html><head><title>Joint Statement</title></head><body>");
    }
    page.push(title, "Joint Statement on Harbour Towns");
    for (number, section) in statements.chunks(SECTION).enumerate() {
        page.push(heading, &format!("{}. Work on Theme {}", number + 1, number + 1));
        for statement in section {
            places.push(page.line);
            page.push(item, statement);
        }
    }
    page.push("", end);
    (page.text, places)
}

/// A text in the making, and the line that comes next.
struct Page {
    text: String,
    line: usize,
}

impl Page {
    fn push(&mut self, mark: &str, text: &str) {
        let end = if mark.starts_with('<') { mark.replace('<', "</") } else { String::new() };
        writeln!(self.text, "{mark}{text}{end}\n").expect("a string takes all that is written");
        self.line += 2;
    }
}
