//! The mark of what happened to a thread in a round, and what each mark means.

use super::rich::Rich;
use crate::change::Direction;
use crate::report::Ink;
use crate::series::{Event, Stage};

/// What happened to a thread in a round, as far as one mark can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Introduced,
    Unchanged,
    Editorial,
    Reworded,
    Unsure,
    Stronger,
    Weaker,
    Moved,
    Split,
    Merged,
    Absent,
    Dropped,
    Returned,
}

impl Mark {
    /// All marks, in the order of the legend.
    const ALL: [Self; 13] = [
        Self::Introduced,
        Self::Unchanged,
        Self::Reworded,
        Self::Stronger,
        Self::Weaker,
        Self::Unsure,
        Self::Editorial,
        Self::Moved,
        Self::Split,
        Self::Merged,
        Self::Dropped,
        Self::Absent,
        Self::Returned,
    ];

    /// Returns the mark of a stage, or of a round without one.
    ///
    /// Where much happened at once, that it left or came back outweighs how it is worded, and that where it stands.
    pub(super) fn of(stage: Option<&Stage>) -> Self {
        let Some(stage) = stage else { return Self::Absent };
        match (stage.event, stage.direction()) {
            _ if stage.perhaps.is_some() => Self::Unsure,
            (Event::Introduced, _) => Self::Introduced,
            (Event::Dropped, _) => Self::Dropped,
            (Event::Returned, _) => Self::Returned,
            (Event::Split { .. }, _) => Self::Split,
            (Event::Merged { .. }, _) => Self::Merged,
            (Event::Reworded, Some(Direction::Stronger)) => Self::Stronger,
            (Event::Reworded, Some(Direction::Weaker)) => Self::Weaker,
            (Event::Reworded, _) if !stage.editorial => Self::Reworded,
            (Event::Reworded | Event::Unchanged, _) if stage.moved => Self::Moved,
            (Event::Reworded, _) => Self::Editorial,
            (Event::Unchanged, _) => Self::Unchanged,
        }
    }

    /// Returns how it is written, in one column.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Introduced => "+",
            Self::Unchanged => "=",
            Self::Editorial => "'",
            Self::Reworded => "~",
            Self::Unsure => "?",
            Self::Stronger => "▲",
            Self::Weaker => "▼",
            Self::Moved => ">",
            Self::Split => "/",
            Self::Merged => "&",
            Self::Absent => "·",
            Self::Dropped => "-",
            Self::Returned => "*",
        }
    }

    /// Returns its ink.
    pub(super) const fn ink(self) -> Ink {
        match self {
            Self::Introduced | Self::Split => Ink::Added,
            Self::Unchanged => Ink::Plain,
            Self::Absent => Ink::Faint,
            Self::Editorial | Self::Reworded | Self::Moved => Ink::Kind,
            Self::Unsure => Ink::Caution,
            Self::Stronger | Self::Weaker | Self::Returned => Ink::Weight,
            Self::Merged | Self::Dropped => Ink::Dropped,
        }
    }

    const fn meaning(self) -> &'static str {
        match self {
            Self::Introduced => "introduced",
            Self::Unchanged => "unchanged",
            Self::Editorial => "editorial only",
            Self::Reworded => "reworded",
            Self::Unsure => "link not sure",
            Self::Stronger => "stronger",
            Self::Weaker => "weaker",
            Self::Moved => "moved",
            Self::Split => "split off another",
            Self::Merged => "merged into another",
            Self::Absent => "not there",
            Self::Dropped => "dropped",
            Self::Returned => "returned",
        }
    }
}

/// Returns the meanings of the marks that occur.
pub(super) fn legend(occurs: impl Fn(Mark) -> bool) -> Rich {
    let mut line = Rich::default();
    for mark in Mark::ALL.into_iter().filter(|mark| occurs(*mark)) {
        if !line.text().is_empty() {
            line.push(Ink::Plain, ",  ");
        }
        line.push(mark.ink(), mark.sign());
        // A mark and its meaning stand on one line.
        line.push(Ink::Plain, &format!("\u{a0}{}", mark.meaning().replace(' ', "\u{a0}")));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::change::Shift;

    #[track_caller]
    fn assert_mark(event: Event, also: impl FnOnce(&mut Stage), sign: &str) {
        let mut stage = Stage::bare(1, Some(0), event);
        also(&mut stage);
        assert_eq!(Mark::of(Some(&stage)).sign(), sign);
    }

    #[test]
    fn a_shift_outweighs_a_rewording_and_that_a_move() {
        let shift = |direction| Some(Shift { direction, evidence: Vec::new() });
        assert_mark(Event::Reworded, |s| s.shift = shift(Direction::Stronger), "▲");
        assert_mark(Event::Reworded, |s| s.shift = shift(Direction::Weaker), "▼");
        assert_mark(Event::Reworded, |s| s.shift = shift(Direction::Neutral), "~");
        assert_mark(Event::Reworded, |s| s.moved = true, "~");
        assert_mark(Event::Unchanged, |s| s.moved = true, ">");
        assert_mark(Event::Reworded, |s| s.editorial = true, "'");
    }

    #[test]
    fn what_perhaps_goes_on_elsewhere_is_told_before_that_it_came_or_went() {
        assert_mark(Event::Split { from: 0 }, |s| s.sure = false, "/");
        assert_mark(Event::Introduced, |s| s.perhaps = Some(0), "?");
        assert_mark(Event::Dropped, |s| s.perhaps = Some(0), "?");
    }

    #[test]
    fn coming_and_going_outweighs_all_else() {
        let shift = Some(Shift { direction: Direction::Weaker, evidence: Vec::new() });
        assert_mark(Event::Returned, |s| s.shift = shift, "*");
        assert_mark(Event::Split { from: 0 }, |s| s.moved = true, "/");
        assert_eq!(Mark::of(None).sign(), "·");
    }

    #[test]
    fn every_mark_has_a_sign_and_a_meaning_of_its_own() {
        let mut signs: Vec<&str> = Mark::ALL.iter().map(|mark| mark.sign()).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), Mark::ALL.len());
        assert_eq!(
            legend(|mark| matches!(mark, Mark::Absent | Mark::Dropped)).text(),
            "-\u{a0}dropped,  ·\u{a0}not\u{a0}there"
        );
    }
}
