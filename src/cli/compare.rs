//! From rounds to change logs as the options say: the language, the words. What is done with a log is left to the commands.

use std::path::Path;
use std::sync::Arc;

use travaux::{AlignOptions, ChangeLog, ClassifyOptions, CollateOptions, Lexicon, Round, Sides};

use super::input::{InputArgs, Reader};

/// How documents are read and rounds compared.
#[derive(Debug, clap::Args)]
pub(super) struct CompareArgs {
    /// How documents are read.
    #[command(flatten)]
    pub input: InputArgs,

    /// Take the rounds to be in this language, such as fr or French; without it, it is detected
    #[arg(long, value_name = "LANGUAGE", value_parser = language, help_heading = "Reading")]
    language: Option<String>,
}

impl CompareArgs {
    /// Returns what reads these documents as the options say.
    pub(super) fn reader(&self, documents: &[&Path]) -> anyhow::Result<Reader> {
        Ok(self.input.reader(documents)?.language(self.language.clone()))
    }

    /// Returns the language that was set.
    pub(super) fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }
}

/// Reads the code or name of a language as it is typed.
fn language(typed: &str) -> Result<String, String> {
    if travaux::is_language(typed) {
        Ok(typed.to_owned())
    } else {
        Err("no known language; give a code such as fr, or an English name such as French".into())
    }
}

/// What compares rounds.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparer {
    /// How statements are aligned.
    pub align: AlignOptions,
    classify: ClassifyOptions,
}

impl Comparer {
    /// Returns what compares by these words, and in a language if one is set.
    pub(super) fn new(lexicon: &Arc<Lexicon>, language: Option<&str>) -> Self {
        let align = AlignOptions::default().lexicon(Arc::clone(lexicon));
        Self {
            align: match language {
                Some(language) => align.language(language),
                None => align,
            },
            classify: ClassifyOptions::default().lexicon(Arc::clone(lexicon)),
        }
    }

    /// Compares two rounds.
    pub(super) fn log(&self, rounds: Sides<&Round>) -> ChangeLog {
        travaux::classify(rounds, &travaux::align(rounds, &self.align), &self.classify)
    }

    /// Returns how a series is collated.
    pub(super) fn collate(self) -> CollateOptions {
        CollateOptions::default().align(self.align).classify(self.classify)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_go_by_code_and_by_name() {
        assert_eq!(language("pt-BR").as_deref(), Ok("pt-BR"));
        assert_eq!(language("Chinese").as_deref(), Ok("Chinese"));
        assert!(language("klingon").is_err_and(|why| why.contains("such as fr")));
    }
}
