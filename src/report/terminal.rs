//! The report that is read on a terminal, and pasted from there into a mail. What the words look like is left to the
//! painter it is given, and where they are written to its caller.

mod blame;
mod chapters;
mod columns;
mod entry;
mod figures;
mod grid;
mod head;
mod inline;
mod mark;
mod matrix;
mod page;
mod phrase;
mod place;
mod plural;
mod rich;
mod round;
mod rounds;
mod sigla;
mod stat;
mod story;
mod table;
mod terms;
#[cfg(test)]
mod tests;
mod titles;
#[cfg(test)]
mod trial;
mod words;

use self::chapters::{Chapter, chapters};
use self::page::{INDENT, Margin, Page};
use self::rich::Rich;
use self::terms::{ROUNDS, TEXTS, Terms};
use self::words::Seen;
use super::{Ink, Report, ReportOptions, SeriesView, View};
use crate::change::{ChangeKind, ChangeLog};
use crate::round::Round;
use crate::series::{PhraseHistory, Provenance, Series};

/// The reporter for terminals.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    options: ReportOptions,
}

impl Terminal {
    /// Returns a reporter that follows the options.
    #[must_use]
    pub const fn new(options: ReportOptions) -> Self {
        Self { options }
    }

    const fn page(&self) -> Page {
        Page::new(self.options.width, self.options.painter)
    }

    /// Writes the changes of a chapter; unchanged statements are counted, unless all are to be shown.
    fn chapter(&self, page: &mut Page, log: &ChangeLog, chapter: &Chapter<'_>, view: View) {
        let terms = page.terms();
        page.blank();
        page.paragraph(
            &Margin::of(Rich::of(Ink::Heading, "== ")),
            &titles::of_chapter(terms, log, chapter.section),
        );
        let (mut same, mut seen) = (0, Seen::default());
        for change in &chapter.changes {
            if !self.options.unchanged && !change.is_change() {
                same += 1;
                continue;
            }
            unchanged(page, std::mem::take(&mut same));
            page.blank();
            match view {
                View::SideBySide => columns::entry(page, log, change, &mut seen),
                _ => inline::entry(page, log, change, &mut seen),
            }
            if self.options.explain {
                for line in entry::grounds(change) {
                    page.paragraph(&Margin::blank(INDENT), &line);
                }
            }
        }
        unchanged(page, same);
    }

    /// Says why there is no change to show, if there is none and unchanged statements are not asked for.
    fn nothing_to_show(
        &self,
        terms: &Terms,
        log: &ChangeLog,
        chapters: &[Chapter<'_>],
    ) -> Option<String> {
        let shown = chapters.iter().flat_map(|chapter| &chapter.changes);
        let retitled = |chapter: &Chapter<'_>| titles::is_retitled(log, chapter.section);
        if self.options.unchanged && !chapters.is_empty()
            || shown.into_iter().any(|change| change.is_change())
        {
            return None;
        }
        let all = log.summary();
        match log.changes().iter().filter(|change| change.is_change()).count() {
            0 if chapters.iter().any(retitled) => None,
            0 => Some(format!(
                "{}: {} {}.",
                terms.nothing,
                plural::count(all.unchanged, "statement"),
                terms.same
            )),
            hidden if self.options.same_round && hidden == all.editorial => Some(format!(
                "{} but editorial ones: {}.",
                terms.nothing,
                plural::count(hidden, "statement")
            )),
            hidden => Some(format!("No change is of the sort asked for; {hidden} are not shown.")),
        }
    }

    /// Decides how changes are laid out; a narrow page has no room for two columns, and says so.
    fn view(&self, page: &mut Page, log: &ChangeLog) -> View {
        match self.options.view {
            View::SideBySide if self.options.width < columns::LEAST => {
                remark(page, "(too narrow for two columns, so shown as one running text)");
                View::Inline
            }
            View::SideBySide => {
                columns::heads(page, log);
                View::SideBySide
            }
            view => view,
        }
    }
}

impl Report for Terminal {
    fn round(&self, round: &Round) -> String {
        let mut page = self.page();
        round::round(&mut page, round, self.options.notices);
        page.finish()
    }

    fn change_log(&self, log: &ChangeLog) -> String {
        let terms = if self.options.same_round { &TEXTS } else { &ROUNDS };
        let mut page = self.page().told_in(terms);
        head::change_log(&mut page, log);
        let chapters = chapters(log, |change| self.options.filter.admits(log, change));
        if let Some(why) = self.nothing_to_show(terms, log, &chapters) {
            remark(&mut page, &why);
        } else if self.options.view == View::Stat {
            stat::stat(&mut page, log, &chapters);
        } else {
            let view = self.view(&mut page, log);
            for chapter in &chapters {
                self.chapter(&mut page, log, chapter, view);
            }
        }
        page.finish()
    }

    fn series(&self, series: &Series) -> String {
        let mut page = self.page();
        rounds::head(&mut page, series);
        let selection = &self.options.selection;
        match self.options.series {
            SeriesView::Matrix => matrix::matrix(&mut page, series, selection),
            SeriesView::Stories => story::stories(&mut page, series, selection),
            SeriesView::Statistics => figures::figures(&mut page, series),
        }
        page.finish()
    }

    fn provenance(&self, series: &Series, provenance: &Provenance) -> String {
        let mut page = self.page();
        rounds::head(&mut page, series);
        blame::blame(&mut page, series, provenance);
        page.finish()
    }

    fn phrase(&self, series: &Series, history: &PhraseHistory) -> String {
        let mut page = self.page();
        rounds::head(&mut page, series);
        phrase::phrase(&mut page, series, history);
        page.finish()
    }
}

/// Writes a line of its own.
fn remark(page: &mut Page, text: &str) {
    page.blank();
    page.paragraph(&Margin::default(), &Rich::of(Ink::Plain, text));
}

/// Writes how many statements in a row did not change.
fn unchanged(page: &mut Page, count: usize) {
    if count > 0 {
        page.blank();
        page.paragraph(
            &Margin::blank(INDENT),
            &Rich::of(
                Ink::Plain,
                &format!("… {count} {} …", page.terms().kind(ChangeKind::Unchanged)),
            ),
        );
    }
}
