//! How tables are written: for any spreadsheet, or for the one that needs to be told the encoding.

use anyhow::bail;

/// How tables are written.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(super) struct TableArgs {
    /// Begin CSV with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    excel: bool,
}

impl TableArgs {
    /// Refuses what is no table.
    pub(super) fn check(&self, is_table: bool) -> anyhow::Result<()> {
        if self.excel && !is_table {
            bail!("only a table is written for Excel; add --format csv or leave out --excel");
        }
        Ok(())
    }

    /// Returns a table as it is to be written.
    pub(super) fn written(&self, table: String) -> String {
        if self.excel { format!("\u{feff}{table}") } else { table }
    }
}
