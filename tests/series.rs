//! The laws of a series over generated rounds, and two stories in a real one.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use travaux::{
    CollateOptions, Event, Order, ParseOptions, ReadOptions, Round, Series, Stage, Thread, collate,
    parse, read,
};

/// Makes rounds of sections of statements of few words, so that repeats, returns and near-repeats abound.
fn rounds() -> impl Strategy<Value = Vec<Round>> {
    let word = prop::sample::select(vec![
        "we", "will", "may", "support", "lasting", "peace", "trade", "2030", "not", "Über,", "—",
    ]);
    let statement = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let title = prop::sample::select(vec!["", "Trade", "Peace and trade"]);
    let section = (title, prop::collection::vec(statement, 0..5));
    let round = prop::collection::vec(section, 1..3).prop_map(|sections| round(&sections));
    prop::collection::vec(round, 1..6)
}

fn round(sections: &[(&str, Vec<String>)]) -> Round {
    let texts: Vec<Vec<&str>> =
        sections.iter().map(|(_, s)| s.iter().map(String::as_str).collect()).collect();
    let sections: Vec<(&str, &[&str])> =
        sections.iter().zip(&texts).map(|((title, _), texts)| (*title, texts.as_slice())).collect();
    Round::of(&sections)
}

fn in_given_order(rounds: &[Round]) -> Series {
    let options = CollateOptions::default().order(Order::Given);
    collate(rounds, &options).expect("rounds in given order need no dates")
}

/// Checks that every statement of every round is in exactly one thread, and that stages follow each other.
fn assert_threads(series: &Series) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (at, thread) in series.threads().iter().enumerate() {
        assert!(thread.stages[0].position.is_some(), "a thread begins with a statement");
        for pair in thread.stages.windows(2) {
            assert!(pair[0].round < pair[1].round, "one stage a round");
            let absent = pair[0].position.is_none();
            assert_eq!(absent, pair[1].event == Event::Returned, "only what is gone returns");
            assert!(absent || pair[0].round + 1 == pair[1].round, "no round is left out");
        }
        for stage in &thread.stages {
            if let Some(position) = stage.position {
                places.push((stage.round, position));
                assert_eq!(series.thread_of(stage.round, position), at);
            }
        }
        assert_eq!(series.find(&thread.id), Some(at), "an id is of one thread");
    }
    places.sort_unstable();
    let rounds = series.rounds().iter().enumerate();
    let all: Vec<(usize, usize)> = rounds
        .flat_map(|(at, round)| (0..round.statements().len()).map(move |p| (at, p)))
        .collect();
    assert_eq!(places, all, "every statement is in exactly one thread");
}

/// Checks that what comes nearest is told of what begins or ends alone, and is another thread's.
fn assert_nearest(series: &Series) {
    for (at, thread) in series.threads().iter().enumerate() {
        for stage in thread.stages.iter().filter(|stage| stage.nearest.is_some()) {
            let (round, position) = series.nearest(stage).expect("it is told");
            assert!(matches!(stage.event, Event::Introduced | Event::Dropped));
            assert_eq!(stage.perhaps, None, "what perhaps goes on elsewhere says so");
            assert_ne!(series.thread_of(round, position), at);
        }
    }
}

/// Checks that the edits of each stage lead from the wording before to its own.
fn assert_edits(series: &Series) {
    for (thread, stage) in stages(series) {
        let Some(statement) = series.statement(stage) else { continue };
        if stage.event == Event::Introduced && stage.perhaps.is_none() {
            continue;
        }
        let (mut old, mut new) = (String::new(), String::new());
        for edit in &stage.edits {
            match edit {
                travaux::Edit::Keep(text) => {
                    old += text;
                    new += text;
                }
                travaux::Edit::Delete(text) => old += text,
                travaux::Edit::Insert(text) => new += text,
                travaux::Edit::Retype(text) => {
                    old += &text.old;
                    new += &text.new;
                }
            }
        }
        let (round, position) = series.before(thread, stage).expect("a wording before");
        assert!(round < stage.round);
        let before = &series.rounds()[round].statements()[position];
        assert_eq!((&*old, &*new), (&*before.text, &*statement.text));
    }
}

/// Checks that threads go on by sure links only, and that a doubt is told at both of its ends.
fn assert_sure(series: &Series) {
    for (at, thread) in series.threads().iter().enumerate() {
        for pair in thread.stages.windows(2) {
            let [before, stage] = pair else { continue };
            let (Some(old), Some(new)) = (before.position, stage.position) else { continue };
            assert!(stage.sure);
            // Of a split or merge another part may hold word for word what a doubtful link joins.
            let mut changes = series.logs()[before.round].changes().iter();
            let alone = changes.find_map(|change| match &change.links[..] {
                [link] if (link.old, link.new) == (old, new) => Some(link),
                _ => None,
            });
            assert!(alone.is_none_or(|link| link.is_sure() || stage.takes_up.is_some()));
        }
        for stage in thread.stages.iter().filter(|stage| stage.perhaps.is_some()) {
            assert!(!stage.sure && matches!(stage.event, Event::Introduced | Event::Dropped));
            let other = stage.perhaps.map(|other| &series.threads()[other]).expect("it has one");
            let there = other.stage_in(stage.round).filter(|there| there.position.is_none());
            if stage.event == Event::Introduced && there.is_none() {
                assert!(other.position_in(stage.round).is_none(), "it was gone before");
                continue;
            }
            let ends = if stage.event == Event::Introduced { there } else { other.stages.first() };
            assert_eq!(ends.and_then(|end| end.perhaps), Some(at), "both ends are told");
        }
    }
}

fn stages(series: &Series) -> impl Iterator<Item = (&Thread, &Stage)> {
    series
        .threads()
        .iter()
        .flat_map(|thread| thread.stages.iter().map(move |stage| (thread, stage)))
}

/// Makes rounds of one statement each, too few for any word to be one that says nothing.
fn lone_statements() -> impl Strategy<Value = Vec<Round>> {
    let word = prop::sample::select(vec!["we", "will", "support", "lasting", "peace", "trade"]);
    let statement = prop::collection::vec(word, 5..14).prop_map(|words| words.join(" "));
    prop::collection::vec(statement.prop_map(|text| Round::of(&[("", &[&text])])), 3)
}

/// Returns the words of the one statement of a round, each with its origin and the round in which it came back.
fn traced_words(series: &Series, round: usize) -> Vec<(&str, usize, Option<usize>)> {
    let text = &*series.rounds()[round].statements()[0].text;
    let traced = series.provenance(round);
    let of_run = |run: &travaux::Run| {
        let words = run.span.of(text).split_whitespace();
        words.map(|word| (word, run.origin, run.returned)).collect::<Vec<_>>()
    };
    traced.statements[0].iter().flat_map(of_run).collect()
}

/// Tells whether the one statement of a round has these words together.
fn has(series: &Series, round: usize, sought: &[(&str, usize, Option<usize>)]) -> bool {
    let text = &series.rounds()[round].statements()[0].text;
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(sought.len()).any(|run| run.iter().eq(sought.iter().map(|(word, ..)| word)))
}

/// Checks that the runs of a round are its words in order, of rounds that are not later.
fn assert_provenance(series: &Series, round: usize) {
    let traced = series.provenance(round);
    assert_eq!(traced.statements.len(), series.rounds()[round].statements().len());
    for (statement, runs) in series.rounds()[round].statements().iter().zip(&traced.statements) {
        let told: String = runs.iter().map(|run| run.span.of(&statement.text)).collect();
        assert_eq!(told, *statement.text, "the words of the round, in order");
        let mut end = 0;
        for run in runs {
            assert_eq!(run.span.start(), end, "each word has one origin");
            end = run.span.end();
            assert!(run.origin <= round, "no origin is later");
            assert!(run.returned.is_none_or(|back| run.origin < back && back <= round));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn every_statement_is_in_exactly_one_thread(rounds in rounds()) {
        let series = in_given_order(&rounds);
        assert_threads(&series);
        assert_edits(&series);
        assert_sure(&series);
        assert_nearest(&series);
    }

    #[test]
    fn a_later_round_changes_nothing_of_earlier_ones(rounds in rounds()) {
        let whole = in_given_order(&rounds);
        for length in 1..rounds.len() {
            let shorter = in_given_order(&rounds[..length]);
            prop_assert_eq!(&whole.logs()[..length - 1], shorter.logs());
            for (long, short) in whole.threads().iter().zip(shorter.threads()) {
                prop_assert_eq!((&long.id, long.parent), (&short.id, short.parent));
                let earlier = long.stages.iter().filter(|stage| stage.round < length);
                prop_assert!(earlier.eq(&short.stages), "{:#?}\n{:#?}", long, short);
            }
            let later = &whole.threads()[shorter.threads().len()..];
            prop_assert!(later.iter().all(|thread| thread.first_round() >= length));
            prop_assert_eq!(whole.provenance(length - 1), shorter.provenance(length - 1));
        }
    }

    #[test]
    fn the_words_of_a_round_are_told_in_order_each_with_one_origin(rounds in rounds()) {
        let series = in_given_order(&rounds);
        for round in 0..rounds.len() {
            assert_provenance(&series, round);
        }
    }

    #[test]
    fn words_are_of_the_first_round_that_has_them_together(rounds in lone_statements()) {
        let series = in_given_order(&rounds);
        let words = traced_words(&series, 2);
        for length in 5..=words.len() {
            for run in words.windows(length) {
                let first = (0..=2).find(|&round| has(&series, round, run)).expect("the last has it");
                prop_assert!(run.iter().all(|(_, origin, _)| *origin <= first), "{:?}", words);
            }
        }
    }

    #[test]
    fn words_return_only_if_the_round_before_had_them_not(rounds in lone_statements()) {
        let series = in_given_order(&rounds);
        let words = traced_words(&series, 2);
        let returned = words.chunk_by(|a, b| a.2 == b.2).filter(|run| run[0].2 == Some(2));
        for run in returned {
            prop_assert!(!has(&series, 1, run), "{:?}", words);
        }
    }

    #[test]
    fn the_words_of_a_lone_round_are_its_own(rounds in rounds()) {
        let series = in_given_order(&rounds[..1]);
        let traced = series.provenance(0);
        prop_assert!(traced.statements.iter().all(|runs| runs.len() == 1));
        prop_assert!(traced.statements.iter().flatten().all(|run| (run.origin, run.returned) == (0, None)));
    }

    #[test]
    fn a_round_that_repeats_another_adds_no_words(rounds in rounds()) {
        let twice = [rounds[0].clone(), rounds[0].clone()];
        let series = in_given_order(&twice);
        prop_assert!(series.provenance(1).statements.iter().flatten().all(|run| run.origin == 0));
        prop_assert!(series.threads().iter().all(|thread| thread.stages.len() == 2));
    }

    #[test]
    fn the_same_rounds_make_the_same_series(rounds in rounds()) {
        prop_assert_eq!(in_given_order(&rounds), in_given_order(&rounds));
    }

    #[test]
    fn sections_and_figures_leave_no_thread_out(rounds in rounds()) {
        let series = in_given_order(&rounds);
        let mut grouped: Vec<usize> = series.sections().into_iter().flat_map(|s| s.threads).collect();
        grouped.sort_unstable();
        prop_assert_eq!(grouped, (0..series.threads().len()).collect::<Vec<_>>());
        let figures = series.statistics();
        for (count, round) in figures.rounds.iter().zip(series.rounds()) {
            let there = count.introduced + count.unchanged + count.reworded + count.split + count.returned;
            prop_assert_eq!(there, round.statements().len());
            prop_assert!(count.words.new + count.words.returned <= count.words.all);
        }
    }
}

/// Reads the statements of the Federal Reserve from the folder that `TRAVAUX_SHARED` names or `../shared`, if it is there.
fn fomc() -> Option<Series> {
    let shared = std::env::var_os("TRAVAUX_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("corpus/fomc");
    let series = series_in(&folder);
    if series.is_none() {
        #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
        {
            eprintln!("SKIPPED: {} is absent; set TRAVAUX_SHARED", folder.display());
        }
    }
    series
}

/// Returns the series of the documents in a folder, if it is there.
fn series_in(folder: &Path) -> Option<Series> {
    let entries = fs::read_dir(folder).ok()?;
    let round = |path: PathBuf| {
        let bytes = fs::read(&path).expect("it can be read");
        let document = read(&bytes, &path.to_string_lossy(), &ReadOptions::default());
        parse(&document.expect("it is text"), &ParseOptions::default())
    };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    paths.retain(|path| path.file_stem().is_some_and(|name| name != "README"));
    let rounds: Vec<Round> = paths.into_iter().map(round).collect();
    Some(collate(&rounds, &CollateOptions::default()).expect("each states a date of its own"))
}

/// Returns the thread whose statement in the round of a date has a text.
fn thread_with<'s>(series: &'s Series, date: &str, text: &str) -> &'s Thread {
    let round = round_of(series, date);
    let has = |statement: &travaux::Statement| statement.text.contains(text);
    let position = series.rounds()[round].statements().iter().position(has).expect(text);
    &series.threads()[series.thread_of(round, position)]
}

fn round_of(series: &Series, date: &str) -> usize {
    (0..series.rounds().len()).find(|&at| series.name(at) == date).expect(date)
}

#[test]
fn the_guidance_of_an_extended_period_is_one_thread_with_its_gap_and_its_end() {
    let Some(series) = fomc() else { return };
    let guidance =
        "likely to warrant exceptionally low levels of the federal funds rate for an extended";
    let thread = thread_with(&series, "2009-03-18", guidance);
    let says = |stage: &&Stage| {
        series.statement(stage).is_some_and(|s| s.text.contains("for an extended period"))
    };
    let said: Vec<&Stage> = thread.stages.iter().filter(says).collect();
    let name = |stage: &Stage| series.name(stage.round);
    assert_eq!(name(said[0]), "2009-03-18");
    assert_eq!(name(said[said.len() - 1]), "2011-06-22");
    let unscheduled = round_of(&series, "2010-05-09");
    assert!(thread.gaps().contains(&(unscheduled..unscheduled + 1)), "{:?}", thread.gaps());
    let end = thread.position_in(round_of(&series, "2011-08-09")).expect("it goes on");
    let next = &series.rounds()[round_of(&series, "2011-08-09")].statements()[end];
    assert!(next.text.contains("at least through mid-2013"), "{}", next.text);
    let phrase = series.phrase("for an extended period");
    assert_eq!(phrase.first(), Some(round_of(&series, "2009-03-18")));
}

#[test]
fn the_description_of_inflation_expectations_that_came_back_is_one_thread() {
    let Some(series) = fomc() else { return };
    let thread = thread_with(&series, "2010-04-28", "longer-term inflation expectations stable");
    let back = thread_with(&series, "2010-06-23", "longer-term inflation expectations stable");
    assert_eq!(thread.id, back.id);
    let stage = thread.stage_in(round_of(&series, "2010-06-23")).expect("it is there");
    assert_eq!(stage.event, Event::Returned);
    assert!(thread.stage_in(round_of(&series, "2010-05-09")).is_some_and(|s| s.position.is_none()));
}

#[test]
fn what_goes_on_word_for_word_inside_another_is_merged_and_on_the_way_back_split_off() {
    let boats = "Ferries and fishing boats share the new harbor, though the pilots of both have asked for wider \
                 lanes, for brighter lamps, and for a watch that is kept at night by those who know the shoals";
    let others = [
        "The council met on the shore.",
        "Trout ladders will be built at both weirs.",
        "Dues were lowered for small craft in spring.",
        "Beavers shall be left in peace.",
        "The old lighthouse keeps its bell.",
        "Nets are mended in the long hall.",
    ];
    let herons = "The herons breed late again.";
    let (alone, both) =
        (format!("{boats}."), format!("{boats}; the herons breed late again, alas."));
    let apart = [&[&*alone], &others[..], &[herons]].concat();
    let joined = [&[&*both], &others[..]].concat();
    let of = |texts: &[&str]| Round::of(&[("", texts)]);
    let forth = in_given_order(&[of(&apart), of(&joined)]);
    let back = in_given_order(&[of(&joined), of(&apart)]);
    for series in [&forth, &back] {
        assert_threads(series);
        assert_edits(series);
    }
    let last = |series: &Series, round| {
        let thread = series.thread_of(round, apart.len() - 1);
        series.threads()[thread].stages.last().map(|stage| stage.event)
    };
    assert_eq!(last(&forth, 0), Some(Event::Merged { into: forth.thread_of(0, 0) }));
    assert_eq!(last(&back, 1), Some(Event::Split { from: back.thread_of(0, 0) }));
}

#[test]
fn what_goes_on_inside_a_statement_that_continues_no_other_keeps_its_thread() {
    let part = "the pilots of both harbors keep watch at night by the shoals";
    let before = "When the storms of autumn had passed, and ferries could leave their quays again, elders of four \
                  villages met under the old beeches to hear what millers, weavers and shepherds had to say about \
                  tolls, bridges, ditches, fences and stray cattle; they also heard that";
    let after = "which no one had asked them to do; moreover a choir sang, bread was shared, prizes went to the \
                 finest ram and the largest pumpkin, a new bell was hung in the chapel, children raced in sacks, and \
                 fiddlers played far into the morning, until lanterns burned low and carts rolled home through fog";
    let (short, long) = (format!("Now {part}."), format!("{before} {part}, {after}."));
    let others = [
        "Trout ladders will be built at both weirs.",
        "Dues are lowered for small craft in spring.",
        "Beavers shall be left in peace.",
        "The old lighthouse keeps its bell.",
        "Nets are mended in the long hall.",
        "The council met on the shore.",
    ];
    let first = Round::of(&[("", &[&[&*short], &others[..]].concat())]);
    let last = Round::of(&[("", &[&others[..], &[&*long]].concat())]);
    for rounds in [[first.clone(), last.clone()], [last, first]] {
        let log = travaux::compare(travaux::Sides::new(&rounds[0], &rounds[1]));
        let apart = log.changes().iter().filter(|change| change.links.is_empty());
        assert_eq!(apart.count(), 2, "alignment leaves them apart");
        let series = in_given_order(&rounds);
        assert_threads(&series);
        assert_edits(&series);
        assert_eq!(series.threads().len(), 7);
        let events = stages(&series).filter(|(_, stage)| stage.event == Event::Reworded);
        assert_eq!(events.count(), 1);
    }
}

#[test]
fn the_samples_go_on_by_sure_links_and_tell_where_they_perhaps_do() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("rounds/us-eu-cyber-dialogue");
    let series = series_in(&samples).expect("it is part of the project");
    assert_sure(&series);
    assert_nearest(&series);
    assert!(stages(&series).any(|(_, stage)| stage.event == Event::Reworded));
    assert!(stages(&series).any(|(_, stage)| stage.perhaps.is_some()));
}

#[test]
fn a_real_series_obeys_the_laws() {
    let Some(series) = fomc() else { return };
    assert_eq!(series.rounds().len(), 86);
    assert_threads(&series);
    assert_edits(&series);
    assert_sure(&series);
    assert_nearest(&series);
    assert_provenance(&series, 85);
}

#[test]
fn what_may_not_belong_together_is_two_threads_that_name_each_other() {
    let lead_in =
        "To keep the ferries of the northern bay safe in every storm of winter, the council";
    let round = |text: &str| {
        let texts = [&*format!("{lead_in} {text}"), "Herons nest.", "Eels swim."];
        let (head, mut statements) = Round::of(&[("", &texts)]).into_parts();
        statements[0].actor = Some("the council".to_owned());
        Round::new(head, statements).expect("its sections are as they were")
    };
    let dredge = round("agreed to dredge the eastern channel at Lund.");
    let fees = round("decided to double harbour fees for foreign yachts.");
    let neither = Round::of(&[("", &["Herons nest.", "Eels swim."])]);
    let series = in_given_order(&[dredge.clone(), fees, neither, dredge]);
    assert_threads(&series);
    assert_edits(&series);
    assert_sure(&series);
    assert_nearest(&series);
    let told = |at: usize| -> Vec<(Event, Option<usize>)> {
        series.threads()[at].stages.iter().map(|stage| (stage.event, stage.perhaps)).collect()
    };
    let dredging = [(Event::Introduced, None), (Event::Dropped, Some(3)), (Event::Returned, None)];
    assert_eq!(told(0), dredging);
    assert_eq!(told(3), [(Event::Introduced, Some(0)), (Event::Dropped, None)]);
    assert_eq!(series.threads()[3].parent, Some(0));
    let unsure = series.statistics().rounds.iter().map(|count| count.unsure).collect::<Vec<_>>();
    assert_eq!(unsure, [0, 1, 0, 0]);
}

#[test]
fn what_is_introduced_or_dropped_tells_what_comes_nearest() {
    let rest = ["Pilots are paid in spring.", "Nets are mended in May.", "Herons nest on roofs."];
    let old = "Household fishing and trade in herring have continued to grow.";
    let changed = "Trade in herring has continued to grow, though less than last year.";
    let new = "Household fishing seems to be somewhat slower than it was in winter.";
    let before = Round::of(&[("", &[rest[0], old, rest[1], rest[2]])]);
    let after = Round::of(&[("", &[rest[0], changed, rest[1], rest[2], new])]);
    let series = in_given_order(&[before.clone(), after, before]);
    assert_threads(&series);
    assert_nearest(&series);
    let thread = &series.threads()[4];
    let told: Vec<_> =
        thread.stages.iter().map(|stage| (stage.event, series.nearest(stage))).collect();
    let expected = [(Event::Introduced, Some((0, 1))), (Event::Dropped, Some((2, 1)))];
    assert_eq!(told, expected);
    let first = &series.threads()[0].stages[0];
    assert_eq!((first.nearest, series.nearest(first)), (None, None));
}

#[test]
fn a_doubt_that_gives_way_tells_what_came_nearest() {
    let Some(series) = fomc() else { return };
    let spending = "Household spending and business investment in equipment and software continue";
    let thread = thread_with(&series, "2011-03-15", spending);
    let (round, position) = series.nearest(&thread.stages[0]).expect("something came near");
    let near = &series.rounds()[round].statements()[position];
    assert!(near.text.starts_with("Business spending on equipment"), "{}", near.text);
    let other = &series.threads()[series.thread_of(round, position)];
    assert!(other.position_in(round + 1).is_some(), "it goes on elsewhere");
}

#[test]
fn a_statement_returns_in_a_wording_it_had_before_its_last() {
    let lower = "Both harbors will lower the dues for small fishing boats by half before spring.";
    let study = "Both harbors study the dues for small fishing boats, and report in autumn.";
    let others = ["Herons nest by the weir.", "Eels swim to the sea."];
    let with = |text: &str| Round::of(&[("", &[&[text], &others[..]].concat())]);
    let without = Round::of(&[("", &others)]);
    let series = in_given_order(&[with(lower), with(study), without, with(lower)]);
    assert_threads(&series);
    assert_edits(&series);
    let stages = &series.threads()[0].stages;
    let events: Vec<Event> = stages.iter().map(|stage| stage.event).collect();
    assert_eq!(events, [Event::Introduced, Event::Reworded, Event::Dropped, Event::Returned]);
    assert_eq!((stages[3].takes_up, stages[3].likeness), (Some(0), Some(1.0)));
    assert_eq!(series.before(&series.threads()[0], &stages[3]), Some((0, 0)));
    let words = series.provenance(3).statements[0].clone();
    assert_eq!(words.len(), 1);
    assert_eq!((words[0].origin, words[0].returned), (0, Some(3)));
}

#[test]
fn the_rate_decision_is_one_thread_from_raising_to_lowering() {
    let Some(series) = fomc() else { return };
    let raised = thread_with(&series, "2006-03-28", "decided today to raise its target");
    let lowered = thread_with(&series, "2007-09-18", "decided today to lower its target");
    assert_eq!(raised.id, lowered.id);
    let back = raised.stage_in(round_of(&series, "2007-09-18")).expect("it is there");
    assert_eq!(back.event, Event::Returned);
    assert!(back.takes_up.is_some(), "between the rounds stood something else");
}

#[test]
fn a_doubtful_link_gives_way_to_an_earlier_wording() {
    let Some(series) = fomc() else { return };
    let readings = "Readings on core inflation have improved modestly";
    let first = thread_with(&series, "2007-01-31", readings);
    let again = thread_with(&series, "2007-06-18", readings);
    assert_eq!(first.id, again.id);
    let stage = first.stage_in(round_of(&series, "2007-06-18")).expect("it is there");
    assert_eq!((stage.event, stage.sure), (Event::Reworded, true));
    assert_eq!(stage.takes_up, Some(round_of(&series, "2007-01-31")));
}

/// Follows a statement that is missing for a round and comes back in other words, among others that stay.
fn after_a_gap(before: &str, after: &str) -> Series {
    let others = [
        "Trout ladders will be built at both weirs.",
        "Dues are lowered for small craft in spring.",
        "Beavers shall be left in peace.",
    ];
    let with = |text: &str| Round::of(&[("", &[&others[..2], &[text], &others[2..]].concat())]);
    let series = in_given_order(&[with(before), Round::of(&[("", &others)]), with(after)]);
    assert_threads(&series);
    assert_edits(&series);
    series
}

#[test]
fn the_round_before_the_last_is_a_witness_too() {
    let series = after_a_gap(
        "The night ferries between the two shores run until midnight in summer.",
        "Until midnight the two shores are joined by ferries, as was agreed for all of summer.",
    );
    let thread = &series.threads()[series.thread_of(2, 2)];
    assert_eq!(thread.stages.last().map(|stage| stage.event), Some(Event::Returned));
    assert_eq!(thread.first_round(), 0);
}

#[test]
fn what_comes_back_hardly_alike_perhaps_continues_what_was_gone() {
    let others = ["Trout ladders will be built at both weirs.", "Beavers shall be left in peace."];
    let before = "The wardens regret the delay of the new ferry, and ask the council for a report.";
    let news = [
        "Smoke filled the hall where millers sang of geese.",
        "Two bells were cast from the old cannon.",
        "No one may say that the delay of the new ferry has made fish cheaper in these hills.",
    ];
    let first = Round::of(&[("", &[&[before], &others[..]].concat())]);
    let last = Round::of(&[("", &others), ("Sundry news", &news)]);
    let series = in_given_order(&[first, Round::of(&[("", &others)]), last]);
    assert_edits(&series);
    let thread = &series.threads()[series.thread_of(2, 4)];
    let stage = thread.stages.last().expect("it has begun");
    assert_eq!((stage.event, stage.sure), (Event::Introduced, false));
    let gone = stage.perhaps.expect("it names a thread");
    assert_eq!(gone, series.thread_of(0, 0));
    let dropped = series.threads()[gone].stage_in(1).expect("it was dropped");
    assert_eq!((dropped.sure, dropped.perhaps), (true, None), "nothing was known of it then");
}

#[test]
fn a_sentence_on_other_people_is_not_sure_to_return() {
    let told = |old: &str, new: &str| {
        let text = |who: &str| format!("Against it spoke {who}, who wished to keep the tolls.");
        let series = after_a_gap(&text(old), &text(new));
        let thread = &series.threads()[series.thread_of(2, 2)];
        thread.stages.last().map(|stage| (stage.event, stage.sure))
    };
    assert_eq!(told("Anna B. Holm", "Anna B. Holm and Peter Lund"), Some((Event::Returned, true)));
    assert_eq!(told("Anna B. Holm", "Peter B. Lund"), Some((Event::Introduced, false)));
}

#[test]
fn what_was_gone_with_a_doubt_does_not_return_for_sure() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("rounds/us-eu-cyber-dialogue");
    let series = series_in(&samples).expect("it is part of the project");
    let opening = thread_with(&series, "2015-12-07", "At the second meeting of the");
    let gone = opening.stages.last().expect("it has begun");
    assert_eq!((series.name(gone.round).as_str(), gone.perhaps.is_some()), ("2018-09-10", true));
    let sixth = thread_with(&series, "2019-05-24", "The sixth meeting of the");
    assert_eq!((sixth.stages[0].event, sixth.stages[0].sure), (Event::Introduced, false));
}

#[test]
fn what_the_second_witness_hardly_finds_alike_returns_perhaps() {
    let Some(series) = fomc() else { return };
    let thread = thread_with(&series, "2008-10-29", "Recent policy actions, including today");
    let stage = &thread.stages[0];
    assert_eq!((series.name(stage.round).as_str(), stage.sure), ("2008-10-29", false));
    assert!(stage.perhaps.is_some());
    let bank_lending = thread_with(&series, "2010-06-23", "Bank lending has continued");
    let back = bank_lending.stage_in(round_of(&series, "2010-06-23")).expect("it is there");
    assert_eq!((back.event, back.sure), (Event::Returned, true));
}
