//! Results in the file formats that others build on. What the fields are called is settled in `wire`.

mod places;
pub mod schema;
mod series;

use std::borrow::Cow;

use crate::align::Weights;
use crate::change::{
    Change, ChangeKind, ChangeLog, Direction, Edit, LexiconFile, Making, Placed, Shift,
};
use crate::points::Points;
use crate::report::Report;
use crate::round::{Head, Notice, Place, Round, Section, Statement};
use crate::series::{PhraseHistory, Provenance, Series};
use crate::sides::Sides;
use crate::wire::{self, GENERATOR, pretty};

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
        compact(&file(log))
    }
}

impl Report for Json {
    fn round(&self, round: &Round) -> String {
        round_json(round) + "\n"
    }

    fn change_log(&self, log: &ChangeLog) -> String {
        pretty(&file(log)) + "\n"
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

/// Returns JSON in its canonical form (RFC 8785): the same bytes for the same content.
///
/// # Errors
/// If `json` is no JSON.
///
/// # Examples
/// ```
/// let canonical = travaux::report::json::canonical(r#"{"b": 1.50, "a": "\u20ac"}"#)?;
/// assert_eq!(canonical, r#"{"a":"€","b":1.5}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn canonical(json: &str) -> Result<String, serde_json::Error> {
    let value: serde_json::Value = serde_json::from_str(json)?;
    serde_json_canonicalizer::to_string(&value)
}

fn round_json(round: &Round) -> String {
    let head = round.head();
    let points = Points::of(&head.text);
    let own = |section: &Section| round.statements()[section.statements.clone()].iter();
    let section = |section: &Section| wire::Section {
        title: Some(section.title.clone()),
        number: section.number.clone(),
        level: Some(section.level),
        statements: own(section)
            .map(|s| wire::Statement::from(placed(s, "", Some(&points))))
            .collect(),
    };
    let sections = head.sections.iter().map(section).collect();
    pretty(&wire::Round::of(self::head(head), sections, notices(head)))
}

/// Returns a change log as it stands in its file.
fn file(log: &ChangeLog) -> wire::ChangeLog<'_> {
    let rounds = log.rounds();
    let title = |head: &'_ Head, at: usize| {
        let section = head.sections.get(at);
        section.map(|section| Cow::Owned(section.title.clone()))
    };
    let pairs = log.sections().iter();
    let points = rounds.as_ref().map(|head| Points::of(&head.text));
    let making = log.making();
    let mut file = wire::ChangeLog {
        format: wire::CHANGELOG.into(),
        version: wire::VERSION,
        generator: GENERATOR.into(),
        timestamp: making.timestamp.as_deref().map(Cow::Borrowed),
        options: Some(options(making)),
        rounds: logged_rounds(log),
        summary: summary(log),
        sections: pairs
            .map(|pair| wire::Pair {
                old: title(&rounds.old, pair.old),
                new: title(&rounds.new, pair.new),
            })
            .collect(),
        changes: log
            .changes()
            .iter()
            .map(|c| change(c, rounds, Some(&points), making.explain))
            .collect(),
        digest: None,
    };
    file.digest = Some(file.digest());
    file
}

/// Returns the two rounds without their statements, which stand in the changes.
fn logged_rounds(log: &ChangeLog) -> wire::Pair<wire::LoggedRound> {
    let side = |head: &Head, side: fn(&Change) -> &[Placed]| {
        let mut all: Vec<&Placed> = log.changes().iter().flat_map(side).collect();
        all.sort_unstable_by_key(|placed| placed.index);
        let outline = |section: &Section| wire::Outline {
            title: section.title.clone(),
            number: section.number.clone(),
            level: section.level,
            statements: all[section.statements.clone()]
                .iter()
                .map(|placed| placed.statement.id.clone())
                .collect(),
        };
        wire::LoggedRound {
            head: self::head(head),
            sections: Some(head.sections.iter().map(outline).collect()),
            notices: notices(head),
        }
    };
    let rounds = log.rounds();
    wire::Pair { old: side(&rounds.old, |c| &c.old), new: side(&rounds.new, |c| &c.new) }
}

fn options(making: &Making) -> wire::Options {
    let weights = |w: &Weights| wire::Weights {
        alone: w.alone,
        around: w.around,
        join: w.join,
        order: w.order,
        link: wire::Threshold { loose: w.link.loose, steady: w.link.steady },
    };
    let lexicon = |file: &LexiconFile| wire::LexiconFile {
        path: file.path.clone(),
        sha256: file.sha256.clone(),
    };
    wire::Options {
        language: making.language.clone(),
        weights: making.weights.as_ref().map(weights),
        lexicon: making.lexicon.as_ref().map(lexicon),
        explain: making.explain,
    }
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
        unsure: count.unsure,
    }
}

/// The texts of two rounds, where positions in them are wanted.
type Texts<'p, 'l> = Option<&'p Sides<Points<'l>>>;

fn change<'l>(
    change: &'l Change,
    rounds: &'l Sides<Head>,
    texts: Texts<'_, 'l>,
    explain: bool,
) -> wire::Change<'l> {
    let links = change.links.iter().filter_map(|link| {
        Some(wire::Link {
            old: id(&change.old, link.old)?.into(),
            new: id(&change.new, link.new)?.into(),
            likeness: to_four_places(link.likeness),
            sure: link.is_sure(),
            grounds: link.grounds.filter(|_| explain).map(|g| g.to_string().into()),
        })
    });
    let side = |side: &'l [Placed], head: &'l Head, points: Option<&Points<'l>>| {
        let title = |placed: &Placed| head.sections[placed.statement.section].title.as_str();
        side.iter().map(|p| placed(&p.statement, title(p), points)).collect()
    };
    wire::Change {
        kind: match change.kind {
            ChangeKind::Unchanged => wire::Kind::Unchanged,
            ChangeKind::Reworded => wire::Kind::Reworded,
            ChangeKind::Added => wire::Kind::Added,
            ChangeKind::Dropped => wire::Kind::Dropped,
        },
        moved: change.moved,
        split: change.split(),
        merged: change.merged(),
        editorial: change.editorial,
        old: side(&change.old, &rounds.old, texts.map(|texts| &texts.old)),
        new: side(&change.new, &rounds.new, texts.map(|texts| &texts.new)),
        links: links.collect(),
        nearest: change.nearest.as_ref().map(|nearest| wire::Nearest {
            id: (&*nearest.placed.statement.id).into(),
            likeness: to_four_places(nearest.likeness),
        }),
        shift: change.shift.as_ref().map(shift),
        edits: change.edits.iter().map(edit).collect(),
    }
}

fn id(side: &[Placed], index: usize) -> Option<&str> {
    side.iter().find(|p| p.index == index).map(|p| p.statement.id.as_str())
}

/// Returns a likeness as it is written: the places after the fourth differ from machine to machine. Only 1 is written as 1.
fn to_four_places(likeness: f64) -> f64 {
    let rounded = (likeness * 1e4).round() / 1e4;
    if likeness < 1.0 { rounded.min(0.9999) } else { rounded }
}

fn placed<'l>(
    statement: &'l Statement,
    section: &'l str,
    text: Option<&Points<'l>>,
) -> wire::Placed<'l> {
    let (line, paragraph) = place(statement.place);
    wire::Placed {
        id: (&*statement.id).into(),
        section: section.into(),
        text: (&*statement.text).into(),
        stem: statement.stem.as_ref().map(|stem| (&*stem.text).into()),
        label: statement.label.as_ref().map(|label| (&*label.text).into()),
        actor: statement.actor.as_deref().map(Cow::Borrowed),
        verbs: (&*statement.verbs).into(),
        commitment: statement.commitment,
        line,
        paragraph,
        selector: text.map(|text| places::of_statement(text, statement)).unwrap_or_default(),
        stem_selector: text.map(|text| places::of_stem(text, statement)).unwrap_or_default(),
    }
}

fn shift(shift: &Shift) -> wire::Shift {
    wire::Shift {
        direction: match shift.direction {
            Direction::Stronger => wire::Direction::Stronger,
            Direction::Weaker => wire::Direction::Weaker,
            Direction::Neutral => wire::Direction::Neutral,
        },
        evidence: shift.evidence.iter().map(ToString::to_string).collect(),
    }
}

fn edit(edit: &Edit) -> wire::Edit<'_> {
    let (op, was) = match edit {
        Edit::Keep(_) => (wire::Op::Keep, None),
        Edit::Delete(_) => (wire::Op::Delete, None),
        Edit::Insert(_) => (wire::Op::Insert, None),
        Edit::Retype(text) => (wire::Op::Keep, Some(text.old.as_str().into())),
    };
    wire::Edit { op, text: edit.text().into(), was }
}

fn head(head: &Head) -> wire::Head {
    wire::Head {
        title: head.title.clone(),
        date: head.date.map(|date| date.to_string()),
        ordinal: head.ordinal,
        place: head.venue.clone(),
        parties: head.parties.clone(),
        wording: head.wording.clone(),
        source: places::of_source(head),
    }
}

fn notices(head: &Head) -> Vec<wire::Notice> {
    let notice = |notice: &Notice| wire::Notice {
        kind: notice.kind.name().to_owned(),
        text: notice.span.of(&head.text).split_whitespace().collect::<Vec<_>>().join(" "),
        line: place(notice.place).0,
    };
    head.notices.iter().map(notice).collect()
}

/// Returns line and paragraph where they are known.
fn place(place: Place) -> (Option<u32>, Option<u32>) {
    let known = |number: u32| (number > 0).then_some(number);
    (known(place.line), known(place.paragraph))
}

fn compact(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("the formats hold nothing that JSON has no word for")
}
