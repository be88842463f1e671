//! From files, folders and patterns as they were typed to the files they stand for. Reading them is left to `input`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use travaux::Error;

/// The endings of the names of documents that can be read.
const ENDINGS: [&str; 11] =
    ["md", "markdown", "mdown", "mkd", "html", "htm", "xhtml", "xht", "json", "txt", "text"];

/// Returns the files that were meant, in the order in which they were typed.
///
/// A folder stands for the documents in it and a pattern for the files it matches, both in the order of their names.
pub(super) fn expanded(typed: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::with_capacity(typed.len());
    for path in typed {
        match path.to_str() {
            _ if path.is_dir() => files.extend(documents(path)?),
            Some(pattern) if is_pattern(pattern) && !path.exists() => {
                files.extend(matches(pattern)?);
            }
            _ => files.push(path.clone()),
        }
    }
    Ok(files)
}

fn is_pattern(typed: &str) -> bool {
    typed.contains(['*', '?', '['])
}

/// Returns the documents in a folder; hidden files, README files and the change logs of an archive are no rounds.
fn documents(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let io = |source| Error::Io { path: folder.to_owned(), source };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        // The folder one is in needs no name.
        let path = path.strip_prefix(".").unwrap_or(&path).to_owned();
        if path.is_file() && is_document(&path) {
            files.push(path);
        }
    }
    if files.is_empty() {
        bail!("{} holds no document that can be read", folder.display());
    }
    files.sort();
    Ok(files)
}

/// How the names of change logs that an archive keeps end.
pub(super) const CHANGE_LOG: &str = ".changes.json";

/// Tells whether a file goes by the name of a change log, which is no round.
pub(super) fn is_change_log(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(CHANGE_LOG))
}

/// Tells whether a file goes by the name of a document that can be read.
pub(super) fn is_document(path: &Path) -> bool {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().to_lowercase()).unwrap_or_default()
    };
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    !is_change_log(path)
        && stem != "readme"
        && !stem.starts_with('.')
        && ENDINGS.contains(&ending.as_str())
}

/// Returns the files that a pattern matches, as a shell would.
fn matches(pattern: &str) -> anyhow::Result<Vec<PathBuf>> {
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
    let found = glob::glob_with(pattern, options)
        .with_context(|| format!("{pattern} is no pattern for file names"))?;
    let mut files = found.collect::<Result<Vec<PathBuf>, _>>()?;
    files.retain(|path| path.is_file());
    if files.is_empty() {
        bail!("no file matches {pattern}");
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "We agree.").unwrap();
        }
        folder
    }

    fn names(files: &[PathBuf]) -> Vec<String> {
        files.iter().map(|p| p.file_name().unwrap().to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_folder_stands_for_its_documents_by_name() {
        let folder = folder(&[
            "b.md",
            "a.HTML",
            "a.changes.json",
            "README.md",
            ".hidden.md",
            "c.pdf",
            "readme.txt",
            "d.json",
        ]);
        fs::create_dir(folder.path().join("e.md")).unwrap();
        let files = expanded(&[folder.path().to_owned()]).unwrap();
        assert_eq!(names(&files), ["a.HTML", "b.md", "d.json"]);
    }

    #[test]
    fn a_pattern_stands_for_what_it_matches_and_a_file_of_that_name_for_itself() {
        let folder = folder(&["2.md", "1.md", ".0.md", "3.txt", "[x].md"]);
        let typed = |name: &str| expanded(&[folder.path().join(name)]).map(|files| names(&files));
        assert_eq!(typed("[12].md").unwrap(), ["1.md", "2.md"]);
        assert_eq!(typed("?.*").unwrap(), ["1.md", "2.md", "3.txt"]);
        assert_eq!(typed("[x].md").unwrap(), ["[x].md"]);
        assert!(typed("*.pdf").unwrap_err().to_string().contains("no file matches"));
    }

    #[test]
    fn an_empty_folder_is_named() {
        let folder = folder(&["README.md"]);
        let error = expanded(&[folder.path().to_owned()]).unwrap_err().to_string();
        assert!(error.ends_with("holds no document that can be read"), "{error}");
    }

    #[test]
    fn what_is_not_there_is_left_for_the_reader_to_miss() {
        assert_eq!(
            expanded(&["gone.md".into(), "-".into()]).unwrap(),
            [PathBuf::from("gone.md"), PathBuf::from("-")]
        );
    }
}
