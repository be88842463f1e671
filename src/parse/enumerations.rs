//! Lists inside a sentence: "The groups have (i) drawn up a plan; and (ii) met twice." Each item is a statement.

use super::numbering::ordinal_of;
use crate::span::Span;

/// A sentence that lists: its lead-in and its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Enumeration {
    /// The words before the first mark.
    pub(crate) lead: Span,
    /// The items with their marks, which are words of the sentence.
    pub(crate) items: Vec<Span>,
}

/// An item has at least so many words; "(a) and (b)" only refers.
const LEAST_WORDS: usize = 3;

/// Cuts the sentence that `span` covers at its marks, if it is a list of at least two items counted from the first.
pub(crate) fn cut(text: &str, span: Span) -> Option<Enumeration> {
    let marks = marks(text, span);
    let (first, _) = marks.first().filter(|_| marks.len() > 1)?;
    let trimmed =
        |start: usize, end: usize| Span::new(start, end).trimmed(text, char::is_whitespace);
    let lead = trimmed(span.start(), first.start());
    let ends = marks.iter().skip(1).map(|(mark, _)| mark.start()).chain([span.end()]);
    let items: Vec<Span> =
        marks.iter().zip(ends).map(|((m, _), end)| trimmed(m.start(), end)).collect();
    let long = |item: &Span| item.of(text).split_whitespace().count() > LEAST_WORDS;
    (!lead.is_empty() && items.iter().all(long)).then_some(Enumeration { lead, items })
}

/// Returns the marks of the sentence that count up from the first: 1, 2 or a, b or i, ii.
fn marks(text: &str, span: Span) -> Vec<(Span, u32)> {
    let sentence = span.of(text);
    let mut marks: Vec<(Span, u32)> = Vec::new();
    if !sentence.contains(')') {
        return marks;
    }
    let mut style = None;
    for word in sentence.split_whitespace() {
        let at = span.start() + (word.as_ptr() as usize - sentence.as_ptr() as usize);
        let Some(inside) = word.strip_suffix(')').map(|w| w.strip_prefix('(').unwrap_or(w)) else {
            continue;
        };
        let opened = word.starts_with('(');
        let expected = u32::try_from(marks.len() + 1).unwrap_or(u32::MAX);
        let found = [Kind::Number, Kind::Roman, Kind::Letter].into_iter().find(|kind| {
            style.is_none_or(|style| style == (*kind, opened))
                && kind.value(inside) == Some(expected)
        });
        if let Some(kind) = found {
            style = Some((kind, opened));
            marks.push((Span::new(at, at + word.len()), expected));
        }
    }
    marks
}

/// How the items of a sentence are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Roman,
    Letter,
}

impl Kind {
    /// Returns the place in the count that `mark` stands for.
    fn value(self, mark: &str) -> Option<u32> {
        let small = mark.chars().all(|c| c.is_ascii_lowercase());
        match self {
            Self::Number => mark.parse().ok(),
            Self::Roman if small => ordinal_of(mark),
            Self::Letter if small && mark.len() == 1 => {
                mark.bytes().next().map(|b| u32::from(b - b'a') + 1)
            }
            Self::Roman | Self::Letter => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Option<Vec<&str>> {
        let list = cut(text, Span::new(0, text.len()))?;
        Some(
            std::iter::once(list.lead.of(text))
                .chain(list.items.iter().map(|item| item.of(text)))
                .collect(),
        )
    }

    #[test]
    fn marks_of_every_kind_cut_a_sentence() {
        for (a, b) in [("(i)", "(ii)"), ("(a)", "(b)"), ("1)", "2)"), ("(1)", "(2)")] {
            let text = format!("The groups have {a} drawn up plans; and {b} met once again.");
            let (first, second) =
                (format!("{a} drawn up plans; and"), format!("{b} met once again."));
            assert_eq!(items(&text).unwrap(), ["The groups have", &first, &second], "{text}");
        }
    }

    #[test]
    fn references_are_no_list() {
        for text in [
            "Under Article 6 (a) and (b) of it we met.",
            "In line with (2) of the plan we met.",
            "We met (as ever) in Bern (i) and left (iii) again later.",
        ] {
            assert_eq!(items(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_without_a_lead_in_is_none() {
        assert_eq!(items("(a) cut all tariffs; (b) meet once again"), None);
    }
}
