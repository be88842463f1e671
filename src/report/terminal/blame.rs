//! A round with the origin of its words. Which round they come from was settled by `series`.

use super::page::{Margin, Page};
use super::rich::Rich;
use super::sigla::Sigla;
use super::words::with_stem;
use super::{remark, titles};
use crate::report::Ink;
use crate::round::{Statement, Stem};
use crate::series::{Provenance, Run, Series};

/// How far words stand in from the left: room for the letters of the rounds they come from.
const MARGIN: usize = 8;
/// How many columns a phrase that came back is quoted in.
const QUOTED: usize = 60;

/// Writes a round, each run of words with the letter of the round it comes from.
pub(super) fn blame(page: &mut Page, series: &Series, provenance: &Provenance) {
    let round = &series.rounds()[provenance.round];
    let sheet = Sheet { series, sigla: Sigla::of(round, provenance) };
    sheet.legend(page, provenance);
    for (index, section) in round.sections().iter().enumerate() {
        if section.statements.is_empty() {
            continue;
        }
        page.blank();
        page.paragraph(
            &Margin::of(Rich::of(Ink::Heading, "== ")),
            &Rich::of(Ink::Heading, &titles::of_section(round.head(), index)),
        );
        let mut stem = None;
        for position in section.statements.clone() {
            let (statement, runs) =
                (&round.statements()[position], &provenance.statements[position]);
            page.blank();
            sheet.statement(page, statement, runs, &mut stem);
        }
    }
}

/// What a round is written down with.
struct Sheet<'a> {
    series: &'a Series,
    sigla: Sigla,
}

impl Sheet<'_> {
    /// Writes which letter stands for which round, and how much of the text is of it.
    fn legend(&self, page: &mut Page, provenance: &Provenance) {
        let name = self.series.name(provenance.round);
        remark(page, &format!("Where the words of {name} come from: letter, round, words, share"));
        page.blank();
        page.tiles(&self.entries(provenance.round));
        if provenance.statements.iter().flatten().any(|run| run.returned.is_some()) {
            page.paragraph(
                &Margin::default(),
                &Rich::of(Ink::Plain, "*  came back after it had been struck"),
            );
        }
    }

    /// Returns for each round its letters, its name and how many words are of it.
    fn entries(&self, own: usize) -> Vec<Rich> {
        let all: usize = self.sigla.words().sum();
        let digits = all.to_string().len();
        let widest = self.sigla.rounds().map(|(_, letters)| letters.len()).max().unwrap_or(0);
        let entry = |((round, letters), words): ((usize, &str), usize)| {
            let ink = Ink::Origin(self.sigla.number(round));
            let share = match (100 * words + all / 2) / all.max(1) {
                0 => "<1".to_owned(),
                share => share.to_string(),
            };
            let fresh = if round == own { ", new" } else { "" };
            Rich::of(ink, &format!("{letters:widest$}"))
                .with(Ink::Plain, "  ")
                .with(ink, &self.series.name(round))
                .with(Ink::Plain, &format!("  {words:>digits$}  {share:>2} %{fresh}"))
        };
        self.sigla.rounds().zip(self.sigla.words()).map(entry).collect()
    }

    fn statement<'s>(
        &self,
        page: &mut Page,
        statement: &'s Statement,
        runs: &[Run],
        stem: &mut Option<&'s Stem>,
    ) {
        let mut words = with_stem(statement.stem.as_ref(), *stem, &Rich::default());
        *stem = statement.stem.as_ref();
        for run in runs {
            if !page.is_painted() {
                words.push(Ink::Plain, &format!("[{}] ", self.letters(run)));
            }
            words.push(Ink::Origin(self.sigla.number(run.origin)), run.span.of(&statement.text));
        }
        if page.is_painted() {
            page.marked(MARGIN, &words, |line| self.margin(line));
        } else {
            page.paragraph(&Margin::blank(3), &words);
        }
        for line in self.returns(statement, runs) {
            let indent = if page.is_painted() { MARGIN } else { 3 };
            page.paragraph(&Margin::blank(indent), &line);
        }
    }

    fn letters(&self, run: &Run) -> String {
        let star = if run.returned.is_some() { "*" } else { "" };
        format!("{}{star}", self.sigla.letters(run.origin))
    }

    /// Returns the letters of the rounds that the words of a line come from.
    fn margin(&self, line: &Rich) -> Rich {
        let mut mark = Rich::default();
        let mut seen = Vec::new();
        for ink in line.inks() {
            if let Ink::Origin(number) = ink
                && !seen.contains(&number)
            {
                seen.push(number);
                mark.push(Ink::Plain, if mark.text().is_empty() { "" } else { " " });
                mark.push(ink, self.sigla.letters_of(number));
            }
        }
        mark
    }

    /// Returns a line for each round in which words came back that had been struck.
    fn returns(&self, statement: &Statement, runs: &[Run]) -> Vec<Rich> {
        let mut rounds: Vec<usize> = runs.iter().filter_map(|run| run.returned).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let line = |round: &usize| {
            let back = |run: &&Run| run.returned == Some(*round);
            let phrases = runs.iter().filter(back).map(|run| {
                let words = Rich::of(Ink::Plain, run.span.of(&statement.text).trim()).cut(QUOTED);
                format!("“{}” ({})", words.text(), self.series.name(run.origin))
            });
            let phrases = phrases.collect::<Vec<_>>().join(", ");
            Rich::of(Ink::Weight, "* ")
                .with(Ink::Plain, &format!("back since {}: {phrases}", self.series.name(*round)))
        };
        rounds.iter().map(line).collect()
    }
}
