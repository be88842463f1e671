//! Where a line that is broken by hand ends a block, and where it only was too long.

/// The most letters of a line that is not broken for its length.
const SHORT: usize = 40;

/// The most letters of a word that joins what stands around it: "of", "and", "the", "de".
const JOINER: usize = 3;

/// How a line before a break and the line after it are set.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// Whether all of the line before is bold.
    pub(super) bold_before: bool,
    /// Whether the line after begins bold.
    pub(super) bold_after: bool,
}

/// Tells whether the block ends with `line`, when one break stands between it and a line that begins with `next`.
///
/// It does where a sentence or list item ends or begins, where bold ends with the line, and where the line is so short that
/// it was not broken for its length, unless its last word or the first of the next one shows that it goes on.
pub(super) fn ends_block(line: &str, next: &str, setting: Setting) -> bool {
    let line = line.trim_end().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    let Some(last) = line.chars().next_back() else { return false };
    let goes_on = next.starts_with(char::is_lowercase);
    if is_mark(next)
        || matches!(last, ';' | ':' | '；' | '：')
        || (matches!(last, '.' | '!' | '?' | '。' | '！' | '？') && !goes_on)
    {
        return true;
    }
    match (setting.bold_before, setting.bold_after) {
        (true, false) => true,
        (true, true) => false,
        (false, true) if !goes_on => true,
        (false, _) => !goes_on && is_short(line) && !joins(line),
    }
}

fn is_short(line: &str) -> bool {
    line.chars().map(|c| if is_dense(c) { 2 } else { 1 }).sum::<usize>() <= SHORT
}

/// Tells whether a letter is of a script that sets no space between words: Thai to Khmer, kana, Han.
pub(super) const fn is_dense(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Tells whether a line asks for another: it ends with a comma, or with a small word.
fn joins(line: &str) -> bool {
    let word = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    line.ends_with([',', '-', '–', '—', '&', '/'])
        || (word.chars().count() <= JOINER && word.chars().all(char::is_lowercase))
}

/// Tells whether a word is the mark or number of a list item.
fn is_mark(word: &str) -> bool {
    if word.starts_with(['•', '·', '▪', '■', '●', '◦', '‣', '○'])
        || matches!(word, "-" | "–" | "—" | "*" | "o")
    {
        return true;
    }
    let inside = word.strip_prefix('(').unwrap_or(word);
    let Some(number) = inside.strip_suffix([')', '.']) else { return false };
    let is_bracketed = inside.len() < word.len() && word.ends_with(')');
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let letters = (1..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_lowercase());
    digits || (letters && (is_bracketed || number.len() == 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Setting = Setting { bold_before: false, bold_after: false };

    #[test]
    fn a_break_ends_a_block_where_a_sentence_or_item_ends() {
        let long = "The parties met in the capital of the host country to review the year";
        for (line, next, ends) in [
            ("We met.", "We", true),
            ("said “we met.”", "The", true),
            ("the two parties agree to:", "expand", true),
            ("share what they learn;", "train", true),
            ("cooperation with the U.S.", "government", false),
            (long, "behind", false),
            (long, "Behind", false),
            (long, "•", true),
            (long, "(iv)", true),
            (long, "12.", true),
            (long, "2015.", false),
            (long, "(the", false),
            ("Washington", "March", true),
            ("Joint Statement of the", "Leaders", false),
            ("Washington,", "March", false),
        ] {
            assert_eq!(ends_block(line, next, PLAIN), ends, "{line} / {next}");
        }
    }

    #[test]
    fn a_letter_of_a_script_without_spaces_is_as_long_as_two() {
        let line = "双方同意在明年春季之前举行下一次会议并就执行情况";
        assert!(!ends_block(line, "提交报告", PLAIN));
        assert!(ends_block("联合声明", "双方同意", PLAIN));
    }

    #[test]
    fn bold_that_ends_with_the_line_ends_the_block() {
        let set = |bold_before, bold_after| Setting { bold_before, bold_after };
        assert!(ends_block("Trade", "the parties", set(true, false)));
        assert!(!ends_block("Joint Statement", "Of Leaders", set(true, true)));
        assert!(ends_block(
            "as was agreed last year by all of the parties",
            "Trade",
            set(false, true)
        ));
    }
}
