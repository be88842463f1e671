//! Deals lines out to threads and hands their records on in the order of the lines. What a record says is left to `work`.

use std::io;
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::lines::{Line, Lines};
use super::work::{Record, Workshop};
use crate::cli::interrupt::Interrupt;

/// How many pairs for each thread are in work or wait for one before them.
///
/// This bounds what is held in memory, and still keeps the threads busy while one pair takes eight times as long as others.
const WINDOW: usize = 8;
/// How soon a signal is noticed.
const BLINK: Duration = Duration::from_millis(50);

/// A line and its number, and where its record goes.
type Job = ((u64, Line), Sender<Record>);

/// The records to come, in the order of their lines.
pub(super) struct Records(Receiver<io::Result<Receiver<Record>>>);

/// What comes next.
pub(super) enum Next {
    /// The record of the next line.
    Record(Record),
    /// Nothing: all lines are done.
    End,
    /// The end before its time: a signal asked for it.
    Signal(u8),
}

/// Sets a crew to work on lines.
///
/// Nobody waits for its threads: one that reads from a pipe may wait for ever, and must not hold up the end.
pub(super) fn set_to_work(jobs: NonZero<usize>, lines: Lines, workshop: Workshop) -> Records {
    let (ordered, records) = mpsc::sync_channel(WINDOW * jobs.get());
    let (queue, taken) = mpsc::channel::<Job>();
    let (taken, workshop) = (Arc::new(Mutex::new(taken)), Arc::new(workshop));
    for _ in 0..jobs.get() {
        let (taken, workshop) = (Arc::clone(&taken), Arc::clone(&workshop));
        thread::spawn(move || work(&taken, &workshop));
    }
    thread::spawn(move || deal(lines, &ordered, &queue));
    Records(records)
}

/// Deals out lines until they end or nobody asks for their records any more.
fn deal(mut lines: Lines, ordered: &SyncSender<io::Result<Receiver<Record>>>, queue: &Sender<Job>) {
    while let Some(line) = lines.next().transpose() {
        let (made, record) = mpsc::channel();
        // Here the dealer waits while the window is full.
        let wanted = match line {
            Ok(line) => ordered.send(Ok(record)).is_ok() && queue.send((line, made)).is_ok(),
            Err(error) => {
                let _unwanted = ordered.send(Err(error));
                false
            }
        };
        if !wanted {
            return;
        }
    }
}

fn work(taken: &Mutex<Receiver<Job>>, workshop: &Workshop) {
    loop {
        let job = taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(((number, line), made)) = job else { return };
        // Where nobody waits for the record, the end has come.
        let _unwanted = made.send(workshop.record(number, &line));
    }
}

impl Records {
    /// Waits for the record of the next line, or a signal.
    pub(super) fn next(&self, interrupt: &Interrupt) -> io::Result<Next> {
        let record = match patiently(&self.0, interrupt) {
            Ok(promise) => promise?,
            Err(Some(signal)) => return Ok(Next::Signal(signal)),
            Err(None) => return Ok(Next::End),
        };
        match patiently(&record, interrupt) {
            Ok(record) => Ok(Next::Record(record)),
            Err(Some(signal)) => Ok(Next::Signal(signal)),
            Err(None) => Ok(Next::Record(Record::lost())),
        }
    }
}

/// Waits for what is sent; fails if a signal, which is returned, comes first, or nothing can come any more.
fn patiently<T>(from: &Receiver<T>, interrupt: &Interrupt) -> Result<T, Option<u8>> {
    loop {
        if let Some(signal) = interrupt.told() {
            return Err(Some(signal));
        }
        match from.recv_timeout(BLINK) {
            Ok(sent) => return Ok(sent),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(None),
        }
    }
}
