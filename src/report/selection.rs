//! Which threads of a series a report shows. What happened to them was settled by `series`.

use super::{Only, path};
use crate::series::{Series, Stage};
use crate::typography::plain;

/// Which threads of a series are shown: those that meet every condition.
///
/// Where neither sorts of change nor certain threads are asked for, threads that only stay as they were from the first
/// round shown to the last are left out: they have nothing to tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Selection {
    threads: Vec<usize>,
    wording: Option<String>,
    section: Option<String>,
    only: Vec<Only>,
    since: usize,
    all: bool,
}

impl Selection {
    /// Sets certain threads, as positions in [`Series::threads`]. By default all may be shown.
    pub fn threads(mut self, positions: Vec<usize>) -> Self {
        self.threads = positions;
        self
    }

    /// Sets a part of a wording or lead-in that a thread must have had; case and typography do not count. By default none.
    pub fn wording(mut self, text: Option<&str>) -> Self {
        self.wording = text.map(folded);
        self
    }

    /// Sets a part of the title of a section, or one around it, in which a thread must have stood. By default none.
    pub fn section(mut self, title: Option<&str>) -> Self {
        self.section = title.map(folded);
        self
    }

    /// Sets the sorts of change a thread must have undergone, any of which is enough. By default none.
    pub fn only(mut self, sorts: Vec<Only>) -> Self {
        self.only = sorts;
        self
    }

    /// Sets the first round that counts. By default all count.
    pub const fn since(mut self, round: usize) -> Self {
        self.since = round;
        self
    }

    /// Sets whether threads are shown that have nothing to tell. By default they are not.
    pub const fn all(mut self, shown: bool) -> Self {
        self.all = shown;
        self
    }

    /// Returns the first round that counts.
    pub(crate) const fn first_round(&self) -> usize {
        self.since
    }

    /// Tells whether it shows a thread of a series.
    ///
    /// # Panics
    /// If the series has no such thread.
    #[must_use]
    pub fn admits(&self, series: &Series, thread: usize) -> bool {
        let stages = &series.threads()[thread].stages;
        let named = self.threads.is_empty() || self.threads.contains(&thread);
        named
            && stages.iter().any(|stage| self.tells(stage))
            && holds(self.wording.as_deref(), stages, |stage| wordings(series, stage))
            && holds(self.section.as_deref(), stages, |stage| titles(series, stage))
    }

    /// Tells whether a stage is a reason to show its thread.
    fn tells(&self, stage: &Stage) -> bool {
        let first = self.since.max(1);
        if !self.only.is_empty() {
            return stage.round >= first && self.only.iter().any(|only| only.admits_stage(stage));
        }
        let asked_for = self.all || !self.threads.is_empty() || self.wording.is_some();
        if asked_for {
            return stage.round >= self.since;
        }
        stage.round >= first && stage.is_change()
    }
}

/// Tells whether one of the texts of some stage holds a part that is wanted, if one is.
fn holds<'s>(
    wanted: Option<&str>,
    stages: &'s [Stage],
    texts: impl Fn(&'s Stage) -> Vec<&'s str>,
) -> bool {
    wanted.is_none_or(|wanted| {
        stages.iter().flat_map(texts).any(|text| folded(text).contains(wanted))
    })
}

fn wordings<'s>(series: &'s Series, stage: &Stage) -> Vec<&'s str> {
    let Some(statement) = series.statement(stage) else { return Vec::new() };
    let stem = statement.stem.as_ref().map(|stem| &*stem.text);
    stem.into_iter().chain([&*statement.text]).collect()
}

fn titles<'s>(series: &'s Series, stage: &Stage) -> Vec<&'s str> {
    let Some(statement) = series.statement(stage) else { return Vec::new() };
    path(series.rounds()[stage.round].head(), statement.section)
}

fn folded(text: &str) -> String {
    plain(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, Order, collate};

    /// Returns a series of three rounds: one statement stays, one leaves, one comes.
    fn series() -> Series {
        let rounds = [
            Round::of(&[("Trade", &["We met in spring.", "Tariffs on steel fall by half."])]),
            Round::of(&[("Trade", &["We met in spring."])]),
            Round::of(&[("Trade", &["We met in spring."]), ("Seas", &["Whales’ peace is kept."])]),
        ];
        collate(&rounds, &CollateOptions::default().order(Order::Given)).expect("rounds")
    }

    #[track_caller]
    fn assert_shown(selection: &Selection, threads: &[usize]) {
        let series = series();
        let shown: Vec<usize> = (0..3).filter(|&at| selection.admits(&series, at)).collect();
        assert_eq!(shown, threads, "{selection:?}");
    }

    #[test]
    fn what_stays_as_it_was_has_nothing_to_tell_unless_asked_for() {
        assert_shown(&Selection::default(), &[1, 2]);
        assert_shown(&Selection::default().all(true), &[0, 1, 2]);
        assert_shown(&Selection::default().threads(vec![0]), &[0]);
        assert_shown(&Selection::default().wording(Some("SPRING")), &[0]);
    }

    #[test]
    fn sorts_of_change_admit_what_underwent_one_of_them() {
        assert_shown(&Selection::default().only(vec![Only::Dropped]), &[1]);
        assert_shown(&Selection::default().only(vec![Only::Added]), &[2]);
        assert_shown(&Selection::default().only(vec![Only::Dropped, Only::Added]), &[1, 2]);
        assert_shown(&Selection::default().only(vec![Only::Returned]), &[]);
    }

    #[test]
    fn both_parts_of_a_split_or_merge_were_split_or_merged() {
        let [ports, fees] = [
            "Both sides agreed to open the ports of Lund.",
            "They agreed to halve the harbour fees.",
        ];
        let both = "Both sides agreed to open the ports of Lund, and they agreed to halve the harbour fees.";
        let rounds = [&[ports, fees][..], &[both], &[ports, fees]];
        let rounds = rounds.map(|texts| Round::of(&[("Trade", texts)]));
        let series =
            collate(&rounds, &CollateOptions::default().order(Order::Given)).expect("rounds");
        let threads = 0..series.threads().len();
        for sort in [Only::Split, Only::Merged] {
            let selection = Selection::default().only(vec![sort]);
            let shown = threads.clone().filter(|&at| selection.admits(&series, at)).count();
            assert_eq!(shown, 2, "{sort:?}");
        }
    }

    #[test]
    fn only_what_happened_since_a_round_counts() {
        assert_shown(&Selection::default().since(2), &[2]);
        assert_shown(&Selection::default().since(2).all(true), &[0, 2]);
        assert_shown(&Selection::default().since(2).only(vec![Only::Dropped]), &[]);
    }

    #[test]
    fn words_and_titles_are_found_whatever_their_case_and_typography() {
        assert_shown(&Selection::default().wording(Some("whales' PEACE")), &[2]);
        assert_shown(&Selection::default().section(Some("sea")), &[2]);
        assert_shown(&Selection::default().section(Some("trade")).all(true), &[0, 1]);
    }
}
