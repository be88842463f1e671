//! Results in the file formats that others build on. What the fields are called is settled in `wire`.

mod series;

use crate::change::{Change, ChangeLog, Edit, Placed, Shift};
use crate::report::Report;
use crate::round::{Head, Notice, Place, Round, Source, Statement};
use crate::series::{PhraseHistory, Provenance, Series};
use crate::sides::Sides;
use crate::wire;

/// What wrote a file.
const GENERATOR: &str = concat!("travaux ", env!("CARGO_PKG_VERSION"));

/// Writes results as JSON: a round as every command reads it back, changes as a change log.
///
/// # Examples
/// ```
/// use travaux::Round;
/// use travaux::report::{Report, json::Json};
///
/// let json = Json.round(&Round::of(&[("Trade", &["We agree."])]));
/// assert!(json.contains(r#""format": "travaux-round""#));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Json;

impl Json {
    /// Reports what changed between two rounds on one line, as one record among many; the line is not ended.
    #[must_use]
    pub fn change_log_on_one_line(&self, log: &ChangeLog) -> String {
        log_json(log, |wire| compact(wire))
    }
}

impl Report for Json {
    fn round(&self, round: &Round) -> String {
        round_json(round) + "\n"
    }

    fn change_log(&self, log: &ChangeLog) -> String {
        log_json(log, |wire| pretty(wire)) + "\n"
    }

    fn series(&self, series: &Series) -> String {
        series::series(series)
    }

    fn provenance(&self, series: &Series, provenance: &Provenance) -> String {
        series::provenance(series, provenance)
    }

    fn phrase(&self, series: &Series, history: &PhraseHistory) -> String {
        series::phrase(series, history)
    }
}

fn round_json(round: &Round) -> String {
    let head = round.head();
    let section = |section: &crate::round::Section| wire::Section {
        title: Some(section.title.clone()),
        number: section.number.clone(),
        level: Some(section.level),
        statements: round.statements()[section.statements.clone()].iter().map(statement).collect(),
    };
    pretty(&wire::Round {
        format: wire::ROUND.to_owned(),
        version: wire::VERSION,
        title: head.title.clone(),
        date: head.date.map(|date| date.to_string()),
        ordinal: head.ordinal,
        place: head.venue.clone(),
        parties: head.parties.clone(),
        wording: head.wording.clone(),
        source: head.source.as_ref().map(source),
        sections: head.sections.iter().map(section).collect(),
        notices: head.notices.iter().map(|notice| self::notice(notice, head)).collect(),
    })
}

fn log_json(log: &ChangeLog, written: impl Fn(&wire::ChangeLog<'_>) -> String) -> String {
    let rounds = log.rounds();
    let title = |head: &'_ Head, at: usize| head.sections.get(at).map(|s| s.title.clone());
    let pairs: Vec<(Option<String>, Option<String>)> = log
        .sections()
        .iter()
        .map(|pair| (title(&rounds.old, pair.old), title(&rounds.new, pair.new)))
        .collect();
    written(&wire::ChangeLog {
        format: wire::CHANGELOG,
        version: wire::VERSION,
        generator: GENERATOR,
        rounds: wire::Pair { old: head(&rounds.old), new: head(&rounds.new) },
        summary: summary(log),
        sections: pairs
            .iter()
            .map(|(old, new)| wire::Pair { old: old.as_deref(), new: new.as_deref() })
            .collect(),
        changes: log.changes().iter().map(|c| change(c, rounds)).collect(),
    })
}

fn summary(log: &ChangeLog) -> wire::Summary {
    let count = log.summary();
    wire::Summary {
        unchanged: count.unchanged,
        reworded: count.reworded,
        added: count.added,
        dropped: count.dropped,
        moved: count.moved,
        split: count.split,
        merged: count.merged,
        editorial: count.editorial,
        stronger: count.stronger,
        weaker: count.weaker,
    }
}

fn change<'l>(change: &'l Change, rounds: &'l Sides<Head>) -> wire::Change<'l> {
    let links = change.links.iter().filter_map(|link| {
        Some(wire::Link {
            old: id(&change.old, link.old)?,
            new: id(&change.new, link.new)?,
            likeness: link.likeness,
        })
    });
    wire::Change {
        kind: change.kind.name(),
        moved: change.moved,
        split: change.split(),
        merged: change.merged(),
        editorial: change.editorial,
        old: change.old.iter().map(|p| placed(p, &rounds.old)).collect(),
        new: change.new.iter().map(|p| placed(p, &rounds.new)).collect(),
        links: links.collect(),
        shift: change.shift.as_ref().map(shift),
        edits: change.edits.iter().map(edit).collect(),
    }
}

fn id(side: &[Placed], index: usize) -> Option<&str> {
    side.iter().find(|p| p.index == index).map(|p| p.statement.id.as_str())
}

fn placed<'l>(placed: &'l Placed, head: &'l Head) -> wire::Placed<'l> {
    let statement = &placed.statement;
    let (line, paragraph) = place(statement.place);
    wire::Placed {
        id: &statement.id,
        section: &head.sections[statement.section].title,
        text: &statement.text,
        stem: statement.stem.as_ref().map(|stem| &*stem.text),
        label: statement.label.as_ref().map(|label| &*label.text),
        actor: statement.actor.as_deref(),
        verbs: &statement.verbs,
        commitment: statement.commitment,
        line,
        paragraph,
    }
}

fn shift(shift: &Shift) -> wire::Shift {
    wire::Shift {
        direction: shift.direction.name(),
        evidence: shift.evidence.iter().map(ToString::to_string).collect(),
    }
}

fn edit(edit: &Edit) -> wire::Edit<'_> {
    let (op, was) = match edit {
        Edit::Keep(_) => ("keep", None),
        Edit::Delete(_) => ("delete", None),
        Edit::Insert(_) => ("insert", None),
        Edit::Retype(text) => ("keep", Some(text.old.as_str())),
    };
    wire::Edit { op, text: edit.text(), was }
}

fn head(head: &Head) -> wire::Head {
    wire::Head {
        title: head.title.clone(),
        date: head.date.map(|date| date.to_string()),
        ordinal: head.ordinal,
        place: head.venue.clone(),
        parties: head.parties.clone(),
        wording: head.wording.clone(),
        source: head.source.as_ref().map(source),
    }
}

fn source(source: &Source) -> wire::Source {
    wire::Source {
        path: source.path.clone(),
        sha256: source.sha256.clone(),
        media_type: source.media_type.to_owned(),
        bytes: source.bytes,
    }
}

fn statement(statement: &Statement) -> wire::Statement {
    let (line, paragraph) = place(statement.place);
    wire::Statement {
        id: Some(statement.id.clone()),
        text: statement.text.to_string(),
        stem: statement.stem.as_ref().map(|stem| stem.text.to_string()),
        label: statement.label.as_ref().map(|label| label.text.to_string()),
        actor: statement.actor.clone(),
        verbs: Some(statement.verbs.clone()),
        commitment: Some(statement.commitment),
        line,
        paragraph,
    }
}

fn notice(notice: &Notice, head: &Head) -> wire::Notice {
    wire::Notice {
        kind: notice.kind.name().to_owned(),
        text: notice.span.of(&head.text).split_whitespace().collect::<Vec<_>>().join(" "),
        line: place(notice.place).0,
    }
}

/// Returns line and paragraph where they are known.
fn place(place: Place) -> (Option<u32>, Option<u32>) {
    let known = |number: u32| (number > 0).then_some(number);
    (known(place.line), known(place.paragraph))
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("the formats hold nothing that JSON has no word for")
}

fn compact(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the formats hold nothing that JSON has no word for")
}
