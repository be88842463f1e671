//! Rows of figures under heads, the first column to the left, the others to the right. What they count is left to others.

use super::page::Page;
use super::rich::Rich;
use crate::report::Ink;

/// Rows of figures.
pub(super) struct Table {
    rows: Vec<Vec<Rich>>,
}

impl Table {
    /// Returns a table without rows.
    pub(super) fn new(heads: &[&str]) -> Self {
        Self { rows: vec![heads.iter().map(|head| Rich::of(Ink::Kind, head)).collect()] }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[String]) {
        self.rows.push(cells.iter().map(|cell| Rich::of(Ink::Plain, cell)).collect());
    }

    /// Writes the rows; where they are too wide, the first column is cut off.
    pub(super) fn write(&self, page: &mut Page) {
        let columns = self.rows[0].len();
        let width = |at: usize| self.rows.iter().map(|row| row[at].width()).max().unwrap_or(0);
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let others: usize = widths[1..].iter().map(|width| width + 2).sum();
        let first = widths[0].min(page.width().saturating_sub(others)).max(8);
        for row in &self.rows {
            let mut line = row[0].cut(first);
            line.push(Ink::Plain, &" ".repeat(first.saturating_sub(line.width())));
            for (cell, width) in row.iter().zip(&widths).skip(1) {
                line.push(Ink::Plain, &" ".repeat(2 + width - cell.width()));
                line.append(cell);
            }
            page.line(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_below_each_other_and_names_give_way() {
        let mut table = Table::new(&["section", "all"]);
        table.row(&["Rivers and lakes".to_owned(), "7".to_owned()]);
        table.row(&["Seas".to_owned(), "12".to_owned()]);
        let mut page = Page::new(16, None);
        table.write(&mut page);
        assert_eq!(page.finish(), "section      all\nRivers and…    7\nSeas          12\n");
    }
}
