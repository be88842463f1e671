//! Where the prose of a page lies: how much of it each element holds. What follows from that is left to `furniture`.

use super::names::Names;
use super::page::{Page, Run};
use super::tags::Tag;
use crate::read::BlockKind;

/// The fewest words that count as prose.
const PROSE: usize = 8;

/// How little prose may stand outside furniture for a name not to be believed: one part in this many.
const HARDLY: usize = 5;

/// How much more an element around a main one must hold to be the main one instead: one part in this many.
const MORE: usize = 20;

/// How much prose, in words, the elements of a page hold.
#[derive(Debug)]
pub(super) struct Shares {
    /// For each element, all prose in it.
    all: Vec<usize>,
    /// For each element, the prose in it that lies in no furniture within it.
    own: Vec<usize>,
    /// For each element, whether its names call it furniture.
    furniture: Vec<bool>,
}

impl Shares {
    /// Counts the prose of a page.
    pub(super) fn of(page: &Page) -> Self {
        let aside = Names::FURNITURE.with(Names::HIDDEN).with(Names::FOOTNOTE);
        let mut in_main = vec![false; page.elements.len()];
        let mut furniture = vec![false; page.elements.len()];
        for (index, element) in page.elements.iter().enumerate().skip(1) {
            in_main[index] = in_main[element.parent] || element.names.has(Names::MAIN);
            furniture[index] =
                element.names.has(aside) || (element.tag == Tag::Header && !in_main[index]);
        }
        let mut all = vec![0; page.elements.len()];
        for run in &page.runs {
            all[run.element] += prose(run);
        }
        let mut own = all.clone();
        for index in (1..page.elements.len()).rev() {
            let parent = page.elements[index].parent;
            all[parent] += all[index];
            own[parent] += if furniture[index] { 0 } else { own[index] };
        }
        Self { all, own, furniture }
    }

    /// Tells whether the names of an element call it furniture.
    pub(super) fn is_furniture(&self, element: usize) -> bool {
        self.furniture[element]
    }

    /// Finds the element that holds the text of the page, if one says so and holds it.
    ///
    /// Of main elements within each other the innermost is taken that holds nearly all that the outer one does.
    pub(super) fn main(&self, page: &Page) -> Option<usize> {
        let is_main = |index: &usize| page.elements[*index].names.has(Names::MAIN);
        let dirty = self.inside_furniture(page);
        let clean = (1..page.elements.len()).filter(is_main).filter(|index| !dirty[*index]);
        let enough = |index: &usize, of: usize| self.own[*index] > 0 && self.own[*index] * 2 >= of;
        let first =
            |best: usize, next: usize| if self.own[next] > self.own[best] { next } else { best };
        let best = clean.reduce(first).filter(|best| enough(best, self.own[0])).or_else(|| {
            (1..page.elements.len())
                .filter(is_main)
                .reduce(first)
                .filter(|i| enough(i, self.all[0]))
        })?;
        Some(self.innermost(page, best))
    }

    fn innermost(&self, page: &Page, outer: usize) -> usize {
        let mut within = vec![false; page.elements.len()];
        let mut best = outer;
        for (index, element) in page.elements.iter().enumerate().skip(outer) {
            within[index] = index == outer || (within[element.parent] && !self.furniture[index]);
            let holds_nearly_all = self.own[index] + self.own[outer] / MORE >= self.own[outer];
            if within[index] && element.names.has(Names::MAIN) && holds_nearly_all {
                best = index;
            }
        }
        best
    }

    fn inside_furniture(&self, page: &Page) -> Vec<bool> {
        let mut dirty = self.furniture.clone();
        for (index, element) in page.elements.iter().enumerate().skip(1) {
            dirty[index] = dirty[index] || dirty[element.parent];
        }
        dirty
    }

    /// Tells for each element whether it holds text whatever its names say: it lies around the main element, or holds most of
    /// the prose around it while hardly any stands outside furniture.
    pub(super) fn trusted(&self, page: &Page, main: Option<usize>) -> Vec<bool> {
        let mut trusted = vec![false; page.elements.len()];
        let mut around = main.unwrap_or(0);
        while around != 0 {
            trusted[around] = true;
            around = page.elements[around].parent;
        }
        trusted[0] = true;
        let mut hosts = vec![0; page.elements.len()];
        for (index, element) in page.elements.iter().enumerate().skip(1) {
            let host = hosts[element.parent];
            let beside = match element.names.has(Names::FOREIGN) {
                true => 0,
                false => self.all[host] / HARDLY,
            };
            let is_lone = self.all[index] * 2 > self.all[host] && self.own[host] <= beside;
            trusted[index] |=
                self.furniture[index] && trusted[host] && is_lone && main.is_none_or(|m| host >= m);
            hosts[index] = if trusted[index] { index } else { host };
        }
        trusted
    }
}

/// Returns how many words of prose a run holds: none if it is a heading, a label or made of links.
fn prose(run: &Run) -> usize {
    let words = run.ink.plain_words();
    let is_heading = matches!(run.kind, BlockKind::Heading(_));
    if is_heading || run.aside.is_some() || run.ink.is_linked() || words < PROSE {
        0
    } else {
        words
    }
}
