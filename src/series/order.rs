//! Which round comes first. What the rounds say is not this module's business.

use crate::error::Error;
use crate::round::{Date, Round};

/// Which round of a series comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// The one of the earliest date.
    #[default]
    ByDate,
    /// The one that was given first.
    Given,
}

/// Returns the rounds in their order, each with its date.
///
/// # Errors
/// If the order is that of dates and a round has none, or two have the same.
pub(super) fn ordered(
    rounds: &[Round],
    order: Order,
) -> Result<Vec<(&Round, Option<Date>)>, Error> {
    let mut dated: Vec<(&Round, Option<Date>)> =
        rounds.iter().map(|r| (r, r.head().day())).collect();
    if order == Order::Given {
        return Ok(dated);
    }
    if rounds.len() > 1
        && let Some((round, _)) = dated.iter().find(|(_, date)| date.is_none())
    {
        return Err(Error::NoDate { label: round.head().label.clone() });
    }
    dated.sort_by_key(|(_, date)| *date);
    for pair in dated.windows(2) {
        if let ((first, Some(date)), (second, other)) = (pair[0], pair[1])
            && other == Some(date)
        {
            let [first, second] = [first, second].map(|round| round.head().label.clone());
            return Err(Error::SameDate { first, second, date });
        }
    }
    Ok(dated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round(label: &str, date: Option<&str>) -> Round {
        let (mut head, statements) = Round::of(&[("", &["We agree."])]).into_parts();
        head.label = label.to_owned();
        head.date = date.map(|date| date.parse().unwrap());
        Round::new(head, statements).unwrap()
    }

    #[test]
    fn rounds_follow_their_dates_stated_or_of_the_file_name() {
        let rounds = [
            round("b/2019-05-24-x.md", None),
            round("a.md", Some("2015-12-07")),
            round("2014-01-02", None),
        ];
        let ordered = ordered(&rounds, Order::ByDate).unwrap();
        let labels: Vec<&str> = ordered.iter().map(|(r, _)| r.head().label.as_str()).collect();
        assert_eq!(labels, ["2014-01-02", "a.md", "b/2019-05-24-x.md"]);
    }

    #[test]
    fn a_round_without_a_date_is_named() {
        let rounds = [round("2014-01-02.md", None), round("over/there.md", None)];
        let error = ordered(&rounds, Order::ByDate).unwrap_err().to_string();
        assert!(error.starts_with("over/there.md states no date"), "{error}");
    }

    #[test]
    fn two_rounds_of_one_date_are_both_named() {
        let rounds = [round("a.md", Some("2015-12-07")), round("b.md", Some("2015-12-07"))];
        let error = ordered(&rounds, Order::ByDate).unwrap_err().to_string();
        assert!(error.starts_with("a.md and b.md are both of 2015-12-07"), "{error}");
    }

    #[test]
    fn given_order_asks_for_no_date() {
        let rounds = [round("b.md", None), round("a.md", None)];
        assert_eq!(ordered(&rounds, Order::Given).unwrap()[0].0.head().label, "b.md");
    }

    #[test]
    fn one_round_needs_no_date() {
        assert!(ordered(&[round("a.md", None)], Order::ByDate).is_ok());
    }
}
