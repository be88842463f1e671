//! How tags lie in each other: from pieces to a page. Which parts of the page are its text is left to `furniture`.

use super::marks::List;
use super::names::{Names, declares};
use super::page::{Element, Page};
use super::tags::Tag;
use super::tokens::{Attribute, Start, Token, tokenize};
use super::writer::{Bookmark, Style, Writer};
use crate::read::BlockKind;
use crate::round::NoticeKind;

/// The most characters of a reference to a note, such as `[12]`.
const REFERENCE: usize = 6;

/// Reads a page.
///
/// Tags need not be closed, nor lie in each other as they should: as in a browser, a paragraph is closed by the next block,
/// an item by the next item, and an end tag without a start tag is nothing. Every open tag is found by its kind, never by a
/// search, and nothing calls itself, so that time is linear in the length of the page however its tags are nested.
pub(super) fn build(source: &str) -> Page {
    let mut builder = Builder::new(source);
    tokenize(source, |token| match token {
        Token::Start(start) => builder.start(start),
        Token::End(tag) => builder.end(tag),
        Token::Text(text, at) => builder.text(text, at),
    });
    builder.pop_to(0);
    builder.writer.flush();
    builder.writer.page.find_headings();
    builder.writer.page
}

/// The tags that are open, and the page so far.
struct Builder<'a> {
    source: &'a str,
    /// How far lines were counted, and the line there.
    counted: (usize, u32),
    stack: Vec<Open>,
    /// For each kind of tag, where in the stack it is open.
    places: Vec<Vec<usize>>,
    lists: Vec<List>,
    references: Vec<Reference>,
    /// How many bold elements are open.
    bold: usize,
    writer: Writer,
}

/// An open tag.
#[derive(Clone, Copy, Debug)]
struct Open {
    tag: Tag,
    /// How many bold elements were open before it.
    bold: usize,
    style: Style,
    silent: bool,
    /// Whether a reference may begin here.
    refers: bool,
    bounds: Bounds,
}

/// How many tags are open up to the innermost of a kind that end tags do not reach beyond.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    block: usize,
    cell: usize,
    list: usize,
    table: usize,
}

/// A link or superscript that may turn out to be the reference to a note.
#[derive(Clone, Copy, Debug)]
struct Reference {
    mark: Bookmark,
    raised: bool,
    /// Whether it leads to another place of the page.
    leads: bool,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let mut writer = Writer::default();
        writer.page.elements.push(Element { parent: 0, tag: Tag::Root, names: Names::default() });
        Self {
            source,
            counted: (0, 1),
            stack: Vec::new(),
            places: vec![Vec::new(); Tag::COUNT],
            lists: Vec::new(),
            references: Vec::new(),
            bold: 0,
            writer,
        }
    }

    /// Returns what the innermost open tag makes of what stands in it.
    fn around(&self) -> Open {
        const PAGE: Style = Style {
            kind: BlockKind::Paragraph,
            element: 0,
            block: 0,
            aside: None,
            bold: false,
            link: false,
            date: false,
            pre: false,
        };
        let bounds = Bounds { block: 0, cell: 0, list: 0, table: 0 };
        let page =
            Open { tag: Tag::Root, bold: 0, style: PAGE, silent: false, refers: false, bounds };
        self.stack.last().copied().unwrap_or(page)
    }

    fn text(&mut self, text: &str, at: usize) {
        let around = self.around();
        match around.tag {
            Tag::Title if self.writer.page.head.title.is_empty() => {
                text.clone_into(&mut self.writer.page.head.title);
            }
            Tag::Script => self.writer.page.head.data(text),
            _ if around.silent => {}
            _ => {
                let line = self.line(at);
                self.writer.text(text, line, Style { bold: self.bold > 0, ..around.style });
            }
        }
    }

    /// Returns the line at an offset that lies behind the last one asked for.
    fn line(&mut self, at: usize) -> u32 {
        let (from, line) = self.counted;
        let passed = self.source.as_bytes().get(from..at).unwrap_or_default();
        let lines = passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted =
            (at.max(from), line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)));
        self.counted.1
    }

    fn start(&mut self, start: &Start) {
        match start.tag {
            Tag::Root => {
                self.writer.page.head.language(start.get(Attribute::Lang).unwrap_or_default());
            }
            Tag::Meta => self.writer.page.head.meta(start),
            Tag::Void | Tag::Format => {}
            Tag::Break => self.line_break(),
            Tag::Bold => {
                let style = start.get(Attribute::Style).unwrap_or_default();
                self.bold += usize::from(!declares(style, "font-weight", &["normal", "400"]));
            }
            Tag::Rule => self.begin_block(Tag::Rule),
            tag if tag.is_silent() && start.closed => {}
            tag => {
                self.begin_block(tag);
                self.push(start);
            }
        }
    }

    fn line_break(&mut self) {
        if !self.around().silent {
            self.writer.line_break();
        }
    }

    /// Closes what a start tag closes by itself, and the run at hand if the tag begins a block.
    fn begin_block(&mut self, tag: Tag) {
        let Bounds { block, cell, list, table } = self.around().bounds;
        let closes: &[(Tag, usize)] = match tag {
            Tag::Anchor => &[(Tag::Anchor, block)],
            Tag::Item => &[(Tag::Paragraph, cell), (Tag::Item, list)],
            Tag::Detail => &[(Tag::Paragraph, cell), (Tag::Detail, list)],
            Tag::Cell => &[(Tag::Cell, table)],
            Tag::Row => &[(Tag::Cell, table), (Tag::Row, table)],
            Tag::Heading => &[(Tag::Paragraph, cell), (Tag::Heading, block.saturating_sub(1))],
            tag if tag.is_block() => &[(Tag::Paragraph, cell)],
            _ => &[],
        };
        for (open, bound) in closes {
            self.close(*open, *bound);
        }
        if tag.is_block() {
            self.writer.flush();
        }
    }

    fn push(&mut self, start: &Start) {
        let around = self.around();
        let (tag, depth) = (start.tag, self.stack.len() + 1);
        let mut bounds = around.bounds;
        if tag.is_block() {
            bounds.block = depth;
        }
        match tag {
            Tag::Cell => bounds.cell = depth,
            Tag::Table => bounds.table = depth,
            tag if tag.is_list() => bounds.list = depth,
            _ => {}
        }
        let names = Names::of(start);
        let bold = self.bold;
        let style = self.style(start, names, around.style);
        let silent = around.silent || tag.is_silent();
        let refers = matches!(tag, Tag::Anchor | Tag::Superscript) && !silent;
        if refers {
            self.begin_reference(start);
        }
        if tag == Tag::Anchor {
            self.writer.begin_link();
        }
        self.places[tag as usize].push(self.stack.len());
        self.stack.push(Open { tag, bold, style, silent, refers, bounds });
    }

    /// Returns how words in a new element are set, and notes the element if its names say something.
    fn style(&mut self, start: &Start, names: Names, around: Style) -> Style {
        let tag = start.tag;
        let mut style = Style { kind: self.kind(start, around.kind), ..around };
        if !names.is_empty() || tag == Tag::Header {
            let elements = &mut self.writer.page.elements;
            style.element = elements.len();
            elements.push(Element { parent: around.element, tag, names });
        }
        if tag.is_block() {
            style.block = style.element;
            style.pre |= tag == Tag::Pre;
        } else if names.has(Names::HIDDEN) {
            style.aside = Some(NoticeKind::Furniture);
        }
        let weight = start.get(Attribute::Style).unwrap_or_default();
        self.bold +=
            usize::from(declares(weight, "font-weight", &["bold", "bolder", "600", "700"]));
        style.link |= tag == Tag::Anchor && start.get(Attribute::Href).is_some();
        style.date |= names.has(Names::DATE);
        if tag == Tag::Time {
            self.writer.page.head.time(start.get(Attribute::DateTime).unwrap_or_default());
        }
        style
    }

    /// Returns what block the text in a new element is part of, and opens lists and items.
    fn kind(&mut self, start: &Start, around: BlockKind) -> BlockKind {
        match start.tag {
            Tag::Heading => BlockKind::Heading(start.level),
            _ if start.get(Attribute::Role) == Some("heading") => {
                let level =
                    start.get(Attribute::AriaLevel).and_then(|level| level.trim().parse().ok());
                BlockKind::Heading(level.unwrap_or(2).clamp(1, 6))
            }
            Tag::Caption => BlockKind::Aside(NoticeKind::Caption),
            Tag::List => {
                self.lists.push(List::bullets());
                around
            }
            Tag::Numbered => {
                self.lists
                    .push(List::numbered(start.get(Attribute::Type), start.get(Attribute::First)));
                around
            }
            Tag::Item => {
                let mark = match self.lists.last_mut() {
                    Some(list) => list.mark(start.get(Attribute::Value)),
                    None => List::bullets().mark(None),
                };
                self.writer.item(Some(mark));
                BlockKind::Item(u8::try_from(self.lists.len().max(1)).unwrap_or(u8::MAX))
            }
            _ => around,
        }
    }

    fn begin_reference(&mut self, start: &Start) {
        let fragment =
            start.get(Attribute::Href).and_then(|href| href.split_once('#')).map(|(_, at)| at);
        let leads = fragment.is_some_and(|at| !at.is_empty());
        let is_text = !matches!(self.around().style.kind, BlockKind::Heading(_));
        if is_text && fragment.is_some_and(leads_back) {
            self.writer.begin_note();
        }
        let outer = self.references.last().is_some_and(|outer| outer.leads);
        if let Some(outer) = self.references.last_mut() {
            outer.leads |= leads;
        }
        let raised = start.tag == Tag::Superscript;
        self.references.push(Reference {
            mark: self.writer.bookmark(),
            raised,
            leads: leads || outer,
        });
    }

    /// Takes a link or superscript out of the line if it is but the reference to a note.
    fn end_reference(&mut self) {
        let Some(reference) = self.references.pop() else { return };
        let inner = self.references.last().is_some_and(|outer| outer.raised);
        if inner || self.writer.is_note() {
            return;
        }
        if let Some((before, words)) = self.writer.since(&reference.mark)
            && is_reference(words, before, reference)
        {
            let element = self.around().style.element;
            self.writer.take_out(&reference.mark, NoticeKind::Footnote, element);
        }
    }

    fn end(&mut self, tag: Tag) {
        let bounds = self.around().bounds;
        match tag {
            Tag::Bold => self.bold = self.bold.saturating_sub(1),
            Tag::Break => self.line_break(),
            Tag::Root | Tag::Meta | Tag::Void | Tag::Format => {}
            Tag::Cell | Tag::Row => self.close(tag, bounds.table),
            Tag::Table => self.close(tag, 0),
            Tag::Item | Tag::Detail => self.close(tag, bounds.list),
            tag if tag.is_inline() => self.close(tag, bounds.block),
            tag if tag.is_silent() => self.close(tag, 0),
            tag => {
                self.writer.flush();
                self.close(tag, bounds.cell);
            }
        }
    }

    /// Closes the innermost open `tag` with all in it, if it lies inside the first `bound` open tags.
    fn close(&mut self, tag: Tag, bound: usize) {
        if let Some(place) = self.places[tag as usize].last().copied()
            && place >= bound
        {
            self.pop_to(place);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            let Some(open) = self.stack.pop() else { return };
            self.places[open.tag as usize].pop();
            if open.refers {
                self.end_reference();
            }
            if open.tag == Tag::Anchor {
                self.writer.end_link();
            }
            if open.tag.is_block() {
                self.writer.flush();
            }
            self.bold = self.bold.min(open.bold);
            if open.tag.is_list() {
                self.lists.pop();
            } else if open.tag == Tag::Item {
                self.writer.item(None);
            }
        }
    }
}

/// Tells whether the name of a place is that of a reference, to which a note leads back: `_ftnref1`, `cite_ref-2`.
fn leads_back(place: &str) -> bool {
    let place = place.to_ascii_lowercase();
    place.split_once("ref").is_some_and(|(_, after)| !after.starts_with(char::is_alphabetic))
}

/// Tells whether `words` only refer to a note: a number, letter or star, raised or in brackets, that leads elsewhere.
///
/// A raised number that leads nowhere is one if it follows the end of a sentence or clause, where no exponent stands.
fn is_reference(words: &str, before: &str, reference: Reference) -> bool {
    let bare = words.trim_matches(['[', ']', '(', ')', ' ']);
    let is_number = !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit());
    let is_star = !bare.is_empty() && bare.chars().all(|c| "*†‡§".contains(c));
    let is_letter =
        bare.len() <= 3 && !bare.is_empty() && bare.bytes().all(|byte| b"abcdeivx".contains(&byte));
    words.chars().count() <= REFERENCE
        && match (reference.leads, reference.raised) {
            (true, true) => is_number || is_star || is_letter,
            (true, false) => is_star || ((is_number || is_letter) && bare.len() < words.len()),
            (false, true) => {
                is_star || (is_number && before.ends_with(['.', ',', ';', ':', '”', '"', '’']))
            }
            (false, false) => false,
        }
}
