//! From characters to tags and texts, with their places. How tags lie in each other is left to `build`.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::tags::Tag;

/// A piece of a page.
pub(super) enum Token<'a> {
    /// A start tag.
    Start(&'a Start),
    /// An end tag.
    End(Tag),
    /// Text, its character references resolved, and the offset at which it begins.
    Text(&'a str, usize),
}

/// A start tag with those of its attributes that are read.
#[derive(Debug)]
pub(super) struct Start {
    /// What it is.
    pub(super) tag: Tag,
    /// The level, if it is a heading; 0 if not.
    pub(super) level: u8,
    /// Whether it ends with `/>`.
    pub(super) closed: bool,
    attributes: Vec<(Attribute, String)>,
}

/// An attribute that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// `aria-hidden`.
    AriaHidden,
    /// `aria-level`.
    AriaLevel,
    /// `class`.
    Class,
    /// `content`, of `meta`.
    Content,
    /// `datetime`, of `time`.
    DateTime,
    /// `hidden`.
    Hidden,
    /// `href`.
    Href,
    /// `id`.
    Id,
    /// `lang`, of the root.
    Lang,
    /// `name`, `property`, `itemprop` or `http-equiv`.
    Name,
    /// `role`.
    Role,
    /// `start`, of a list.
    First,
    /// `style`.
    Style,
    /// `type`.
    Type,
    /// `value`, of a list item.
    Value,
}

impl Attribute {
    fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Self::AriaHidden,
            b"aria-level" => Self::AriaLevel,
            b"class" => Self::Class,
            b"content" => Self::Content,
            b"datetime" => Self::DateTime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"id" => Self::Id,
            b"lang" | b"xml:lang" => Self::Lang,
            b"name" | b"property" | b"itemprop" => Self::Name,
            b"role" => Self::Role,
            b"start" => Self::First,
            b"style" => Self::Style,
            b"type" => Self::Type,
            b"value" => Self::Value,
            _ => return None,
        })
    }
}

impl Start {
    /// Returns the value of an attribute, if the tag has it.
    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == attribute).map(|(_, value)| value.as_str())
    }

    /// Tells whether the tag has any attribute that is read.
    pub(super) const fn is_bare(&self) -> bool {
        self.attributes.is_empty()
    }

    fn open(&mut self, name: &[u8]) {
        self.tag = Tag::of(name);
        self.level = match (self.tag, name) {
            (Tag::Heading, [_, digit]) => digit - b'0',
            _ => 0,
        };
        self.attributes.clear();
    }
}

/// Cuts `source` into its pieces and hands each to `take`, in order.
pub(super) fn tokenize(source: &str, mut take: impl FnMut(Token<'_>)) {
    let mut start = Start { tag: Tag::Root, level: 0, closed: false, attributes: Vec::new() };
    let mut wanted = false;
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
        match event {
            CallbackEvent::OpenStartTag { name } => start.open(name),
            CallbackEvent::AttributeName { name } => {
                let fresh = Attribute::of(name).filter(|attribute| start.get(*attribute).is_none());
                wanted = fresh.is_some();
                start.attributes.extend(fresh.map(|attribute| (attribute, String::new())));
            }
            CallbackEvent::AttributeValue { value } if wanted => {
                if let Some((_, text)) = start.attributes.last_mut() {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                start.closed = self_closing;
                take(Token::Start(&start));
            }
            CallbackEvent::EndTag { name } => take(Token::End(Tag::of(name))),
            CallbackEvent::String { value } => {
                take(Token::Text(&String::from_utf8_lossy(value), span.start));
            }
            _ => {}
        }
        None::<Infallible>
    });
    emitter.naively_switch_states(true);
    match Tokenizer::new_with_emitter(source, emitter).finish() {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        tokenize(source, |token| {
            pieces.push(match token {
                Token::Start(start) => {
                    format!("<{:?} {:?}>", start.tag, start.get(Attribute::Class))
                }
                Token::End(tag) => format!("</{tag:?}>"),
                Token::Text(text, at) => format!("{at}:{text}"),
            });
        });
        pieces
    }

    #[test]
    fn texts_know_where_they_begin() {
        let source = "<P class='a' class=b>R&amp;D\n<b>é</b> x<!-- no --><script>1<2</script>z";
        let at = |text: &str| source.find(text).unwrap();
        assert_eq!(
            pieces(source),
            [
                "<Paragraph Some(\"a\")>".to_owned(),
                format!("{}:R&D\n", at("R&amp;")),
                "<Bold None>".to_owned(),
                format!("{}:é", at("é")),
                "</Bold>".to_owned(),
                format!("{}: x", at(" x")),
                "<Script None>".to_owned(),
                format!("{}:1<2", at("1<2")),
                "</Script>".to_owned(),
                format!("{}:z", source.len() - 1),
            ]
        );
    }
}
