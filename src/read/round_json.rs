//! Round JSON: what `travaux show --format json` writes. Sections and statements come cut, so nothing is guessed.

use std::collections::HashMap;

use super::{BlockKind, Draft, Given};
use crate::error::{At, Error};
use crate::round::{NoticeKind, Origin};
use crate::wire;

/// Reads a round of `text` into `draft`.
///
/// # Errors
/// If it is malformed, of another format or version, has unknown fields or doubled ids.
pub(super) fn read(text: &str, label: &str, draft: &mut Draft) -> Result<(), Error> {
    let refuse = |at: At, source: Box<dyn std::error::Error + Send + Sync>| Error::Format {
        label: label.to_owned(),
        format: "Round JSON",
        at,
        source,
    };
    let round: wire::Round = serde_json::from_str(text)
        .map_err(|e| refuse(At::new(e.line(), e.column()), wire::reason(&e).into()))?;
    if round.format != wire::ROUND {
        let what = format!("its format is {:?}, not {:?}", round.format, wire::ROUND);
        return Err(refuse(At::default(), what.into()));
    }
    if round.version != wire::VERSION {
        let what = format!(
            "its version is {}; this travaux reads version {}",
            round.version,
            wire::VERSION
        );
        return Err(refuse(At::default(), what.into()));
    }
    check(&round).map_err(|what| refuse(At::default(), what.into()))?;
    fields(&round, draft);
    for section in round.sections {
        draft.write(section.title.as_deref().unwrap_or_default(), 0);
        draft.heading(section.level.unwrap_or(1), section.number);
        for statement in section.statements {
            draft.write(&statement.text, statement.line.unwrap_or(0));
            if let Some(block) = draft.end(BlockKind::Paragraph, false) {
                block.given = Some(Box::new(given(statement)));
            }
        }
    }
    for notice in round.notices {
        if let Some(kind) = NoticeKind::named(&notice.kind) {
            draft.write(&notice.text, notice.line.unwrap_or(0));
            draft.end(BlockKind::Aside(kind), false);
        }
    }
    if let Some(source) = round.source {
        draft.origin(origin(source));
    }
    Ok(())
}

/// Returns the document that a round goes back to in the end: a file of Round JSON can be made of another.
fn origin(source: wire::Source) -> Origin {
    let wire::Source { path, sha256, media_type, bytes, text_sha256, characters, origin } = source;
    match origin {
        Some(first) => self::origin(*first),
        None => Origin { path, sha256, media_type, bytes, text_sha256, characters },
    }
}

/// Says what is wrong with the content of a well-formed round.
fn check(round: &wire::Round) -> Result<(), String> {
    let mut places = HashMap::new();
    for (s, section) in round.sections.iter().enumerate() {
        for (n, statement) in section.statements.iter().enumerate() {
            let place = format!("sections[{s}].statements[{n}]");
            if statement.text.trim().is_empty() {
                return Err(format!("{place} has no text"));
            }
            let Some(id) = &statement.id else { continue };
            if id.trim().is_empty() {
                return Err(format!("{place} has an empty id"));
            }
            if let Some(first) = places.insert(id, place.clone()) {
                return Err(format!("{place} has the id {id:?}, which {first} has already"));
            }
        }
    }
    if let Some(notice) = round.notices.iter().find(|n| NoticeKind::named(&n.kind).is_none()) {
        return Err(format!("no notice is of the kind {:?}", notice.kind));
    }
    match &round.date {
        Some(date) if date.parse::<crate::round::Date>().is_err() => {
            Err(format!("its date {date:?} is no day written as 2015-12-07"))
        }
        _ => Ok(()),
    }
}

fn fields(round: &wire::Round, draft: &mut Draft) {
    let mut note = |name: &str, value: Option<&str>| draft.field(name, value.unwrap_or_default());
    note("title", round.title.as_deref());
    note("date", round.date.as_deref());
    note("place", round.place.as_deref());
    note("wording", round.wording.as_deref());
    note("ordinal", round.ordinal.map(|n| n.to_string()).as_deref());
    note("parties", Some(&round.parties.join("; ")));
}

fn given(statement: wire::Statement) -> Given {
    Given {
        id: statement.id,
        stem: statement.stem,
        label: statement.label,
        actor: statement.actor,
        verbs: statement.verbs,
        commitment: statement.commitment,
        line: statement.line,
        paragraph: statement.paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refusal(json: &str) -> String {
        let error = read(json, "r.json", &mut Draft::default()).expect_err("this must be refused");
        format!("{error}: {}", std::error::Error::source(&error).expect("a reason"))
    }

    #[test]
    fn a_broken_file_is_refused_with_line_and_column() {
        assert_eq!(
            refusal("{\"format\": \"travaux-round\",\n \"version\": }"),
            "r.json:2:13 is not valid Round JSON: expected value"
        );
    }

    #[test]
    fn an_unknown_field_is_refused_by_name() {
        let json = r#"{"format": "travaux-round", "version": 1, "sections": [], "colour": "red"}"#;
        assert!(refusal(json).contains("unknown field `colour`"));
    }

    #[test]
    fn an_unknown_version_is_refused() {
        let json = r#"{"format": "travaux-round", "version": 9, "sections": []}"#;
        assert!(refusal(json).ends_with("its version is 9; this travaux reads version 1"));
    }

    #[test]
    fn a_doubled_id_is_refused_with_both_places() {
        let json = r#"{"format": "travaux-round", "version": 1, "sections": [
            {"statements": [{"id": "a", "text": "One."}, {"id": "a", "text": "Two."}]}]}"#;
        assert!(refusal(json).ends_with(
            "sections[0].statements[1] has the id \"a\", which sections[0].statements[0] has already"
        ));
    }

    #[test]
    fn an_impossible_date_is_refused() {
        let json =
            r#"{"format": "travaux-round", "version": 1, "date": "2015-13-07", "sections": []}"#;
        assert!(refusal(json).contains("2015-13-07"));
    }
}
