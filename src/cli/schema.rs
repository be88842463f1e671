//! `travaux schema`: what the file formats look like, for programs that check them.

use clap::ValueEnum;
use travaux::report::json::schema;

use super::exit::Exit;
use super::output;

/// Print the JSON Schema of a file format
///
/// Prints a schema (JSON Schema 2020-12) that every file of the format fits. What each field means stands in it too
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Print the schema of this format
    format: SchemaChoice,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum SchemaChoice {
    /// What `travaux show --format json` writes and every command reads
    Round,
    /// What `travaux diff --format json` writes
    Changelog,
    /// What `travaux track --format json` writes
    Series,
    /// What `travaux blame --format json` writes
    Provenance,
    /// What `travaux blame --phrase TEXT --format json` writes
    Phrase,
}

const EXAMPLES: &str = "\
Examples:
  travaux schema changelog > changelog.schema.json";

/// Prints a schema.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    output::stdout(match args.format {
        SchemaChoice::Round => schema::ROUND,
        SchemaChoice::Changelog => schema::CHANGELOG,
        SchemaChoice::Series => schema::SERIES,
        SchemaChoice::Provenance => schema::PROVENANCE,
        SchemaChoice::Phrase => schema::PHRASE,
    })?;
    Ok(Exit::Done)
}
