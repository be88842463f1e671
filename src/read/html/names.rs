//! What the class, id and role of an element say of it. Whether they are believed is left to `furniture`.

use super::tags::Tag;
use super::tokens::{Attribute, Start};
use super::vocabulary::{
    DATE, ELSEWHERE, FOOTNOTE, FOREIGN, FURNITURE, FURNITURE_NAMES, HEADINGS, HIDDEN, MAIN,
    MAIN_NAMES, TITLE,
};

/// What an element is called: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Names(u8);

impl Names {
    /// The page and not the text: navigation, sharing, comments.
    pub(super) const FURNITURE: Self = Self(1);
    /// The text of the page.
    pub(super) const MAIN: Self = Self(2);
    /// A day.
    pub(super) const DATE: Self = Self(4);
    /// Notes outside the running text.
    pub(super) const FOOTNOTE: Self = Self(8);
    /// Not shown, or shown to screen readers only.
    pub(super) const HIDDEN: Self = Self(16);
    /// Looks like a heading.
    pub(super) const TITLE: Self = Self(32);

    /// Furniture whose prose is by others or about the site: comments, cookies, related pages.
    pub(super) const FOREIGN: Self = Self(64);

    /// Tells whether it has any of `other`.
    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Tells whether it is empty.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns it together with `other`.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Returns what a start tag says of its element.
    pub(super) fn of(start: &Start) -> Self {
        let mut names = Self::of_tag(start.tag);
        if start.is_bare() {
            return names;
        }
        for attribute in [Attribute::Class, Attribute::Id] {
            for name in start.get(attribute).unwrap_or_default().split_ascii_whitespace() {
                names.add(Self::of_name(name));
            }
        }
        names.add(Self::of_role(start.get(Attribute::Role).unwrap_or_default()));
        if start.tag != Tag::Meta && start.get(Attribute::Name) == Some("articleBody") {
            names.add(Self::MAIN);
        }
        if is_hidden(start) {
            names.add(Self::HIDDEN);
        }
        names
    }

    const fn of_tag(tag: Tag) -> Self {
        match tag {
            Tag::Nav | Tag::Aside | Tag::Footer | Tag::Form | Tag::Control => Self::FURNITURE,
            Tag::Main | Tag::Article => Self::MAIN,
            Tag::Time => Self::DATE,
            _ => Self(0),
        }
    }

    fn of_role(role: &str) -> Self {
        match role.trim() {
            "main" | "article" => Self::MAIN,
            "doc-footnote" | "doc-endnote" | "doc-endnotes" => Self::FOOTNOTE,
            "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "form"
            | "dialog" | "alertdialog" | "menu" | "menubar" | "toolbar" | "button" => {
                Self::FURNITURE
            }
            _ => Self(0),
        }
    }

    /// Returns what one class name or id says.
    ///
    /// Names are split into words at every mark and where a capital follows a small letter, and words are matched whole:
    /// "shareholders" is no "share". What begins with "has", "tag" and the like tells of something else than the element.
    fn of_name(name: &str) -> Self {
        let whole = plain(name);
        let mut names = Self(0);
        if whole.split('-').next().is_none_or(|first| ELSEWHERE.contains(&first)) {
            return names;
        }
        let is_of = |list: &[&str]| whole.split('-').any(|word| list.binary_search(&word).is_ok());
        let ends_with = |list: &[&str]| {
            list.iter().any(|known| {
                whole
                    .strip_suffix(known)
                    .is_some_and(|before| before.is_empty() || before.ends_with('-'))
            })
        };
        if is_of(FURNITURE) || ends_with(FURNITURE_NAMES) {
            names.add(Self::FURNITURE);
            names.add(if is_of(FOREIGN) { Self::FOREIGN } else { Self(0) });
        } else if MAIN.contains(&whole.as_str()) || ends_with(MAIN_NAMES) {
            names.add(Self::MAIN);
        }
        if is_of(FOOTNOTE) {
            names.add(Self::FOOTNOTE);
        }
        if is_of(DATE) {
            names.add(Self::DATE);
        }
        if ends_with(HIDDEN) {
            names.add(Self::HIDDEN);
        }
        if TITLE.contains(&whole.as_str()) {
            names.add(Self::TITLE);
        }
        names
    }
}

/// Writes a name in small letters with one stroke between its words, digits at their ends cut off.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len() + 4);
    let mut start = 0;
    let mut after_small = false;
    for c in name.chars().chain([' ']) {
        if (!c.is_alphanumeric() || (c.is_uppercase() && after_small)) && plain.len() > start {
            if !HEADINGS.contains(&&plain[start..]) {
                plain.truncate(
                    start + plain[start..].trim_end_matches(|c: char| c.is_ascii_digit()).len(),
                );
            }
            if plain.len() > start {
                plain.push('-');
            }
            start = plain.len();
        }
        if c.is_alphanumeric() {
            plain.extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    plain.truncate(plain.trim_end_matches('-').len());
    plain
}

fn is_hidden(start: &Start) -> bool {
    let style = start.get(Attribute::Style).unwrap_or_default();
    start.get(Attribute::Hidden).is_some_and(|value| !value.eq_ignore_ascii_case("false"))
        || start.get(Attribute::AriaHidden).is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || declares(style, "display", &["none"])
        || declares(style, "visibility", &["hidden", "collapse"])
}

/// Tells whether a style sets `property` to one of `values`.
pub(super) fn declares(style: &str, property: &str, values: &[&str]) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.trim().trim_end_matches("!important").trim_end();
        name.trim().eq_ignore_ascii_case(property)
            && values.iter().any(|v| value.eq_ignore_ascii_case(v))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_matched_by_whole_words() {
        for name in [
            "share-links",
            "socialBar",
            "SiteNav",
            "c_breadcrumbs__list",
            "comments2",
            "post-author",
            "ad",
        ] {
            assert!(Names::of_name(name).has(Names::FURNITURE), "{name}");
        }
        for name in [
            "shareholders",
            "navy",
            "antisocial",
            "has-sidebar",
            "tag-newsletter",
            "category-social",
            "lead",
        ] {
            assert_eq!(Names::of_name(name), Names::default(), "{name}");
        }
    }

    #[test]
    fn a_name_is_split_at_marks_and_capitals() {
        for (name, words) in
            [("Site_Nav--2", "site-nav"), ("mainContent", "main-content"), ("h3", "h3"), ("--", "")]
        {
            assert_eq!(plain(name), words);
        }
    }

    #[test]
    fn the_main_text_is_known_by_its_whole_name() {
        for name in [
            "content",
            "entry-content",
            "field--name-body",
            "gem-c-govspeak",
            "mainContent",
            "td-post-content",
        ] {
            assert_eq!(Names::of_name(name), Names::MAIN, "{name}");
        }
        for name in ["related-content", "content-sidebar"] {
            assert!(Names::of_name(name).has(Names::FURNITURE), "{name}");
        }
        assert_eq!(Names::of_name("table-of-content"), Names::default());
    }

    #[test]
    fn dates_notes_and_hidden_texts_are_known() {
        assert_eq!(Names::of_name("entry-date"), Names::DATE);
        assert_eq!(Names::of_name("ftn12"), Names::FOOTNOTE);
        assert_eq!(Names::of_name("govuk-visually-hidden"), Names::HIDDEN);
        assert_eq!(Names::of_name("h3"), Names::TITLE);
    }

    #[test]
    fn a_style_is_read_rule_by_rule() {
        assert!(declares("color:red; DISPLAY : none !important", "display", &["none"]));
        assert!(!declares("content: 'display:none'; display: block", "display", &["none"]));
    }
}
