//! Days in a text: "December 7, 2015", "11-13 June 2021", "October 31–November 1, 2022", "21.06.2019".

use crate::lexicon::Reading;
use crate::round::Date;

/// Returns the first day named in `text`: of a span of days the last one, on which joint texts are published.
pub(crate) fn first(text: &str, words: &Reading) -> Option<Date> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| date_at(&tokens[at..], words))
}

/// Counts the words of `text` that are not part of a date.
pub(crate) fn words_besides(text: &str, words: &Reading) -> usize {
    let dated = |t: &&str| {
        is_number(t) || words.months.contains_key(&t.to_lowercase()) || whole(t).is_some()
    };
    tokens(text).iter().filter(|t| !dated(t)).count()
}

/// Cuts a text into words and numbers; an ISO date stays whole.
fn tokens(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '–' | '—' | '(' | ')' | '/' | ';'))
        .flat_map(
            |word| {
                if word.parse::<Date>().is_ok() { vec![word] } else { word.split('-').collect() }
            },
        )
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Reads the date that `tokens` begin with.
fn date_at(tokens: &[&str], words: &Reading) -> Option<Date> {
    let first = tokens.first()?;
    if let Some(date) = whole(first) {
        return Some(date);
    }
    month_first(tokens, words).or_else(|| day_first(tokens, words))
}

/// Reads a day in numbers: "2015-12-07", "07.12.2015". With full stops the day comes first.
fn whole(token: &str) -> Option<Date> {
    let dotted = || {
        let mut parts = token.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, year(parts.next()?)?);
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    };
    token.parse().ok().or_else(dotted)
}

/// Reads "December 7, 2015", "October 31–November 1, 2022" and "May 19-21, 2023".
fn month_first(tokens: &[&str], words: &Reading) -> Option<Date> {
    let mut month = None;
    let mut day = None;
    for token in tokens.iter().take(7) {
        if let Some(number) = words.months.get(&token.to_lowercase()) {
            month = Some(*number);
        } else if let Some(year) = year(token) {
            return Date::new(year, month?, day?).ok();
        } else if month.is_some()
            && let Some(number) = day_number(token)
        {
            day = Some(number);
        } else if month.is_none() || !is_joiner(token) {
            return None;
        }
    }
    None
}

/// Reads "7 December 2015", "11-13 June 2021" and "11 and 12 June 2021".
fn day_first(tokens: &[&str], words: &Reading) -> Option<Date> {
    let mut day = day_number(tokens.first()?)?;
    let mut month = None;
    for token in tokens.iter().skip(1).take(6) {
        if let Some(number) = words.months.get(&token.to_lowercase()) {
            month = Some(*number);
        } else if let Some(year) = year(token) {
            return Date::new(year, month?, day).ok();
        } else if let Some(number) = day_number(token) {
            day = number;
        } else if !is_joiner(token) {
            return None;
        }
    }
    None
}

fn is_joiner(token: &str) -> bool {
    matches!(token.to_lowercase().as_str(), "and" | "to" | "of" | "through" | "until")
}

fn is_number(token: &str) -> bool {
    day_number(token).is_some() || year(token).is_some()
}

fn year(token: &str) -> Option<i16> {
    let number: i16 = token.parse().ok()?;
    (token.len() == 4 && (1800..2200).contains(&number)).then_some(number)
}

fn day_number(token: &str) -> Option<i8> {
    let digits = token.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    let number: i8 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=31).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn assert_first(text: &str, expected: Option<&str>) {
        let found = first(text, &Lexicon::english().reading).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn dates_are_read_in_every_order() {
        for text in [
            "Bern, December 7, 2015",
            "on 7 December 2015.",
            "the 7th of December 2015",
            "2015-12-07",
            "07.12.2015",
            "(7.12.2015)",
            "Dec. 7, 2015",
        ] {
            assert_first(text, Some("2015-12-07"));
        }
    }

    #[test]
    fn of_several_days_the_last_counts() {
        assert_first("met on October 31–November 1, 2022 in Bern", Some("2022-11-01"));
        assert_first("met on 11-13 June 2021", Some("2021-06-13"));
        assert_first("met on May 19-21, 2023", Some("2023-05-21"));
        assert_first("met on 11 and 12 June 2021", Some("2021-06-12"));
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for text in [
            "in June 2021",
            "on 31 June 2021",
            "12 States",
            "by 2030",
            "May we meet in 2020",
            "31.6.2021",
            "3.2.1",
        ] {
            assert_first(text, None);
        }
    }

    #[test]
    fn the_words_of_a_date_are_told_from_others() {
        assert_eq!(words_besides("Brussels, 5 December 2014", &Lexicon::english().reading), 1);
    }
}
