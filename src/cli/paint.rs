//! What each ink looks like: the one place that knows colors.
//!
//! Only the basic colors that are legible on light and dark ground are used, and never a color alone: what was put in is
//! underlined, what was taken out is struck.

use colored::{Color, ColoredString, Colorize, control};
use travaux::report::{Ink, Painter};

/// Returns what paints a report, if it is to be painted.
pub(super) fn painter(color: bool) -> Option<Painter> {
    // The decision was taken with all options known; the crate would take it again by the environment alone.
    control::set_override(color);
    color.then_some(paint as Painter)
}

/// The colors of origins: neighbours differ, none is yellow or white, which vanish on paper.
const ORIGINS: [Color; 5] = [Color::Blue, Color::Green, Color::Magenta, Color::Red, Color::Cyan];

fn paint(ink: Ink, words: &str) -> String {
    let painted: ColoredString = match ink {
        Ink::Heading => words.bold(),
        Ink::Deleted => words.red().strikethrough(),
        Ink::Inserted => words.green().underline(),
        Ink::Dropped => words.red(),
        Ink::Added => words.green(),
        Ink::Kind => words.magenta(),
        Ink::Stem => words.italic(),
        Ink::Weight => words.bold(),
        Ink::Caution => words.bold().reversed(),
        Ink::Faint => words.dimmed(),
        Ink::Origin(number) => words.color(ORIGINS[number % ORIGINS.len()]),
        _ => return words.to_owned(),
    };
    painted.to_string()
}
