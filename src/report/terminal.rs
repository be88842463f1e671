//! The report that is read on a terminal, and pasted from there into a mail. What the words look like is left to the
//! painter it is given, and where they are written to its caller.

mod chapters;
mod entry;
mod head;
mod inline;
mod page;
mod plural;
mod rich;
mod round;
#[cfg(test)]
mod trial;
mod words;

use self::chapters::chapters;
use self::page::{Margin, Page};
use self::rich::Rich;
use super::{Ink, Report, ReportOptions};
use crate::change::ChangeLog;
use crate::round::Round;

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
}

impl Report for Terminal {
    fn round(&self, round: &Round) -> String {
        let mut page = self.page();
        round::round(&mut page, round, self.options.notices);
        page.finish()
    }

    fn change_log(&self, log: &ChangeLog) -> String {
        let options = &self.options;
        let mut page = self.page();
        head::change_log(&mut page, log);
        let filter = &options.filter;
        let chapters = chapters(log, |change| filter.admits(log, change));
        for chapter in &chapters {
            inline::chapter(&mut page, log, chapter, options.unchanged);
        }
        if chapters.is_empty() {
            page.blank();
            page.paragraph(
                &Margin::default(),
                &Rich::of(Ink::Plain, "No change is of the sort asked for."),
            );
        }
        page.finish()
    }
}
