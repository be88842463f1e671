//! Rendering of results, and nothing but rendering: a reporter that computes is a fault.

pub mod csv;
pub mod json;
mod selection;
pub mod terminal;

use std::borrow::Cow;
use std::fmt::Write;

use crate::change::{Change, ChangeKind, ChangeLog, Direction};
use crate::round::{Head, Round};
use crate::series::{Event, PhraseHistory, Provenance, Series, Stage};
use crate::typography::has;
pub use selection::Selection;

/// A way to put results before a reader.
pub trait Report {
    /// Reports a round as it was read.
    fn round(&self, round: &Round) -> String;

    /// Reports what changed between two rounds.
    fn change_log(&self, log: &ChangeLog) -> String;

    /// Reports statements followed through many rounds.
    fn series(&self, series: &Series) -> String;

    /// Reports which round each word of one round of a series comes from.
    fn provenance(&self, series: &Series, provenance: &Provenance) -> String;

    /// Reports what became of a phrase in a series.
    fn phrase(&self, series: &Series, history: &PhraseHistory) -> String;
}

/// How results are reported to a terminal.
#[derive(Clone, Debug)]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct ReportOptions {
    width: usize,
    painter: Option<Painter>,
    view: View,
    filter: Filter,
    series: SeriesView,
    selection: Selection,
    same_round: bool,
    unchanged: bool,
    notices: bool,
    explain: bool,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self {
            width: 80,
            painter: None,
            view: View::default(),
            filter: Filter::default(),
            series: SeriesView::default(),
            selection: Selection::default(),
            same_round: false,
            unchanged: false,
            notices: false,
            explain: false,
        }
    }
}

impl ReportOptions {
    /// Sets how many columns a line may take. This is 80 by default.
    pub const fn width(mut self, columns: usize) -> Self {
        self.width = columns;
        self
    }

    /// Sets what paints the words. By default nothing does, and edits bear marks instead: `[-out-]`, `{+in+}`.
    pub const fn painter(mut self, painter: Option<Painter>) -> Self {
        self.painter = painter;
        self
    }

    /// Sets how changes are laid out. This is [`View::Inline`] by default.
    pub const fn view(mut self, view: View) -> Self {
        self.view = view;
        self
    }

    /// Sets which changes are shown. These are all by default.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// Sets how a series is laid out. This is [`SeriesView::Matrix`] by default.
    pub const fn series(mut self, view: SeriesView) -> Self {
        self.series = view;
        self
    }

    /// Sets which threads of a series are shown. These are all that have something to tell by default.
    pub fn selection(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Sets whether two rounds are told of as two texts of one. By default they are not.
    pub const fn same_round(mut self, same: bool) -> Self {
        self.same_round = same;
        self
    }

    /// Sets whether unchanged statements are shown in full. By default they are only counted.
    pub const fn unchanged(mut self, shown: bool) -> Self {
        self.unchanged = shown;
        self
    }

    /// Sets whether it is said of each link what speaks for it. By default it is not.
    pub const fn explain(mut self, told: bool) -> Self {
        self.explain = told;
        self
    }

    /// Sets whether what was set aside is listed with a round. By default it is only counted.
    pub const fn notices(mut self, shown: bool) -> Self {
        self.notices = shown;
        self
    }
}

/// What a run of words in a report is, whatever it may look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ink {
    /// Words as any others.
    #[default]
    Plain,
    /// A title or heading.
    Heading,
    /// Words that a rewording took out.
    Deleted,
    /// Words that a rewording put in.
    Inserted,
    /// A statement that is gone.
    Dropped,
    /// A statement that is new.
    Added,
    /// What kind of change this is, where it is neither added nor dropped.
    Kind,
    /// The lead-in of a list.
    Stem,
    /// A shift of the text, or that a statement is a commitment.
    Weight,
    /// What nobody may overlook.
    Caution,
    /// What only helps to find one's way: an id, a count, a cell with nothing in it.
    Faint,
    /// Words that come from the round of this number among those that words come from; colors may repeat.
    Origin(usize),
}

/// Returns words as they are to look, escape sequences and all.
///
/// It is given words that are safe to print; how it paints them is the program's business, so that the library depends
/// on no terminal and on no setting of the process.
pub type Painter = fn(Ink, &str) -> String;

/// How changes are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum View {
    /// Deletions and insertions in one running text.
    #[default]
    Inline,
    /// The older wording on the left, the newer on the right.
    SideBySide,
    /// Counts and a bar for each section.
    Stat,
}

/// How a series is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SeriesView {
    /// Threads by rounds, one mark a cell.
    #[default]
    Matrix,
    /// Every wording a thread has had, one thread after the other.
    Stories,
    /// Figures by round and by section.
    Statistics,
}

/// A sort of change to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Only {
    /// New statements.
    Added,
    /// Statements that are gone.
    Dropped,
    /// Statements continued in other words.
    Reworded,
    /// Statements that stand elsewhere.
    Moved,
    /// Statements that came apart, and what came of them.
    Split,
    /// Statements that were joined, and what they were joined into.
    Merged,
    /// Statements that bind further.
    Stronger,
    /// Statements that bind less.
    Weaker,
    /// Statements whose link is not sure.
    Unsure,
    /// Statements that are back after a round or more without them, which two rounds alone cannot tell.
    Returned,
}

impl Only {
    /// Tells whether a change is of this sort.
    #[must_use]
    pub fn admits(self, change: &Change) -> bool {
        match self {
            Self::Added => change.kind == ChangeKind::Added,
            Self::Dropped => change.kind == ChangeKind::Dropped,
            Self::Reworded => change.kind == ChangeKind::Reworded,
            Self::Moved => change.moved,
            Self::Split => change.split(),
            Self::Merged => change.merged(),
            Self::Stronger => change.direction() == Some(Direction::Stronger),
            Self::Weaker => change.direction() == Some(Direction::Weaker),
            Self::Unsure => !change.is_sure(),
            Self::Returned => false,
        }
    }

    /// Tells whether what happened to a thread in a round is of this sort.
    #[must_use]
    pub fn admits_stage(self, stage: &Stage) -> bool {
        match self {
            Self::Added => stage.event == Event::Introduced,
            Self::Dropped => stage.event == Event::Dropped,
            Self::Reworded => stage.event == Event::Reworded,
            Self::Moved => stage.moved,
            Self::Split => {
                matches!(stage.event, Event::Split { .. }) || !stage.split_off.is_empty()
            }
            Self::Merged => {
                matches!(stage.event, Event::Merged { .. }) || !stage.merged_in.is_empty()
            }
            Self::Stronger => stage.direction() == Some(Direction::Stronger),
            Self::Weaker => stage.direction() == Some(Direction::Weaker),
            Self::Unsure => !stage.sure,
            Self::Returned => stage.event == Event::Returned,
        }
    }
}

/// Which changes are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Filter {
    only: Vec<Only>,
    section: Option<String>,
    beyond_editorial: bool,
}

impl Filter {
    /// Sets the sorts of change that are shown, any of which is enough. By default all are.
    pub fn only(mut self, sorts: Vec<Only>) -> Self {
        self.only = sorts;
        self
    }

    /// Sets a part of the title of the old or new section, or one around it; case does not count. By default all are shown.
    pub fn section(mut self, title: Option<&str>) -> Self {
        self.section = title.map(str::to_lowercase);
        self
    }

    /// Sets whether what differs in an editorial way only, and stands where it stood, is left out. By default it is not.
    pub const fn beyond_editorial(mut self, left_out: bool) -> Self {
        self.beyond_editorial = left_out;
        self
    }

    /// Tells whether it shows a change of a log.
    #[must_use]
    pub fn admits(&self, log: &ChangeLog, change: &Change) -> bool {
        let sort = self.only.is_empty() || self.only.iter().any(|only| only.admits(change));
        let told = !(self.beyond_editorial && change.editorial && !change.moved);
        sort && told
            && self.section.as_ref().is_none_or(|wanted| {
                let titles = |head: &Head, section: usize| {
                    path(head, section).iter().any(|title| title.to_lowercase().contains(wanted))
                };
                change.old.iter().any(|p| titles(&log.rounds().old, p.statement.section))
                    || change.new.iter().any(|p| titles(&log.rounds().new, p.statement.section))
            })
    }
}

/// Returns the titles of a section and those around it, the outermost first; untitled ones are left out.
pub(crate) fn path(head: &Head, section: usize) -> Vec<&str> {
    let around =
        |inner: &usize| head.sections.get(*inner).and_then(|s| s.parent).filter(|p| p < inner);
    let mut titles: Vec<&str> = std::iter::successors(Some(section), around)
        .filter_map(|index| head.sections.get(index))
        .map(|section| section.title.as_str())
        .filter(|title| !title.is_empty())
        .collect();
    titles.reverse();
    titles
}

/// Returns a text as it may be shown: what would move the cursor, retitle a terminal or turn text round is spelled out.
///
/// Control characters and the marks that embed, override or isolate a direction of writing become `\u{1b}` and the
/// like. Soft hyphens, which terminals disagree about, are left out.
///
/// # Examples
/// ```
/// assert_eq!(travaux::report::visible("a\u{1b}]0;b\u{7}"), r"a\u{1b}]0;b\u{7}");
/// ```
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    let may = |byte| matches!(byte, 0..0x20 | 0x7f | 0xc2 | 0xe2);
    if !has(text, may, |c| is_unsafe(c) || c == '\u{ad}') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars().filter(|c| *c != '\u{ad}') {
        if is_unsafe(c) {
            write!(shown, "{}", c.escape_unicode()).expect("a string takes every character");
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Section;

    #[test]
    fn no_character_that_could_reach_the_terminal_comes_through() {
        for c in '\0'..=char::MAX {
            let shown = visible(c.encode_utf8(&mut [0; 4])).into_owned();
            assert!(!shown.contains(is_unsafe), "{c:?}");
            let kept = shown == c.to_string();
            assert_eq!(kept, !is_unsafe(c) && c != '\u{ad}', "{c:?}");
        }
        for unsafe_one in
            ['\u{1b}', '\n', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{2028}']
        {
            assert!(is_unsafe(unsafe_one), "{unsafe_one:?}");
        }
    }

    #[test]
    fn letters_of_every_script_stay_as_they_are() {
        let text = "Déjà vu — “quoted” 我们 \u{627}\u{644} zero\u{200d}width";
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn a_path_of_titles_leads_from_the_outermost_in() {
        let section =
            |title: &str, parent| Section { title: title.to_owned(), parent, ..Section::default() };
        let head = Head {
            sections: vec![section("Trade", None), section("", Some(0)), section("Steel", Some(1))],
            ..Head::default()
        };
        assert_eq!(path(&head, 2), ["Trade", "Steel"]);
        assert_eq!(path(&head, 1), ["Trade"]);
        assert!(path(&head, 9).is_empty());
    }
}
