//! What holds of every round, however strange its document. How documents are made is left to the targets.

use travaux::{Format, ParseOptions, ReadOptions, Round, parse, read};

/// Reads bytes as the format that their first byte chooses; `None` if they are refused.
pub fn round(data: &[u8]) -> Option<Round> {
    let (first, bytes) = data.split_first()?;
    let formats = [
        None,
        Some(Format::Text),
        Some(Format::Markdown),
        Some(Format::Html),
        Some(Format::RoundJson),
    ];
    let format = formats[usize::from(*first) % formats.len()];
    let document = read(bytes, "fuzzed", &ReadOptions::default().format(format)).ok()?;
    let round = parse(&document, &ParseOptions::default());
    assert_spans(&round);
    assert_lossless(&round);
    Some(round)
}

/// Checks that statements stand in order, apart from each other, on character boundaries and inside the text.
fn assert_spans(round: &Round) {
    let mut end = 0;
    for statement in round.statements() {
        assert!(statement.span.start() >= end, "in order and disjoint: {statement:?}");
        assert!(round.head().text.get(statement.span.range()).is_some(), "inside: {statement:?}");
        end = statement.span.end();
    }
}

/// Checks that each character of the text lies in a statement, heading, stem, label or notice.
fn assert_lossless(round: &Round) {
    let (head, statements) = (round.head(), round.statements());
    let mut covered = vec![false; head.text.len()];
    let stems = statements.iter().filter_map(|s| s.stem.as_ref()).flat_map(|stem| &stem.spans);
    let spans = statements
        .iter()
        .map(|s| s.span)
        .chain(stems.copied())
        .chain(statements.iter().filter_map(|s| s.label.as_ref()?.span))
        .chain(head.sections.iter().filter_map(|s| s.heading))
        .chain(head.notices.iter().map(|n| n.span));
    for span in spans {
        assert!(head.text.get(span.range()).is_some(), "on character boundaries: {span:?}");
        covered[span.range()].fill(true);
    }
    let lost = head.text.char_indices().find(|(at, c)| !covered[*at] && !c.is_whitespace());
    assert_eq!(lost, None, "nothing of {:?} is lost", head.text);
}
