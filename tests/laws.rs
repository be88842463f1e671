//! The laws of a change log: over generated rounds, and over every pair of small ones.

use proptest::prelude::*;
use travaux::{AlignOptions, ClassifyOptions, ParseOptions, ReadOptions};
use travaux::{ChangeKind, Round, Sides, align, classify, compare, on_one_thread, parse, read};

/// Makes a round of sections of statements of few words, so that repeats and near-repeats abound.
fn rounds() -> impl Strategy<Value = Round> {
    let word = prop::sample::select(vec![
        "we", "will", "may", "support", "lasting", "peace", "trade", "2030", "not",
    ]);
    let statement = prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "));
    let title = prop::sample::select(vec!["", "Trade", "Peace and trade"]);
    let section = (title, prop::collection::vec(statement, 0..5));
    prop::collection::vec(section, 1..4).prop_map(|sections| round(&sections))
}

fn round(sections: &[(&str, Vec<String>)]) -> Round {
    let texts: Vec<Vec<&str>> =
        sections.iter().map(|(_, s)| s.iter().map(String::as_str).collect()).collect();
    let sections: Vec<(&str, &[&str])> =
        sections.iter().zip(&texts).map(|((title, _), texts)| (*title, texts.as_slice())).collect();
    Round::of(&sections)
}

/// Checks all laws that hold between two rounds.
#[track_caller]
fn assert_laws(old: &Round, new: &Round) {
    let log = compare(Sides::new(old, new));
    let positions = |side: fn(&travaux::Change) -> &Vec<travaux::Placed>| {
        let mut all: Vec<usize> =
            log.changes().iter().flat_map(|c| side(c).iter().map(|p| p.index)).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(
        positions(|c| &c.old),
        (0..old.statements().len()).collect::<Vec<_>>(),
        "nothing lost of the old"
    );
    assert_eq!(
        positions(|c| &c.new),
        (0..new.statements().len()).collect::<Vec<_>>(),
        "nothing lost of the new"
    );
    assert_eq!(log.apply(old).as_ref(), Ok(new), "replay");
    assert_eq!(log.invert().apply(new).as_ref(), Ok(old), "reverse");
    assert_eq!(log.invert().invert().apply(old).as_ref(), Ok(new), "twice reversed");
    assert_eq!(log, compare(Sides::new(old, new)), "deterministic");
    let mut last = None;
    for change in log.changes() {
        let near = change.nearest.as_ref().map(|nearest| &nearest.placed);
        let there = match change.kind {
            ChangeKind::Added => near.is_none_or(|p| old.statements()[p.index] == p.statement),
            ChangeKind::Dropped => near.is_none_or(|p| new.statements()[p.index] == p.statement),
            ChangeKind::Unchanged | ChangeKind::Reworded => near.is_none(),
        };
        assert!(there, "what comes nearest is of the other round");
        if let Some(first) = change.new.first() {
            assert!(last < Some(first.index), "in the order of the newer round");
            last = Some(first.index);
        }
    }
}

#[track_caller]
fn assert_self(round: &Round) {
    let log = compare(Sides::new(round, round));
    let still =
        |c: &travaux::Change| c.kind == ChangeKind::Unchanged && !c.moved && c.shift.is_none();
    assert!(
        log.changes().iter().all(still),
        "a round against itself is all unchanged, none moved: {log:#?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_laws_hold_between_any_two_rounds(old in rounds(), new in rounds()) {
        assert_laws(&old, &new);
    }

    #[test]
    fn a_round_against_itself_is_unchanged(round in rounds()) {
        assert_self(&round);
    }

    #[test]
    fn labels_and_dates_change_no_alignment(old in rounds(), new in rounds(), year in 1900i16..2100) {
        let (mut head, statements) = new.clone().into_parts();
        head.label = "elsewhere".to_owned();
        head.date = Some(travaux::Date::constant(year, 1, 1));
        let dated = Round::new(head, statements).expect("only the head changed");
        let options = AlignOptions::default();
        prop_assert_eq!(align(Sides::new(&old, &new), &options), align(Sides::new(&old, &dated), &options));
    }

    #[test]
    fn words_of_a_document_are_all_in_its_round(text in documents(), markdown in any::<bool>()) {
        assert_lossless(&text, if markdown { "d.md" } else { "d.txt" });
    }

    #[test]
    fn spans_are_in_order_on_character_boundaries(text in documents()) {
        let round = read_round(&text, "d.txt");
        let mut end = 0;
        for statement in round.statements() {
            prop_assert!(statement.span.start() >= end && !statement.span.is_empty());
            prop_assert!(round.head().text.get(statement.span.range()).is_some());
            end = statement.span.end();
        }
    }
}

/// Makes documents of lines that look like headings, list items, lead-ins, datelines, furniture and prose.
fn documents() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "",
        "",
        "Trade and Peace",
        "II. Trade",
        "1. We agree.",
        "(a) to meet;",
        "As such we:",
        "• meet often;",
        "- act. Then rest.",
        "We will act in the U.S. on 5 May. They will not.",
        "Upcoming Events The parties will meet again soon.",
        "Brussels, 5 December 2014",
        "Read Time 5 Minutes",
        "About Post Author",
        "###",
        "**Peace**",
        "**Bold** and plain “quoted. Text” here.",
        "RECALLING the past;",
        "ActionsThe group has acted.",
        "* star * stray",
        "\u{ad}soft\u{a0}space",
        "  indented – dash",
        "Über\u{AD}gänge und Öl.",
        "#",
        "---",
    ]);
    prop::collection::vec(line, 0..25).prop_map(|lines| lines.join("\n"))
}

fn read_round(text: &str, label: &str) -> Round {
    let document = read(text.as_bytes(), label, &ReadOptions::default()).expect("text can be read");
    parse(&document, &ParseOptions::default())
}

/// Checks that each word of a document lies in a statement, heading, stem, label or notice.
fn assert_lossless(text: &str, label: &str) {
    let document = read(text.as_bytes(), label, &ReadOptions::default()).expect("text can be read");
    let round = parse(&document, &ParseOptions::default());
    let head = round.head();
    let mut covered = vec![false; document.text.len()];
    let statements = round.statements();
    let spans = statements
        .iter()
        .map(|s| s.span)
        .chain(
            statements.iter().filter_map(|s| s.stem.as_ref()).flat_map(|stem| stem.spans.clone()),
        )
        .chain(statements.iter().filter_map(|s| s.label.as_ref()?.span))
        .chain(head.sections.iter().filter_map(|s| s.heading))
        .chain(head.notices.iter().map(|n| n.span));
    for span in spans {
        covered[span.range()].fill(true);
    }
    let lost: String = document
        .text
        .char_indices()
        .filter(|(at, c)| !covered[*at] && !c.is_whitespace())
        .map(|(_, c)| c)
        .collect();
    assert!(lost.is_empty(), "lost {lost:?} of {text:?}");
}

/// Every round of up to three statements of two words out of two.
fn small_rounds() -> Vec<Round> {
    let statements = ["we act", "we meet", "act we", "meet act"];
    let mut rounds = vec![Vec::new()];
    for length in 0..3 {
        for round in rounds.clone() {
            if round.len() == length {
                rounds.extend(statements.iter().map(|s| {
                    let mut longer: Vec<&str> = round.clone();
                    longer.push(s);
                    longer
                }));
            }
        }
    }
    rounds.iter().map(|statements| Round::of(&[("", statements)])).collect()
}

#[test]
fn the_laws_hold_between_every_two_small_rounds() {
    let rounds = small_rounds();
    assert_eq!(rounds.len(), 85);
    for old in &rounds {
        assert_self(old);
        for new in &rounds {
            assert_laws(old, new);
        }
    }
}

#[test]
fn statements_without_a_word_obey_the_laws() {
    let round = Round::of(&[("", &["—"]), ("", &["—", "…"])]);
    assert_self(&round);
    assert_laws(&round, &Round::of(&[("", &["—", "—", "—"])]));
}

#[test]
fn how_many_threads_judge_the_changes_does_not_show() {
    let texts = |ending| (0..200).map(|at| format!("We will mend weir {at}{ending}")).collect();
    let rounds = Sides::new(texts("."), texts(" soon.")).map(|texts: Vec<String>| {
        Round::of(&[("", &texts.iter().map(String::as_str).collect::<Vec<_>>())])
    });
    let alignment = align(rounds.as_ref(), &AlignOptions::default());
    let log = || classify(rounds.as_ref(), &alignment, &ClassifyOptions::default());
    let alone = on_one_thread(log);
    assert_eq!(alone.summary().reworded, 200);
    assert!(log() == alone);
}
