//! Compares the pair that a line asks for and makes its record, on one thread and come what may.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use anyhow::anyhow;
use serde::Serialize;
use travaux::report::json::Json;
use travaux::{Format, Round, Sides};

use super::lines::Line;
use super::request::{self, Id, Place, Request, Side};
use crate::cli::compare::Comparer;
use crate::cli::input::Reader;

const _: () = assert!(
    cfg!(panic = "unwind"),
    "a pair whose comparison panics is set aside, which needs panic = \"unwind\""
);

/// What came of a pair.
#[derive(Debug)]
pub(super) struct Record {
    /// One line of JSON, with its end.
    pub line: String,
    /// Whether the pair could not be compared.
    pub failed: bool,
}

/// What compares pairs as the options say.
pub(super) struct Workshop {
    reader: Reader,
    comparer: Comparer,
}

impl Workshop {
    /// Makes ready to compare pairs read by a reader.
    pub(super) fn new(reader: Reader) -> Self {
        Self { comparer: reader.comparer(), reader }
    }

    /// Compares the pair that a line asks for.
    pub(super) fn record(&self, number: u64, line: &Line) -> Record {
        let request = match request::parsed(number, line) {
            Ok(request) => request,
            Err((id, why)) => return Record::failed(id.as_ref(), &why),
        };
        // The pairs are what is dealt out to threads; a pair that took more of them would take them from others.
        match guarded(|| travaux::on_one_thread(|| self.log(&request))) {
            Ok(log) => Record::compared(&request.id, &log),
            Err(why) => Record::failed(Some(&request.id), &why),
        }
    }

    fn log(&self, request: &Request) -> anyhow::Result<String> {
        let sides = request.sides.as_ref();
        let rounds = Sides::new(self.round(sides.old, "old")?, self.round(sides.new, "new")?);
        let log = self.comparer.log(rounds.as_ref());
        Ok(Json.change_log_on_one_line(&log.made(self.reader.making())))
    }

    fn round(&self, side: &Side, which: &str) -> anyhow::Result<Round> {
        let format = side.format.map(Format::from);
        match &side.place {
            Place::File(path) => {
                self.reader.parsed(&self.reader.bytes(Path::new(path))?, path, format)
            }
            Place::Here { text, name } => {
                self.reader.parsed(text.as_bytes(), name.as_deref().unwrap_or(which), format)
            }
        }
    }
}

impl Record {
    fn compared(id: &Id, log: &str) -> Self {
        Self { line: format!("{{\"id\":{id},\"log\":{log}}}\n"), failed: false }
    }

    fn failed(id: Option<&Id>, why: &anyhow::Error) -> Self {
        #[derive(Serialize)]
        struct Failed<'i> {
            id: Option<&'i Id>,
            error: Message,
        }
        #[derive(Serialize)]
        struct Message {
            message: String,
        }
        let failed = Failed { id, error: Message { message: format!("{why:#}") } };
        let line = serde_json::to_string(&failed).expect("texts and numbers can be written");
        Self { line: line + "\n", failed: true }
    }

    /// Returns the record of a pair that was lost on its way, which must not happen.
    pub(super) fn lost() -> Self {
        Self::failed(None, &anyhow!("internal error: the pair was lost"))
    }
}

/// Does something that may panic; a panic is an error like others.
pub(in crate::cli) fn guarded<T>(work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    // Whatever the work had in hand is dropped with it.
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(anyhow!("internal error, please report it: {}", said(&*panic))))
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_its_words() {
        let told = |work: fn() -> anyhow::Result<()>| guarded(work).unwrap_err().to_string();
        assert!(told(|| panic!("at {}", 7)).ends_with("please report it: at 7"));
        assert!(told(|| panic!("plain")).ends_with("please report it: plain"));
        assert!(told(|| anyhow::bail!("an error")).starts_with("an error"));
    }

    #[test]
    fn an_error_is_a_record_on_one_line() {
        let record = Record::failed(None, &anyhow!("a \"b\"\nc").context("line 1"));
        assert_eq!(
            record.line,
            "{\"id\":null,\"error\":{\"message\":\"line 1: a \\\"b\\\"\\nc\"}}\n"
        );
    }
}
