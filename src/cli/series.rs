//! From what was typed to a series: its files, read several at a time, their order, the names of its rounds. How rounds
//! are collated is left to the library.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::ValueEnum;
use travaux::{Error, Order, Round, Series};

use super::compare::CompareArgs;
use super::files;
use super::input::Reader;
use super::parallel;
use super::progress::Progress;

/// Which rounds make a series.
#[derive(Debug, clap::Args)]
pub(super) struct SeriesArgs {
    /// Read rounds from these documents, folders and patterns; - is standard input
    ///
    /// A folder stands for the documents in it, hidden files and README files left out; a pattern such as '20*.md' for the
    /// files it matches
    #[arg(required = true, value_name = "ROUND")]
    rounds: Vec<PathBuf>,

    /// Put the rounds in order of their dates, or take them as they were given
    #[arg(long, value_name = "ORDER", default_value = "date")]
    order: OrderChoice,
}

/// The orders as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum OrderChoice {
    /// By the date that each states, else the one that its file name begins with
    Date,
    /// As given
    Given,
}

impl SeriesArgs {
    /// Reads and collates the rounds, of which there must be so many at least.
    pub(super) fn series(&self, compare: &CompareArgs, least: usize) -> anyhow::Result<Series> {
        let files = files::expanded(&self.rounds)?;
        if files.len() < least {
            return Err(Error::TooFewRounds { found: files.len() }.into());
        }
        let paths: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
        let reader = compare.reader(&paths)?;
        let progress = Progress::of(files.len());
        let rounds = read(&reader, &paths, &progress)?;
        progress.next("comparing");
        let order = match self.order {
            OrderChoice::Date => Order::ByDate,
            OrderChoice::Given => Order::Given,
        };
        Ok(travaux::collate(&rounds, &reader.comparer().collate().order(order))?)
    }
}

/// Reads files, several at a time; of those that cannot be read, the first is named.
fn read(reader: &Reader, paths: &[&Path], progress: &Progress) -> anyhow::Result<Vec<Round>> {
    let rounds = parallel::each(paths, |path| {
        let round = reader.round(path);
        progress.step();
        round
    });
    rounds.into_iter().collect()
}

/// How a round is told that no date fits exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// The first one after it is meant.
    Later,
    /// None is meant.
    None,
}

/// Returns the round that was meant by a date or its beginning, a number counted from 1, or a part of a file name.
pub(super) fn round(series: &Series, typed: &str, near: Near) -> anyhow::Result<usize> {
    let rounds = 0..series.rounds().len();
    if is_date(typed) {
        let date = |at: usize| series.date(at).map(|date| date.to_string()).unwrap_or_default();
        let begins: Vec<usize> = rounds.clone().filter(|&at| date(at).starts_with(typed)).collect();
        match (begins.as_slice(), near) {
            ([first, ..], Near::Later) | ([first], Near::None) => return Ok(*first),
            ([], Near::Later) => {
                if let Some(later) = rounds.clone().find(|&at| date(at).as_str() > typed) {
                    return Ok(later);
                }
            }
            ([], Near::None) => {}
            (several, Near::None) => return ambiguous(series, typed, several),
        }
    }
    let number = typed.parse::<usize>().ok();
    if let Some(at) =
        number.and_then(|number| number.checked_sub(1)).filter(|at| rounds.contains(at))
    {
        return Ok(at);
    }
    // Few digits stand in many file names by chance.
    let is_name = number.is_none() || typed.len() >= 4;
    let named = |at: &usize| is_name && series.rounds()[*at].head().label.contains(typed);
    match rounds.filter(named).collect::<Vec<_>>().as_slice() {
        [only] => Ok(*only),
        [] => bail!(
            "no round is {typed}; give a date, a number up to {}, or a part of a file name",
            series.rounds().len()
        ),
        several => ambiguous(series, typed, several),
    }
}

/// Tells whether this is a date or the beginning of one, its year at least.
fn is_date(typed: &str) -> bool {
    let fits = |(at, c): (usize, char)| match at {
        4 | 7 => c == '-',
        _ => c.is_ascii_digit(),
    };
    (4..=10).contains(&typed.len()) && typed.chars().enumerate().all(fits)
}

fn ambiguous(series: &Series, typed: &str, found: &[usize]) -> anyhow::Result<usize> {
    let first = &series.rounds()[found[0]].head().label;
    let second = &series.rounds()[found[1]].head().label;
    let others = if found.len() > 2 { " and others" } else { "" };
    bail!("{typed} is in {first}, {second}{others}; give more of it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series() -> Series {
        let dated = |date: &str| {
            let (mut head, statements) = Round::of(&[("", &["We agree."])]).into_parts();
            head.label = format!("rounds/{date}-bern.md");
            head.date = date.parse().ok();
            Round::new(head, statements).unwrap()
        };
        let rounds = ["2014-12-05", "2015-01-07", "2015-12-07"].map(dated);
        travaux::collate(&rounds, &travaux::CollateOptions::default()).unwrap()
    }

    fn named(typed: &str, near: Near) -> Result<usize, String> {
        round(&series(), typed, near).map_err(|error| error.to_string())
    }

    #[test]
    fn a_round_is_told_by_date_number_or_name() {
        for (typed, at) in [("2014", 0), ("2015-12", 2), ("2015-12-07", 2), ("2", 1), ("01-07", 1)]
        {
            assert_eq!(named(typed, Near::None), Ok(at), "{typed}");
        }
    }

    #[test]
    fn since_a_date_is_since_the_first_round_that_is_no_earlier() {
        for (typed, at) in [("2015", 1), ("2015-02", 2), ("2014-12-06", 1), ("2013", 0)] {
            assert_eq!(named(typed, Near::Later), Ok(at), "{typed}");
        }
        assert!(named("2016", Near::Later).is_err());
    }

    #[test]
    fn what_fits_several_or_none_is_refused() {
        assert!(named("2015", Near::None).unwrap_err().contains("give more of it"));
        assert!(named("bern", Near::Later).unwrap_err().ends_with("and others; give more of it"));
        assert!(named("4", Near::None).unwrap_err().starts_with("no round is 4; "));
        assert!(named("0", Near::None).is_err());
        assert!(named("2016", Near::None).is_err());
    }
}
