//! A series of rounds and the threads that run through it, as values. How threads are found is left to `weave`.

use std::ops::Range;

use crate::align::Near;
use crate::change::{ChangeLog, Direction, Edit, Shift};
use crate::round::{Date, Round, Statement};

/// Successive rounds, what changed from each to the next, and the threads of their statements.
///
/// Every statement of every round is in exactly one thread. A round that is added at the end changes no stage and no id
/// of the threads that were there before, nor their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub(super) rounds: Vec<Round>,
    pub(super) dates: Vec<Option<Date>>,
    pub(super) logs: Vec<ChangeLog>,
    pub(super) threads: Vec<Thread>,
    /// The thread of each statement, by round and position.
    pub(super) homes: Vec<Vec<usize>>,
}

/// One statement on its way through the rounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Thread {
    /// Its name: the same as long as the rounds up to the one that introduced it are the same.
    pub id: String,
    /// The thread that it was split off or perhaps continues, as a position in [`Series::threads`].
    pub parent: Option<usize>,
    /// What happened to it, by round; a round in which it stays away has no stage. Never empty.
    pub stages: Vec<Stage>,
}

/// What happened to a thread in one round.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The round, as a position in [`Series::rounds`].
    pub round: usize,
    /// Its statement in that round; `None` where the thread was dropped or merged into another.
    pub position: Option<usize>,
    /// What happened.
    pub event: Event,
    /// Whether it stands elsewhere than in the round before.
    pub moved: bool,
    /// Whether nothing but spelling, punctuation, case, number style or the parties' names differ.
    pub editorial: bool,
    /// Threads that split off here, as positions in [`Series::threads`].
    pub split_off: Vec<usize>,
    /// Threads that were merged into this one here.
    pub merged_in: Vec<usize>,
    /// Where it was introduced, the thread that it perhaps continues, which was dropped then or before; where it was dropped,
    /// the thread that was introduced then and in which it perhaps goes on. As a position in [`Series::threads`].
    ///
    /// A thread goes on by sure links only: else it would drift from one matter to another.
    pub perhaps: Option<usize>,
    /// Where it was introduced or dropped, and perhaps continues or goes on in no other: the statement that comes nearest, if
    /// any comes near. One that was introduced has it in the round before, one that was dropped in this round.
    pub nearest: Option<Near>,
    /// The last round that had the wording which it takes up again, where that is an earlier one than its last.
    pub takes_up: Option<usize>,
    /// How alike this wording and the one before are, from 0 to 1; `None` where one of the two is missing.
    pub likeness: Option<f64>,
    /// Whether it is sure that this wording continues the one before, went into the other thread or is gone: see
    /// [`Link::is_sure`].
    ///
    /// [`Link::is_sure`]: crate::Link::is_sure
    pub sure: bool,
    /// Whether the text grew stronger or weaker, where it was reworded, split off, returned in other words or perhaps
    /// continues another thread.
    ///
    /// Only words of this wording and the one before show it: what has gone over into another part of a split or merge is
    /// told there.
    pub shift: Option<Shift>,
    /// The edits that turn the wording before into this one; empty where one of the two is missing.
    ///
    /// The wording before is that of the round before; of a thread that returns, the last before it went, or the one that it
    /// takes up again; of a thread that was split off or perhaps continues another, that of its parent.
    pub edits: Vec<Edit>,
}

/// What happened to a thread in one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// It appears for the first time.
    Introduced,
    /// It reads as it did, but for typography.
    Unchanged,
    /// It goes on in other words.
    Reworded,
    /// It comes of a statement of which another part continues the thread `from`.
    Split {
        /// The parent, as a position in [`Series::threads`].
        from: usize,
    },
    /// It ends in a statement that continues the thread `into`.
    Merged {
        /// The thread that goes on, as a position in [`Series::threads`].
        into: usize,
    },
    /// It is gone; it may return.
    Dropped,
    /// It is back after a round or more without it.
    Returned,
}

impl Event {
    /// Returns its name in reports and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Unchanged => "unchanged",
            Self::Reworded => "reworded",
            Self::Split { .. } => "split",
            Self::Merged { .. } => "merged",
            Self::Dropped => "dropped",
            Self::Returned => "returned",
        }
    }
}

impl Stage {
    /// Returns a stage in which only something began or ended.
    pub(crate) const fn bare(round: usize, position: Option<usize>, event: Event) -> Self {
        Self {
            round,
            position,
            event,
            moved: false,
            editorial: false,
            split_off: Vec::new(),
            merged_in: Vec::new(),
            perhaps: None,
            nearest: None,
            takes_up: None,
            likeness: None,
            sure: true,
            shift: None,
            edits: Vec::new(),
        }
    }

    /// Returns the other thread that it tells of: that it was split off, merged into, perhaps continues or goes on in. As a
    /// position in [`Series::threads`].
    #[must_use]
    pub const fn other(&self) -> Option<usize> {
        match self.event {
            Event::Split { from: other } | Event::Merged { into: other } => Some(other),
            _ => self.perhaps,
        }
    }

    /// Returns which way the text shifted, where that was weighed.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.shift.as_ref().map(|shift| shift.direction)
    }

    /// Tells whether anything happened: a statement that reads the same where it stood only goes on.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.moved || self.event != Event::Unchanged
    }
}

impl Thread {
    /// Returns the round that introduced it.
    #[must_use]
    pub fn first_round(&self) -> usize {
        self.stages[0].round
    }

    /// Returns the last round that has it.
    ///
    /// # Panics
    /// Never: a thread begins with a statement.
    #[must_use]
    pub fn last_round(&self) -> usize {
        self.last_round_before(usize::MAX).expect("a thread begins with a statement")
    }

    /// Returns the last round before another that has it; `None` if it began later.
    #[must_use]
    pub fn last_round_before(&self, round: usize) -> Option<usize> {
        let had = |stage: &&Stage| stage.round < round && stage.position.is_some();
        self.stages.iter().rfind(had).map(|stage| stage.round)
    }

    /// Returns what happened to it in a round; `None` before it began and while it stays away.
    #[must_use]
    pub fn stage_in(&self, round: usize) -> Option<&Stage> {
        let at = self.stages.binary_search_by_key(&round, |stage| stage.round).ok()?;
        Some(&self.stages[at])
    }

    /// Returns where it stands in a round; `None` if that round has it not.
    #[must_use]
    pub fn position_in(&self, round: usize) -> Option<usize> {
        self.stage_in(round)?.position
    }

    /// Tells whether it has gone, by the end of the series, for any reason.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.stages.last().is_some_and(|stage| stage.position.is_none())
    }

    /// Returns the absences after which it came back, each as the rounds that have it not.
    ///
    /// # Examples
    /// ```
    /// use travaux::{CollateOptions, Order, Round, collate};
    ///
    /// let with = Round::of(&[("", &["We will meet in Bern.", "Tariffs on steel fall by half."])]);
    /// let without = Round::of(&[("", &["We will meet in Bern."])]);
    /// let rounds = [with.clone(), without, with];
    /// let series = collate(&rounds, &CollateOptions::default().order(Order::Given))?;
    /// assert_eq!(series.threads()[1].gaps(), [1..2]);
    /// # Ok::<(), travaux::Error>(())
    /// ```
    #[must_use]
    pub fn gaps(&self) -> Vec<Range<usize>> {
        let pairs = self.stages.windows(2);
        let gap = |pair: &[Stage]| {
            (pair[1].event == Event::Returned).then(|| pair[0].round..pair[1].round)
        };
        pairs.filter_map(gap).collect()
    }
}

impl Series {
    /// Returns the rounds in their order.
    #[must_use]
    pub fn rounds(&self) -> &[Round] {
        &self.rounds
    }

    /// Returns the date of a round: the one it states, else the one its file name begins with.
    ///
    /// # Panics
    /// If there is no such round.
    #[must_use]
    pub fn date(&self, round: usize) -> Option<Date> {
        self.dates[round]
    }

    /// Returns the short name of a round: its date, else its title, else its label.
    ///
    /// # Panics
    /// If there is no such round.
    #[must_use]
    pub fn name(&self, round: usize) -> String {
        let head = self.rounds[round].head();
        let date = self.dates[round].map(|date| date.to_string());
        date.or_else(|| head.title.clone()).unwrap_or_else(|| head.label.clone())
    }

    /// Returns what changed from each round to the next: the first leads from round 0 to round 1.
    #[must_use]
    pub fn logs(&self) -> &[ChangeLog] {
        &self.logs
    }

    /// Returns the threads, in the order of their first statements.
    #[must_use]
    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    /// Returns the position of the thread with an id, or with the only id that begins so; case does not count.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let id = id.to_lowercase();
        let exact = self.threads.iter().position(|thread| thread.id == id);
        let mut alike = (0..self.threads.len()).filter(|&at| self.threads[at].id.starts_with(&id));
        exact.or_else(|| alike.next().filter(|_| !id.is_empty() && alike.next().is_none()))
    }

    /// Returns the position of the thread that a statement belongs to.
    ///
    /// # Panics
    /// If there is no such statement.
    #[must_use]
    pub fn thread_of(&self, round: usize, position: usize) -> usize {
        self.homes[round][position]
    }

    /// Returns the statement of a stage; `None` where the thread is gone.
    ///
    /// # Panics
    /// If the stage is of another series.
    #[must_use]
    pub fn statement(&self, stage: &Stage) -> Option<&Statement> {
        stage.position.map(|position| &self.rounds[stage.round].statements()[position])
    }

    /// Returns the round and position of the wording before that of a stage: see [`Stage::edits`].
    ///
    /// # Panics
    /// If the stage is of another thread or series.
    #[must_use]
    pub fn before(&self, thread: &Thread, stage: &Stage) -> Option<(usize, usize)> {
        let begins = stage.round == thread.first_round();
        let from = if begins { &self.threads[thread.parent?] } else { thread };
        let round = stage.takes_up.or_else(|| from.last_round_before(stage.round))?;
        Some((round, from.position_in(round)?))
    }

    /// Returns the round and position of the statement that comes nearest to what was introduced or dropped at a stage: see
    /// [`Stage::nearest`].
    #[must_use]
    pub fn nearest(&self, stage: &Stage) -> Option<(usize, usize)> {
        let round =
            if stage.position.is_some() { stage.round.checked_sub(1)? } else { stage.round };
        Some((round, stage.nearest?.position))
    }

    /// Returns the statement of the last round that has a thread: its present wording, or the last it had.
    ///
    /// # Panics
    /// If the thread is of another series.
    #[must_use]
    pub fn last_wording(&self, thread: &Thread) -> &Statement {
        let round = thread.last_round();
        let position = thread.position_in(round).expect("it stands in its last round");
        &self.rounds[round].statements()[position]
    }
}
