//! What changed between two rounds, as values with laws: nothing lost, replay, reverse. How it was found out is left to
//! `classify`.

mod edits;
mod shift;

use std::collections::BTreeMap;

use crate::align::{Link, Weights};
use crate::round::{Head, Round, RoundError, Statement};
use crate::sides::Sides;
use crate::wire;
pub use edits::Edit;
pub use shift::{Direction, Evidence, Shift};

/// Everything that happened to every statement between two rounds.
///
/// Every statement of both rounds stands in exactly one change. Changes come in the order of the newer round; what was
/// dropped stands after what stood before it in the older one.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeLog {
    rounds: Sides<Head>,
    sections: Vec<Sides<usize>>,
    changes: Vec<Change>,
    making: Making,
}

/// How a log came about: what its maker chose that is not in the two rounds.
///
/// Nothing here is noticed by itself; who compares says so with [`ChangeLog::made`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Making {
    /// The language that was set; `None` if it was detected.
    pub language: Option<String>,
    /// The weights that were set; `None` if they are the fitted ones.
    pub weights: Option<Weights>,
    /// The lexicon file that was laid on the built-in lexicon, if any.
    pub lexicon: Option<LexiconFile>,
    /// Whether its file tells what speaks for each link.
    pub explain: bool,
    /// When it was made, if that is to be told: a day and time as RFC 3339 writes them.
    pub timestamp: Option<String>,
}

/// A lexicon file that was laid on the built-in lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconFile {
    /// The path as it was given.
    pub path: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What happened to one statement, or to the few that it was split into or merged from.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it stands elsewhere: out of the order of its neighbours, or in a section that is not the old one's heir.
    pub moved: bool,
    /// Whether only spelling, punctuation, case, number style or the parties' names differ.
    pub editorial: bool,
    /// The older wording: empty if added, more than one if merged.
    pub old: Vec<Placed>,
    /// The newer wording: empty if dropped, more than one if split.
    pub new: Vec<Placed>,
    /// Which old statement continues in which new one, as positions in their rounds.
    pub links: Vec<Link>,
    /// Where it was added or dropped: the statement of the other round that comes nearest, if any comes near.
    pub nearest: Option<Nearest>,
    /// Whether the text grew stronger or weaker, where it was reworded.
    pub shift: Option<Shift>,
    /// The edits that turn the older wording into the newer, statements joined by a line feed.
    pub edits: Vec<Edit>,
}

/// The statement of the other round that comes nearest to one that was added or dropped. It may be linked itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The statement.
    pub placed: Placed,
    /// How alike the two are, from 0 to 1; 1 only if they are equal.
    pub likeness: f64,
}

/// A statement and its position in its round.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The position, counted from 0.
    pub index: usize,
    /// The statement.
    pub statement: Statement,
}

/// What happened to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It reads the same, but for typography.
    Unchanged,
    /// It was continued in other words.
    Reworded,
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
}

/// Why a log cannot be applied to a round.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ApplyError {
    /// The round is not the one that the log starts from.
    #[error("statement {0} of the round is not the one in the log")]
    OtherRound(usize),
    /// The edits of a change do not lead from its older to its newer wording.
    #[error("the edits of change {0} do not give its newer wording")]
    Edits(usize),
    /// The statements that come out make no round.
    #[error("the statements do not make a round")]
    Round(#[from] RoundError),
}

impl LexiconFile {
    /// Returns what is to be noted of the lexicon file at `path`, whose bytes are these.
    #[must_use]
    pub fn of(path: String, bytes: &[u8]) -> Self {
        Self { path, sha256: wire::sha256(bytes) }
    }
}

impl ChangeLog {
    /// Makes a log of what heads the two rounds, which section continues which, and the changes, which it puts in order.
    #[must_use]
    pub fn new(rounds: Sides<Head>, mut sections: Vec<Sides<usize>>, changes: Vec<Change>) -> Self {
        sections.sort_unstable_by_key(|pair| (pair.new, pair.old));
        Self { rounds, sections, changes: in_reading_order(changes), making: Making::default() }
    }

    /// Notes how the log came about. By default nothing was set.
    #[must_use]
    pub fn made(self, making: Making) -> Self {
        Self { making, ..self }
    }

    /// Returns how the log came about.
    #[must_use]
    pub const fn making(&self) -> &Making {
        &self.making
    }

    /// Returns what heads the two rounds.
    #[must_use]
    pub const fn rounds(&self) -> &Sides<Head> {
        &self.rounds
    }

    /// Returns which old section continues in which new one, as positions in their rounds; one can be in several pairs.
    #[must_use]
    pub fn sections(&self) -> &[Sides<usize>] {
        &self.sections
    }

    /// Returns the changes in the order of the newer round, dropped statements at their old place.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Counts the changes.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let count = |test: fn(&Change) -> bool| self.changes.iter().filter(|c| test(c)).count();
        Summary {
            unchanged: count(|c| c.kind == ChangeKind::Unchanged),
            reworded: count(|c| c.kind == ChangeKind::Reworded),
            added: count(|c| c.kind == ChangeKind::Added),
            dropped: count(|c| c.kind == ChangeKind::Dropped),
            moved: count(|c| c.moved),
            split: count(Change::split),
            merged: count(Change::merged),
            editorial: count(|c| c.editorial),
            stronger: count(|c| c.direction() == Some(Direction::Stronger)),
            weaker: count(|c| c.direction() == Some(Direction::Weaker)),
            unsure: count(|c| !c.is_sure()),
        }
    }

    /// Rebuilds the newer round from the older one.
    ///
    /// # Errors
    /// If the round is not the one that the log starts from, or the log contradicts itself.
    pub fn apply(&self, old: &Round) -> Result<Round, ApplyError> {
        let mut rebuilt: Vec<Option<Statement>> = Vec::new();
        for (number, change) in self.changes.iter().enumerate() {
            if let Some(other) =
                change.old.iter().find(|p| old.statements().get(p.index) != Some(&p.statement))
            {
                return Err(ApplyError::OtherRound(other.index));
            }
            let wording = change.replayed(old).ok_or(ApplyError::Edits(number))?;
            for (placed, text) in change.new.iter().zip(wording) {
                if *text != *placed.statement.text {
                    return Err(ApplyError::Edits(number));
                }
                rebuilt.resize_with(rebuilt.len().max(placed.index + 1), || None);
                rebuilt[placed.index] =
                    Some(Statement { text: text.into(), ..placed.statement.clone() });
            }
        }
        Ok(Round::new(self.rounds.new.clone(), rebuilt.into_iter().flatten().collect())?)
    }

    /// Returns the log of the way back.
    #[must_use]
    pub fn invert(&self) -> Self {
        let sections = self.sections.iter().map(|pair| pair.swapped()).collect();
        Self::new(
            self.rounds.clone().swapped(),
            sections,
            self.changes.iter().map(Change::inverted).collect(),
        )
        .made(self.making.clone())
    }
}

/// How many changes of each sort a log holds; a change can be counted under several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the count of the changes that its name says")]
pub struct Summary {
    pub unchanged: usize,
    pub reworded: usize,
    pub added: usize,
    pub dropped: usize,
    pub moved: usize,
    pub split: usize,
    pub merged: usize,
    pub editorial: usize,
    pub stronger: usize,
    pub weaker: usize,
    pub unsure: usize,
}

impl Change {
    /// Tells whether one old statement became several.
    #[must_use]
    pub const fn split(&self) -> bool {
        self.new.len() > 1
    }

    /// Tells whether several old statements became one.
    #[must_use]
    pub const fn merged(&self) -> bool {
        self.old.len() > 1
    }

    /// Tells whether anything changed: a statement that reads the same where it stood did not.
    #[must_use]
    pub fn is_change(&self) -> bool {
        self.moved || self.kind != ChangeKind::Unchanged
    }

    /// Tells whether its statements belong together for sure: some link is sure, or there is none to be.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.links.is_empty() || self.links.iter().any(Link::is_sure)
    }

    /// Returns which way the text shifted, where it was reworded.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.shift.as_ref().map(|shift| shift.direction)
    }

    /// Returns the newer wording, statement by statement, as the edits make it of the older round's own text.
    fn replayed(&self, old: &Round) -> Option<Vec<String>> {
        if self.kind == ChangeKind::Added {
            return Some(self.new.iter().map(|p| p.statement.text.to_string()).collect());
        }
        let wording: Vec<&str> =
            self.old.iter().map(|p| &*old.statements()[p.index].text).collect();
        let joined = wording.join("\n");
        let (mut rest, mut newer) = (joined.as_str(), String::new());
        for edit in &self.edits {
            match edit {
                Edit::Keep(text) => {
                    rest = rest.strip_prefix(text.as_str())?;
                    newer.push_str(text);
                }
                Edit::Delete(text) => rest = rest.strip_prefix(text.as_str())?,
                Edit::Insert(text) => newer.push_str(text),
                Edit::Retype(text) => {
                    rest = rest.strip_prefix(text.old.as_str())?;
                    newer.push_str(&text.new);
                }
            }
        }
        let lines = newer.split('\n').map(str::to_owned).collect::<Vec<_>>();
        match self.kind {
            _ if !rest.is_empty() => None,
            ChangeKind::Dropped => Some(Vec::new()),
            _ => (lines.len() == self.new.len()).then_some(lines),
        }
    }

    fn inverted(&self) -> Self {
        let mut links: Vec<Link> = self
            .links
            .iter()
            .map(|link| Link { old: link.new, new: link.old, ..link.clone() })
            .collect();
        links.sort_by_key(|link| (link.old, link.new));
        Self {
            kind: self.kind.inverted(),
            moved: self.moved,
            editorial: self.editorial,
            old: self.new.clone(),
            new: self.old.clone(),
            links,
            nearest: self.nearest.clone(),
            shift: self.shift.as_ref().map(Shift::inverted),
            edits: edits::inverted(&self.edits),
        }
    }
}

impl ChangeKind {
    /// Returns its name in reports and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Reworded => "reworded",
            Self::Added => "added",
            Self::Dropped => "dropped",
        }
    }

    const fn inverted(self) -> Self {
        match self {
            Self::Added => Self::Dropped,
            Self::Dropped => Self::Added,
            same @ (Self::Unchanged | Self::Reworded) => same,
        }
    }
}

/// Sorts changes by their place in the newer round and lets each dropped one follow what stood before it in the older.
///
/// What moved away is no neighbour to stand after: the last one before it that stayed is.
fn in_reading_order(mut changes: Vec<Change>) -> Vec<Change> {
    let first = |side: &[Placed]| side.iter().map(|p| p.index).min();
    let mut stayed = BTreeMap::new();
    for change in changes.iter().filter(|c| !c.moved) {
        if let Some(place) = first(&change.new) {
            stayed.extend(change.old.iter().map(|p| (p.index, place)));
        }
    }
    let anchor = |old: usize| stayed.range(..old).next_back().map(|(_, place)| *place);
    changes.sort_by_key(|change| match (first(&change.new), first(&change.old)) {
        (Some(place), _) => (Some(place), None),
        (None, old) => (old.and_then(anchor), old),
    });
    changes
}
