//! What the tests of `batch` and `archive` share: made-up rounds, the program, and seeded moments to kill it at.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A small generator of numbers, the same on every machine.
pub(crate) struct Seeded(pub(crate) u64);

impl Seeded {
    /// Returns the next number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed ^ (mixed >> 27)) % end
    }
}

const WORDS: [&str; 16] = [
    "harbours",
    "ferries",
    "lighthouses",
    "weirs",
    "trout",
    "beavers",
    "pilots",
    "bells",
    "orchards",
    "bridges",
    "mills",
    "markets",
    "guilds",
    "wardens",
    "meadows",
    "lanterns",
];

/// Returns a round of so many statements, of which a seed picks the words.
pub(crate) fn round(seed: u64, statements: u64) -> String {
    let mut seeded = Seeded(seed);
    let mut word = || WORDS[usize::try_from(seeded.below(16)).unwrap()];
    let statement = |at| format!("We will mend the {} and the {} of shore {at}.", word(), word());
    (0..statements).map(statement).collect::<Vec<_>>().join("\n\n")
}

/// Returns the program, to be run in a folder.
pub(crate) fn travaux(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
    command.current_dir(folder).args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Kills a run as soon as something is so, or after it has ended by itself, and a moment after that.
pub(crate) fn kill(mut run: Child, moment: Duration, mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() && run.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "the run neither goes on nor ends");
        sleep(Duration::from_micros(200));
    }
    sleep(moment);
    // One that has ended already cannot be killed.
    let _ended = run.kill();
    run.wait().unwrap();
}
