//! What a round says of itself: title, day, count, venue, parties. Precision first: nothing rather than a guess.

use super::dates;
use super::furniture::label;
use crate::lexicon::{Parties, Reading};
use crate::read::Document;
use crate::round::{Date, Head, Notice, NoticeKind, Section, Statement};
use crate::typography::folded;

/// Fills the head of a round from the fields of its document and its own words.
pub(crate) fn fill(
    head: &mut Head,
    statements: &[Statement],
    document: &Document,
    words: &Reading,
) {
    let field = |name: &str| document.fields.get(name).cloned();
    let set_aside = |kind: NoticeKind| lines(&head.notices, kind, &document.text);
    let datelines = set_aside(NoticeKind::Dateline);
    let unlabelled = |title: String| {
        let title_labels = &words.furniture.title_labels;
        let labelled = label(&title).filter(|(l, _)| title_labels.contains(&l.to_lowercase()));
        labelled.map_or(title.clone(), |(_, title)| title.to_owned())
    };
    let published = || set_aside(NoticeKind::Title).into_iter().next().map(unlabelled);
    head.title = field("title").or_else(published);
    let title = head.title.clone().unwrap_or_default();
    let source = Source {
        title: &title,
        datelines: &datelines,
        opening: opening(statements, &head.sections),
        words,
    };
    head.wording = field("wording");
    head.date = field("date").and_then(|date| day(&date, words)).or_else(|| source.date());
    head.ordinal = field("ordinal").and_then(|o| o.parse().ok()).or_else(|| source.ordinal());
    let place = ["place", "venue", "location"].into_iter().find_map(field);
    head.venue = place.or_else(|| if document.cut { None } else { source.venue() });
    head.parties = match field("parties") {
        Some(parties) => parties.split("; ").map(str::to_owned).collect(),
        None => source.parties(head.venue.as_deref()),
    };
}

/// Returns the words of the notices of one kind.
fn lines(notices: &[Notice], kind: NoticeKind, text: &str) -> Vec<String> {
    notices
        .iter()
        .filter(|n| n.kind == kind)
        .map(|n| folded(n.span.of(text)).into_owned())
        .collect()
}

/// Returns the first few statements and what leads in to them, which say who met where and when.
fn opening<'s>(statements: &'s [Statement], sections: &[Section]) -> Vec<&'s str> {
    let untitled =
        sections.first().filter(|s| s.title.is_empty()).map_or(usize::MAX, |s| s.statements.end);
    let mut said: Vec<&str> = Vec::new();
    for statement in statements.iter().take(untitled.clamp(1, 3)) {
        let stem = statement.stem.as_ref().map(|stem| &*stem.text);
        said.extend(stem.filter(|stem| !said.contains(stem)));
        said.push(&statement.text);
    }
    said
}

/// Reads a day from a field, which may also hold a time.
fn day(field: &str, words: &Reading) -> Option<Date> {
    field.get(..10).and_then(|iso| iso.parse().ok()).or_else(|| dates::first(field, words))
}

/// The places in which a round says something of itself.
struct Source<'s> {
    title: &'s str,
    datelines: &'s [String],
    opening: Vec<&'s str>,
    words: &'s Reading,
}

impl Source<'_> {
    fn date(&self) -> Option<Date> {
        let met = self.opening.iter().take(2).filter(|sentence| self.speaks_of_meeting(sentence));
        let first = |text: &str| dates::first(text, self.words);
        met.filter_map(|sentence| first(sentence))
            .chain(self.datelines.iter().filter_map(|line| first(line)))
            .chain(first(self.title))
            .next()
    }

    fn speaks_of_meeting(&self, sentence: &str) -> bool {
        sentence.split_whitespace().any(|word| self.is_meeting(word))
    }

    fn ordinal(&self) -> Option<u32> {
        let texts = std::iter::once(self.title)
            .chain(self.datelines.iter().map(String::as_str))
            .chain(self.opening.iter().copied());
        texts.filter_map(|text| self.ordinal_in(text)).next()
    }

    /// Finds an ordinal that counts a meeting: "the second meeting", "the 9th EU-U.S. Cyber Dialogue".
    fn ordinal_in(&self, text: &str) -> Option<u32> {
        let tokens: Vec<String> = text.split_whitespace().map(|w| bare(w).to_lowercase()).collect();
        tokens.iter().enumerate().find_map(|(at, token)| {
            let number = self.ordinal_of(token).or_else(|| numeral(token))?;
            let next = &tokens[at + 1..tokens.len().min(at + 6)];
            let meeting = next.iter().position(|t| self.words.meetings.words.contains(t))?;
            let qualified =
                next[..meeting].iter().any(|t| self.words.meetings.qualifiers.contains(t));
            (!qualified).then_some(number)
        })
    }

    /// Reads an ordinal of one word or two: "second", "sixty-second".
    fn ordinal_of(&self, token: &str) -> Option<u32> {
        let ordinal = |word: &str| self.words.ordinals.get(word).copied();
        let compound = || {
            let (tens, ones) = token.split_once('-')?;
            let ones = ordinal(ones).filter(|ones| *ones < 10)?;
            Some(self.words.tens.get(tens)? + ones)
        };
        ordinal(token).or_else(compound)
    }

    fn venue(&self) -> Option<String> {
        let before_date = self.datelines.iter().filter_map(|line| self.place_of_dateline(line));
        let met = self
            .opening
            .iter()
            .filter(|s| self.speaks_of_meeting(s))
            .filter_map(|s| self.place_in(s));
        met.chain(before_date).next()
    }

    /// Returns the place of a dateline such as "Brussels, 5 December 2014" or "Pittsburgh, Pennsylvania".
    fn place_of_dateline(&self, line: &str) -> Option<String> {
        let parts: Vec<&str> = line.split(", ").collect();
        let place = |part: &&str| {
            let part = part.trim();
            !part.contains(|c: char| c.is_ascii_digit())
                && part.split(' ').count() <= 3
                && part.split(' ').all(|w| {
                    w.starts_with(char::is_uppercase)
                        && !self.words.months.contains_key(&w.to_lowercase())
                })
        };
        let dated = dates::first(line, self.words).is_some();
        let places: Vec<&str> = parts.iter().copied().take_while(place).collect();
        (!places.is_empty() && (dated || parts.len() == 2 && places.len() == 2))
            .then(|| places.join(", "))
    }

    /// Returns the name after the first "in" of a sentence, if it is one: "met in Washington, D.C. on December 7".
    fn place_in(&self, sentence: &str) -> Option<String> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let met = words.iter().position(|word| self.is_meeting(word))?;
        let places = (met + 1..words.len())
            .filter(|&at| self.words.meetings.prepositions.contains(words[at]));
        places.filter_map(|at| self.name_after(&words[at + 1..])).next()
    }

    /// Returns the name of a place that `words` begin with, if what follows it can follow a place.
    fn name_after(&self, words: &[&str]) -> Option<String> {
        let name = |word: &&&str| {
            word.starts_with(char::is_uppercase)
                && !self.words.months.contains_key(&bare(word).to_lowercase())
        };
        let ends =
            |word: &str| word.ends_with(['.', ';']) && !word.trim_end_matches('.').contains('.');
        let run = words.iter().take(5).take_while(name).count();
        let run = words[..run].iter().position(|word| ends(word)).map_or(run, |last| last + 1);
        let next = words.get(run).map(|word| bare(word).to_lowercase());
        let followed = next.is_none_or(|word| self.words.meetings.follows.contains(&word));
        let place = words[..run].join(" ");
        let place = place.trim_end_matches([',', ';']);
        let place =
            if place.matches('.').count() == 1 { place.trim_end_matches('.') } else { place };
        let quoted = place.ends_with(['’', '”', '"', '\'']);
        (followed && !place.is_empty() && !quoted).then(|| place.to_owned())
    }

    fn is_meeting(&self, word: &str) -> bool {
        let word = bare(word).to_lowercase();
        self.words.meetings.verbs.contains(&word) || self.words.meetings.words.contains(&word)
    }

    /// Returns the parties named in the title and the opening, in that order. A state that only tells where the venue
    /// lies is none.
    fn parties(&self, venue: Option<&str>) -> Vec<String> {
        let mut found: Vec<&str> = Vec::new();
        let opening = self.opening.first().map(|text| text.replace(venue.unwrap_or("\0"), ""));
        let parties = Parties::of(self.words);
        for text in std::iter::once(self.title).chain(opening.as_deref()) {
            let mut end = 0;
            for (name, until) in (0..text.len()).filter_map(|at| parties.at(text, at)) {
                // "Guinea" is no party where "Papua New Guinea" stands.
                if until > end && !found.contains(&name) {
                    found.push(name);
                }
                end = end.max(until);
            }
        }
        found.into_iter().map(str::to_owned).collect()
    }
}

/// Returns a word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Reads "9th" and the like.
fn numeral(token: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| token.strip_suffix(suffix))?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    /// Returns a round that says nothing of itself.
    fn nothing_said(lexicon: &Lexicon) -> Source<'_> {
        Source { title: "", datelines: &[], opening: Vec::new(), words: &lexicon.reading }
    }

    #[test]
    fn the_end_of_a_quotation_is_no_place() {
        let lexicon = Lexicon::english();
        let place = |text: &str| nothing_said(&lexicon).place_in(text);
        assert_eq!(place("They met in Lund and spoke").as_deref(), Some("Lund"));
        assert_eq!(place("They met on ‘security in Africa’ and spoke"), None);
    }

    #[test]
    fn ordinals_of_one_word_or_two_count_a_meeting() {
        let lexicon = Lexicon::english();
        let ordinal = |text: &str| nothing_said(&lexicon).ordinal_in(text);
        assert_eq!(ordinal("the second meeting"), Some(2));
        assert_eq!(ordinal("the Sixty-Second Meeting of the Group"), Some(62));
        assert_eq!(ordinal("their fiftieth session"), Some(50));
        assert_eq!(ordinal("the sixty-twentieth meeting"), None);
        assert_eq!(ordinal("a second-best meeting"), None);
    }

    #[test]
    fn of_names_that_hold_each_other_the_longest_is_a_party() {
        let text = b"# Reef Forum\n\nPapua New Guinea, Jordan, the Republic of Korea and Guinea met today.\n";
        let document = crate::read::read(text, "round.md", &crate::read::ReadOptions::default());
        let mut head = Head::default();
        let statement = "Papua New Guinea, Jordan, the Republic of Korea and Guinea met today.";
        let statements = [Statement { text: statement.into(), ..Statement::default() }];
        fill(&mut head, &statements, &document.unwrap(), &Lexicon::english().reading);
        assert_eq!(head.parties, ["Papua New Guinea", "Jordan", "Republic of Korea", "Guinea"]);
    }
}
