//! Changes and series as tables for spreadsheets: one row a change, or a stage. What they are is settled by `change` and `series`.

use csv::WriterBuilder;

use crate::change::{Change, ChangeLog, Placed};
use crate::round::{Head, Place};
use crate::series::{Event, Series, Stage, Thread};

/// The columns.
const COLUMNS: [&str; 19] = [
    "thread",
    "parent",
    "round",
    "date",
    "label",
    "event",
    "of",
    "nearest",
    "statement",
    "section",
    "moved",
    "editorial",
    "sure",
    "shift",
    "evidence",
    "split off",
    "merged in",
    "text",
    "nearest text",
];

/// Returns the threads of a series as CSV (RFC 4180): a row of column names, then one a stage.
///
/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Panics
/// Never: memory takes all that is written to it.
///
/// # Examples
/// ```
/// use travaux::{CollateOptions, Round, collate, report::csv};
///
/// let series = collate(&[Round::of(&[("", &["=1+1"])])], &CollateOptions::default())?;
/// assert!(csv::series(&series).ends_with(",'=1+1,\r\n"));
/// # Ok::<(), travaux::Error>(())
/// ```
#[must_use]
pub fn series(series: &Series) -> String {
    let rows = series
        .threads()
        .iter()
        .flat_map(|thread| thread.stages.iter().map(move |stage| row(series, thread, stage)));
    table(COLUMNS, rows)
}

/// The columns of a change log.
const CHANGE_COLUMNS: [&str; 20] = [
    "change",
    "kind",
    "moved",
    "split",
    "merged",
    "editorial",
    "shift",
    "evidence",
    "likeness",
    "sure",
    "nearest",
    "old statements",
    "new statements",
    "old section",
    "new section",
    "old line",
    "new line",
    "old text",
    "new text",
    "nearest text",
];

/// Returns the changes of a log as CSV (RFC 4180): a row of column names, then one a change, unchanged statements too.
///
/// Where a change has several statements of one side, their ids, places and texts stand in one cell, a line each. A cell
/// that a spreadsheet would take for a formula begins with an apostrophe.
///
/// # Panics
/// Never: memory takes all that is written to it.
///
/// # Examples
/// ```
/// use travaux::{Round, Sides, compare, report::csv};
///
/// let round = Round::of(&[("Trade", &["@all: we agree."])]);
/// let table = csv::change_log(&compare(Sides::new(&round, &round)));
/// assert!(table.ends_with(",'@all: we agree.,'@all: we agree.,\r\n"));
/// ```
#[must_use]
pub fn change_log(log: &ChangeLog) -> String {
    let rows = log.changes().iter().enumerate().map(|(at, change)| change_row(log, at, change));
    table(CHANGE_COLUMNS, rows)
}

fn change_row(log: &ChangeLog, at: usize, change: &Change) -> [String; CHANGE_COLUMNS.len()] {
    let flag = |set: bool| if set { "yes" } else { "" }.to_owned();
    let ids = |side: &[Placed]| lines(side, |placed| placed.statement.id.clone());
    let places = |side: &[Placed]| lines(side, |placed| line(placed.statement.place));
    let texts = |side: &[Placed]| lines(side, |placed| placed.statement.text.to_string());
    let sections = |side: &[Placed], head: &Head| {
        let mut titles: Vec<&str> =
            side.iter().map(|p| head.sections[p.statement.section].title.as_str()).collect();
        titles.dedup();
        titles.join("\n")
    };
    let likeness = change.links.iter().map(|link| link.likeness).reduce(f64::max);
    let sure = likeness.map(|_| if change.is_sure() { "yes" } else { "no" }.to_owned());
    let sure = sure.unwrap_or_default();
    let evidence = change.shift.iter().flat_map(|shift| &shift.evidence);
    let nearest = change.nearest.as_ref().map(|nearest| &nearest.placed.statement);
    [
        (at + 1).to_string(),
        change.kind.name().to_owned(),
        flag(change.moved),
        flag(change.split()),
        flag(change.merged()),
        flag(change.editorial),
        change.direction().map(|direction| direction.name().to_owned()).unwrap_or_default(),
        evidence.map(ToString::to_string).collect::<Vec<_>>().join("; "),
        likeness.map(|likeness| format!("{likeness:.2}")).unwrap_or_default(),
        sure,
        nearest.map(|nearest| nearest.id.clone()).unwrap_or_default(),
        ids(&change.old),
        ids(&change.new),
        sections(&change.old, &log.rounds().old),
        sections(&change.new, &log.rounds().new),
        places(&change.old),
        places(&change.new),
        texts(&change.old),
        texts(&change.new),
        nearest.map(|nearest| nearest.text.to_string()).unwrap_or_default(),
    ]
}

/// Returns a line of each statement.
fn lines(side: &[Placed], line: impl Fn(&Placed) -> String) -> String {
    side.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns the line of a place, or nothing if it is not known.
fn line(place: Place) -> String {
    if place.line > 0 { place.line.to_string() } else { String::new() }
}

/// Returns rows as CSV.
fn table<const N: usize>(columns: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut table = WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(columns).expect("memory takes all");
    rows.for_each(|row| table.write_record(row.map(inert)).expect("rows have one length"));
    let bytes = table.into_inner().expect("memory takes all");
    String::from_utf8(bytes).expect("only text was written")
}

fn row(series: &Series, thread: &Thread, stage: &Stage) -> [String; COLUMNS.len()] {
    let id = |at: usize| series.threads()[at].id.clone();
    let ids = |of: &[usize]| of.iter().map(|&at| id(at)).collect::<Vec<_>>().join(" ");
    let flag = |set: bool| if set { "yes" } else { "" }.to_owned();
    let sure = match stage.event {
        _ if !stage.sure => "no",
        Event::Introduced | Event::Dropped => "",
        _ => "yes",
    };
    let round = &series.rounds()[stage.round];
    let statement = series.statement(stage);
    let evidence = stage.shift.iter().flat_map(|shift| &shift.evidence);
    let nearest = series.nearest(stage);
    let nearest_text = |(round, position): (usize, usize)| {
        series.rounds()[round].statements()[position].text.to_string()
    };
    [
        thread.id.clone(),
        thread.parent.map(id).unwrap_or_default(),
        (stage.round + 1).to_string(),
        series.date(stage.round).map(|date| date.to_string()).unwrap_or_default(),
        round.head().label.clone(),
        stage.event.name().to_owned(),
        stage.other().map(id).unwrap_or_default(),
        nearest.map(|(round, position)| id(series.thread_of(round, position))).unwrap_or_default(),
        statement.map(|s| s.id.clone()).unwrap_or_default(),
        statement.map(|s| round.section_of(s).title.clone()).unwrap_or_default(),
        flag(stage.moved),
        flag(stage.editorial),
        sure.to_owned(),
        stage.direction().map(|direction| direction.name().to_owned()).unwrap_or_default(),
        evidence.map(ToString::to_string).collect::<Vec<_>>().join("; "),
        ids(&stage.split_off),
        ids(&stage.merged_in),
        statement.map(|s| s.text.to_string()).unwrap_or_default(),
        nearest.map(nearest_text).unwrap_or_default(),
    ]
}

/// Returns a cell that no spreadsheet takes for a formula; some take the wide signs of East Asian writing for plain ones.
fn inert(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Round;
    use crate::series::{CollateOptions, Order, collate};
    use crate::sides::Sides;

    #[test]
    fn each_stage_is_a_row() {
        let rounds = [
            Round::of(&[("Trade", &["We welcome the review.", "We note, \"in brief\", this."])]),
            Round::of(&[("Trade", &["We welcome the review."])]),
        ];
        let options = CollateOptions::default().order(Order::Given);
        let table = series(&collate(&rounds, &options).unwrap());
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 1 + 4);
        assert!(lines[2].contains(",2,,,unchanged,,,s1,Trade,"), "{table}");
        assert!(lines[3].ends_with(r#","We note, ""in brief"", this.","#), "{table}");
        assert!(lines[4].contains(",2,,,dropped,,,,,"), "{table}");
        let sure: Vec<&str> = lines.iter().filter_map(|line| line.split(',').nth(12)).collect();
        assert_eq!(sure[..3], ["sure", "", "yes"]);
        assert_eq!(sure[4], "");
    }

    #[test]
    fn a_change_says_whether_its_link_is_sure() {
        let rounds = Sides::new(
            Round::of(&[("", &["We mend piers.", "We meet."])]),
            Round::of(&[("", &["We mend piers.", "Seals sleep."])]),
        );
        let mut log = crate::compare(rounds.as_ref());
        let sure = |log: &ChangeLog| {
            let table = change_log(log);
            let cell = |line: &str| line.split(',').nth(9).map(str::to_owned);
            table.lines().map(|line| cell(line).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(sure(&log), ["sure", "yes", "", ""]);
        let mut changes = log.changes().to_vec();
        let grounds = changes[0].links[0].grounds.as_mut().unwrap();
        grounds.probability = 0.5;
        log = ChangeLog::new(log.rounds().clone(), Vec::new(), changes);
        assert_eq!(sure(&log)[1], "no");
    }

    #[test]
    fn what_comes_nearest_is_named_and_quoted() {
        let rest = ["Pilots are paid in May.", "Eels swim."];
        let old = "Household fishing and trade in herring have continued to grow.";
        let changed = "Trade in herring has continued to grow, though less than last year.";
        let new = "Household fishing seems to be somewhat slower than it was in winter.";
        let rounds = [
            Round::of(&[("", &[rest[0], old, rest[1]])]),
            Round::of(&[("", &[rest[0], changed, rest[1], new])]),
        ];
        let table = change_log(&crate::compare(Sides::new(&rounds[0], &rounds[1])));
        let added = table.lines().last().unwrap();
        assert!(added.starts_with("4,added,,,,,,,,,s2,,s4,"), "{table}");
        assert!(added.ends_with(&format!(",{old}")), "{table}");
        let options = CollateOptions::default().order(Order::Given);
        let series_of = collate(&rounds, &options).unwrap();
        let table = series(&series_of);
        let introduced = table.lines().last().unwrap();
        let thread = &series_of.threads()[1].id;
        assert!(introduced.contains(&format!(",2,,,introduced,,{thread},s4,")), "{table}");
        assert!(introduced.ends_with(&format!(",{old}")), "{table}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=A1", "+1", "-1", "@x", "\tx", "\rx"] {
            assert_eq!(inert(cell.to_owned()), format!("'{cell}"));
        }
        assert_eq!(inert("1-2".to_owned()), "1-2");
    }
}
