//! The model: one round's joint text as sections and statements. How it was read is left to `read` and `parse`.

use std::ops::Range;
use std::sync::Arc;

pub use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::span::Span;
use crate::typography::comparison_key;

/// One published joint text: what heads it, and its statements in reading order.
///
/// A round never changes once it is made. Its constructor keeps these promises: sections cut the statements into
/// consecutive runs; statements stand in order, do not overlap, and their spans lie in [`Head::text`] on character
/// boundaries; ids are unique.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    head: Head,
    statements: Vec<Statement>,
}

/// All of a round but its statements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// The name the reader of a report knows it by: mostly the path it was read from.
    pub label: String,
    /// The title as published.
    pub title: Option<String>,
    /// The day of the round.
    pub date: Option<Date>,
    /// Which meeting of its series it was: 2 for "the second meeting".
    pub ordinal: Option<u32>,
    /// Where the round was held.
    pub venue: Option<String>,
    /// The parties named in its title and opening.
    pub parties: Vec<String>,
    /// What the document says of its own wording, such as "paraphrase"; a report must show it.
    pub wording: Option<String>,
    /// Where the document came from.
    pub source: Option<Source>,
    /// The text as read, into which every span of this round points.
    pub text: Arc<str>,
    /// The sections in reading order.
    pub sections: Vec<Section>,
    /// What was set aside: nothing of a document vanishes.
    pub notices: Vec<Notice>,
}

/// The file a round was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path as it was given.
    pub path: String,
    /// The SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The media type, such as `text/html`.
    pub media_type: &'static str,
    /// The length in bytes.
    pub bytes: u64,
    /// The document that a file of Round JSON was made of, as that file says.
    pub origin: Option<Box<Origin>>,
}

/// The document that a file of Round JSON was made of, as that file says; nobody has looked whether it is so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The path as it was given then.
    pub path: String,
    /// The SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The media type, such as `text/html`.
    pub media_type: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The SHA-256 of the text as read, in hexadecimal.
    pub text_sha256: Option<String>,
    /// The length of the text as read in code points.
    pub characters: Option<u64>,
}

/// A heading and the statements under it, up to the next heading of any level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The heading as published, with its number; empty for what stands before the first heading.
    pub title: String,
    /// The number alone, such as "II" or "3.2".
    pub number: Option<String>,
    /// How deep it lies: 1 for the outermost.
    pub level: u8,
    /// The section it lies in.
    pub parent: Option<usize>,
    /// Where the heading stands.
    pub heading: Option<Span>,
    /// Which of the round's statements are its own.
    pub statements: Range<usize>,
}

/// One sentence or list item of a round: the unit that is aligned.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// Its name in files, unique in the round.
    pub id: String,
    /// The index of its section.
    pub section: usize,
    /// Where it stands in [`Head::text`].
    pub span: Span,
    /// Where it stands in the original.
    pub place: Place,
    /// The number or mark it bears as a paragraph or list item: "6.", "(a)", "•".
    pub label: Option<Label>,
    /// The lead-in it completes, such as "As such we:".
    pub stem: Option<Stem>,
    /// The words as published, with white space folded.
    pub text: Arc<str>,
    /// What is compared, never shown: see [`comparison_key`].
    pub key: Arc<str>,
    /// Who speaks or acts: "both sides", "we".
    pub actor: Option<String>,
    /// The operative verbs in their basic form, in order.
    pub verbs: Vec<String>,
    /// Whether it is a commitment: a publicly expressed, collective intent of future action.
    pub commitment: bool,
}

/// The lead-in of a list, which carries subject and meaning into each item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stem {
    /// The words as published, with white space folded; of lists in lists, those of the outer lead-in first.
    pub text: Arc<str>,
    /// Where they stand in [`Head::text`].
    pub spans: Vec<Span>,
}

impl Stem {
    /// Returns the lead-in of a list in a list, which goes on from that of the `outer` list.
    #[must_use]
    pub fn after(self, outer: Option<&Self>) -> Self {
        let Some(outer) = outer else { return self };
        let text = format!("{} {}", outer.text, self.text).into();
        Self { text, spans: outer.spans.iter().chain(&self.spans).copied().collect() }
    }
}

/// A paragraph number or list mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The mark as published.
    pub text: Arc<str>,
    /// Where it stands in [`Head::text`]; `None` where the format keeps no mark.
    pub span: Option<Span>,
}

/// Where something stands in the original document, counted from 1; 0 where it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line of the file.
    pub line: u32,
    /// The paragraph or list item, headings and page furniture not counted.
    pub paragraph: u32,
}

/// Something of the document that is no statement, heading or stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Why it was set aside, or what is remarkable.
    pub kind: NoticeKind,
    /// Where it stands in [`Head::text`].
    pub span: Span,
    /// Where it stands in the original.
    pub place: Place,
}

/// Why a part of a document was set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum NoticeKind {
    /// It is the title, which the round bears.
    Title,
    /// Place, date, office or release line around the text.
    Dateline,
    /// Navigation, sharing, cookies, comments: the page, not the text.
    Furniture,
    /// A mark that says that the text ends.
    EndMark,
    /// A note outside the running text.
    Footnote,
    /// The words that stand for a picture.
    Caption,
    /// The number or list mark of a heading or lead-in.
    Mark,
    /// A heading with nothing under it.
    EmptySection,
}

impl NoticeKind {
    /// Returns its name in reports and files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Dateline => "dateline",
            Self::Furniture => "furniture",
            Self::EndMark => "end mark",
            Self::Footnote => "footnote",
            Self::Caption => "caption",
            Self::Mark => "mark",
            Self::EmptySection => "empty section",
        }
    }

    /// Returns the kind that has this name in files.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let kinds = [
            Self::Title,
            Self::Dateline,
            Self::Furniture,
            Self::EndMark,
            Self::Footnote,
            Self::Caption,
            Self::Mark,
            Self::EmptySection,
        ];
        kinds.into_iter().find(|kind| kind.name() == name)
    }
}

/// Why parts do not make a round.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoundError {
    /// Two statements bear one id.
    #[error("two statements have the id {0:?}")]
    DoubledId(String),
    /// The sections do not cut the statements into consecutive runs.
    #[error("section {0} does not continue where the one before it ends")]
    Sections(usize),
    /// A span overlaps the one before it, or leaves the text.
    #[error("statement {0:?} does not lie in the text after the one before it")]
    Span(String),
}

impl Round {
    /// Makes a round of its parts.
    ///
    /// # Errors
    /// If a promise of the type would be broken; the error says which.
    pub fn new(head: Head, statements: Vec<Statement>) -> Result<Self, RoundError> {
        let mut next = 0;
        for (index, section) in head.sections.iter().enumerate() {
            let run = &section.statements;
            let own =
                statements.get(run.clone()).is_some_and(|s| s.iter().all(|s| s.section == index));
            if run.start != next || !own {
                return Err(RoundError::Sections(index));
            }
            next = run.end;
        }
        if next != statements.len() {
            return Err(RoundError::Sections(head.sections.len()));
        }
        let (mut ids, mut end) = (FxHashSet::default(), 0);
        for statement in &statements {
            if !ids.insert(statement.id.as_str()) {
                return Err(RoundError::DoubledId(statement.id.clone()));
            }
            if statement.span.start() < end || head.text.get(statement.span.range()).is_none() {
                return Err(RoundError::Span(statement.id.clone()));
            }
            end = statement.span.end();
        }
        Ok(Self { head, statements })
    }

    /// Returns all of the round but its statements.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Returns the statements in reading order.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// Returns the sections in reading order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.head.sections
    }

    /// Returns the section in which `statement` stands.
    ///
    /// # Panics
    /// If the statement is of another round with more sections.
    #[must_use]
    pub fn section_of(&self, statement: &Statement) -> &Section {
        &self.head.sections[statement.section]
    }

    /// Takes the round apart again.
    #[must_use]
    pub fn into_parts(self) -> (Head, Vec<Statement>) {
        (self.head, self.statements)
    }

    /// Makes a round of section titles and the statements under each, for trials and tests.
    ///
    /// # Examples
    /// ```
    /// let round = travaux::Round::of(&[("Trade", &["We will cut tariffs.", "We welcome the review."])]);
    /// assert_eq!(round.statements().len(), 2);
    /// ```
    #[must_use]
    pub fn of(sections: &[(&str, &[&str])]) -> Self {
        let mut head = Head::default();
        let (mut text, mut statements) = (String::new(), Vec::new());
        for (index, (title, sentences)) in sections.iter().enumerate() {
            let first = statements.len();
            for sentence in *sentences {
                let start = text.len();
                text.push_str(sentence);
                statements.push(Statement {
                    id: format!("s{}", statements.len() + 1),
                    section: index,
                    span: Span::new(start, text.len()),
                    text: (*sentence).into(),
                    key: comparison_key(sentence).into(),
                    ..Statement::default()
                });
                text.push('\n');
            }
            head.sections.push(Section {
                title: (*title).to_owned(),
                level: 1,
                statements: first..statements.len(),
                ..Section::default()
            });
        }
        head.text = text.into();
        Self { head, statements }
    }
}
