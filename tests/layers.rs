//! Modules import only from lower layers: the numbers are those of ARCHITECTURE.md.

use std::fs;
use std::path::{Path, PathBuf};

/// Each module with its layer; a folder's files share one.
const LAYERS: &[(&str, u8)] = &[
    ("span", 0),
    ("sides", 0),
    ("error", 0),
    ("threads", 0),
    ("typography", 0),
    ("pieces", 0),
    ("points", 0),
    ("heads", 0),
    ("wire/", 0),
    ("wire", 0),
    ("round", 1),
    ("lexicon/", 0),
    ("lexicon", 1),
    ("read", 2),
    ("read/", 3),
    ("parse/", 3),
    ("parse", 4),
    ("align/", 4),
    ("align", 5),
    ("change/", 1),
    ("change", 6),
    ("classify/", 7),
    ("classify", 8),
    ("series/", 9),
    ("series", 10),
    ("record/", 9),
    ("record", 10),
    ("report", 11),
    ("report/", 12),
    ("lib", 13),
    ("cli/", 14),
    ("cli", 15),
    ("main", 16),
];

/// Returns the layer of a source file, by its path below `src`.
fn layer_of_file(path: &Path) -> u8 {
    let name = path.with_extension("").to_string_lossy().replace('\\', "/");
    let key = name.split_once('/').map_or(name.clone(), |(folder, _)| format!("{folder}/"));
    layer(&key).unwrap_or_else(|| {
        panic!("{name} has no layer: add it to ARCHITECTURE.md and to this test")
    })
}

fn layer(key: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == key).map(|(_, layer)| *layer)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).expect("the folder is there").map(|e| e.expect("readable").path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[test]
fn modules_import_only_from_lower_layers() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    let mut seen = 0;
    for path in files(&src) {
        let name = path.strip_prefix(&src).expect("below src");
        let own = layer_of_file(name);
        let code = fs::read_to_string(&path).expect("source is UTF-8");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, _) in code.match_indices("crate::") {
            let path: String =
                code[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let inside_cli = own >= 14 && path == "cli";
            if let Some(imported) = layer(&path).filter(|imported| *imported >= own && !inside_cli)
            {
                faults.push(format!(
                    "{} (layer {own}) imports {path} (layer {imported})",
                    name.display()
                ));
            }
            seen += 1;
        }
    }
    assert!(seen > 20, "the test reads imports: {seen}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
