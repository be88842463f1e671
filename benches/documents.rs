//! Writes two rounds of the ladder into a folder, with the truth about them: `documents KIND SIZE FOLDER [EXTENSION]`.
//!
//! KIND is `ladder`, `repeated` (all one sentence) or `strangers` (no word in common); EXTENSION is txt, md or html.
//! Besides `old` and `new` it writes `links.tsv`: the lines of each old statement and of the new one that continues it.

mod ladder;

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

use ladder::{Ladder, Markup, written};

/// The seed of all files, so that every run measures the same.
const SEED: u64 = 20_141_205;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: documents KIND SIZE FOLDER [EXTENSION]");
    let (kind, size, folder) = (next()?, next()?.parse()?, PathBuf::from(next()?));
    let extension = next().unwrap_or_else(|_| "txt".to_owned());
    let rounds = match kind.as_str() {
        "ladder" => Ladder::new(size, SEED),
        "repeated" => Ladder::repeated(size),
        "strangers" => Ladder::strangers(size, SEED),
        _ => return Err("KIND is ladder, repeated or strangers".into()),
    };
    let markup = match extension.as_str() {
        "md" => Markup::Markdown,
        "html" => Markup::Html,
        _ => Markup::Text,
    };
    let (old, old_lines) = written(&rounds.old, markup);
    let (new, new_lines) = written(&rounds.new, markup);
    let line = |(old, new): &(usize, usize)| format!("{}\t{}\n", old_lines[*old], new_lines[*new]);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("old").with_extension(&extension), old)?;
    fs::write(folder.join("new").with_extension(&extension), new)?;
    fs::write(folder.join("links.tsv"), rounds.links.iter().map(line).collect::<String>())?;
    Ok(())
}
