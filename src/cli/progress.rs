//! A bar on standard error for what takes long. What is done meanwhile is left to others.

use std::fmt;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// How long nothing is shown.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// A bar that appears after a second, on a terminal only, and is gone when it is dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// What shows the bar after a second, unless it is told before that all is done.
    watch: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to count towards a number of steps.
    pub(super) fn of(steps: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(steps as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message("reading");
        let watch = io::stderr().is_terminal().then(|| watched(bar.clone()));
        Self { bar, watch }
    }

    /// Starts to count pairs with their rate, from so many on that are done already; where the end is known, with the
    /// time that remains.
    pub(super) fn rated(total: Option<u64>, done: u64) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{wide_bar} {pos}/{len} pairs, {per_sec}, {eta} left",
            None => "{spinner} {pos} pairs, {per_sec}, {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.with_key("per_sec", rate));
        }
        // What was done before says nothing of the rate.
        bar.set_position(done);
        bar.reset_eta();
        let watch = io::stderr().is_terminal().then(|| watched(bar.clone()));
        Self { bar, watch }
    }

    /// Counts where nobody sees it.
    pub(super) fn unseen() -> Self {
        Self { bar: ProgressBar::hidden(), watch: None }
    }

    /// Counts a step.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Says what is done next.
    pub(super) fn next(&self, what: &'static str) {
        self.bar.set_message(what);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, watch)) = self.watch.take() {
            drop(done);
            // Were the watch to panic, the bar would be missed, and no more.
            let _unseen = watch.join();
        }
        self.bar.finish_and_clear();
    }
}

/// Writes how many steps a second are done.
fn rate(state: &ProgressState, out: &mut dyn fmt::Write) {
    // Where it cannot be written, it is not seen.
    let _unseen = write!(out, "{:.0}/s", state.per_sec());
}

fn watched(bar: ProgressBar) -> (Sender<()>, JoinHandle<()>) {
    let (done, told) = mpsc::channel();
    let watch = thread::spawn(move || {
        if told.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(TICK);
        }
    });
    (done, watch)
}
