//! What of a text is typography and carries no meaning: the forms of quotes, dashes, blanks and ligatures. When two texts
//! are the same is left to others.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns what is compared of a text: typography that carries no meaning is folded away.
///
/// Compatibility forms (ligatures, no-break spaces) are resolved, curly quotes and dashes of every length become plain,
/// soft hyphens and other invisible characters go, white space is one space, and the punctuation that only strings list
/// items together ("; and" at the end) is cut. Case, spelling and inner punctuation stay: to change them is an edit.
///
/// # Examples
/// ```
/// assert_eq!(travaux::comparison_key("the “ﬁrst” set\u{a0}of measures; and"), "the \"first\" set of measures");
/// ```
#[must_use]
pub fn comparison_key(text: &str) -> String {
    let mut key = plain(text);
    let end = without_list_tail(&key).len();
    key.truncate(end);
    key
}

/// Returns `text` with all typography that carries no meaning folded away, its punctuation untouched.
#[must_use]
pub fn plain(text: &str) -> String {
    plain_of(text).into_owned()
}

/// Returns what [`plain`] does, the text itself where there is nothing to fold.
pub(crate) fn plain_of(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return text.into();
    }
    let shown = |c| (!is_invisible(c)).then(|| plain_typography(c));
    if has(text, |byte| byte >= 0xc0, |c| !is_settled(c)) {
        return fold(&text.nfkc().collect::<String>(), shown).into();
    }
    fold(text, shown).into()
}

/// Returns `text` with white space folded.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    let line =
        if text.contains('\n') { text.replace('\n', " ").into() } else { Cow::Borrowed(text) };
    if has_single_blanks(&line) && !has_other_blanks(&line) {
        return line;
    }
    fold(text, |c| (!is_nothing(c)).then_some(c)).into()
}

/// Tells whether a text has characters that folding changes, blanks left out.
fn has_other_blanks(text: &str) -> bool {
    has(
        text,
        |byte| matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3 | 0xef),
        |c| c != ' ' && c.is_whitespace() || is_nothing(c),
    )
}

/// Tells whether a character only says how a word may be cut, or nothing at all.
const fn is_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}

/// Returns a text with visible ASCII as it is, other characters as `shown` says, and white space as single blanks between
/// words.
fn fold(text: &str, shown: impl Fn(char) -> Option<char>) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let plain = plain_run(rest.as_bytes(), folded.is_empty() || folded.ends_with(' '));
        if plain > 0 {
            folded.push_str(&rest[..plain]);
        } else if let Some(c) = shown(c) {
            push(&mut folded, c);
        }
        rest = &rest[plain.max(c.len_utf8())..];
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Returns how many bytes of a text are visible ASCII and single blanks; none stands where a `blank` is before it.
fn plain_run(text: &[u8], mut blank: bool) -> usize {
    let plain = |byte: &&u8| match **byte {
        b' ' => !std::mem::replace(&mut blank, true),
        b'!'..=b'~' => {
            blank = false;
            true
        }
        _ => false,
    };
    text.iter().take_while(plain).count()
}

/// Tells whether NFKC leaves a character alone, or makes of it what [`plain_typography`] makes of it anyway.
const fn is_settled(c: char) -> bool {
    matches!(c, '\0'..='\x7f' | '\u{a0}' | '\u{ab}' | '\u{bb}' | '\u{c0}'..='\u{ff}')
        || matches!(c, '\u{2010}'..='\u{2015}' | '\u{2018}'..='\u{201f}')
}

/// Tells at a glance that a text is plain and has no white space but single blanks between words.
fn is_folded(text: &str) -> bool {
    let plain = |bytes: &[u8]| bytes.iter().fold(true, |all, b| all & matches!(b, b' '..=b'~'));
    text.as_bytes().chunks(64).all(plain) && has_single_blanks(text)
}

/// Tells whether no blank of a text stands at its begin, at its end or beside another.
fn has_single_blanks(text: &str) -> bool {
    // Whole pieces are looked at without stopping, which processors do many bytes at a time.
    let single = |piece: &[u8]| {
        let pairs = piece.iter().zip(piece.get(1..).unwrap_or_default());
        pairs.fold(true, |all, (&a, &b)| all & ((a != b' ') | (b != b' ')))
    };
    !text.starts_with(' ') && !text.ends_with(' ') && single(text.as_bytes())
}

/// Tells whether a text has a character that `is`, given the bytes that such a one can begin with.
///
/// Whole pieces are looked at without stopping, which processors do many bytes at a time; only the bytes that `may` begin
/// one are looked at twice.
pub(crate) fn has(text: &str, may: impl Fn(u8) -> bool, is: impl Fn(char) -> bool) -> bool {
    const PIECE: usize = 64;
    let begins = |at: usize| text[at..].starts_with(&is);
    text.as_bytes().chunks(PIECE).enumerate().any(|(number, piece)| {
        piece.iter().fold(false, |any, &byte| any | may(byte))
            && (number * PIECE..).zip(piece).any(|(at, &byte)| may(byte) && begins(at))
    })
}

/// Adds a character, but a blank only between others.
fn push(text: &mut String, c: char) {
    if !c.is_whitespace() {
        text.push(c);
    } else if !text.is_empty() && !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Tells whether a character takes no room and carries no meaning in running text.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn plain_typography(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '«' | '»' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_control() => ' ',
        c => c,
    }
}

fn without_list_tail(key: &str) -> &str {
    let punctuation = |text: &str| text.trim_end_matches([' ', ';', ',', '.', ':']).len();
    let bare = &key[..punctuation(key)];
    for word in [" and", " or"] {
        if let Some(item) = bare.strip_suffix(word)
            && item.ends_with([';', ','])
        {
            return &item[..punctuation(item)];
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortcut_for_settled_characters_leads_to_the_same_text() {
        for c in ('\0'..='\u{3000}').filter(|c| is_settled(*c)) {
            let composed: String = c.to_string().nfkc().map(plain_typography).collect();
            assert_eq!(composed.trim(), plain(&c.to_string()), "{c:?}");
        }
    }

    #[test]
    fn a_character_is_found_wherever_it_stands() {
        let is_dash = |text: &str| has(text, |byte| byte == 0xe2, |c| c == '–');
        for before in 0..130 {
            let text = format!("{}–", "a".repeat(before));
            assert!(
                is_dash(&text) && !is_dash(&text[..before]) && !is_dash(&text.replace('–', "—"))
            );
        }
    }

    #[test]
    fn white_space_is_folded_and_marks_are_made_plain() {
        for (text, want) in [
            ("", ""),
            (" ", ""),
            ("a  b ", "a b"),
            ("a\u{a0}\nb", "a b"),
            ("“à\u{ad} la”", "\"à la\""),
            ("ﬁn", "fin"),
            ("e\u{301}", "é"),
            ("a\tb", "a b"),
        ] {
            assert_eq!(plain(text), want, "{text:?}");
        }
    }

    /// What folding means, said as plainly as can be.
    fn plainly(text: &str) -> String {
        let visible: String = text.chars().filter(|c| !is_nothing(*c)).collect();
        visible.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_short_text_is_folded_as_plainly_said() {
        let letters = ['a', '’', ' ', '\n', '\u{a0}', '\u{3000}', '\u{ad}', '\u{feff}'];
        let mut texts = vec![String::new()];
        for length in 0..5 {
            let longest: Vec<String> =
                texts.iter().filter(|text| text.chars().count() == length).cloned().collect();
            texts.extend(longest.iter().flat_map(|text| letters.map(|c| format!("{text}{c}"))));
        }
        for text in texts {
            assert_eq!(folded(&text), plainly(&text), "{text:?}");
        }
    }
}
