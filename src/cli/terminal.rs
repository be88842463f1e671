//! What the surroundings of the process say about colors, width and pager: every such decision is taken here.

use std::io::{self, IsTerminal};

use clap::ValueEnum;
use terminal_size::{Width, terminal_size_of};

/// When to use colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    /// Where they can be seen
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}

/// The terminal and the environment variables that a report may follow.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    /// Whether the report goes to a terminal.
    terminal: bool,
    /// How wide that terminal is.
    columns: Option<usize>,
    variables: Vec<(&'static str, String)>,
}

const VARIABLES: [&str; 7] =
    ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "COLUMNS", "TRAVAUX_PAGER", "PAGER"];

impl Surroundings {
    /// Looks around, for a report that goes to standard output or else to a file.
    pub(super) fn of_process(to_stdout: bool) -> Self {
        let terminal = to_stdout && io::stdout().is_terminal();
        let columns = terminal.then(|| terminal_size_of(io::stdout())).flatten();
        let set =
            |name| std::env::var_os(name).map(|value| (name, value.to_string_lossy().into_owned()));
        Self {
            terminal,
            columns: columns.map(|(Width(columns), _)| usize::from(columns)),
            variables: VARIABLES.into_iter().filter_map(set).collect(),
        }
    }

    /// Decides whether to use colors. `NO_COLOR` outweighs `CLICOLOR_FORCE`, and a choice that was typed outweighs both.
    pub(super) fn color(&self, choice: ColorChoice) -> bool {
        match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto
                if self.variable("NO_COLOR").is_some_and(|value| !value.is_empty()) =>
            {
                false
            }
            ColorChoice::Auto if self.is_on("CLICOLOR_FORCE") == Some(true) => true,
            ColorChoice::Auto => {
                let capable = self.variable("TERM") != Some("dumb");
                self.terminal && capable && self.is_on("CLICOLOR") != Some(false)
            }
        }
    }

    /// Decides how many columns a report takes.
    pub(super) fn width(&self) -> usize {
        let told = || self.variable("COLUMNS").and_then(|value| value.trim().parse().ok());
        self.columns.or_else(told).filter(|columns| *columns > 0).unwrap_or(80).max(20)
    }

    /// Decides which command pages, if any does: only a terminal is paged.
    pub(super) fn pager(&self) -> Option<String> {
        let named = self
            .variable("TRAVAUX_PAGER")
            .or_else(|| self.variable("PAGER"))
            .unwrap_or("less")
            .trim();
        (self.terminal && !named.is_empty() && named != "cat").then(|| named.to_owned())
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// Tells whether a variable switches something on or off, if it is set: 0 is off.
    fn is_on(&self, name: &str) -> Option<bool> {
        self.variable(name).filter(|value| !value.is_empty()).map(|value| value != "0")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(terminal: bool, variables: &[(&'static str, &str)]) -> Surroundings {
        let variables =
            variables.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Surroundings { terminal, columns: terminal.then_some(120), variables }
    }

    #[test]
    fn colors_follow_the_terminal_unless_told_otherwise() {
        for (terminal, variables, colored) in [
            (true, &[][..], true),
            (false, &[], false),
            (true, &[("NO_COLOR", "1")], false),
            (true, &[("NO_COLOR", "")], true),
            (true, &[("TERM", "dumb")], false),
            (true, &[("CLICOLOR", "0")], false),
            (false, &[("CLICOLOR", "1")], false),
            (false, &[("CLICOLOR_FORCE", "1")], true),
            (false, &[("CLICOLOR_FORCE", "0")], false),
            (true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
        ] {
            assert_eq!(
                around(terminal, variables).color(ColorChoice::Auto),
                colored,
                "{terminal} {variables:?}"
            );
        }
    }

    #[test]
    fn what_was_typed_outweighs_the_environment() {
        assert!(around(false, &[("NO_COLOR", "1")]).color(ColorChoice::Always));
        assert!(!around(true, &[("CLICOLOR_FORCE", "1")]).color(ColorChoice::Never));
    }

    #[test]
    fn a_terminal_is_filled_and_a_pipe_has_80_columns_unless_told() {
        assert_eq!(around(true, &[("COLUMNS", "60")]).width(), 120);
        assert_eq!(around(false, &[("COLUMNS", "60")]).width(), 60);
        assert_eq!(around(false, &[("COLUMNS", "wide")]).width(), 80);
        assert_eq!(around(false, &[]).width(), 80);
    }

    #[test]
    fn only_a_terminal_is_paged_and_cat_is_no_pager() {
        assert_eq!(around(false, &[]).pager(), None);
        assert_eq!(around(true, &[]).pager().as_deref(), Some("less"));
        assert_eq!(around(true, &[("PAGER", "more")]).pager().as_deref(), Some("more"));
        assert_eq!(
            around(true, &[("PAGER", "more"), ("TRAVAUX_PAGER", "most")]).pager().as_deref(),
            Some("most")
        );
        assert_eq!(around(true, &[("PAGER", "more"), ("TRAVAUX_PAGER", "")]).pager(), None);
        assert_eq!(around(true, &[("PAGER", "cat")]).pager(), None);
    }
}
