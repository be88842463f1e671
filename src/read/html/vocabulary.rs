//! The words that the parts of a page are called by in class names and ids. How names are split is left to `names`.
//!
//! They are those that content management systems, their common themes and the sites of governments and news use, and the
//! lists that extraction programs such as Readability share with them.

/// Words that furniture is called by.
pub(super) const FURNITURE: &[&str] = &[
    "addthis",
    "addtoany",
    "ads",
    "advert",
    "advertisement",
    "adverts",
    "author",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "disqus",
    "footer",
    "gdpr",
    "languages",
    "login",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "outbrain",
    "pager",
    "pagination",
    "popup",
    "promo",
    "recommended",
    "related",
    "relatedposts",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "skip",
    "skiplink",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tagcloud",
    "tags",
    "teaser",
    "toolbar",
    "topbar",
];

/// Those of them whose prose is by others or about the site.
pub(super) const FOREIGN: &[&str] = &[
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "copyright",
    "disqus",
    "footer",
    "gdpr",
    "newsletter",
    "recommended",
    "related",
    "relatedposts",
    "subscribe",
    "subscription",
    "teaser",
];

/// Whole names of furniture whose words alone do not tell it; a name may have other words before.
pub(super) const FURNITURE_NAMES: &[&str] = &[
    "ad",
    "banner",
    "entry-meta",
    "entry-footer",
    "last-modified",
    "last-update",
    "last-updated",
    "language-switcher",
    "post-meta",
    "read-more",
    "reading-time",
    "search-form",
    "site-header",
    "site-info",
    "widget-area",
];

/// Whole names of the main text.
pub(super) const MAIN: &[&str] = &["article", "content", "main", "text"];

/// Whole names of the main text; a name may have other words before.
pub(super) const MAIN_NAMES: &[&str] = &[
    "article-body",
    "article-content",
    "article-text",
    "body-content",
    "body-text",
    "content-area",
    "content-body",
    "content-main",
    "entry-content",
    "field-body",
    "field-name-body",
    "govspeak",
    "main-content",
    "maincontent",
    "node-content",
    "page-content",
    "post-body",
    "post-content",
    "press-release",
    "rich-text",
    "single-content",
    "story-body",
    "text-content",
];

/// Words that notes are called by.
pub(super) const FOOTNOTE: &[&str] = &[
    "edn",
    "endnote",
    "endnotes",
    "fn",
    "footnote",
    "footnotes",
    "ftn",
    "sdendnote",
    "sdfootnote",
];

/// Words that a day is called by.
pub(super) const DATE: &[&str] =
    &["date", "dateline", "datetime", "posted", "pubdate", "published", "time", "timestamp"];

/// Names of what only screen readers are told; a name may have other words before.
pub(super) const HIDDEN: &[&str] = &[
    "element-invisible",
    "screen-reader-only",
    "screen-reader-text",
    "screenreader",
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
];

/// Whole names of what is set as a heading.
pub(super) const TITLE: &[&str] = &[
    "article-title",
    "entry-title",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "heading",
    "headline",
    "page-title",
    "pagetitle",
    "post-title",
    "section-heading",
    "section-title",
    "subheading",
    "subtitle",
    "title",
];

/// First words after which a name tells of the page, its layout or its subject.
pub(super) const ELSEWHERE: &[&str] =
    &["category", "has", "is", "js", "no", "not", "tag", "taxonomy", "term", "with", "without"];

/// Words whose digit is part of them.
pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words_are_in_order() {
        for list in [FURNITURE, FOREIGN, FOOTNOTE, DATE] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
