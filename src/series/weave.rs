//! Joins the changes between neighbours into threads. How neighbours compare was settled before; which absent thread a new
//! statement continues is left to `absent`.

use std::cell::LazyCell;
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Deref;

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::absent::{Absent, WORDINGS};
use super::model::{Event, Stage, Thread};
use super::passages::{Holder, Passages};
use super::words::{Word, Words};
use crate::align::{Group, Link};
use crate::change::{Change, ChangeKind, ChangeLog};
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
    for (at, round) in yarn.rounds.iter().enumerate() {
        let dealt = match at.checked_sub(1) {
            Some(before) => loom.dealt(&yarn.logs[before], at),
            None => Dealt::new(round.statements().len()),
        };
        loom.pass(at, dealt);
    }
    (loom.threads, loom.homes)
}

/// The loom at work, round by round.
struct Loom<'y, 'r> {
    yarn: &'y Yarn<'r>,
    threads: Vec<Thread>,
    homes: Vec<Vec<usize>>,
    ids: HashSet<String>,
    words: Words,
    absent: Absent,
}

/// What becomes of the statements between two rounds.
struct Dealt {
    /// Where each new statement comes from.
    arrivals: Vec<Arrival>,
    /// The old statements that no new one continues, each with its link to the new one that it went into, if any.
    departures: Vec<(usize, Option<Link>)>,
}

/// Where a new statement comes from.
enum Arrival {
    /// From nowhere.
    New,
    /// It continues an old one.
    Heir(usize, Box<Stage>),
    /// It is a part of an old one that another new one continues.
    Child(usize, Box<Stage>),
    /// It continues an old one, but that is not sure.
    Perhaps(usize, Box<Stage>),
    /// It continues an absent thread.
    Return(usize, Box<Stage>),
}

impl Dealt {
    fn new(statements: usize) -> Self {
        let arrivals = (0..statements).map(|_| Arrival::New).collect();
        Self { arrivals, departures: Vec::new() }
    }

    /// Returns the new statements that come from nowhere, as far as is known for sure.
    fn new_ones(&self) -> impl Iterator<Item = usize> {
        (0..self.arrivals.len()).filter(|new| self.is_new(*new))
    }

    fn is_new(&self, new: usize) -> bool {
        matches!(self.arrivals[new], Arrival::New | Arrival::Perhaps(..))
    }

    /// Lets an old statement continue in a new one, if that is sure.
    fn go_on(&mut self, old: usize, new: usize, stage: Stage) {
        self.arrivals[new] = if stage.sure {
            Arrival::Heir(old, Box::new(stage))
        } else {
            self.departures.push((old, None));
            Arrival::Perhaps(old, Box::new(stage))
        };
    }

    /// Returns the old statement that a new one perhaps continues.
    fn perhaps(&self, new: usize) -> Option<usize> {
        match self.arrivals[new] {
            Arrival::Perhaps(old, _) => Some(old),
            _ => None,
        }
    }

    /// Lets go of the doubtful old statements whose threads go on elsewhere.
    fn settle_doubts(&mut self) {
        let gone: HashSet<usize> = self.gone().collect();
        for new in 0..self.arrivals.len() {
            if self.perhaps(new).is_some_and(|old| !gone.contains(&old)) {
                self.arrivals[new] = Arrival::New;
            }
        }
    }

    /// Returns the old statements that go nowhere, as far as is known.
    fn gone(&self) -> impl Iterator<Item = usize> {
        self.departures.iter().filter(|(_, into)| into.is_none()).map(|(old, _)| *old)
    }
}

impl Loom<'_, '_> {
    /// Finds out what becomes of each statement between a round and the one before it.
    fn dealt(&mut self, log: &ChangeLog, at: usize) -> Dealt {
        let rounds = self.yarn.rounds;
        let mut dealt = Dealt::new(rounds[at].statements().len());
        let judge = LazyCell::new(|| {
            Judge::new(Sides::new(&rounds[at - 1], &rounds[at]), self.yarn.classify)
        });
        for change in log.changes() {
            match (&*change.old, &*change.new) {
                ([], _) => {}
                (gone, []) => dealt.departures.extend(gone.iter().map(|old| (old.index, None))),
                ([old], [new]) => {
                    dealt.go_on(old.index, new.index, Stage::of(change, at, new.index));
                }
                _ => deal_group(change, at, &judge, &mut dealt),
            }
        }
        self.find_returns(at, &mut dealt);
        self.find_passages(at, &judge, &mut dealt);
        dealt.settle_doubts();
        dealt
    }

    /// Looks for threads that new statements continue: absent ones, and those that only seemed to be dropped here.
    ///
    /// Alignment goes by order where rounds keep it, so it leaves apart what jumped over many others, however alike it is.
    /// Here nothing is left but words.
    fn find_returns(&mut self, at: usize, dealt: &mut Dealt) {
        let round = &self.yarn.rounds[at];
        let key = |p: usize| (p, self.words.read(&round.statements()[p].key));
        let new: Vec<(usize, Vec<Word>)> = dealt.new_ones().map(key).collect();
        for old in dealt.gone() {
            self.lose(self.homes[at - 1][old], at);
        }
        let mut judges: FxHashMap<usize, Judge<'_>> = FxHashMap::default();
        for found in self.absent.returns(&new, self.yarn.likeness) {
            let thread = &self.threads[found.thread];
            let stood = |round| thread.position_in(round).expect("it stood there");
            let (last, from) = (thread.last_round(), found.round);
            let jumped = (last + 1 == at).then(|| stood(last));
            if jumped.is_some() && dealt.perhaps(found.position) == jumped && from == last {
                continue;
            }
            let pair = Sides::new(&self.yarn.rounds[from], round);
            let judge = judges.entry(from).or_insert_with(|| Judge::new(pair, self.yarn.classify));
            let (old, new) = (stood(from), found.position);
            let link = Link { old, new, likeness: found.likeness, grounds: None };
            let stage = Stage::of(&judge.change(&alone(&link, jumped.is_some())), at, new);
            let stage = Stage { takes_up: (from != last).then_some(from), ..stage };
            dealt.arrivals[new] = if let Some(old) = jumped {
                dealt.departures.retain(|(other, _)| *other != old);
                self.absent.leave(found.thread);
                Arrival::Heir(old, Box::new(stage))
            } else {
                Arrival::Return(found.thread, Box::new(Stage { event: Event::Returned, ..stage }))
            };
        }
    }

    /// Looks for statements that go on inside others, or were taken out of them, which alignment left apart because too
    /// much else stands there. What it linked with doubt it has weighed already.
    fn find_passages<'j>(
        &mut self,
        at: usize,
        judge: &impl Deref<Target = Judge<'j>>,
        dealt: &mut Dealt,
    ) {
        let stage = |link: &Link| Stage::of(&judge.change(&alone(link, false)), at, link.new);
        let new = dealt.new_ones().collect();
        for (new, Holder { position: old, likeness }) in self.held(new, at, at - 1) {
            if dealt.perhaps(new) == Some(old) {
                continue;
            }
            let link = Link { old, new, likeness, grounds: None };
            dealt.arrivals[new] = if self.take_up(at, old, dealt) {
                Arrival::Heir(old, Box::new(stage(&link)))
            } else {
                Arrival::Child(old, Box::new(stage(&link)))
            };
        }
        let gone = dealt.gone().collect();
        for (old, Holder { position: new, likeness }) in self.held(gone, at - 1, at) {
            if dealt.perhaps(new) == Some(old) {
                continue;
            }
            let link = Link { old, new, likeness, grounds: None };
            self.take_up(at, old, dealt);
            if dealt.is_new(new) {
                dealt.arrivals[new] = Arrival::Heir(old, Box::new(stage(&link)));
            } else {
                dealt.departures.push((old, Some(link)));
            }
        }
    }

    /// Returns which of these statements of a round go on inside statements of another one, and in which, the likest first.
    fn held(&mut self, statements: Vec<usize>, round: usize, other: usize) -> Vec<(usize, Holder)> {
        if statements.is_empty() {
            return Vec::new();
        }
        let others = Passages::of(self.texts(other).into_iter());
        let holder = |at: usize| {
            let text = self.words.read(&self.yarn.rounds[round].statements()[at].key);
            Some((at, others.holder(&text, |word| self.absent.weight(word))?))
        };
        let mut held: Vec<(usize, Holder)> = statements.into_iter().filter_map(holder).collect();
        held.sort_by(|(_, a), (_, b)| b.likeness.total_cmp(&a.likeness));
        held
    }

    /// Takes up the thread of an old statement that seemed to be dropped; tells whether it did.
    fn take_up(&mut self, at: usize, old: usize, dealt: &mut Dealt) -> bool {
        let gone = dealt.departures.iter().position(|gone| *gone == (old, None));
        if let Some(gone) = gone {
            dealt.departures.remove(gone);
            self.absent.leave(self.homes[at - 1][old]);
        }
        gone.is_some()
    }

    /// Returns the words of each statement of a round.
    fn texts(&mut self, round: usize) -> Vec<Vec<Word>> {
        let statements = self.yarn.rounds[round].statements();
        statements.iter().map(|statement| self.words.read(&statement.key)).collect()
    }

    /// Takes a thread among the absent, by its last wordings.
    fn lose(&mut self, thread: usize, at: usize) {
        let mut wordings: Vec<(usize, &str)> = Vec::new();
        for stage in self.threads[thread].stages.iter().rev() {
            let Some(position) = stage.position else { continue };
            let key = &*self.yarn.rounds[stage.round].statements()[position].key;
            if wordings.len() < WORDINGS && wordings.iter().all(|(_, other)| *other != key) {
                wordings.push((stage.round, key));
            }
        }
        let read = |(round, key)| (round, self.words.read(key));
        let wordings: Vec<(usize, Vec<Word>)> = wordings.into_iter().map(read).collect();
        self.absent.enter(thread, &wordings, at);
    }

    /// Adds a round to the threads.
    fn pass(&mut self, at: usize, dealt: Dealt) {
        let before = at.checked_sub(1).map(|at| self.homes[at].clone()).unwrap_or_default();
        let mut here = Vec::with_capacity(dealt.arrivals.len());
        let mut children = Vec::new();
        let mut doubtful = FxHashMap::default();
        for (position, arrival) in dealt.arrivals.into_iter().enumerate() {
            let thread = match arrival {
                Arrival::New => {
                    let thread = self.begin(at, position, None);
                    self.threads[thread].stages.push(Stage::bare(
                        at,
                        Some(position),
                        Event::Introduced,
                    ));
                    thread
                }
                Arrival::Heir(old, stage) => self.go_on(before[old], *stage),
                Arrival::Return(thread, stage) => {
                    self.absent.leave(thread);
                    self.go_on(thread, *stage)
                }
                Arrival::Child(old, stage) => {
                    let thread = self.begin(at, position, Some(before[old]));
                    children.push((before[old], thread));
                    let event = Event::Split { from: before[old] };
                    self.go_on(thread, Stage { event, ..*stage })
                }
                Arrival::Perhaps(old, stage) => {
                    let thread = self.begin(at, position, Some(before[old]));
                    doubtful.insert(before[old], thread);
                    let (event, perhaps) = (Event::Introduced, Some(before[old]));
                    self.go_on(thread, Stage { event, perhaps, moved: false, ..*stage })
                }
            };
            self.count(at, position, thread);
            here.push(thread);
        }
        for (old, into) in dealt.departures {
            self.depart(before[old], at, into.map(|link| (here[link.new], link.is_sure())));
        }
        for (parent, child) in children {
            self.stage_of(parent).split_off.push(child);
        }
        for (parent, child) in doubtful {
            let dropped = self.stage_of(parent);
            (dropped.perhaps, dropped.sure) = (Some(child), false);
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

impl Stage {
    /// Returns the stage that a change of one statement into one is.
    fn of(change: &Change, round: usize, position: usize) -> Self {
        let unchanged = change.kind == ChangeKind::Unchanged;
        let event = if unchanged { Event::Unchanged } else { Event::Reworded };
        Self {
            moved: change.moved,
            editorial: change.editorial,
            likeness: change.links.iter().map(|link| link.likeness).reduce(f64::max),
            sure: change.is_sure(),
            shift: change.shift.clone(),
            edits: change.edits.clone(),
            ..Self::bare(round, Some(position), event)
        }
    }
}

/// Deals out a statement that was split, or several that were merged: links that are sure and likest continue threads.
fn deal_group(change: &Change, at: usize, judge: &Judge<'_>, dealt: &mut Dealt) {
    let mut links: Vec<&Link> = change.links.iter().collect();
    links.sort_by(|a, b| {
        let likest = b.likeness.total_cmp(&a.likeness);
        b.is_sure().cmp(&a.is_sure()).then(likest).then((a.old, a.new).cmp(&(b.old, b.new)))
    });
    let (mut olds, mut news) = (HashSet::new(), HashSet::new());
    let (heirs, others): (Vec<&Link>, Vec<&Link>) = links.into_iter().partition(|link| {
        let free = !olds.contains(&link.old) && !news.contains(&link.new);
        free && olds.insert(link.old) && news.insert(link.new)
    });
    let stage = |link: &Link| Stage::of(&judge.change(&alone(link, change.moved)), at, link.new);
    for link in heirs {
        let mut stage = stage(link);
        stage.shift = stage.shift.map(|_| judge.shift_of_link(change, link, true));
        dealt.go_on(link.old, link.new, stage);
    }
    for link in others {
        if news.insert(link.new) {
            let mut stage = stage(link);
            stage.shift = stage.shift.map(|_| judge.shift_of_link(change, link, false));
            dealt.arrivals[link.new] = Arrival::Child(link.old, Box::new(stage));
        }
        if olds.insert(link.old) {
            dealt.departures.push((link.old, Some(link.clone())));
        }
    }
}

/// Returns the group of one link.
fn alone(link: &Link, moved: bool) -> Group {
    Group { old: vec![link.old], new: vec![link.new], links: vec![link.clone()], moved }
}
