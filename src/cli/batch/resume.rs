//! Finds out how far an earlier run came. Going on from there is left to others.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::lines::{Line, Lines};
use super::request::{self, Id};

/// What an earlier run left behind.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Left {
    /// How many records.
    pub records: u64,
    /// How many of them are of pairs that could not be compared.
    pub failed: u64,
    /// How many bytes they take: what follows is a line that was torn off.
    pub bytes: u64,
}

/// A record as it is read back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: Option<Id>,
    log: Option<IgnoredAny>,
    error: Option<IgnoredAny>,
}

/// Counts the whole records in a file and passes over as many lines of the input, each of which must bear the same id.
pub(super) fn left(file: &File, path: &Path, lines: &mut Lines) -> anyhow::Result<Left> {
    let (mut written, mut line, mut left) = (BufReader::new(file), Vec::new(), Left::default());
    let here = || path.display();
    loop {
        line.clear();
        let read = written.read_until(b'\n', &mut line);
        let bytes = read.with_context(|| format!("cannot read {}", here()))? as u64;
        if line.last() != Some(&b'\n') {
            return Ok(left);
        }
        let number = left.records + 1;
        let record = record(&line)
            .with_context(|| format!("{} holds no record in line {number}", here()))?;
        let Some((_, asked)) = lines.next().context("cannot read the input")? else {
            bail!(
                "{} holds more records than the input has pairs; is it of another input?",
                here()
            );
        };
        let asked = match asked {
            Line::Whole(line) => request::id(&line),
            Line::TooLong { .. } => None,
        };
        if asked != record.id {
            let [asked, found] =
                [asked, record.id].map(|id| id.map_or("none".to_owned(), |id| id.to_string()));
            bail!(
                "{} does not belong to this input: record {number} has the id {found}, pair {number} {asked}",
                here()
            );
        }
        left.records = number;
        left.failed += u64::from(record.error.is_some());
        left.bytes += bytes;
    }
}

fn record(line: &[u8]) -> anyhow::Result<Written> {
    let record: Written = request::object(line)?;
    if record.log.is_some() == record.error.is_some() {
        bail!("a record has either a log or an error");
    }
    Ok(record)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Seek, Write};

    /// Returns what is left in a file of these records for an input of these lines, and the line that comes next.
    fn left_of(records: &str, input: &'static str) -> Result<(Left, Option<u64>), String> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(records.as_bytes()).unwrap();
        file.rewind().unwrap();
        let mut lines = Lines::new(Box::new(input.as_bytes()), 100);
        let left = left(&file, Path::new("out"), &mut lines).map_err(|why| format!("{why:#}"))?;
        Ok((left, lines.next().unwrap().map(|(number, _)| number)))
    }

    const INPUT: &str = "{\"id\": \"a\"}\n\nnonsense\n{\"id\": 3}\n";
    const LOG: &str = "{\"id\":\"a\",\"log\":{}}\n";
    const ERROR: &str = "{\"id\":null,\"error\":{\"message\":\"\"}}\n";

    #[test]
    fn whole_lines_are_kept_and_a_torn_one_is_not() {
        let both = format!("{LOG}{ERROR}");
        let (one, two) = (LOG.len() as u64, both.len() as u64);
        let left = |records, failed, bytes| Left { records, failed, bytes };
        assert_eq!(left_of("", INPUT), Ok((left(0, 0, 0), Some(1))));
        assert_eq!(left_of(LOG.trim_end(), INPUT), Ok((left(0, 0, 0), Some(1))));
        assert_eq!(left_of(LOG, INPUT), Ok((left(1, 0, one), Some(3))));
        assert_eq!(left_of(&both[..both.len() - 1], INPUT), Ok((left(1, 0, one), Some(3))));
        assert_eq!(left_of(&format!("{both}{{\"id\""), INPUT), Ok((left(2, 1, two), Some(4))));
        assert_eq!(left_of(&format!("{both}\0\0\0"), INPUT), Ok((left(2, 1, two), Some(4))));
    }

    #[test]
    fn what_is_of_another_input_is_refused() {
        let why = left_of(ERROR, INPUT).unwrap_err();
        assert!(why.ends_with("record 1 has the id none, pair 1 \"a\""), "{why}");
        let why = left_of(LOG, "\n").unwrap_err();
        assert!(why.contains("more records than the input has pairs"), "{why}");
    }

    #[test]
    fn what_is_no_record_is_refused_and_not_cut_off() {
        for line in ["My notes", "{}", "{\"id\":1}", "{\"id\":\"a\",\"log\":{},\"more\":1}"] {
            let why = left_of(&format!("{line}\n{LOG}"), INPUT).unwrap_err();
            assert!(why.starts_with("out holds no record in line 1"), "{why}");
        }
    }
}
