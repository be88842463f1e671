//! Where a report goes, and how it looks there: a file that is written whole or not at all, a pager, standard output.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::ValueEnum;
use travaux::report::ReportOptions;

use super::exit::Exit;
use super::terminal::{ColorChoice, Surroundings};
use super::{pager, paint};

/// What is written, and where.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// Write to this file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Use colors; auto means where a terminal is, unless `NO_COLOR` is set, or where `CLICOLOR_FORCE` is
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,

    /// Fill this many columns; by default as many as the terminal has, else `COLUMNS`, else 80
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..))]
    width: Option<u16>,

    /// Do not page, even on a terminal; else `TRAVAUX_PAGER`, `PAGER` or `less` is used
    #[arg(long, overrides_with = "pager")]
    no_pager: bool,

    /// Page on a terminal, which is the default
    #[arg(long, hide_short_help = true, overrides_with = "no_pager")]
    pager: bool,
}

/// The formats as they are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputFormat {
    /// A report to be read
    Terminal,
    /// JSON, to be read by this and other programs
    Json,
}

/// Where a report goes and how it looks there.
pub(super) struct Output {
    target: Target,
    color: bool,
    width: usize,
}

enum Target {
    File(PathBuf),
    Pager(String),
    Stdout,
}

impl OutputArgs {
    /// Decides by the options and the surroundings where a report goes and how it looks there; only one for the eye is
    /// paged.
    pub(super) fn plan(&self, for_the_eye: bool) -> Output {
        let surroundings = Surroundings::of_process(self.output.is_none());
        let pager = if self.no_pager || !for_the_eye { None } else { surroundings.pager() };
        Output {
            target: match (&self.output, pager) {
                (Some(path), _) => Target::File(path.clone()),
                (None, Some(pager)) => Target::Pager(pager),
                (None, None) => Target::Stdout,
            },
            color: surroundings.color(self.color),
            width: self.width.map_or_else(|| surroundings.width(), usize::from),
        }
    }
}

impl Output {
    /// Returns how a report for the eye is to look here.
    pub(super) fn options(&self) -> ReportOptions {
        ReportOptions::default().width(self.width).painter(paint::painter(self.color))
    }

    /// Tells whether the report goes straight to a terminal.
    pub(super) fn is_seen(&self) -> bool {
        !matches!(self.target, Target::File(_)) && io::stdout().is_terminal()
    }

    /// Writes a whole report.
    pub(super) fn write(&self, report: &str) -> anyhow::Result<()> {
        match &self.target {
            Target::File(path) => {
                replace(path, report).with_context(|| format!("cannot write {}", path.display()))
            }
            Target::Pager(pager) => match pager::show(pager, report) {
                Ok(()) => Ok(()),
                Err(_) => stdout(report),
            },
            Target::Stdout => stdout(report),
        }
    }
}

/// Writes help to standard output, colored if that is a terminal.
pub(super) fn help(colored: &str, plain: &str) -> anyhow::Result<Exit> {
    let surroundings = Surroundings::of_process(true);
    stdout(if surroundings.color(ColorChoice::Auto) { colored } else { plain })?;
    Ok(Exit::Done)
}

/// Writes to standard output.
pub(super) fn stdout(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Puts a file in the place of another in one step, so that no reader ever sees half of it.
///
/// Devices and pipes have no place that could be taken: they are written to.
fn replace(path: &Path, text: &str) -> anyhow::Result<()> {
    let known = fs::metadata(path).ok();
    if known.as_ref().is_some_and(fs::Metadata::is_dir) {
        anyhow::bail!("it is a directory");
    }
    if known.as_ref().is_some_and(|data| !data.is_file()) {
        return Ok(fs::write(path, text)?);
    }
    // A link is followed, so that the file it leads to is replaced and not the link.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut draft = tempfile::Builder::new()
        .prefix(".travaux-")
        .make_in(folder, |path| fs::File::create_new(path))?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    if let Some(data) = known {
        fs::set_permissions(draft.path(), data.permissions())?;
    }
    draft.persist(&path)?;
    Ok(())
}
