//! The word edits inside a rewording. The difference itself is found by the crate `similar`; here its answer is made
//! readable: phrases, not confetti.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use similar::DiffOp;

use super::difference::difference;
use crate::change::Edit;
use crate::pieces::pieces;
use crate::sides::Sides;
use crate::typography::plain_of;

/// Returns the edits that turn the older text into the newer.
pub(super) fn edits(texts: Sides<&str>) -> Vec<Edit> {
    if texts.old == texts.new {
        return vec![Edit::Keep(texts.old.to_owned())];
    }
    let units = texts.map(units);
    let ids = ids(units.as_ref());
    let ops = difference(ids.as_ref().map(Vec::as_slice));
    let runs = tidied(runs(&ops), units.as_ref());
    written(&runs, texts, units.as_ref())
}

/// A word or a punctuation mark, with the white space after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit<'t> {
    /// Where it begins in its text.
    start: usize,
    word: &'t str,
    space: &'t str,
    /// How many letters and digits the word has.
    letters: usize,
}

/// Returns how many letters and digits a word has.
fn letters(word: &str) -> usize {
    let plain = word.bytes().filter(u8::is_ascii_alphanumeric).count();
    if plain == word.len() {
        return plain;
    }
    word.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Cuts a text into units. Words are those of Unicode, with the marks inside them: "EU-US", "1-1/2", "Committee's".
fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    for piece in pieces(text) {
        let (start, end) = (at, at + piece.len());
        at = end;
        match units.last_mut() {
            Some(last) if piece.chars().all(char::is_whitespace) => {
                last.space = &text[start - last.space.len()..end];
            }
            Some(last) if last.space.is_empty() && joins(last.word, piece, &text[end..]) => {
                last.word = &text[start - last.word.len()..end];
            }
            _ => units.push(Unit { start, word: piece, space: "", letters: 0 }),
        }
    }
    units.iter_mut().for_each(|unit| unit.letters = letters(unit.word));
    units
}

/// Tells whether `piece` goes on with the word before it, with which it stands in one: the hyphen and "US" of "EU-US".
fn joins(word: &str, piece: &str, rest: &str) -> bool {
    let is_mark = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '/' | '&' | '\'' | '’');
    let begins = |text: &str| text.starts_with(char::is_alphanumeric);
    let mut ends = word.chars().rev();
    match ends.next() {
        Some(last) if is_mark(last) => {
            begins(piece) && ends.next().is_some_and(char::is_alphanumeric)
        }
        Some(last) if piece.starts_with(is_mark) => {
            (last.is_alphanumeric() || last == '.') && piece.chars().count() == 1 && begins(rest)
        }
        _ => false,
    }
}

/// Numbers the words of both sides so that words alike but for typography bear the same number.
fn ids(units: Sides<&Vec<Unit<'_>>>) -> Sides<Vec<u32>> {
    let mut known: FxHashMap<Cow<'_, str>, u32> = FxHashMap::default();
    known.reserve(units.old.len().max(units.new.len()));
    units.map(|side| {
        side.iter()
            .map(|unit| {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *known.entry(plain_of(unit.word)).or_insert(next)
            })
            .collect()
    })
}

/// A stretch of units that is the same on both sides, or differs.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    kept: bool,
    old: std::ops::Range<usize>,
    new: std::ops::Range<usize>,
}

fn runs(ops: &[DiffOp]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for op in ops {
        let (old, new) = (op.old_range(), op.new_range());
        let kept = matches!(op, DiffOp::Equal { .. });
        match runs.last_mut() {
            Some(last) if last.kept == kept => {
                last.old.end = old.end;
                last.new.end = new.end;
            }
            _ => runs.push(Run { kept, old, new }),
        }
    }
    runs
}

/// Makes runs readable: see [`absorbed`] and [`slid`].
fn tidied(runs: Vec<Run>, units: Sides<&Vec<Unit<'_>>>) -> Vec<Run> {
    let mut runs = absorbed(runs, units);
    for at in 1..runs.len().saturating_sub(1) {
        slid(&mut runs[at - 1..=at + 1], units);
    }
    runs.retain(|run| !run.old.is_empty() || !run.new.is_empty());
    if kept_share(&runs, units) < LEAST_KEPT {
        let whole = Run { kept: false, old: 0..units.old.len(), new: 0..units.new.len() };
        return vec![whole];
    }
    runs
}

/// Where less than this share of the letters is kept, single kept words would only be confetti.
const LEAST_KEPT: f64 = 0.15;

fn kept_share(runs: &[Run], units: Sides<&Vec<Unit<'_>>>) -> f64 {
    let letters = |units: &[Unit<'_>]| units.iter().map(|unit| unit.letters).sum::<usize>();
    let kept: usize =
        runs.iter().filter(|run| run.kept).map(|run| letters(&units.new[run.new.clone()])).sum();
    let all = letters(units.old).max(letters(units.new)).max(1);
    #[expect(clippy::cast_precision_loss, reason = "counts of letters are far below 2^52")]
    let share = kept as f64 / all as f64;
    share
}

/// Gives up kept stretches that are shorter than the edits on both sides of them: "the" between two replaced phrases.
fn absorbed(runs: Vec<Run>, units: Sides<&Vec<Unit<'_>>>) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::with_capacity(runs.len());
    let mut rest = runs.into_iter().peekable();
    while let Some(run) = rest.next() {
        if run.kept
            && let (Some(before), Some(after)) = (tidy.last_mut(), rest.peek())
            && is_confetti(before, &run, after, units)
        {
            before.old.end = after.old.end;
            before.new.end = after.new.end;
            rest.next();
        } else {
            tidy.push(run);
        }
    }
    tidy
}

/// A kept stretch of more words than this always stands.
const LONGEST_CONFETTI: usize = 3;

fn is_confetti(before: &Run, kept: &Run, after: &Run, units: Sides<&Vec<Unit<'_>>>) -> bool {
    let letters = |units: &[Unit<'_>]| units.iter().map(|unit| unit.letters).sum::<usize>();
    let size =
        |run: &Run| letters(&units.old[run.old.clone()]).max(letters(&units.new[run.new.clone()]));
    let both = |run: &Run| !run.old.is_empty() && !run.new.is_empty();
    let words = units.new[kept.new.clone()].iter().filter(|unit| unit.letters > 0).count();
    let least = size(before).min(size(after));
    words <= LONGEST_CONFETTI
        && size(kept) <= least
        && (both(before) || both(after))
        && size(kept) * 2 <= size(before) + size(after)
}

/// Moves an insertion or deletion between two kept stretches to where a phrase begins or ends: `A[, B], C`, not
/// `A, [B, ]C`.
fn slid(runs: &mut [Run], units: Sides<&Vec<Unit<'_>>>) {
    let [before, edit, after] = runs else { return };
    let one_sided = edit.old.is_empty() != edit.new.is_empty();
    if !before.kept || edit.kept || !after.kept || !one_sided {
        return;
    }
    let (side, run) = if edit.old.is_empty() {
        (units.new, edit.new.clone())
    } else {
        (units.old, edit.old.clone())
    };
    let same = |a: usize, b: usize| plain_of(side[a].word) == plain_of(side[b].word);
    let left = (1..=before.new.len()).take_while(|by| same(run.start - by, run.end - by)).count();
    let right = (0..after.new.len()).take_while(|by| same(run.start + by, run.end + by)).count();
    let left_i = i64::try_from(left).unwrap_or(0);
    let right_i = i64::try_from(right).unwrap_or(0);
    let at = |by: i64| usize::try_from(i64::try_from(run.start).unwrap_or(0) + by).unwrap_or(0);
    let best = (-left_i..=right_i)
        .max_by_key(|by| (phrase_score(side, at(*by), at(*by) + run.len()), -by.abs()));
    shift(before, edit, after, best.unwrap_or(0));
}

/// Rates how well a stretch reads as a phrase: with its comma before it, or up to its comma.
fn phrase_score(units: &[Unit<'_>], start: usize, end: usize) -> u8 {
    let mark =
        |at: Option<usize>| at.and_then(|at| units.get(at)).is_some_and(|unit| unit.letters == 0);
    let inside = start < end;
    let begins_with_mark = inside && mark(Some(start));
    let after_mark = start == 0 || mark(start.checked_sub(1));
    let ends_with_mark = inside && mark(Some(end - 1));
    match (begins_with_mark, ends_with_mark) {
        (false, true) if after_mark => 3,
        (true, false) => 2,
        (false, false) => 1,
        _ => 0,
    }
}

fn shift(before: &mut Run, edit: &mut Run, after: &mut Run, by: i64) {
    let moved = |at: usize| usize::try_from(i64::try_from(at).unwrap_or(0) + by).unwrap_or(0);
    for (before, edit, after) in [
        (&mut before.old, &mut edit.old, &mut after.old),
        (&mut before.new, &mut edit.new, &mut after.new),
    ] {
        before.end = moved(before.end);
        *edit = moved(edit.start)..moved(edit.end);
        after.start = moved(after.start);
    }
}

/// Writes runs as edits.
fn written(runs: &[Run], texts: Sides<&str>, units: Sides<&Vec<Unit<'_>>>) -> Vec<Edit> {
    let mut edits = Edits::default();
    for run in runs {
        let own = Sides::new(&units.old[run.old.clone()], &units.new[run.new.clone()]);
        let whole = texts.zip(own).map(|(text, units)| stretch(text, units));
        if !run.kept {
            edits.replace(whole.old, whole.new);
        } else if whole.old == whole.new {
            edits.keep(whole.old, whole.new);
        } else {
            for (old, new) in own.old.iter().zip(own.new) {
                edits.keep(old.word, new.word);
                edits.keep(old.space, new.space);
            }
        }
    }
    edits.0
}

/// Returns the part of a text that consecutive units of it take.
fn stretch<'t>(text: &'t str, units: &[Unit<'_>]) -> &'t str {
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return "" };
    &text[first.start..last.start + last.word.len() + last.space.len()]
}

/// Edits in the making; equal neighbours grow together.
#[derive(Debug, Default)]
struct Edits(Vec<Edit>);

impl Edits {
    fn keep(&mut self, old: &str, new: &str) {
        match self.0.last_mut() {
            _ if old.is_empty() && new.is_empty() => {}
            Some(Edit::Keep(text)) if old == new => text.push_str(old),
            _ if old == new => self.0.push(Edit::Keep(old.to_owned())),
            _ => self.0.push(Edit::Retype(Sides::new(old.to_owned(), new.to_owned()))),
        }
    }

    fn replace(&mut self, old: &str, new: &str) {
        let (old, new, blank) = same_blank(old, new);
        if !old.is_empty() {
            self.0.push(Edit::Delete(old.to_owned()));
        }
        if !new.is_empty() {
            self.0.push(Edit::Insert(new.to_owned()));
        }
        self.keep(blank, blank);
    }
}

/// Cuts off the blank at the end that both texts have, so that it is kept and neither struck nor inserted.
fn same_blank<'t>(old: &'t str, new: &'t str) -> (&'t str, &'t str, &'t str) {
    match (old.strip_suffix(' '), new.strip_suffix(' ')) {
        (Some(o), Some(n)) if !o.is_empty() && !n.is_empty() => (o, n, " "),
        _ => (old, new, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows the edits as a reader without colour sees them.
    fn shown(old: &str, new: &str) -> String {
        let show = |edit: &Edit| match edit {
            Edit::Keep(text) => text.clone(),
            Edit::Delete(text) => format!("[-{text}-]"),
            Edit::Insert(text) => format!("{{+{text}+}}"),
            Edit::Retype(text) => text.new.clone(),
        };
        edits(Sides::new(old, new)).iter().map(show).collect()
    }

    #[test]
    fn an_inserted_word_brings_its_blank() {
        assert_eq!(
            shown("We support peace.", "We support lasting peace."),
            "We support {+lasting +}peace."
        );
    }

    #[test]
    fn a_replaced_phrase_is_one_edit() {
        assert_eq!(
            shown("Both sides welcomed the new plan.", "Both sides committed to the new plan."),
            "Both sides [-welcomed-]{+committed to+} the new plan."
        );
    }

    #[test]
    fn small_words_between_two_replaced_phrases_go_with_them() {
        assert_eq!(
            shown("We hail progress of partners here.", "We note concerns of citizens here."),
            "We [-hail progress of partners-]{+note concerns of citizens+} here."
        );
    }

    #[test]
    fn an_inserted_item_goes_with_its_comma() {
        assert_eq!(
            shown("We meet Chad, Mali, and Togo.", "We meet Chad, Niger, Mali, and Togo."),
            "We meet Chad, {+Niger, +}Mali, and Togo."
        );
    }

    #[test]
    fn a_word_with_marks_inside_is_one_word() {
        assert_eq!(
            shown("the EU-US Group at 2 percent", "the U.S.-EU Group at 1-1/2 percent"),
            "the [-EU-US-]{+U.S.-EU+} Group at [-2-]{+1-1/2+} percent"
        );
    }

    #[test]
    fn typography_is_kept() {
        assert_eq!(
            shown("the Committee's aims now", "the Committee’s aims then"),
            "the Committee’s aims [-now-]{+then+}"
        );
    }

    #[test]
    fn what_has_nearly_nothing_in_common_is_replaced_whole() {
        assert_eq!(
            shown("We hail the dawn of spring.", "Ships left port, the crew slept."),
            "[-We hail the dawn of spring.-]{+Ships left port, the crew slept.+}"
        );
    }
}
