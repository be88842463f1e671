//! `travaux apply`: one round made of the other by a change log.

use std::path::PathBuf;

use anyhow::bail;
use travaux::Side;

use super::canonical::CanonicalArgs;
use super::exit::Exit;
use super::input::{self, Reader};
use super::output::OutputArgs;
use super::{size, verify};

/// Make the newer round of the older one and a change log
///
/// Writes the newer round as Round JSON, as `travaux show --format json` would write it of the newer document: texts,
/// order, sections and all. The older round is the document that the log was made of, or Round JSON that
/// `travaux show` made of it; any other is refused
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// Follow this change log
    log: PathBuf,

    /// Begin with the older round in this document; with --reverse, with the newer one. - is standard input
    #[arg(value_name = "OLD")]
    document: PathBuf,

    /// Go the other way: make the older round of the newer one
    #[arg(long)]
    reverse: bool,

    /// Refuse a file larger than this, such as 10M or 64MiB
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size::bytes)]
    max_bytes: u64,

    #[command(flatten)]
    canonical: CanonicalArgs,

    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  travaux apply changes.json 2014.md > 2015.json
  travaux apply --reverse -o 2014.json changes.json 2015.html";

/// Makes one round of the other.
pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.log == args.document && args.log.as_os_str() == "-" {
        bail!("standard input can be read only once; give the other as a file");
    }
    let reader = Reader::with_limit(args.max_bytes);
    let record = verify::record(&reader, &args.log)?;
    let side = if args.reverse { Side::New } else { Side::Old };
    let bytes = reader.bytes(&args.document)?;
    let round = record.rebuild(side, &bytes, &input::label(&args.document))?;
    args.output.plan(false).write(&args.canonical.written(round)?)?;
    Ok(Exit::Done)
}
