//! Names statements by their round and wording. Where they stand is not its business: a statement keeps its name when others
//! come, go or change around it.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use crate::round::{Head, Statement};

/// How a name shows half a byte.
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// How many bytes of the hash a name shows at least: of a thousand statements, two begin alike once in two million rounds.
const SHORTEST: usize = 5;

/// Gives every statement that has no id one of its own.
///
/// It is made of the day of the round, or of its title if no day is known, of the comparison key, and of its number among the
/// statements of the round that have the same key. Where two would be the same, the later one is longer.
pub(crate) fn give(head: &Head, statements: &mut [Statement]) {
    let round = match (head.date, &head.title) {
        (Some(date), _) => date.to_string(),
        (None, title) => title.clone().unwrap_or_default(),
    };
    let mut taken: FxHashSet<String> =
        statements.iter().map(|s| s.id.clone()).filter(|id| !id.is_empty()).collect();
    let mut equals: FxHashMap<Arc<str>, usize> = FxHashMap::default();
    equals.reserve(statements.len());
    taken.reserve(statements.len());
    for statement in statements {
        let number = equals.entry(Arc::clone(&statement.key)).or_insert(0);
        if statement.id.is_empty() {
            statement.id = name(&round, *number, &statement.key, &mut taken);
        }
        *number += 1;
    }
}

/// Returns a name that is not `taken`, and takes it.
fn name(round: &str, number: usize, key: &str, taken: &mut FxHashSet<String>) -> String {
    let mut id = String::with_capacity(1 + 2 * SHORTEST);
    id.push('s');
    let hash =
        Sha256::new().chain_update(round).chain_update("\n").chain_update(number.to_string());
    let hash = hash.chain_update("\n").chain_update(key).finalize();
    for (at, byte) in hash.into_iter().enumerate() {
        id.extend([byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)])));
        if at + 1 >= SHORTEST && taken.insert(id.clone()) {
            return id;
        }
    }
    while !taken.insert(id.clone()) {
        id.push('\'');
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::Round;

    /// Returns the ids that statements get in a round of that day.
    fn ids(day: &str, texts: &[&str]) -> Vec<String> {
        let (mut head, mut statements) = Round::of(&[("", texts)]).into_parts();
        head.date = day.parse().ok();
        statements.iter_mut().for_each(|s| s.id.clear());
        give(&head, &mut statements);
        statements.into_iter().map(|s| s.id).collect()
    }

    #[test]
    fn a_statement_keeps_its_id_when_others_come_and_go() {
        let all = ids("2015-12-07", &["We met.", "We agree.", "We will meet."]);
        assert_eq!(ids("2015-12-07", &["We will meet.", "We agree."]), [&*all[2], &*all[1]]);
        assert_eq!(ids("2015-12-07", &["We will meet again.", "We agree."])[1], all[1]);
    }

    #[test]
    fn another_day_gives_another_id() {
        assert_ne!(ids("2015-12-07", &["We met."]), ids("2018-09-10", &["We met."]));
    }

    #[test]
    fn typography_gives_no_other_id_but_words_do() {
        let plain = ids("", &["We met \"often\"."]);
        assert_eq!(ids("", &["We met “often”."]), plain);
        assert_ne!(ids("", &["We meet \"often\"."]), plain);
    }

    #[test]
    fn equal_statements_of_a_round_stay_apart() {
        let all = ids("", &["We agree.", "We met.", "We agree.", "We agree."]);
        assert_eq!(all.iter().collect::<FxHashSet<_>>().len(), 4);
        assert_eq!(
            ids("", &["We agree.", "We agree.", "We agree."]),
            [&*all[0], &*all[2], &*all[3]]
        );
    }

    #[test]
    fn a_given_id_stays_and_is_given_to_no_other() {
        let (head, mut statements) = Round::of(&[("", &["We agree.", "We met."])]).into_parts();
        let would_be = ids("", &["We agree."]).remove(0);
        statements[0].id.clear();
        statements[1].id.clone_from(&would_be);
        give(&head, &mut statements);
        assert_eq!(statements[1].id, would_be);
        assert!(statements[0].id.starts_with(&would_be) && statements[0].id != would_be);
    }
}
