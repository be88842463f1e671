//! Finds the series below a folder, the logs beside them, and what a killed run left lying about. What documents say is
//! left to `rounds`.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow};

use super::index::{self, INDEX};
use super::{DRAFT, LOGS};
use crate::cli::files;

/// A file, by its path and by the name that tells where it is below the archive, with `/` between the parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is below the archive.
    pub name: String,
}

/// A folder with what matters of it.
#[derive(Debug)]
pub(super) struct Folder {
    /// The folder itself; the archive is `.`.
    pub at: Named,
    /// The documents in it, by name.
    pub documents: Vec<Named>,
}

/// What there is below a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The folders with documents, by name.
    pub folders: Vec<Folder>,
    /// The logs that earlier runs wrote, by name.
    pub logs: Vec<Named>,
    /// The archives below this one.
    pub archives: Vec<Named>,
    /// The drafts that a killed run left.
    pub drafts: Vec<PathBuf>,
    /// The folders that could not be read.
    pub unread: Vec<String>,
    /// What went wrong.
    pub troubles: Vec<anyhow::Error>,
}

/// Looks through a folder and all below it.
///
/// Hidden folders are passed over, and so are links to folders: what they lead to is found in its own place, and a loop
/// has no end.
pub(super) fn found(root: &Path) -> Found {
    let mut found = Found::default();
    let mut ahead = vec![Named { path: root.to_owned(), name: ".".to_owned() }];
    while let Some(folder) = ahead.pop() {
        if let Err(why) = found.look_into(&folder, &mut ahead) {
            found.troubles.push(why.context(format!("cannot read {}", folder.path.display())));
            found.unread.push(folder.name);
        }
    }
    found.folders.sort_by(|a, b| a.at.name.cmp(&b.at.name));
    found.logs.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

impl Found {
    fn look_into(&mut self, folder: &Named, ahead: &mut Vec<Named>) -> anyhow::Result<()> {
        let mut documents = Vec::new();
        for entry in fs::read_dir(&folder.path)? {
            let entry = entry?;
            let path = entry.path();
            match entry.file_name().to_str().map(|name| (name, below(folder, name))) {
                Some((name, _)) if name.starts_with(DRAFT) => self.drafts.push(path),
                Some((name, _)) if name.starts_with('.') => {}
                Some((_, name)) if entry.file_type()?.is_dir() => ahead.push(Named { path, name }),
                Some((INDEX, _)) if folder.name != "." && index::is_index(&path) => {
                    self.archives.push(folder.clone());
                }
                Some((_, name)) if is_log(folder, &path) => self.logs.push(Named { path, name }),
                Some((_, name)) if is_document(&entry) => documents.push(Named { path, name }),
                None if is_document(&entry) || entry.file_type()?.is_dir() => {
                    let why = anyhow!("{} has a name that is not UTF-8", path.display());
                    self.troubles.push(why);
                }
                Some(_) | None => {}
            }
        }
        documents.sort_by(|a, b| a.name.cmp(&b.name));
        if !documents.is_empty() {
            self.folders.push(Folder { at: folder.clone(), documents });
        }
        Ok(())
    }

    /// Removes the drafts that a killed run left: nobody will ever ask for them.
    pub(super) fn tidy(&self) -> anyhow::Result<()> {
        self.drafts.iter().try_for_each(|draft| {
            fs::remove_file(draft).with_context(|| format!("cannot remove {}", draft.display()))
        })
    }
}

fn below(folder: &Named, name: &str) -> String {
    if folder.name == "." { name.to_owned() } else { format!("{}/{name}", folder.name) }
}

fn is_log(folder: &Named, path: &Path) -> bool {
    // The archive itself is no folder of logs, whatever it is called.
    folder.name.rsplit('/').next() == Some(LOGS) && files::is_change_log(path)
}

fn is_document(entry: &DirEntry) -> bool {
    let path = entry.path();
    files::is_document(&path) && path.is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(named: &[Named]) -> Vec<&str> {
        named.iter().map(|named| named.name.as_str()).collect()
    }

    fn archive(files: &[&str]) -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in files {
            let path = root.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "We agree.").unwrap();
        }
        root
    }

    #[test]
    fn folders_come_by_name_with_their_documents() {
        let root =
            archive(&["b/2.md", "b/1.md", "b/README.md", "a/x/y/1.txt", "3.md", "c/notes.pdf"]);
        let found = found(root.path());
        let folders: Vec<_> =
            found.folders.iter().map(|f| (f.at.name.as_str(), names(&f.documents))).collect();
        assert_eq!(
            folders,
            [(".", vec!["3.md"]), ("a/x/y", vec!["a/x/y/1.txt"]), ("b", vec!["b/1.md", "b/2.md"])]
        );
        assert!(found.troubles.is_empty());
    }

    #[test]
    fn logs_and_drafts_are_no_documents() {
        let root = archive(&[
            "a/changes/1.md..2.md.changes.json",
            "a/changes/.travaux-archive-x1",
            "a/1.md",
            "a/loose.changes.json",
            "changes/2.md",
            ".git/3.md",
        ]);
        let found = found(root.path());
        assert_eq!(names(&found.logs), ["a/changes/1.md..2.md.changes.json"]);
        assert_eq!(found.drafts.len(), 1);
        let documents = found.folders.iter().flat_map(|f| names(&f.documents));
        assert_eq!(documents.collect::<Vec<_>>(), ["a/1.md", "changes/2.md"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_not_followed_and_links_to_files_are() {
        use std::os::unix::fs::symlink;
        let root = archive(&["a/1.md"]);
        let a = root.path().join("a");
        symlink(root.path(), a.join("up")).unwrap();
        symlink(a.join("1.md"), a.join("2.md")).unwrap();
        symlink(a.join("3.md"), a.join("3.md")).unwrap();
        let found = found(root.path());
        assert_eq!(found.folders.len(), 1);
        assert_eq!(names(&found.folders[0].documents), ["a/1.md", "a/2.md"]);
    }
}
