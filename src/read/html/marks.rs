//! The marks of list items, which a page does not write out.

/// A list that is open, and the number of its next item.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    style: Option<char>,
    next: i64,
}

impl List {
    /// Makes a list of bullets.
    pub(super) const fn bullets() -> Self {
        Self { style: None, next: 1 }
    }

    /// Makes a numbered list from its `type` and `start`.
    pub(super) fn numbered(style: Option<&str>, start: Option<&str>) -> Self {
        let style = style.and_then(|style| style.trim().chars().next());
        let next = start.and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        Self { style: Some(style.unwrap_or('1')), next }
    }

    /// Returns the mark of the next item, or of the one that says its own number.
    pub(super) fn mark(&mut self, value: Option<&str>) -> String {
        let Some(style) = self.style else { return "•".to_owned() };
        let number = value.and_then(|value| value.trim().parse().ok()).unwrap_or(self.next);
        self.next = number.saturating_add(1);
        format!("{}.", numeral(number, style))
    }
}

/// Writes a number in the style of a list: `1`, `a`, `A`, `i` or `I`.
fn numeral(number: i64, style: char) -> String {
    let written = match style {
        'a' | 'A' => letters(number),
        'i' | 'I' => roman(number),
        _ => None,
    };
    match written {
        Some(small) if style.is_uppercase() => small.to_uppercase(),
        Some(small) => small,
        None => number.to_string(),
    }
}

/// Writes a number as a, b, … z, aa, ab, …
fn letters(number: i64) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|number| *number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from_digit((rest - 1) % 26 + 10, 36)?);
        rest = (rest - 1) / 26;
    }
    Some(letters.into_iter().rev().collect())
}

/// Writes a number from 1 to 3999 in Roman numerals.
fn roman(number: i64) -> Option<String> {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut roman = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            roman.push_str(part);
            rest -= value;
        }
    }
    Some(roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_in_the_style_of_their_list() {
        for (style, start, mark) in [
            (None, None, "1."),
            (Some("a"), None, "a."),
            (Some("a"), Some("28"), "ab."),
            (Some("I"), Some("1994"), "MCMXCIV."),
            (Some("i"), Some("4"), "iv."),
            (Some("i"), Some("0"), "0."),
            (Some("A"), Some("-3"), "-3."),
            (Some("1"), Some("x"), "1."),
        ] {
            assert_eq!(List::numbered(style, start).mark(None), mark);
        }
    }

    #[test]
    fn an_item_that_says_its_number_is_counted_on_from() {
        let mut list = List::numbered(None, None);
        assert_eq!(list.mark(None), "1.");
        assert_eq!(list.mark(Some("7")), "7.");
        assert_eq!(list.mark(None), "8.");
        assert_eq!(List::bullets().mark(Some("7")), "•");
    }

    #[test]
    fn no_number_is_too_large() {
        let mut list = List::numbered(Some("i"), Some("9223372036854775807"));
        assert_eq!(list.mark(None), "9223372036854775807.");
        assert_eq!(list.mark(None), "9223372036854775807.");
    }
}
