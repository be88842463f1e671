//! Joins the changes between neighbours into threads. How neighbours compare was settled before; what a new statement
//! continues beyond them is left to `kin`.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::absent::Absent;
use super::dealt::{Arrival, Dealt};
use super::model::{Event, Stage, Thread};
use super::words::Words;
use crate::align::Alignment;
use crate::change::ChangeLog;
use crate::classify::{ClassifyOptions, Judge};
use crate::round::{Date, Round};
use crate::sides::Sides;

/// What threads are woven of.
pub(super) struct Yarn<'r> {
    /// The rounds.
    pub rounds: &'r [Round],
    /// Their dates.
    pub dates: &'r [Option<Date>],
    /// What changed from each to the next.
    pub logs: &'r [ChangeLog],
    /// How each round is aligned with the one after the next, where something was gone in between.
    pub across: &'r [Option<Alignment>],
    /// How changes are classified that join no neighbours.
    pub classify: &'r ClassifyOptions,
    /// How alike a new statement must be to an absent one to continue its thread.
    pub likeness: f64,
}

/// The threads, and the thread of each statement, by round and position.
pub(super) type Woven = (Vec<Thread>, Vec<Vec<usize>>);

/// Weaves the threads of all rounds.
pub(super) fn woven(yarn: &Yarn<'_>) -> Woven {
    let mut loom = Loom {
        yarn,
        threads: Vec::new(),
        homes: Vec::with_capacity(yarn.rounds.len()),
        ids: HashSet::new(),
        words: Words::default(),
        absent: Absent::default(),
    };
    for at in 0..yarn.rounds.len() {
        let dealt = loom.dealt(at);
        loom.pass(at, dealt);
    }
    (loom.threads, loom.homes)
}

/// The loom at work, round by round.
pub(super) struct Loom<'y, 'r> {
    pub(super) yarn: &'y Yarn<'r>,
    pub(super) threads: Vec<Thread>,
    pub(super) homes: Vec<Vec<usize>>,
    ids: HashSet<String>,
    pub(super) words: Words,
    pub(super) absent: Absent,
}

impl Loom<'_, '_> {
    /// Finds out what becomes of each statement between a round and the one before it.
    fn dealt(&mut self, at: usize) -> Dealt {
        let rounds = self.yarn.rounds;
        let statements = rounds[at].statements().len();
        let Some(before) = at.checked_sub(1) else { return Dealt::new(statements, Vec::new()) };
        let mut dealt = Dealt::new(statements, self.homes[before].clone());
        let judge = LazyCell::new(|| {
            Judge::new(Sides::new(&rounds[before], &rounds[at]), self.yarn.classify)
        });
        dealt.add(&self.yarn.logs[before], at, &judge);
        self.find_kin(at, &judge, &mut dealt);
        dealt
    }

    /// Adds a round to the threads.
    fn pass(&mut self, at: usize, dealt: Dealt) {
        let before = dealt.before;
        let mut here = Vec::with_capacity(dealt.arrivals.len());
        let mut children = Vec::new();
        let mut doubtful = Vec::new();
        for (position, arrival) in dealt.arrivals.into_iter().enumerate() {
            let thread = match arrival {
                Arrival::New => {
                    let thread = self.begin(at, position, None);
                    let nearest = dealt.nearest.new.get(&position).copied();
                    let bare = Stage::bare(at, Some(position), Event::Introduced);
                    self.go_on(thread, Stage { nearest, ..bare })
                }
                Arrival::Heir(old, stage) => self.go_on(before[old], *stage),
                Arrival::Return(thread, stage) => self.go_on(thread, *stage),
                Arrival::Child(old, stage) => {
                    let thread = self.begin(at, position, Some(before[old]));
                    children.push((before[old], thread));
                    let event = Event::Split { from: before[old] };
                    self.go_on(thread, Stage { event, ..*stage })
                }
                Arrival::Perhaps(parent, stage) => {
                    let thread = self.begin(at, position, Some(parent));
                    doubtful.push((parent, thread));
                    let (event, perhaps) = (Event::Introduced, Some(parent));
                    let stage = Stage { event, perhaps, sure: false, moved: false, ..*stage };
                    self.go_on(thread, stage)
                }
            };
            self.count(at, position, thread);
            here.push(thread);
        }
        for (old, into) in dealt.departures {
            let thread = before[old];
            self.depart(thread, at, into.as_ref().map(|link| (here[link.new], link.is_sure())));
            if into.is_none() {
                self.stage_of(thread).nearest = dealt.nearest.old.get(&old).copied();
            }
        }
        for (parent, child) in children {
            self.stage_of(parent).split_off.push(child);
        }
        for (parent, child) in doubtful {
            let dropped = self.stage_of(parent);
            if dropped.round == at {
                (dropped.perhaps, dropped.sure, dropped.nearest) = (Some(child), false, None);
            }
        }
        self.homes.push(here);
    }

    /// Counts the words of a statement, unless it only repeats the one before.
    fn count(&mut self, at: usize, position: usize, thread: usize) {
        if self.stage_of(thread).event != Event::Unchanged {
            let wording = self.words.read(&self.yarn.rounds[at].statements()[position].key);
            self.absent.count(&wording);
        }
    }

    fn go_on(&mut self, thread: usize, stage: Stage) -> usize {
        self.threads[thread].stages.push(stage);
        thread
    }

    fn stage_of(&mut self, thread: usize) -> &mut Stage {
        self.threads[thread]
            .stages
            .last_mut()
            .expect("a thread has a stage from its first round on")
    }

    /// Ends a thread, for good or for some rounds.
    ///
    /// `into` is the thread that it was merged into, and whether that is sure.
    fn depart(&mut self, thread: usize, at: usize, into: Option<(usize, bool)>) {
        let event = into.map_or(Event::Dropped, |(into, _)| Event::Merged { into });
        let sure = into.is_none_or(|(_, sure)| sure);
        self.threads[thread].stages.push(Stage { sure, ..Stage::bare(at, None, event) });
        if into.is_some() {
            self.lose(thread, at);
        }
        if let Some((into, _)) = into {
            self.stage_of(into).merged_in.push(thread);
        }
    }

    /// Begins a thread without a stage.
    fn begin(&mut self, at: usize, position: usize, parent: Option<usize>) -> usize {
        let id = self.fresh_id(at, position);
        self.threads.push(Thread { id, parent, stages: Vec::new() });
        self.threads.len() - 1
    }

    /// Returns an id made of the wording and the round that introduced it.
    ///
    /// Of equal statements of a round each has its own by its number among them. Where two ids begin alike, the later
    /// one is longer.
    fn fresh_id(&mut self, at: usize, position: usize) -> String {
        let statements = self.yarn.rounds[at].statements();
        let key = &statements[position].key;
        let equals = statements[..position].iter().filter(|other| other.key == *key).count();
        let round = self.yarn.dates[at].map_or_else(|| at.to_string(), |date| date.to_string());
        let hash = Sha256::digest(format!("{round}\n{equals}\n{key}"));
        let mut id = String::new();
        for byte in hash {
            write!(id, "{byte:02x}").expect("a String takes all");
            if id.len() >= SHORTEST_ID && self.ids.insert(id.clone()) {
                break;
            }
        }
        id
    }
}

/// How many digits an id has at least: enough for a thousand threads, few enough to type.
const SHORTEST_ID: usize = 6;
