//! Makes one round of the other by the edits of a change log. Nothing is parsed: positions say where the statements stand.

use rustc_hash::FxHashMap;

use super::sources::Side;
use super::{Fault, Record};
use crate::error::Error;
use crate::read::{Document, Format, ReadOptions, read};
use crate::typography::folded;
use crate::wire::{self, Change, Edit, Op, Placed};

/// Why one round cannot be made of the other.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RebuildError {
    /// The log does not hold.
    #[error("the log does not hold: {0}; travaux verify tells all that is wrong")]
    Damaged(Fault),
    /// The log does not say how the rounds are divided, or where statements stand.
    #[error("the log is one of the first, which do not say where statements stand")]
    TooOld,
    /// The log was made for another document.
    #[error(
        "{label} is not what the log was made of: its SHA-256 is {found}; expected is {path} with {expected}"
    )]
    OtherSource {
        /// The document that was given.
        label: String,
        /// Its SHA-256.
        found: String,
        /// The document that the log was made of.
        path: String,
        /// Its SHA-256.
        expected: String,
    },
    /// Round JSON of the right document has another wording than the log.
    #[error("{label} was altered: the statement {id} is not as in the log")]
    Altered {
        /// The file of Round JSON.
        label: String,
        /// The statement.
        id: String,
    },
    /// The document cannot be read.
    #[error(transparent)]
    Read(#[from] Error),
}

/// Returns the part of an edit that the older wording has.
pub(super) fn old_part<'e>(edit: &'e Edit<'_>) -> Option<&'e str> {
    match edit.op {
        Op::Keep => Some(edit.was.as_deref().unwrap_or(&edit.text)),
        Op::Delete => Some(&edit.text),
        Op::Insert => None,
    }
}

/// Returns the part of an edit that the newer wording has.
pub(super) fn new_part<'e>(edit: &'e Edit<'_>) -> Option<&'e str> {
    match edit.op {
        Op::Keep | Op::Insert => Some(&edit.text),
        Op::Delete => None,
    }
}

impl Record {
    /// Makes the other round of the one whose document is `bytes`, known by `label`: Round JSON as `travaux show` writes it.
    ///
    /// The document is the one that the log was made of, or Round JSON that `travaux show` made of it.
    ///
    /// # Errors
    /// If the log does not hold, or was made of another document.
    pub fn rebuild(&self, from: Side, bytes: &[u8], label: &str) -> Result<String, RebuildError> {
        if let Some(fault) = self.check().into_iter().next() {
            return Err(RebuildError::Damaged(fault));
        }
        if !self.is_whole() {
            return Err(RebuildError::TooOld);
        }
        let texts = self.texts(from, bytes, label)?;
        let mut made: FxHashMap<&str, (String, &Placed<'static>)> = FxHashMap::default();
        for (number, change) in self.log.changes.iter().enumerate() {
            let (_, there) = sides(change, from);
            let wording = replayed(change, from, &texts).ok_or_else(|| {
                let at = format!("changes[{number}].edits");
                RebuildError::Damaged(Fault::law(at, "they do not fit the document"))
            })?;
            let statements = wording.into_iter().zip(there);
            made.extend(statements.map(|(text, placed)| (&*placed.id, (text, placed))));
        }
        Ok(wire::pretty(&self.assembled(from.other(), made)) + "\n")
    }

    /// Puts a round together of its statements, each with the text that was made for it.
    fn assembled(
        &self,
        side: Side,
        mut made: FxHashMap<&str, (String, &Placed<'static>)>,
    ) -> wire::Round {
        let round = self.round(side);
        let sections = round.sections.iter().flatten().map(|outline| wire::Section {
            title: Some(outline.title.clone()),
            number: outline.number.clone(),
            level: Some(outline.level),
            statements: outline
                .statements
                .iter()
                .filter_map(|id| made.remove(&**id))
                .map(|(text, placed)| wire::Statement {
                    text,
                    ..wire::Statement::from(placed.clone())
                })
                .collect(),
        });
        wire::Round::of(round.head.clone(), sections.collect(), round.notices.clone())
    }

    /// Returns the texts of the statements of a document by their ids.
    fn texts(
        &self,
        side: Side,
        bytes: &[u8],
        label: &str,
    ) -> Result<FxHashMap<String, String>, RebuildError> {
        let source = self.round(side).head.source.as_ref().ok_or(RebuildError::TooOld)?;
        let found = wire::sha256(bytes);
        if found == source.sha256 {
            if let Some(fault) = self.check_source(side, bytes).into_iter().next() {
                return Err(RebuildError::Damaged(fault));
            }
            // Each was just found to be what stands at its position.
            let known = self.placed(side).map(|(_, p)| (p.id.to_string(), p.text.to_string()));
            return Ok(known.collect());
        }
        let other = |found| RebuildError::OtherSource {
            label: label.to_owned(),
            found,
            path: source.path.clone(),
            expected: source.sha256.clone(),
        };
        let options = ReadOptions::default().format(Some(Format::RoundJson));
        let Ok(document) = read(bytes, label, &options) else { return Err(other(found)) };
        let origin = document.source.as_ref().and_then(|source| source.origin.as_deref());
        if origin.is_none_or(|origin| origin.sha256 != source.sha256) {
            return Err(other(found));
        }
        self.texts_of_round_json(side, &document, label)
    }

    /// Returns the texts that Round JSON gives, which must be those of the log.
    fn texts_of_round_json(
        &self,
        side: Side,
        document: &Document,
        label: &str,
    ) -> Result<FxHashMap<String, String>, RebuildError> {
        let given = document.blocks.iter().filter_map(|block| {
            let id = block.given.as_ref()?.id.clone()?;
            Some((id, folded(block.span.of(&document.text)).into_owned()))
        });
        let texts: FxHashMap<String, String> = given.collect();
        let altered = |id: String| RebuildError::Altered { label: label.to_owned(), id };
        let mut known = 0;
        for (_, placed) in self.placed(side) {
            if texts.get(&*placed.id).is_none_or(|text| *text != placed.text) {
                return Err(altered(placed.id.to_string()));
            }
            known += 1;
        }
        match texts.len() == known {
            true => Ok(texts),
            false => {
                let ids: Vec<_> = self.placed(side).map(|(_, placed)| &*placed.id).collect();
                let more = texts.into_keys().filter(|id| !ids.contains(&&**id)).min();
                Err(altered(more.unwrap_or_default()))
            }
        }
    }
}

/// Returns the statements of a change that are `from` a round, and those of the other.
fn sides<'c>(
    change: &'c Change<'static>,
    from: Side,
) -> (&'c [Placed<'static>], &'c [Placed<'static>]) {
    match from {
        Side::Old => (&change.old, &change.new),
        Side::New => (&change.new, &change.old),
    }
}

/// Returns the wording on the other side, statement by statement, as the edits make it of the document's own text.
fn replayed(
    change: &Change<'static>,
    from: Side,
    texts: &FxHashMap<String, String>,
) -> Option<Vec<String>> {
    let (here, there) = sides(change, from);
    let wording: Option<Vec<&str>> =
        here.iter().map(|placed| texts.get(&*placed.id).map(String::as_str)).collect();
    let joined = wording?.join("\n");
    let (mut rest, mut made) = (joined.as_str(), String::new());
    for edit in &change.edits {
        let (taken, given) = match from {
            Side::Old => (old_part(edit), new_part(edit)),
            Side::New => (new_part(edit), old_part(edit)),
        };
        rest = rest.strip_prefix(taken.unwrap_or_default())?;
        made.push_str(given.unwrap_or_default());
    }
    if there.is_empty() {
        return (rest.is_empty() && made.is_empty()).then(Vec::new);
    }
    let lines: Vec<String> = made.split('\n').map(str::to_owned).collect();
    (rest.is_empty() && lines.len() == there.len()).then_some(lines)
}
