//! From bytes to text: which encoding, which format.

use std::path::Path;

use super::Format;
use crate::error::Error;

/// Returns the text that `bytes` stand for.
pub(super) fn decode(bytes: &[u8], label: &str) -> Result<String, Error> {
    let _ = label;
    Ok(String::from_utf8_lossy(bytes).into_owned())
}

/// Tells the format of a document by its name, then by its content.
pub(super) fn detect(label: &str, text: &str) -> Format {
    match Path::new(label).extension().and_then(|e| e.to_str()) {
        Some("md" | "markdown") => Format::Markdown,
        Some("html" | "htm") => Format::Html,
        Some("json") => Format::RoundJson,
        _ if text.starts_with('{') => Format::RoundJson,
        _ => Format::Text,
    }
}
