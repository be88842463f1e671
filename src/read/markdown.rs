//! Stub.
use super::{BlockKind, Draft};

pub(super) fn read(text: &str, draft: &mut Draft) {
    let mut line = 1;
    for paragraph in text.split("\n\n") {
        draft.write(paragraph, line);
        draft.end(BlockKind::Paragraph, false);
        line += 2 + u32::try_from(paragraph.matches('\n').count()).unwrap_or(0);
    }
}
