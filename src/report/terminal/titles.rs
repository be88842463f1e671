//! The titles under which changes and statements stand.

use super::chapters::Part;
use super::rich::Rich;
use super::terms::Terms;
use crate::change::ChangeLog;
use crate::report::{Ink, path};
use crate::round::Head;
use crate::typography::comparison_key;

/// Returns the titles of a section and those around it on one line, if there are any.
pub(super) fn titled(head: &Head, section: usize) -> Option<String> {
    let titles = path(head, section);
    (!titles.is_empty()).then(|| titles.join(" > "))
}

/// Returns what stands above the statements of a section: its title, or that it has none.
pub(super) fn of_section(head: &Head, section: usize) -> String {
    titled(head, section).unwrap_or_else(|| {
        let why = match section {
            _ if head.sections.len() < 2 => "(no headings)",
            0 => "(before the first heading)",
            _ => "(no heading)",
        };
        why.to_owned()
    })
}

/// Returns the title of a section alone, if it has one.
fn own(head: &Head, section: usize) -> Option<String> {
    let title = &head.sections.get(section)?.title;
    (!title.is_empty()).then(|| title.clone())
}

/// Returns the title of a chapter of a change log below those around it, and the older one where it was retitled.
pub(super) fn of_chapter(terms: &Terms, log: &ChangeLog, section: Part) -> Rich {
    chapter(terms, log, section, titled)
}

/// Returns the title of a chapter as [`of_chapter`] does, but without those around it: for where there is little room.
pub(super) fn of_chapter_alone(terms: &Terms, log: &ChangeLog, section: Part) -> Rich {
    chapter(terms, log, section, own)
}

fn chapter(
    terms: &Terms,
    log: &ChangeLog,
    section: Part,
    titled: fn(&Head, usize) -> Option<String>,
) -> Rich {
    let rounds = log.rounds();
    let older =
        |section: usize| titled(&rounds.old, section).unwrap_or_else(|| "no heading".to_owned());
    let section = match section {
        Part::Old(old) => {
            return Rich::of(Ink::Heading, &format!("({}: {})", terms.old_sections[0], older(old)));
        }
        Part::New(section) => section,
    };
    let title = titled(&rounds.new, section).unwrap_or_else(|| of_section(&rounds.new, section));
    let line = Rich::of(Ink::Heading, &title);
    let (same, others) = ancestors(log, section);
    let was = others.iter().map(|old| older(*old)).collect::<Vec<_>>().join("; ");
    match (same.is_empty(), others.is_empty()) {
        (_, true) => line,
        (true, false) => line.with(Ink::Plain, &format!(" ({}: {was})", terms.old_title)),
        (false, false) => line.with(Ink::Plain, &format!(" ({}: {was})", terms.old_sections[1])),
    }
}

/// Tells whether no section that a chapter continues bore its title.
pub(super) fn is_retitled(log: &ChangeLog, section: Part) -> bool {
    match section {
        Part::Old(_) => false,
        Part::New(section) => {
            let (same, others) = ancestors(log, section);
            same.is_empty() && !others.is_empty()
        }
    }
}

/// Returns the old sections that a new one continues: those of its title, and the others.
fn ancestors(log: &ChangeLog, section: usize) -> (Vec<usize>, Vec<usize>) {
    // A heading set in other capitals or another typeface is no other title.
    let title = |head: &Head, section: usize| {
        head.sections.get(section).map(|s| comparison_key(&s.title).to_lowercase())
    };
    let own = title(&log.rounds().new, section);
    let continued = log.sections().iter().filter(|pair| pair.new == section).map(|pair| pair.old);
    continued.partition(|old| title(&log.rounds().old, *old) == own)
}

#[cfg(test)]
mod tests {
    use super::super::terms::ROUNDS;
    use super::super::trial::Trial;
    use super::*;

    #[track_caller]
    fn assert_title(pairs: &[(usize, usize)], part: Part, title: &str) {
        let log = Trial::of(
            &[("Trade", &["a"]), ("Tariffs", &["b"])],
            &[("Trade", &["a"]), ("Peace", &["b"])],
        )
        .link(0, 0)
        .sections(pairs)
        .log();
        assert_eq!(of_chapter(&ROUNDS, &log, part).text(), title);
    }

    #[test]
    fn a_retitled_section_names_its_older_title() {
        assert_title(&[(0, 0), (1, 1)], Part::New(1), "Peace (was: Tariffs)");
    }

    #[test]
    fn capitals_make_no_other_title() {
        let log = Trial::of(&[("Free trade", &["a"])], &[("Free Trade", &["a"])])
            .link(0, 0)
            .sections(&[(0, 0)])
            .log();
        assert_eq!(of_chapter(&ROUNDS, &log, Part::New(0)).text(), "Free Trade");
    }

    #[test]
    fn a_section_that_kept_its_title_is_not_renamed_by_what_joined_it() {
        assert_title(&[(0, 0)], Part::New(0), "Trade");
        assert_title(&[(0, 0), (1, 0)], Part::New(0), "Trade (with what was in: Tariffs)");
    }

    #[test]
    fn a_section_without_heir_is_named_as_the_place_of_what_is_gone() {
        assert_title(&[], Part::Old(1), "(was in: Tariffs)");
    }
}
