//! Where things stand in a text as read, as selectors of the W3C Web Annotation Data Model, and what is known of its source.

use std::borrow::Cow;

use crate::points::Points;
use crate::round::{Head, Origin, Source, Statement};
use crate::span::Span;
use crate::wire;

/// How many code points a quote shows before and after what it quotes.
const AROUND: usize = 32;

/// Returns where a statement stands: by position, then by quote.
pub(super) fn of_statement<'t>(
    points: &Points<'t>,
    statement: &Statement,
) -> Vec<wire::Selector<'t>> {
    vec![position(points, statement.span), quote(points.text(), statement.span)]
}

/// Returns where the parts of a statement's lead-in stand; where Round JSON gave it, it stands nowhere.
pub(super) fn of_stem<'t>(points: &Points<'t>, statement: &Statement) -> Vec<wire::Selector<'t>> {
    let spans = statement.stem.iter().flat_map(|stem| &stem.spans);
    spans.filter(|span| !span.is_empty()).map(|span| position(points, *span)).collect()
}

fn position<'t>(points: &Points<'t>, span: Span) -> wire::Selector<'t> {
    let at = |byte| points.before(byte) as u64;
    wire::Selector::Position { start: at(span.start()), end: at(span.end()) }
}

fn quote(text: &str, span: Span) -> wire::Selector<'_> {
    let (before, after) = (&text[..span.start()], &text[span.end()..]);
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let part = Cow::Borrowed;
    wire::Selector::Quote {
        exact: part(span.of(text)),
        prefix: part(&before[start..]),
        suffix: part(&after[..end]),
    }
}

/// Returns what is known of the file that a round was read from, and of its text as read.
pub(super) fn of_source(head: &Head) -> Option<wire::Source> {
    let Source { path, sha256, media_type, bytes, origin } = head.source.as_ref()?;
    Some(wire::Source {
        path: path.clone(),
        sha256: sha256.clone(),
        media_type: (*media_type).to_owned(),
        bytes: *bytes,
        text_sha256: Some(wire::sha256(&*head.text)),
        characters: Some(head.text.chars().count() as u64),
        origin: origin.as_deref().map(self::origin),
    })
}

fn origin(origin: &Origin) -> Box<wire::Source> {
    let Origin { path, sha256, media_type, bytes, text_sha256, characters } = origin.clone();
    let origin = None;
    Box::new(wire::Source { path, sha256, media_type, bytes, text_sha256, characters, origin })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_is_cut_between_characters_at_both_ends_of_the_text() {
        let text = format!("{}née{}", "é".repeat(40), "我".repeat(3));
        let span = Span::new(80, 84);
        let wire::Selector::Quote { exact, prefix, suffix } = quote(&text, span) else {
            panic!("it is a quote")
        };
        assert_eq!((&*exact, &*suffix), ("née", "我我我"));
        assert_eq!(prefix, "é".repeat(AROUND));
    }

    #[test]
    fn positions_count_code_points() {
        let points = Points::of("né je 😀 ici");
        let selector = position(&points, Span::new(7, 11));
        assert_eq!(selector, wire::Selector::Position { start: 6, end: 7 });
    }
}
