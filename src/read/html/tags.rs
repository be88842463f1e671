//! What the tags of a page are: what they do to the text in them. What class names say is left to `names`.

/// A tag, as far as reading tells it from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// `a`.
    Anchor,
    /// `article`.
    Article,
    /// `aside`.
    Aside,
    /// Any other element that begins and ends a block.
    Block,
    /// `b` and `strong`.
    Bold,
    /// `br`.
    Break,
    /// `button`, `textarea` and other controls.
    Control,
    /// `caption` and `figcaption`.
    Caption,
    /// `td` and `th`.
    Cell,
    /// `dd` and `dt`.
    Detail,
    /// `div`.
    Div,
    /// `footer`.
    Footer,
    /// `form`.
    Form,
    /// `i`, `font` and other elements that only style.
    Format,
    /// `header`.
    Header,
    /// `h1` to `h6`.
    Heading,
    /// Any other element that runs along in a line.
    Inline,
    /// `li`.
    Item,
    /// `ul`, `menu`, `dir` and `dl`.
    List,
    /// `main`.
    Main,
    /// `meta`.
    Meta,
    /// `nav`.
    Nav,
    /// `ol`.
    Numbered,
    /// `p`.
    Paragraph,
    /// `pre`, whose line ends are kept.
    Pre,
    /// `html`, `head` and `body`, which need not be written.
    Root,
    /// `tr`.
    Row,
    /// `hr`.
    Rule,
    /// `script`.
    Script,
    /// `section`.
    Section,
    /// `style`, `svg` and other elements whose text is never shown.
    Silent,
    /// `span`.
    Span,
    /// `sup`.
    Superscript,
    /// `table`.
    Table,
    /// `time`.
    Time,
    /// `title`.
    Title,
    /// Elements without content or text of their own.
    Void,
}

impl Tag {
    /// How many tags there are.
    pub(super) const COUNT: usize = Self::Void as usize + 1;

    /// Returns the tag of a lower-case name.
    pub(super) fn of(name: &[u8]) -> Self {
        Self::of_block(name)
            .or_else(|| Self::of_silent(name))
            .unwrap_or_else(|| Self::of_inline(name))
    }

    fn of_block(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"article" => Self::Article,
            b"aside" => Self::Aside,
            b"button" | b"textarea" | b"select" | b"option" | b"optgroup" | b"label"
            | b"dialog" | b"datalist" => Self::Control,
            b"caption" | b"figcaption" => Self::Caption,
            b"td" | b"th" => Self::Cell,
            b"dd" | b"dt" => Self::Detail,
            b"div" => Self::Div,
            b"footer" => Self::Footer,
            b"form" => Self::Form,
            b"header" => Self::Header,
            b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading,
            b"li" => Self::Item,
            b"ul" | b"menu" | b"dir" | b"dl" => Self::List,
            b"main" => Self::Main,
            b"nav" => Self::Nav,
            b"ol" => Self::Numbered,
            b"p" => Self::Paragraph,
            b"pre" | b"xmp" | b"listing" | b"plaintext" => Self::Pre,
            b"tr" => Self::Row,
            b"hr" => Self::Rule,
            b"section" => Self::Section,
            b"table" => Self::Table,
            b"address" | b"blockquote" | b"center" | b"details" | b"fieldset" | b"figure"
            | b"frameset" | b"hgroup" | b"legend" | b"search" | b"summary" | b"tbody"
            | b"tfoot" | b"thead" => Self::Block,
            _ => return None,
        })
    }

    fn of_silent(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"br" => Self::Break,
            b"html" | b"head" | b"body" => Self::Root,
            b"meta" => Self::Meta,
            b"script" => Self::Script,
            b"audio" | b"canvas" | b"iframe" | b"noembed" | b"noframes" | b"noscript"
            | b"object" | b"style" | b"svg" | b"template" | b"video" => Self::Silent,
            b"title" => Self::Title,
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"colgroup" | b"embed"
            | b"frame" | b"image" | b"img" | b"input" | b"keygen" | b"link" | b"param"
            | b"source" | b"track" | b"wbr" => Self::Void,
            _ => return None,
        })
    }

    fn of_inline(name: &[u8]) -> Self {
        match name {
            b"a" => Self::Anchor,
            b"b" | b"strong" => Self::Bold,
            b"abbr" | b"acronym" | b"big" | b"cite" | b"code" | b"dfn" | b"em" | b"font" | b"i"
            | b"ins" | b"kbd" | b"mark" | b"nobr" | b"q" | b"s" | b"samp" | b"small"
            | b"strike" | b"tt" | b"u" | b"var" => Self::Format,
            b"span" => Self::Span,
            b"sup" => Self::Superscript,
            b"time" => Self::Time,
            _ => Self::Inline,
        }
    }

    /// Tells whether the element begins and ends a block.
    pub(super) const fn is_block(self) -> bool {
        !self.is_inline()
            && !matches!(
                self,
                Self::Meta | Self::Root | Self::Script | Self::Silent | Self::Title | Self::Void
            )
    }

    /// Tells whether the element runs along in a line.
    pub(super) const fn is_inline(self) -> bool {
        use Tag::{Anchor, Bold, Break, Format, Inline, Span, Superscript, Time};
        matches!(self, Anchor | Bold | Break | Format | Inline | Span | Superscript | Time)
    }

    /// Tells whether the element is a list.
    pub(super) const fn is_list(self) -> bool {
        matches!(self, Self::List | Self::Numbered)
    }

    /// Tells whether the text in the element is never shown.
    pub(super) const fn is_silent(self) -> bool {
        matches!(self, Self::Script | Self::Silent | Self::Title)
    }
}
