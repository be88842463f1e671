//! The columns of a matrix: how wide they are, what stands above them, how many fit. What stands in them is left to `matrix`.

use std::ops::Range;

use super::rich::Rich;
use crate::report::Ink;
use crate::series::Series;

/// The least columns that the words of a row should have.
const WORDS: usize = 32;
/// The least columns that the words of a row must have before a matrix is cut into blocks.
const FEWEST_WORDS: usize = 20;
/// The least rounds in a block.
const FEWEST_ROUNDS: usize = 4;

/// The columns of a matrix.
pub(super) struct Grid {
    /// How many columns of the page the ids take, with the blanks after them.
    ids: usize,
    /// How many a cell takes.
    cell: usize,
    /// How many rounds there are in a block at most.
    most: usize,
    /// What heads each round: its date as short as it can be told, or its number.
    heads: Vec<String>,
    /// Whether heads stand upright, one sign a line.
    upright: bool,
    columns: Range<usize>,
}

impl Grid {
    /// Returns the columns for some rounds of a series on a page of a width.
    pub(super) fn of(series: &Series, columns: Range<usize>, width: usize) -> Self {
        let ids = 2 + series.threads().iter().map(|thread| thread.id.len()).max().unwrap_or(0);
        let rounds = columns.len();
        let heads = heads(series);
        let flat = heads.iter().map(String::len).max().unwrap_or(0) + 2;
        let fits = |cell: usize, words: usize| ids + rounds * cell + 1 + words <= width;
        let (cell, upright) = match () {
            () if fits(flat, WORDS) => (flat, false),
            () if fits(2, WORDS) => (2, true),
            () => (1, true),
        };
        let room = width.saturating_sub(ids + 1 + FEWEST_WORDS);
        let most = if upright { room.max(FEWEST_ROUNDS) / cell } else { rounds };
        let blocks = rounds.div_ceil(most).max(1);
        let most = rounds.div_ceil(blocks);
        let heads = if upright { upright_heads(series) } else { heads };
        Self { ids, cell, most, heads, upright, columns }
    }

    /// Returns all rounds.
    pub(super) fn columns(&self) -> Range<usize> {
        self.columns.clone()
    }

    /// Returns the rounds in as many parts as they need, the oldest first.
    pub(super) fn blocks(&self) -> Vec<Range<usize>> {
        let starts = self.columns.clone().step_by(self.most.max(1));
        starts.map(|start| start..(start + self.most).min(self.columns.end)).collect()
    }

    /// Returns the lines above a block.
    pub(super) fn head(&self, columns: &Range<usize>) -> Vec<Rich> {
        if !self.upright {
            return Vec::new();
        }
        let heads = &self.heads[columns.clone()];
        let lines = heads.iter().map(String::len).max().unwrap_or(0);
        (0..lines).map(|line| self.upright_line(heads, line)).collect()
    }

    fn upright_line(&self, heads: &[String], line: usize) -> Rich {
        let name = match (line, heads[0].len()) {
            (0, 8) => "year",
            (4, 8) => "month",
            (6, 8) => "day",
            (0, _) => "round",
            _ => "",
        };
        let mut row = Rich::of(Ink::Faint, &self.id(name));
        for head in heads {
            let sign = head.get(line..=line).unwrap_or(" ");
            row.append(&self.cell(&Rich::of(Ink::Plain, sign)));
        }
        row
    }

    /// Returns the line above the rows of a section: dates, or the first round of each year, or each tenth.
    pub(super) fn ruler(&self, columns: &Range<usize>) -> Rich {
        let mut line = " ".repeat(self.ids);
        let mut year = "";
        for (at, round) in columns.clone().enumerate() {
            let head = self.heads[round].as_str();
            let place = self.ids + at * self.cell;
            let label = match head.len() {
                _ if !self.upright => head,
                8 if &head[..4] == year => continue,
                8 => &head[..4],
                _ if at > 0 && (round + 1) % 10 != 0 => continue,
                _ => head.trim_start(),
            };
            year = head.get(..4).unwrap_or_default();
            if line.len() <= place {
                line.extend(std::iter::repeat_n(' ', place - line.len()));
                line.push_str(label);
                line.push(' ');
            }
        }
        Rich::of(Ink::Faint, &line)
    }

    /// Returns an id or the name of a line, as wide as ids are.
    pub(super) fn id(&self, id: &str) -> String {
        format!("{id:width$}", width = self.ids)
    }

    /// Returns a mark as wide as a cell.
    pub(super) fn cell(&self, mark: &Rich) -> Rich {
        let gap = " ".repeat(self.cell.saturating_sub(mark.width()));
        mark.clone().with(Ink::Plain, &gap)
    }
}

/// Returns the shortest beginnings of dates that tell the rounds apart; their numbers, if one has no date.
fn heads(series: &Series) -> Vec<String> {
    let rounds = 0..series.rounds().len();
    let dates: Option<Vec<String>> =
        rounds.clone().map(|at| series.date(at).map(|date| date.to_string())).collect();
    let Some(dates) = dates else {
        return rounds.map(|at| (at + 1).to_string()).collect();
    };
    let short = |length: usize| dates.iter().map(|date| date[..length].to_owned()).collect();
    let parted = |heads: &Vec<String>| heads.windows(2).all(|pair| pair[0] != pair[1]);
    [4, 7].map(short).into_iter().find(parted).unwrap_or(dates)
}

/// Returns the signs of dates without their dashes, or numbers of one length.
fn upright_heads(series: &Series) -> Vec<String> {
    let rounds = 0..series.rounds().len();
    let digits = rounds.len().to_string().len();
    let dates: Option<Vec<String>> = rounds
        .clone()
        .map(|at| series.date(at).map(|date| date.to_string().replace('-', "")))
        .collect();
    dates.unwrap_or_else(|| rounds.map(|at| format!("{:>digits$}", at + 1)).collect())
}
