//! Whole reports of change logs made by hand.

use super::trial::Trial;
use super::*;
use crate::align::Grounds;
use crate::change::{Direction, Evidence, Shift};
use crate::report::json::Json;
use crate::report::{Filter, Only};
use crate::round::{Notice, NoticeKind, Place, Stem};
use crate::sides::Sides;
use crate::span::Span;
use unicode_width::UnicodeWidthStr;

/// A log with one change of every sort: reworded and stronger, moved, dropped, added, split, unchanged.
fn every_sort() -> ChangeLog {
    let stronger = Shift {
        direction: Direction::Stronger,
        evidence: vec![
            Evidence::Replaced(Sides::new("welcomed".to_owned(), "committed to".to_owned())),
            Evidence::Added { what: "deadline".to_owned(), phrase: "by 2027".to_owned() },
        ],
    };
    let edits = ["=We ", "-welcomed ", "+committed to ", "=lower tariffs", "+ by 2027", "=."];
    Trial::of(
        &[
            ("Trade", &["We met.", "We welcomed lower tariffs.", "Quotas were discussed."]),
            ("Seas", &["Fish need care.", "Ships and ports matter."]),
        ],
        &[
            ("Commerce", &["We met.", "We committed to lower tariffs by 2027.", "Fish need care."]),
            ("Seas", &["Ships matter.", "Ports matter.", "Whales are protected."]),
        ],
    )
    .link(0, 0)
    .change(&[1], &[1], |change| {
        change.shift = Some(stronger);
        change.edits = edits.iter().map(|edit| trial::edit(edit)).collect();
    })
    .change(&[3], &[2], |change| change.moved = true)
    .change(&[4], &[3, 4], |change| {
        change.edits =
            ["=Ships ", "-and ports ", "=matter.", "+\nPorts matter."].map(trial::edit).to_vec();
    })
    .sections(&[(0, 0), (1, 1)])
    .log()
}

fn report(log: &ChangeLog, options: ReportOptions) -> String {
    Terminal::new(options).change_log(log)
}

/// Returns the part of a report below its head.
fn body(log: &ChangeLog, options: ReportOptions) -> String {
    let report = report(log, options);
    report
        .split_once("\n\n")
        .and_then(|(_, rest)| rest.split_once("\n\n"))
        .expect("a head")
        .1
        .to_owned()
}

#[test]
fn changes_stand_in_running_text_under_their_sections() {
    assert_eq!(
        body(&every_sort(), ReportOptions::default().width(61)),
        "\
== Commerce (was: Trade)

   … 1 unchanged …

~  reworded, line 20 → 20
   We [-welcomed-] {+committed to+} lower tariffs {+by
   2027+}.
   ▲ stronger: welcomed → committed to; added deadline: by
   2027

-  dropped, old line 30
   Quotas were discussed.

=> moved, line 40 → 30, moved from section “Seas”
   Fish need care.

== Seas

~  reworded, line 50 → 40 and 50, split in two
   Ships [-and ports-] matter.
   {+Ports matter.+}

+  added, line 60
   Whales are protected.
"
    );
}

#[test]
fn side_by_side_each_wording_has_its_column() {
    assert_eq!(
        body(
            &every_sort(),
            ReportOptions::default()
                .width(70)
                .view(View::SideBySide)
                .filter(Filter::default().section(Some("TRADE")))
        ),
        "   old                              | new

== Commerce (was: Trade)

   … 1 unchanged …

~  reworded, line 20 → 20
   We [-welcomed-] lower tariffs.   | We {+committed to+} lower
                                    | tariffs {+by 2027+}.
   ▲ stronger: welcomed → committed to; added deadline: by 2027

-  dropped, old line 30
   Quotas were discussed.           |
"
    );
}

#[test]
fn a_page_too_narrow_for_columns_says_so() {
    let narrow = body(&every_sort(), ReportOptions::default().width(59).view(View::SideBySide));
    assert!(
        narrow.starts_with(
            "(too narrow for two columns, so shown as one running text)\n\n== Commerce"
        )
    );
    assert!(!narrow.contains(" | "));
}

#[test]
fn counts_stand_beside_each_section() {
    assert_eq!(
        body(&every_sort(), ReportOptions::default().view(View::Stat)),
        " Commerce (was: Trade) | 3 ~>- ▲1\n Seas                  | 2 ~+\n\n \
         2 sections, 5 changes, 2 reworded (~), 1 only moved (>), 1 added (+), 1 dropped\n (-), 1 stronger (▲)\n"
    );
}

#[test]
fn only_what_is_asked_for_is_shown() {
    let marks = |only: &[Only]| {
        let filter = Filter::default().only(only.to_vec());
        let body = body(&every_sort(), ReportOptions::default().filter(filter));
        body.lines()
            .filter(|l| l.starts_with(['~', '-', '+', '=']))
            .map(|l| l[..2].to_owned())
            .collect::<String>()
    };
    assert_eq!(marks(&[Only::Added]), "==+ ");
    assert_eq!(marks(&[Only::Dropped, Only::Moved]), "==- =>");
    assert_eq!(marks(&[Only::Reworded]), "==~ ==~ ");
    assert_eq!(marks(&[Only::Stronger]), "==~ ");
    assert_eq!(marks(&[Only::Weaker]), "");
    assert_eq!(marks(&[Only::Unsure]), "");
}

#[test]
fn what_is_not_sure_is_counted_said_and_can_be_asked_for() {
    let doubt = Grounds {
        equal: false,
        words: 1,
        of: 9,
        marks: 0,
        before: false,
        after: false,
        sections: false,
        opening: false,
        probability: 0.4,
    };
    let log = Trial::of(&[("A", &["a", "c"])], &[("A", &["b", "d"])])
        .change(&[0], &[0], |change| change.links[0].grounds = Some(doubt))
        .link(1, 1)
        .log();
    let whole = report(&log, ReportOptions::default());
    assert!(whole.contains("2 reworded, 0 added, 0 dropped; of these 1 not sure\n? the link"));
    let filter = Filter::default().only(vec![Only::Unsure]);
    let unsure = body(&log, ReportOptions::default().filter(filter));
    assert!(unsure.contains("~? reworded, line 10 → 10, link not sure\n"), "{unsure}");
    assert!(!unsure.contains("line 20"), "{unsure}");
    let json = Json.change_log(&log);
    assert_eq!(json.matches("\"sure\": false").count(), 1);
    assert!(json.contains("\"unsure\": 1"));
}

#[test]
fn nothing_to_show_is_said_in_words() {
    let weaker = Filter::default().only(vec![Only::Weaker]);
    let none = body(&every_sort(), ReportOptions::default().filter(weaker));
    assert_eq!(none, "No change is of the sort asked for; 5 are not shown.\n");
    let same = Trial::of(&[("A", &["We met."])], &[("A", &["We met."])])
        .link(0, 0)
        .sections(&[(0, 0)])
        .log();
    assert_eq!(body(&same, ReportOptions::default()), "No changes: 1 statement as before.\n");
    assert!(
        body(&same, ReportOptions::default().unchanged(true))
            .contains("=  unchanged, line 10 → 10\n   We met.\n")
    );
}

#[test]
fn a_section_that_was_only_retitled_is_still_named() {
    let log = Trial::of(&[("A", &["We met."])], &[("B", &["We met."])])
        .link(0, 0)
        .sections(&[(0, 0)])
        .log();
    assert_eq!(body(&log, ReportOptions::default()), "== B (was: A)\n\n   … 1 unchanged …\n");
}

#[test]
fn the_head_says_which_rounds_they_are_and_warns_of_a_paraphrase() {
    let log = every_sort();
    let mut rounds = log.rounds().clone();
    rounds.old.title = Some("First \u{1b}[1mRound".to_owned());
    rounds.old.ordinal = Some(1);
    rounds.old.venue = Some("Bern".to_owned());
    rounds.old.wording = Some("paraphrase".to_owned());
    rounds.old.notices = vec![Notice {
        kind: NoticeKind::Furniture,
        span: Span::default(),
        place: Place::default(),
    }];
    rounds.new.label = "new.md".to_owned();
    let head = report(
        &ChangeLog::new(rounds, Vec::new(), log.changes().to_vec()),
        ReportOptions::default(),
    );
    assert!(
        head.starts_with(
            r"old  First \u{1b}[1mRound
     1st round · Bern
     wording: paraphrase — not the official text, do not quote it as such
new  new.md

2 unchanged, 2 reworded, 1 added, 1 dropped; of these 1 moved, 1 split, 1
stronger
set aside: 1 old and 0 new passages (travaux show --notices lists them)
"
        ),
        "{head}"
    );
}

#[test]
fn a_stem_is_given_in_full_once_and_then_hinted_at() {
    let mut log = Trial::of(&[], &[("A", &["trade", "peace"])]).log().changes().to_vec();
    for change in &mut log {
        change.new[0].statement.stem = Some(Stem { text: "As such we:".into(), spans: Vec::new() });
    }
    let heads = Trial::of(&[], &[("A", &["trade", "peace"])]).log().rounds().clone();
    let shown = body(&ChangeLog::new(heads, Vec::new(), log), ReportOptions::default());
    assert!(
        shown.contains("   [As such we:] trade\n") && shown.contains("   […] peace\n"),
        "{shown}"
    );
}

#[test]
fn painted_words_need_no_marks() {
    let paint = |ink: Ink, words: &str| format!("<{ink:?}:{words}>");
    let painted = body(&every_sort(), ReportOptions::default().width(200).painter(Some(paint)));
    assert!(
        painted
            .contains("<Plain:We ><Deleted:welcomed><Plain: ><Inserted:committed to><Plain: lower"),
        "{painted}"
    );
}

#[test]
fn a_round_is_shown_with_what_is_known_of_each_statement() {
    let (head, mut statements) =
        Round::of(&[("Trade", &["We will meet.", "It rained."])]).into_parts();
    statements[0].actor = Some("we".to_owned());
    statements[0].verbs = vec!["meet".to_owned()];
    statements[0].commitment = true;
    statements[1].place.line = 7;
    let round = Round::new(head, statements).expect("nothing was moved");
    assert_eq!(
        Terminal::default().round(&round),
        "\n\n2 statements in 1 section, 1 commitment\n\n== Trade\n\n1  We will meet.\n   s1 · actor: we · verbs: meet · \
         commitment\n\n2  It rained.\n   line 7\n"
    );
}

#[test]
fn no_line_is_wider_than_the_page() {
    let wide = Trial::of(
        &[("我们的贸易与和平的进展情况", &["我们欢迎和平与贸易的进展，并将继续努力。"])],
        &[(
            "Донаудампфшиффартс",
            &["Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz e\u{301}te\u{301}."],
        )],
    )
    .link(0, 0)
    .sections(&[(0, 0)])
    .log();
    for log in [every_sort(), wide] {
        for width in 20..=130 {
            for view in [View::Inline, View::SideBySide, View::Stat] {
                let report =
                    report(&log, ReportOptions::default().width(width).view(view).unchanged(true));
                let widest =
                    report.lines().max_by_key(|line| line.width()).expect("a report has lines");
                assert!(widest.width() <= width, "{view:?}, {width}: {widest}");
            }
        }
    }
}

#[test]
fn each_column_hints_at_the_stems_of_its_own_side() {
    let stem = |text: &str| Some(Stem { text: text.into(), spans: Vec::new() });
    let log = Trial::of(&[("A", &["trade", "peace"])], &[("A", &["tariffs", "calm"])])
        .change(&[0], &[0], |change| {
            change.old[0].statement.stem = stem("We:");
            change.new[0].statement.stem = stem("They:");
        })
        .change(&[1], &[1], |change| change.old[0].statement.stem = stem("We:"))
        .sections(&[(0, 0)])
        .log();
    let shown = body(&log, ReportOptions::default().view(View::SideBySide));
    assert!(
        shown.contains("[We:] [-trade-]") && shown.contains("| [They:] {+tariffs+}"),
        "{shown}"
    );
    assert!(shown.contains("   […] [-peace-]") && shown.contains("| {+calm+}"), "{shown}");
}
