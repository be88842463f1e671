//! The forms of English verbs by the rules of spelling. Which verbs there are is left to the data.

use serde::{Deserialize, Serialize};

/// Which forms of a verb a word can be: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Forms(u8);

impl Forms {
    /// "welcome": infinitive, imperative, present of we and they.
    pub(crate) const BASE: Self = Self(1);
    /// "welcomes".
    pub(crate) const THIRD: Self = Self(2);
    /// "welcomed", "took".
    pub(crate) const PAST: Self = Self(4);
    /// "welcomed", "taken".
    pub(crate) const PARTICIPLE: Self = Self(8);
    /// "welcoming".
    pub(crate) const ING: Self = Self(16);

    /// Returns the forms of either.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Tells whether some form is in both.
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Returns each written form of `base`; `irregular` holds its past and, where it differs, its participle.
pub(crate) fn forms(
    base: &str,
    irregular: Option<&[String]>,
    doubled: bool,
) -> Vec<(String, Forms)> {
    let stem = if doubled || short(base) {
        format!("{base}{}", &base[base.len() - 1..])
    } else {
        base.to_owned()
    };
    let mut all =
        vec![(base.to_owned(), Forms::BASE), (third(base), Forms::THIRD), (ing(&stem), Forms::ING)];
    match irregular {
        Some([past, participle]) => {
            all.push((past.clone(), Forms::PAST));
            all.push((participle.clone(), Forms::PARTICIPLE));
        }
        Some([past]) => all.push((past.clone(), Forms::PAST.or(Forms::PARTICIPLE))),
        _ => all.push((past(&stem), Forms::PAST.or(Forms::PARTICIPLE))),
    }
    all
}

fn third(base: &str) -> String {
    match base {
        _ if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| base.ends_with(end)) => {
            format!("{base}es")
        }
        _ => match consonant_y(base) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{base}s"),
        },
    }
}

fn past(stem: &str) -> String {
    match consonant_y(stem) {
        Some(stem) => format!("{stem}ied"),
        None if stem.ends_with('e') => format!("{stem}d"),
        None => format!("{stem}ed"),
    }
}

fn ing(stem: &str) -> String {
    match stem.strip_suffix('e') {
        Some(short) if !short.ends_with(['e', 'o']) => format!("{short}ing"),
        _ => format!("{stem}ing"),
    }
}

/// Returns what stands before the y of a verb like "rely", but not of one like "play".
fn consonant_y(base: &str) -> Option<&str> {
    base.strip_suffix('y').filter(|stem| !stem.ends_with(VOWELS))
}

const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];

/// Tells whether a verb is of one syllable that ends in one vowel and one consonant, as "plan" does.
fn short(base: &str) -> bool {
    let vowels = base.chars().filter(|c| VOWELS.contains(c)).count();
    let mut back = base.chars().rev();
    let last = back
        .next()
        .is_some_and(|c| c.is_ascii_lowercase() && !VOWELS.contains(&c) && !"wxy".contains(c));
    vowels == 1 && last && back.next().is_some_and(|c| VOWELS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules_of_spelling() {
        let table = [
            ("welcome", ["welcome", "welcomes", "welcoming", "welcomed"]),
            ("plan", ["plan", "plans", "planning", "planned"]),
            ("rely", ["rely", "relies", "relying", "relied"]),
            ("stress", ["stress", "stresses", "stressing", "stressed"]),
            ("agree", ["agree", "agrees", "agreeing", "agreed"]),
            ("review", ["review", "reviews", "reviewing", "reviewed"]),
        ];
        for (base, want) in table {
            let got: Vec<String> =
                forms(base, None, false).into_iter().map(|(form, _)| form).collect();
            assert_eq!(got, want);
        }
    }

    #[test]
    fn listed_forms_take_the_place_of_ruled_ones() {
        let take = forms("take", Some(&["took".to_owned(), "taken".to_owned()]), false);
        assert!(take.contains(&("took".to_owned(), Forms::PAST)));
        assert!(take.contains(&("taken".to_owned(), Forms::PARTICIPLE)));
        assert!(!take.iter().any(|(form, _)| form == "taked"));
    }

    #[test]
    fn a_long_verb_doubles_only_where_it_is_said() {
        assert!(forms("commit", None, true).iter().any(|(form, _)| form == "committing"));
        assert!(forms("commit", None, false).iter().any(|(form, _)| form == "commiting"));
    }
}
