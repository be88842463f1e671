//! The documents of a series in the order of their days. Comparing them is left to `keep`.

use std::collections::BTreeMap;

use anyhow::anyhow;
use serde::Deserialize;
use travaux::{Date, Round};

use super::walk::{Folder, Named};
use crate::cli::batch::guarded;
use crate::cli::input::Reader;
use crate::cli::parallel;

/// A document that was read.
pub(super) struct Document {
    /// Where it is below the archive.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its day.
    pub date: Date,
    /// What it says.
    pub round: Round,
}

/// The documents of a folder.
#[derive(Default)]
pub(super) struct Rounds {
    /// One for each day, in order; none where it is not known which document comes next.
    days: Vec<Option<Document>>,
    /// The names of the documents that have no place.
    pub doubtful: Vec<String>,
    /// What went wrong.
    pub troubles: Vec<anyhow::Error>,
}

/// What came of reading a document.
enum Read {
    Round(Box<(String, Round)>),
    /// It is JSON of travaux, but no round.
    NoRound,
    Trouble(anyhow::Error),
}

impl Rounds {
    /// Reads the documents of a folder and puts them in the order of their days.
    ///
    /// A document that cannot be read keeps its place if its file name begins with a date: what stands before and what
    /// stands after are no neighbours.
    pub(super) fn read(folder: &Folder, reader: &Reader) -> Self {
        let read = parallel::each(&folder.documents, |document| read(document, reader));
        let mut rounds = Self::default();
        let mut days: BTreeMap<Date, Vec<(&str, Option<Document>)>> = BTreeMap::new();
        for (Named { name, .. }, read) in folder.documents.iter().zip(read) {
            match read {
                Read::NoRound => {}
                Read::Round(read) => {
                    let (sha256, round) = *read;
                    let Some(date) = round.head().day() else {
                        rounds.doubt(name, anyhow!(
                            "{name} states no date, so that it cannot be put in order; begin its file name with one (2015-12-07-…)"
                        ));
                        continue;
                    };
                    let document = Document { name: name.clone(), sha256, date, round };
                    days.entry(date).or_default().push((name, Some(document)));
                }
                Read::Trouble(why) => {
                    rounds.doubt(name, why);
                    if let Some(date) = begins_with_date(name) {
                        days.entry(date).or_default().push((name, None));
                    }
                }
            }
        }
        days.into_iter().for_each(|(date, documents)| rounds.add_day(date, documents));
        rounds
    }

    fn add_day(&mut self, date: Date, mut documents: Vec<(&str, Option<Document>)>) {
        if let [(_, only)] = documents.as_mut_slice() {
            self.days.push(only.take());
            return;
        }
        let names: Vec<&str> = documents.iter().map(|(name, _)| *name).collect();
        self.troubles.push(anyhow!(
            "{} are all of {date}, so that none comes first; none was compared",
            names.join(", ")
        ));
        self.doubtful.extend(names.into_iter().map(str::to_owned));
        self.days.push(None);
    }

    fn doubt(&mut self, name: &str, why: anyhow::Error) {
        self.doubtful.push(name.to_owned());
        self.troubles.push(why);
    }

    /// Returns the neighbours.
    pub(super) fn pairs(&self) -> Vec<(&Document, &Document)> {
        let pairs = self.days.windows(2);
        pairs.filter_map(|pair| Some((pair[0].as_ref()?, pair[1].as_ref()?))).collect()
    }
}

fn read(document: &Named, reader: &Reader) -> Read {
    let read = guarded(|| {
        let bytes = reader.bytes(&document.path)?;
        if is_no_round(document, &bytes) {
            return Ok(None);
        }
        let round = reader.parsed(&bytes, &document.name, None)?;
        Ok(Some((super::sha256(&bytes), round)))
    });
    match read {
        Ok(Some(read)) => Read::Round(Box::new(read)),
        Ok(None) => Read::NoRound,
        Err(why) => Read::Trouble(why),
    }
}

/// Tells whether a file is JSON that travaux wrote, but no round: a change log or a series.
fn is_no_round(document: &Named, bytes: &[u8]) -> bool {
    #[derive(Deserialize)]
    struct Format {
        format: String,
    }
    let json = document.name.to_lowercase().ends_with(".json");
    let format = json.then(|| serde_json::from_slice::<Format>(bytes).ok()).flatten();
    format.is_some_and(|json| json.format.starts_with("travaux-") && json.format != "travaux-round")
}

fn begins_with_date(name: &str) -> Option<Date> {
    name.rsplit('/').next()?.get(..10)?.parse().ok()
}
