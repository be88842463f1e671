//! The parties' names, found in a text by their first character. Which names there are is left to the data.

use rustc_hash::FxHashMap;

use super::Reading;

/// The names of parties, each with the spellings that stand for it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parties<'l> {
    by_first: FxHashMap<char, Vec<Spelled<'l>>>,
}

/// A name, and one way in which it is written.
#[derive(Clone, Copy, Debug)]
struct Spelled<'l> {
    name: &'l str,
    spelling: &'l str,
}

impl<'l> Parties<'l> {
    /// Sorts the names by the first characters of their spellings.
    pub(crate) fn of(reading: &'l Reading) -> Self {
        let mut parties = Self::default();
        for (name, others) in &reading.parties {
            for spelling in std::iter::once(name).chain(others) {
                if let Some(first) = spelling.chars().next() {
                    parties.by_first.entry(first).or_default().push(Spelled { name, spelling });
                }
            }
        }
        parties
    }

    /// Returns the party named at the offset `at` of `text`, and where the name ends.
    pub(crate) fn at(&self, text: &str, at: usize) -> Option<(&'l str, usize)> {
        let rest = text.get(at..)?;
        let first = rest.chars().next().filter(|first| first.is_uppercase())?;
        let spellings = self.by_first.get(&first)?;
        if text[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let here = spellings.iter().filter(|spelled| {
            rest.strip_prefix(spelled.spelling)
                .is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        });
        let longest = here.max_by_key(|spelled| spelled.spelling.len())?;
        Some((longest.name, at + longest.spelling.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_party(text: &str, at: usize, want: Option<(&str, usize)>) {
        let mut reading = Reading::default();
        reading.parties.insert("Harbour Union".to_owned(), vec!["HU".to_owned()]);
        reading.parties.insert("Harbour Union of Towns".to_owned(), vec!["HUT".to_owned()]);
        assert_eq!(Parties::of(&reading).at(text, at), want, "{text:?} at {at}");
    }

    #[test]
    fn the_longest_name_is_found_by_any_of_its_spellings() {
        assert_party("the HU met", 4, Some(("Harbour Union", 6)));
        assert_party("Harbour Union of Towns", 0, Some(("Harbour Union of Towns", 22)));
        assert_party("Harbour Union of Cities", 0, Some(("Harbour Union", 13)));
    }

    #[test]
    fn a_part_of_a_word_names_no_party() {
        assert_party("HUGE", 0, None);
        assert_party("the HUs", 4, None);
        assert_party("theHU", 3, None);
        assert_party("hu", 0, None);
    }
}
