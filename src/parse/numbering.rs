//! The numbers and letters that headings, paragraphs and list items bear: II. · A. · Section 1. · 3.2 · (a) · Article 4.

use crate::lexicon::Reading;

/// A number or letter at the beginning of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbering<'t> {
    /// The mark as published, with its punctuation.
    pub(crate) mark: &'t str,
    /// The number or letter alone.
    pub(crate) number: &'t str,
    /// How it is written.
    pub(crate) style: Style,
}

/// How a number is written; the smaller one heads the larger part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// "Section 1", "Article 4", "Annex II".
    Word,
    /// "II."
    Roman,
    /// "A."
    Capital,
    /// "3." or "3.2", with the count of its parts.
    Decimal(u8),
    /// "(a)", "b)", "(iv)", "(1)".
    Bracketed,
    /// "a.", "iv."
    Small,
}

/// Returns the number that `text` begins with.
pub(crate) fn numbering<'t>(text: &'t str, words: &Reading) -> Option<Numbering<'t>> {
    worded(text, words).or_else(|| bare(text))
}

/// Reads "Section 1." and the like.
fn worded<'t>(text: &'t str, words: &Reading) -> Option<Numbering<'t>> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    if !word.starts_with(char::is_uppercase) || !words.heading_words.contains(&word.to_lowercase())
    {
        return None;
    }
    let start = text.len() - rest.trim_start().len();
    let number = text[start..]
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '–' | '—' | ',' | '-'))
        .next()?;
    let valid =
        decimal_parts(number).is_some() || ordinal_of(number).is_some() || is_letter(number);
    valid.then(|| {
        let mut end = start + number.len();
        let tail = &text[end..];
        end += tail.len() - tail.trim_start_matches(['.', ':', ')']).len();
        Numbering { mark: &text[..end], number, style: Style::Word }
    })
}

/// Reads "II.", "A.", "3.2", "(a)" and the like.
fn bare(text: &str) -> Option<Numbering<'_>> {
    let mark = text.split_whitespace().next()?;
    let opened = mark.starts_with('(');
    let inside = mark.trim_start_matches(['(', '§', '¶']).trim_end_matches(['.', ')', ':']);
    let closing =
        &mark[mark.len() - (mark.trim_start_matches(['(', '§', '¶']).len() - inside.len())..];
    let bracketed = opened || closing.contains(')');
    if inside.is_empty() || mark.len() == text.trim_end().len() {
        return None;
    }
    let parts = decimal_parts(inside);
    let style = match parts {
        _ if bracketed
            && (parts == Some(1) || is_letter(inside) || ordinal_of(inside).is_some()) =>
        {
            Style::Bracketed
        }
        Some(1) if !closing.is_empty() || is_heading_number(text, mark) => Style::Decimal(1),
        Some(parts) if parts > 1 && (!closing.is_empty() || before_capital(text, mark)) => {
            Style::Decimal(parts)
        }
        _ if closing.is_empty() => return None,
        _ if inside.starts_with(char::is_uppercase) && ordinal_of(inside).is_some() => Style::Roman,
        _ if is_letter(inside) && inside.starts_with(char::is_uppercase) => Style::Capital,
        _ if is_letter(inside) || ordinal_of(inside).is_some() => Style::Small,
        _ => return None,
    };
    Some(Numbering { mark, number: inside, style })
}

/// Tells whether a number without a full stop heads a short line: "2 Collections", not "50 members met."
fn is_heading_number(text: &str, mark: &str) -> bool {
    let short = text.split_whitespace().count() <= 10 && !text.ends_with(['.', ';', ':', ',']);
    short && mark.len() <= 2 && before_capital(text, mark)
}

/// Tells whether a capital follows the mark, as in "3.2 Trade" and not in "3.2 million".
fn before_capital(text: &str, mark: &str) -> bool {
    text.trim_start()[mark.len()..].trim_start().starts_with(char::is_uppercase)
}

/// Counts the parts of a decimal number, such as 2 in "3.2"; a year or an amount is none.
fn decimal_parts(text: &str) -> Option<u8> {
    let mut parts = 0;
    for part in text.split('.') {
        let digits =
            !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
        if !digits || parts == 4 {
            return None;
        }
        parts += 1;
    }
    Some(parts)
}

fn is_letter(text: &str) -> bool {
    text.chars().count() == 1 && text.starts_with(char::is_alphabetic)
}

/// Returns the value of a Roman number of at most 39: no heading counts higher, and "mix" is a word.
pub(crate) fn ordinal_of(text: &str) -> Option<u32> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let same_case = text.chars().all(char::is_lowercase) || text.chars().all(char::is_uppercase);
    if text.is_empty() || text.len() > 7 || !same_case {
        return None;
    }
    let values: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    let signed = |(at, v): (usize, &u32)| {
        let v = i64::from(*v);
        if values.get(at + 1).is_some_and(|next| i64::from(*next) > v) { -v } else { v }
    };
    u32::try_from(values.iter().enumerate().map(signed).sum::<i64>()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn assert_numbering(text: &str, expected: Option<(&str, &str, Style)>) {
        let lexicon = Lexicon::english();
        let found = numbering(text, &lexicon.reading).map(|n| (n.mark, n.number, n.style));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_usual_style_is_known() {
        for (text, mark, number, style) in [
            ("II. Trade", "II.", "II", Style::Roman),
            ("A. Trade", "A.", "A", Style::Capital),
            ("Section 1.  Trade", "Section 1.", "1", Style::Word),
            ("Article 4 Trade", "Article 4", "4", Style::Word),
            ("Annex II – Trade", "Annex II", "II", Style::Word),
            ("3.2 Trade", "3.2", "3.2", Style::Decimal(2)),
            ("3. We agree.", "3.", "3", Style::Decimal(1)),
            ("(a) cut tariffs", "(a)", "a", Style::Bracketed),
            ("iv) meet", "iv)", "iv", Style::Bracketed),
            ("12) meet", "12)", "12", Style::Bracketed),
            ("b. meet", "b.", "b", Style::Small),
        ] {
            assert_numbering(text, Some((mark, number, style)));
        }
    }

    #[test]
    fn what_only_begins_with_a_number_is_not_numbered() {
        for text in [
            "2023 was a year of change",
            "50 members met",
            "A vast plan",
            "I agree",
            "1.5 million people",
            "U.S. aims",
            "Part of it",
        ] {
            assert_numbering(text, None);
        }
    }

    #[test]
    fn a_mark_alone_numbers_nothing() {
        assert_numbering("II.", None);
    }
}
