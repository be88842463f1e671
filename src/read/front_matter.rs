//! The YAML between `---` lines at the top of a Markdown file. Only its plain fields are read; aliases are not followed.

use saphyr_parser::{Event, Parser};

use super::Draft;

/// Reads the fields of the front matter into `draft` and returns how long the front matter is in bytes.
///
/// Front matter that is not valid YAML has no fields; the text after it is read all the same.
pub(super) fn read(text: &str, draft: &mut Draft) -> usize {
    let Some((yaml, length)) = cut(text) else { return 0 };
    let (mut depth, mut name): (u32, Option<String>) = (0, None);
    for event in Parser::new_from_str(yaml) {
        match event {
            Ok((Event::MappingStart(..) | Event::SequenceStart(..), _)) => {
                depth += 1;
                name = None;
            }
            Ok((Event::MappingEnd | Event::SequenceEnd, _)) => depth -= 1,
            Ok((Event::Scalar(value, ..), _)) if depth == 1 => match name.take() {
                Some(name) => draft.field(&name, &value),
                None => name = Some(value.into_owned()),
            },
            Ok((Event::Alias(_), _)) if depth == 1 => name = None,
            Ok(_) => {}
            Err(_) => break,
        }
    }
    length
}

/// Returns the YAML at the top of `text` and the length of all of the front matter.
fn cut(text: &str) -> Option<(&str, usize)> {
    let after = text.strip_prefix("---")?;
    let start = text.len() - after.trim_start_matches([' ', '\t']).strip_prefix('\n')?.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&text[start..at], at + line.len()));
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Vec<(String, String)> {
        let mut draft = Draft::default();
        read(text, &mut draft);
        draft.fields.into_iter().collect()
    }

    #[test]
    fn a_folded_title_with_escapes_is_one_line() {
        let text = "---\ntitle: \"Joint\\\n  \\ Statement of the\\_Council\"\ndate: '2020-01-02'\n---\nText.";
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            fields(text),
            [pair("date", "2020-01-02"), pair("title", "Joint Statement of the Council")]
        );
    }

    #[test]
    fn only_plain_fields_count() {
        assert_eq!(fields("---\na: [x, y]\nb: {c: d}\ne: f\n---\n").len(), 1);
    }

    #[test]
    fn the_text_begins_after_the_closing_line() {
        let text = "---\na: b\n---\nText.";
        assert_eq!(&text[read(text, &mut Draft::default())..], "Text.");
    }

    #[test]
    fn a_rule_without_an_end_is_no_front_matter() {
        assert_eq!(read("---\nText.", &mut Draft::default()), 0);
    }
}
