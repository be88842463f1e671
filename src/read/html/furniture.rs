//! Which runs of a page are its text, and which are page furniture. Nothing is thrown away here.
//!
//! The page is told from the text as published work does it, by features that need no grammar and no language:
//! the length of a run and the share of it that is links (C. Kohlschütter, P. Fankhauser, W. Nejdl: Boilerplate Detection
//! using Shallow Text Features, WSDM 2010, doi:10.1145/1718487.1718542), and its neighbours, where it is too short to tell
//! (J. Pomikálek: Removing Boilerplate and Duplicate Content from Web Corpora, Brno 2011, "jusText"). Before these, what the
//! page says itself: its elements and the names of their classes. A name is not believed where it would set aside most of
//! the prose of the page, since an analyst loses more by a statement that is gone than by a menu that stayed.

use super::names::Names;
use super::page::{Page, Run};
use super::shares::Shares;
use crate::read::BlockKind;
use crate::round::NoticeKind;
use crate::span::Span;

/// The fewest words of a run that is text for its length alone.
const LONG: usize = 15;

/// The fewest words of a run that is text if it ends as a sentence does.
const SENTENCE: usize = 6;

/// The most words of a run that is furniture for being one link.
const LABEL: usize = 10;

/// How many runs before the text its date line may stand.
const NEAR: usize = 4;

/// Which runs are the text.
#[derive(Debug)]
pub(super) struct Verdict {
    /// For each run, why it is set aside; `None` if it is text.
    pub(super) asides: Vec<Option<NoticeKind>>,
    /// Which run is the title of the page.
    pub(super) title: Option<usize>,
}

/// Tells which runs of a page are its text.
pub(super) fn judge(page: &Page) -> Verdict {
    let shares = Shares::of(page);
    let main = shares.main(page);
    let named = by_name(page, &shares, main);
    let mut asides: Vec<_> = page.runs.iter().map(|run| own(run).or(named[run.element])).collect();
    match main {
        Some(main) => keep_inside(page, main, &mut asides),
        None => keep_between(page, &mut asides),
    }
    let title = title(page, &mut asides);
    keep_date(page, title, &mut asides);
    Verdict { asides, title }
}

fn own(run: &Run) -> Option<NoticeKind> {
    match run.kind {
        BlockKind::Aside(kind) => Some(kind),
        _ => run.aside,
    }
}

/// Tells for each element what its names, and those of the elements around it, make of the runs in it.
fn by_name(page: &Page, shares: &Shares, main: Option<usize>) -> Vec<Option<NoticeKind>> {
    let mut named: Vec<Option<NoticeKind>> = Vec::with_capacity(page.elements.len());
    let trusted = shares.trusted(page, main);
    for (index, element) in page.elements.iter().enumerate() {
        let around = if index == 0 { None } else { named[element.parent] };
        let names = element.names;
        let own = match () {
            () if trusted[index] => None,
            () if names.has(Names::FOOTNOTE) => Some(NoticeKind::Footnote),
            () if shares.is_furniture(index) => Some(NoticeKind::Furniture),
            () => None,
        };
        named.push(if trusted[index] { None } else { own.or(around) });
    }
    named
}

/// Sets aside what lies outside the main element, sentences in another one around it apart, and what is but a link inside it.
fn keep_inside(page: &Page, main: usize, asides: &mut [Option<NoticeKind>]) {
    let mut inside = vec![false; page.elements.len()];
    for (index, element) in page.elements.iter().enumerate() {
        inside[index] = index == main || inside[element.parent];
    }
    let outer = outermost_main(page, main);
    let mut around = vec![false; page.elements.len()];
    for (index, element) in page.elements.iter().enumerate() {
        around[index] = index == outer || around[element.parent];
    }
    for (run, aside) in page.runs.iter().zip(asides) {
        let is_text = match () {
            () if inside[run.element] => !is_label(run),
            () => around[run.element] && is_prose(page, run) && is_sentence(page, run),
        };
        if !is_text && aside.is_none() {
            *aside = Some(NoticeKind::Furniture);
        }
    }
}

/// Returns the outermost main element around `main`, which may be itself.
fn outermost_main(page: &Page, main: usize) -> usize {
    let (mut at, mut outer) = (main, main);
    while at != 0 {
        at = page.elements[at].parent;
        if page.elements[at].names.has(Names::MAIN) {
            outer = at;
        }
    }
    outer
}

/// Sets aside what stands before and after the text of a page that does not mark it.
///
/// The text lasts from the first run of prose to the last. Short runs at its ends belong to it (a title, a date line, a
/// signature) up to the first one that is a link or a copyright line.
fn keep_between(page: &Page, asides: &mut [Option<NoticeKind>]) {
    let open: Vec<usize> = (0..page.runs.len()).filter(|at| asides[*at].is_none()).collect();
    let is_prose = |at: &usize| is_prose(page, &page.runs[*at]);
    let ends =
        |at: &usize| page.runs[*at].ink.is_linked() || is_copyright(words(page, &page.runs[*at]));
    let (first, last) = match (open.iter().position(is_prose), open.iter().rposition(is_prose)) {
        (Some(first), Some(last)) => (first, last),
        _ => (0, open.len()),
    };
    let start = open[..first].iter().rposition(ends).map_or(0, |before| before + 1);
    let end =
        open.iter().skip(last + 1).position(ends).map_or(open.len(), |after| last + 1 + after);
    for (place, at) in open.iter().enumerate() {
        let is_between = (start..end).contains(&place);
        let is_stray_heading =
            place < start && matches!(page.runs[*at].kind, BlockKind::Heading(1));
        let is_link = is_label(&page.runs[*at]) || (first == 0 && last == open.len() && ends(at));
        if !(is_between || is_stray_heading) || is_link {
            asides[*at] = Some(NoticeKind::Furniture);
        }
    }
}

/// Tells whether a run is prose: long or a sentence, and not made of links.
fn is_prose(page: &Page, run: &Run) -> bool {
    let words = run.ink.plain_words();
    let is_own = !run.ink.is_linked() && !is_copyright(self::words(page, run));
    is_own && (words >= LONG || (words >= SENTENCE && is_sentence(page, run)))
}

fn is_sentence(page: &Page, run: &Run) -> bool {
    words(page, run)
        .trim_end_matches(['"', '”', '’', '»', ')', ']'])
        .ends_with(['.', ';', ':', '!', '?', '。', '؛', '।'])
}

/// Tells whether a run is but the label of a link, such as "Share" or "Download as PDF".
fn is_label(run: &Run) -> bool {
    let is_heading = matches!(run.kind, BlockKind::Heading(_));
    !is_heading
        && run.ink.letters > 0
        && run.ink.linked * 10 >= run.ink.letters * 9
        && run.ink.words <= LABEL
}

fn is_copyright(words: &str) -> bool {
    words.starts_with('©') || words.starts_with("Copyright") || words.starts_with("(c)")
}

fn words<'a>(page: &'a Page, run: &Run) -> &'a str {
    Span::of(run.span, &page.text)
}

/// Finds the title of the page among its runs and keeps it, even if it stands outside the text.
///
/// It is the heading that the page's own title names, or the first heading of the first level in the text, or the last one
/// before it.
fn title(page: &Page, asides: &mut [Option<NoticeKind>]) -> Option<usize> {
    let first = asides.iter().position(Option::is_none).unwrap_or(asides.len());
    let level = |at: usize| match page.runs[at].kind {
        BlockKind::Heading(level) => level,
        _ => 7,
    };
    let is_set_aside = |at: usize| asides[at].is_some_and(|kind| kind != NoticeKind::Furniture);
    let is_named = |at: &usize| {
        (level(*at) <= 3 || page.runs[*at].strong)
            && !is_set_aside(*at)
            && page.head.is_title(words(page, &page.runs[*at]))
    };
    let is_first = |at: &usize| level(*at) == 1;
    let in_text = |at: &usize| asides[*at].is_none();
    let reach = (first + NEAR).min(asides.len());
    let title = (0..reach)
        .rev()
        .find(|at| is_named(at) && in_text(at))
        .or_else(|| (0..reach).rev().find(is_named))
        .or_else(|| (first..asides.len()).find(|at| is_first(at) && in_text(at)))
        .or_else(|| {
            (0..first)
                .rev()
                .find(|at| is_first(at) && !is_label(&page.runs[*at]) && !is_set_aside(*at))
        });
    if let Some(at) = title {
        asides[at] = None;
    }
    title
}

/// Keeps the date line that stands between the title and the text, or shortly before the text.
fn keep_date(page: &Page, title: Option<usize>, asides: &mut [Option<NoticeKind>]) {
    let is_text = |at: &usize| asides[*at].is_none() && Some(*at) != title;
    let Some(first) = (0..asides.len()).find(is_text) else { return };
    let from = title.filter(|at| *at < first).unwrap_or_else(|| first.saturating_sub(NEAR));
    for (run, aside) in page.runs[from..first].iter().zip(&mut asides[from..first]) {
        if run.date && run.aside.is_none() && run.ink.words <= 2 * LABEL {
            *aside = None;
        }
    }
}
