//! How JSON is written: to be read, or canonically; and when a file says that it was made.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, bail};
use jiff::Timestamp;
use travaux::report::json;

/// How JSON is written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct CanonicalArgs {
    /// Write JSON canonically (RFC 8785): the same bytes for the same content
    #[arg(long)]
    canonical: bool,
}

impl CanonicalArgs {
    /// Refuses what is no JSON to be written canonically.
    pub(super) fn check(&self, is_json: bool) -> anyhow::Result<()> {
        if self.canonical && !is_json {
            bail!(
                "only JSON can be written canonically; add --format json or leave out --canonical"
            );
        }
        Ok(())
    }

    /// Returns a report in JSON as it is to be written.
    pub(super) fn written(&self, report: String) -> anyhow::Result<String> {
        Ok(if self.canonical { json::canonical(&report)? } else { report })
    }
}

/// Returns the time of making, if it is `asked` for or `SOURCE_DATE_EPOCH` tells it.
pub(super) fn timestamp(asked: bool) -> anyhow::Result<Option<String>> {
    let seconds = match std::env::var_os("SOURCE_DATE_EPOCH").filter(|told| !told.is_empty()) {
        Some(told) => told.to_str().and_then(|told| told.parse().ok()).with_context(|| {
            format!("SOURCE_DATE_EPOCH is {told:?}, which is no number of seconds since 1970")
        })?,
        None if asked => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH);
            i64::try_from(now.context("the clock stands before 1970")?.as_secs())?
        }
        None => return Ok(None),
    };
    let time = Timestamp::from_second(seconds).ok().context("SOURCE_DATE_EPOCH is out of range")?;
    Ok(Some(time.to_string()))
}
