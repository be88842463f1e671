//! What a page says of itself: its title, its day, its language. Which word counts is decided here; what it means is not.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::tokens::{Attribute, Start};
use crate::read::Draft;

/// Names of the day on which a text was published, the most telling first.
const DATES: &[&str] = &[
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "publish-date",
    "publication_date",
    "pubdate",
    "govuk:first-published-at",
    "date",
];

/// What a page that was made for travaux says of its round, as front matter does.
const OWN: [&str; 3] = ["wording", "ordinal", "place"];

/// What separates the title of a text from the name of its site.
const SEPARATORS: [&str; 8] = [" | ", " – ", " — ", " - ", " :: ", " » ", " « ", ": "];

/// The most words that the name of a site is taken to have.
const SITE_WORDS: usize = 5;

/// The most words of a title that is not believed where the page has a longer one.
const SHORT_TITLE: usize = 2;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The words of `title`.
    pub(super) title: String,
    og_title: String,
    site: String,
    language: String,
    /// A day for each of [`DATES`], then that of the structured data, then that of the first `time`.
    dates: [String; DATES.len()],
    data_date: String,
    time: String,
    /// What it says for each of [`OWN`].
    own: [String; OWN.len()],
}

impl Head {
    /// Notes what a `meta` element says.
    pub(super) fn meta(&mut self, start: &Start) {
        let (Some(name), Some(content)) =
            (start.get(Attribute::Name), start.get(Attribute::Content))
        else {
            return;
        };
        let name = name.trim().to_ascii_lowercase();
        let place = match name.as_str() {
            "og:title" => &mut self.og_title,
            "og:site_name" | "application-name" => &mut self.site,
            other => {
                let at = |names: &[&str]| names.iter().position(|known| *known == other);
                match (at(DATES), at(&OWN)) {
                    (Some(index), _) => &mut self.dates[index],
                    (_, Some(index)) => &mut self.own[index],
                    (None, None) => return,
                }
            }
        };
        note(place, content);
    }

    /// Notes the language of the page.
    pub(super) fn language(&mut self, language: &str) {
        note(&mut self.language, language);
    }

    /// Notes the day of a `time` element.
    pub(super) fn time(&mut self, date: &str) {
        note(&mut self.time, date);
    }

    /// Notes the day in structured data (JSON-LD).
    pub(super) fn data(&mut self, script: &str) {
        let Some((_, after)) = script.split_once("\"datePublished\"") else { return };
        if let Some(value) =
            after.trim_start().strip_prefix(':').and_then(|v| v.trim_start().strip_prefix('"'))
        {
            note(&mut self.data_date, value.split('"').next().unwrap_or_default());
        }
    }

    /// Tells whether a heading is the title of the page, or that without the name of the site.
    pub(super) fn is_title(&self, heading: &str) -> bool {
        let heading = folded(heading);
        let is_part = |title: &str| {
            let title = folded(title);
            title == heading
                || SEPARATORS.iter().any(|separator| {
                    let separator = separator.to_lowercase();
                    title.starts_with(&format!("{heading}{separator}"))
                        || title.ends_with(&format!("{separator}{heading}"))
                })
        };
        !heading.is_empty() && [&self.og_title, &self.title].into_iter().any(|title| is_part(title))
    }

    /// Writes the fields of the document. `heading` is the title as it stands in the page.
    pub(super) fn write(&self, heading: Option<&str>, draft: &mut Draft) {
        let own = heading.filter(|heading| self.is_title(heading)).unwrap_or_default();
        let (og_title, title) = (self.without_site(&self.og_title), self.without_site(&self.title));
        let heading = heading.unwrap_or_default();
        for title in [own, telling(og_title), telling(heading), og_title, heading, title] {
            draft.field("title", title);
        }
        for date in self.dates.iter().chain([&self.data_date, &self.time]) {
            draft.field("date", day(date));
        }
        for (name, value) in OWN.iter().zip(&self.own) {
            draft.field(name, value);
        }
        draft.field("lang", &self.language);
    }

    /// Cuts the name of the site off the end of a title.
    fn without_site<'a>(&self, title: &'a str) -> &'a str {
        let title = title.trim();
        let named = |rest: &str| !self.site.is_empty() && folded(rest) == folded(&self.site);
        for separator in SEPARATORS {
            if let Some((before, after)) = title.rsplit_once(separator)
                && (named(after)
                    || (separator == " | " && after.split_whitespace().count() <= SITE_WORDS))
            {
                return self.without_second(before);
            }
        }
        title
    }

    /// Cuts off what stands behind another upright stroke: sites name their parts too.
    fn without_second<'a>(&self, title: &'a str) -> &'a str {
        match title.split_once(" | ") {
            Some((before, _)) if !before.trim().is_empty() => before.trim(),
            _ => title.trim(),
        }
    }
}

/// Returns a title that is long enough to be that of a text: what is shorter may be the name of the site.
fn telling(title: &str) -> &str {
    match title.split_whitespace().count() > SHORT_TITLE {
        true => title,
        false => "",
    }
}

/// Notes a value; the first one stands.
fn note(place: &mut String, value: &str) {
    if place.is_empty() {
        value.trim().clone_into(place);
    }
}

/// Returns a title as it is compared: without accents, which titles of pages often lack, and in small letters.
fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the day of a moment written as `2015-12-07T10:00:00+01:00`, or what is written.
fn day(moment: &str) -> &str {
    let is_day = |day: &str| {
        day.bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
    };
    moment.get(..10).filter(|day| is_day(day)).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(title: &str, og_title: &str, site: &str) -> Head {
        Head {
            title: title.to_owned(),
            og_title: og_title.to_owned(),
            site: site.to_owned(),
            ..Head::default()
        }
    }

    fn title(head: &Head, heading: Option<&str>) -> Option<String> {
        let mut draft = Draft::default();
        head.write(heading, &mut draft);
        draft.fields.get("title").cloned()
    }

    #[test]
    fn the_title_is_freed_of_the_site() {
        for (words, og, site, heading, expected) in [
            ("Joint Statement | Ministry", "", "", None, "Joint Statement"),
            ("Joint Statement | News | Ministry of Trade", "", "", None, "Joint Statement"),
            ("Joint Statement - Lisbon", "", "", None, "Joint Statement - Lisbon"),
            ("Joint Statement - Lisbon", "", "lisbon", None, "Joint Statement"),
            ("The Board - Joint Statement", "", "", Some("Joint  Statement"), "Joint Statement"),
            ("Page", "Joint Statement", "", Some("Ministry"), "Joint Statement"),
            ("Page", "", "", Some("Joint Statement"), "Joint Statement"),
        ] {
            assert_eq!(
                title(&head(words, og, site), heading).as_deref(),
                Some(expected),
                "{words} {og}"
            );
        }
        assert_eq!(title(&head("", "", ""), None), None);
    }

    #[test]
    fn a_moment_is_cut_to_its_day() {
        assert_eq!(day("2015-12-07T10:00:00+01:00"), "2015-12-07");
        assert_eq!(day("7 December 2015"), "7 December 2015");
    }

    #[test]
    fn the_day_is_found_in_structured_data() {
        let mut head = Head::default();
        head.data(
            r#"{"@type":"NewsArticle","datePublished" : "2015-12-07","dateModified":"2016-01-01"}"#,
        );
        let mut draft = Draft::default();
        head.write(None, &mut draft);
        assert_eq!(draft.fields.get("date").map(String::as_str), Some("2015-12-07"));
    }
}
