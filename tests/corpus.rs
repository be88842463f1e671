//! Real documents, read from the folder that `TRAVAUX_SHARED` names or `../shared`; skipped aloud where it is absent.

use std::fs;
use std::path::PathBuf;

use travaux::report::{Report, json::Json};
use travaux::{
    NoticeKind, ParseOptions, ReadOptions, Record, Round, Side, Sides, compare, parse, read,
};

/// Returns the folder of real documents, or says that the test is skipped.
fn corpus() -> Option<PathBuf> {
    let shared = std::env::var_os("TRAVAUX_SHARED")
        .map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let corpus = shared.join("corpus");
    if corpus.is_dir() {
        return Some(corpus);
    }
    #[expect(clippy::print_stderr, reason = "a skipped test must say so")]
    {
        eprintln!("SKIPPED: {} is absent; set TRAVAUX_SHARED", corpus.display());
    }
    None
}

fn round(path: &PathBuf) -> Round {
    let bytes = fs::read(path).expect("it can be read");
    let document =
        read(&bytes, &path.to_string_lossy(), &ReadOptions::default()).expect("it is text");
    parse(&document, &ParseOptions::default())
}

/// Returns the rounds of each series, in the order of their names.
fn series(corpus: &PathBuf) -> Vec<Vec<PathBuf>> {
    let sorted = |folder: &PathBuf| {
        let entries = fs::read_dir(folder).expect("it can be listed");
        let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
        paths.sort();
        paths
    };
    sorted(corpus).iter().map(sorted).collect()
}

#[test]
fn the_seed_of_2015_is_read_as_it_was_published() {
    let Some(corpus) = corpus() else { return };
    let round = round(&corpus.join("us-eu-cyber-dialogue/2015-12-07-washington.txt"));
    let head = round.head();
    assert_eq!(head.date.map(|d| d.to_string()).as_deref(), Some("2015-12-07"));
    assert_eq!((head.ordinal, head.venue.as_deref()), (Some(2), Some("Washington, DC")));
    assert_eq!(head.parties, ["United States", "European Union"]);
    let titles: Vec<&str> =
        head.sections.iter().map(|s| s.title.as_str()).filter(|t| !t.is_empty()).collect();
    assert_eq!(titles.len(), 6, "{titles:?}");
    let stem =
        |s: &&travaux::Statement| s.stem.as_ref().is_some_and(|stem| &*stem.text == "As such we:");
    assert_eq!(round.statements().iter().filter(stem).count(), 4);
    for word in ["Read Time", "Akismet", "bloggers", "Post Author"] {
        assert!(!round.statements().iter().any(|s| s.text.contains(word)), "{word} is furniture");
        let set_aside = |n: &travaux::Notice| {
            n.kind == NoticeKind::Furniture && n.span.of(&head.text).contains(word)
        };
        assert!(head.notices.iter().any(set_aside), "{word} is kept as a notice");
    }
}

#[test]
fn every_neighbouring_pair_obeys_the_laws() {
    let Some(corpus) = corpus() else { return };
    let mut pairs = 0;
    for paths in series(&corpus) {
        let rounds: Vec<Round> = paths.iter().map(round).collect();
        for (pair, names) in rounds.windows(2).zip(paths.windows(2)) {
            let log = compare(Sides::new(&pair[0], &pair[1]));
            assert_eq!(log.apply(&pair[0]).as_ref(), Ok(&pair[1]), "{names:?}");
            assert_eq!(log.invert().apply(&pair[1]).as_ref(), Ok(&pair[0]), "{names:?}");
            pairs += 1;
        }
    }
    assert!(pairs > 90, "the corpus has more than 90 neighbouring pairs: {pairs}");
}

#[test]
fn every_log_holds_and_rebuilds_both_rounds() {
    let Some(corpus) = corpus() else { return };
    let mut pairs = 0;
    for paths in series(&corpus) {
        let read = |path| (fs::read(path).expect("it can be read"), round(path));
        let rounds: Vec<(Vec<u8>, Round)> = paths.iter().map(read).collect();
        for (pair, names) in rounds.windows(2).zip(paths.windows(2)) {
            let [(old_bytes, old), (new_bytes, new)] = pair else { continue };
            let file = Json.change_log(&compare(Sides::new(old, new)));
            let record = Record::read(&file, "log.json").expect("it was just written");
            assert_eq!(record.check(), [], "{names:?}");
            assert_eq!(record.check_source(Side::Old, old_bytes), [], "{names:?}");
            assert_eq!(record.check_source(Side::New, new_bytes), [], "{names:?}");
            let newer = record.rebuild(Side::Old, old_bytes, "old").expect("it holds");
            assert_eq!(newer, Json.round(new), "{names:?}");
            let older = record.rebuild(Side::New, new_bytes, "new").expect("it holds");
            assert_eq!(older, Json.round(old), "{names:?}");
            pairs += 1;
        }
    }
    assert!(pairs > 90, "the corpus has more than 90 neighbouring pairs: {pairs}");
}

#[test]
fn every_round_that_is_shown_is_read_back_the_same() {
    let Some(corpus) = corpus() else { return };
    for path in series(&corpus).into_iter().flatten() {
        let first = round(&path);
        let json = Json.round(&first);
        let document = read(json.as_bytes(), "round.json", &ReadOptions::default());
        let second = parse(&document.expect("it was just written"), &ParseOptions::default());
        let told = |round: &Round| {
            let head = round.head();
            let notices = head.notices.iter().map(|n| (n.kind, n.place.line)).collect::<Vec<_>>();
            let sections = head
                .sections
                .iter()
                .map(|s| (s.title.clone(), s.level, s.parent, s.statements.clone()));
            let said = (
                head.title.clone(),
                head.date,
                head.ordinal,
                head.venue.clone(),
                head.parties.clone(),
            );
            (said, notices, sections.collect::<Vec<_>>())
        };
        assert_eq!(told(&first), told(&second), "{}", path.display());
        for (one, other) in first.statements().iter().zip(second.statements()) {
            let text = |s: &travaux::Statement| {
                let stem = s.stem.as_ref().map(|stem| stem.text.to_string());
                let label = s.label.as_ref().map(|label| label.text.to_string());
                (
                    s.id.clone(),
                    s.text.to_string(),
                    stem,
                    label,
                    s.place,
                    s.actor.clone(),
                    s.verbs.clone(),
                    s.commitment,
                )
            };
            assert_eq!(text(one), text(other), "{}", path.display());
        }
    }
}

#[test]
fn every_round_has_a_title_a_day_and_statements() {
    let Some(corpus) = corpus() else { return };
    for path in series(&corpus).into_iter().flatten() {
        let round = round(&path);
        let head = round.head();
        assert!(head.title.is_some() && head.date.is_some(), "{}", path.display());
        assert!(round.statements().len() > 2, "{}", path.display());
    }
}
