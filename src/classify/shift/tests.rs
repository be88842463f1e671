//! Shifts of single statements.

use proptest::prelude::*;

use super::*;
use crate::lexicon::Lexicon;
use crate::round::{Round, Statement, Stem};

/// Makes one side of a rewording of a sentence and its stem.
pub(super) fn side(stem: &str, text: &str) -> Vec<Placed> {
    let stem = (!stem.is_empty()).then(|| Stem { text: stem.into(), spans: Vec::new() });
    let statement = Statement { text: text.into(), stem, ..Statement::default() };
    vec![Placed { index: 0, statement }]
}

/// Does something where rounds say nothing else.
fn alone<T>(work: impl FnOnce(&Sides<Speech<'_>>) -> T) -> T {
    let (round, lexicon) = (Round::of(&[]), Lexicon::english());
    work(&Sides::new(&round, &round).map(|round| Speech::new(round, &lexicon)))
}

/// Weighs two wordings where rounds say nothing else.
pub(super) fn shift_alone(old: &[Placed], new: &[Placed]) -> Shift {
    alone(|rounds| shift(Sides::new(old, new), rounds))
}

fn told(old: &str, new: &str) -> (Direction, Vec<String>) {
    let shift = shift_alone(&side("", old), &side("", new));
    (shift.direction, shift.evidence.iter().map(ToString::to_string).collect())
}

/// Old wording, new wording, where it shifts, and the first evidence of it.
const TABLE: [(&str, &str, Direction, &str); 22] = [
    (
        "Both sides welcomed the dredging of the bay.",
        "Both sides committed to the dredging of the bay.",
        Direction::Stronger,
        "welcomed → committed to",
    ),
    (
        "We will dredge the bay.",
        "We will dredge the bay by 2027.",
        Direction::Stronger,
        "added deadline: by 2027",
    ),
    (
        "We will dredge the bay.",
        "We will dredge the bay, as appropriate.",
        Direction::Weaker,
        "added hedge: as appropriate",
    ),
    (
        "We intend to dredge the bay.",
        "We have dredged the bay.",
        Direction::Stronger,
        "carried out: intend to → have dredged",
    ),
    (
        "We plan to build a new quay.",
        "We are building a new quay.",
        Direction::Stronger,
        "carried out: plan to → are building",
    ),
    (
        "The parties shall publish the charts.",
        "The parties may publish the charts.",
        Direction::Weaker,
        "shall publish → may publish",
    ),
    (
        "All ports should be closed at night.",
        "All ports must be closed at night.",
        Direction::Stronger,
        "should → must",
    ),
    (
        "We urge all ports to close.",
        "We invite all ports to close.",
        Direction::Neutral,
        "urge → invite",
    ),
    (
        "We urge ports to close at night.",
        "We note that ports close at night.",
        Direction::Weaker,
        "urge → note",
    ),
    (
        "The tide appears to be rising in the bay.",
        "The tide is rising in the bay.",
        Direction::Stronger,
        "removed hedge: appears to",
    ),
    (
        "We will pay for the pilots of the bay.",
        "We will pay $20 million for the pilots of the bay.",
        Direction::Stronger,
        "added amount: $20 million",
    ),
    (
        "We will tax the ferries.",
        "We will not tax the ferries.",
        Direction::Weaker,
        "will tax → will not tax",
    ),
    (
        "We welcome the pilots of the bay.",
        "We welcome the pilots of the bay and will pay their fees.",
        Direction::Stronger,
        "added obligation: will pay",
    ),
    (
        "We will consult on dues, and extend help to the pilots of small harbours.",
        "We will continue to consult on dues.",
        Direction::Weaker,
        "removed obligation: extend",
    ),
    (
        "We denounce smuggling and stressed the cost of patrols in the strait.",
        "We denounce smuggling and stress the cost of patrols in the strait.",
        Direction::Neutral,
        "",
    ),
    (
        "We recall that the strait should not be mined by any fleet.",
        "We recall the treaty, which says that the strait must never again be mined by any fleet.",
        Direction::Stronger,
        "should not → must never",
    ),
    (
        "The parties agreed to share charts of the reef, and intend to lower their dues.",
        "The parties agreed to share charts of the reef, and will lower their dues.",
        Direction::Stronger,
        "intend to → will lower",
    ),
    (
        "We have started exchanging views on dues.",
        "We are exploring dues and exchanging views on them.",
        Direction::Neutral,
        "have started → are exploring",
    ),
    (
        "We will dredge the bay by 2030.",
        "We will dredge the bay by 2027.",
        Direction::Stronger,
        "by 2030 → by 2027",
    ),
    (
        "We will work on dues for ferries.",
        "We continue to work on dues for ferries.",
        Direction::Neutral,
        "",
    ),
    (
        "We support the pilots.",
        "We support the pilots of the northern harbour.",
        Direction::Neutral,
        "",
    ),
    ("We will fund the pier.", "We will fund the jetty.", Direction::Neutral, ""),
];

#[test]
fn a_shift_is_told_with_the_words_that_show_it() {
    for (old, new, direction, evidence) in TABLE {
        let (got, words) = told(old, new);
        assert_eq!(got, direction, "{old} -> {new}: {words:?}");
        assert_eq!(words.first().map_or("", String::as_str), evidence, "{old} -> {new}");
    }
}

/// Checks that nothing is told of rewordings, either way.
#[track_caller]
fn assert_silent(pairs: &[(&str, &str)]) {
    for (old, new) in pairs {
        assert_eq!(told(old, new), (Direction::Neutral, vec![]), "{old} -> {new}");
        assert_eq!(told(new, old), (Direction::Neutral, vec![]), "{new} -> {old}");
    }
}

#[test]
fn a_commitment_told_with_another_auxiliary_is_the_same() {
    assert_silent(&[
        ("We have decided to gradually widen the canal.", "We will gradually widen the canal."),
        ("We decided to continue dredging the bay.", "We will continue dredging the bay."),
        ("We agreed today to dredge the bay.", "We will continue dredging the bay."),
        (
            "We are maintaining the old buoys of the bay.",
            "We will maintain the old buoys of the bay.",
        ),
        (
            "We will pay close heed to the tides.",
            "We will continue to pay close heed to the tides.",
        ),
        (
            "We will, as always, take heed of the tides.",
            "We will continue to take heed of the tides.",
        ),
    ]);
}

#[test]
fn a_view_that_is_still_held_is_the_same() {
    assert_silent(&[
        ("We expect a calm season.", "We continue to expect a calm season."),
        ("We see risks to the ferries.", "We continue to see risks to the ferries."),
        ("We judge the bay to be safe.", "We continue to see the bay to be safe."),
    ]);
}

#[test]
fn what_could_happen_is_no_obligation() {
    assert_silent(&[(
        "We see the risks to ferries as smaller than last year.",
        "We see the risks to ferries as smaller than last year, but the storms, if long, could slow trade.",
    )]);
}

#[test]
fn a_mark_that_comes_with_its_clause_tells_nothing() {
    assert_silent(&[
        ("The ferries are late.", "The ferries are late, but fares have risen somewhat."),
        ("We dredge when trade has grown.", "We dredge when trade has grown somewhat."),
        (
            "Trade has grown in the bay.",
            "Trade has grown in the bay, while pilots seem to be fairly scarce elsewhere.",
        ),
        (
            "Dues in the bay fell as trade at sea rose.",
            "Dues in the bay fell as trade at sea rose; trade at sea appears to have settled.",
        ),
        (
            "Although fares at sea have risen somewhat, the two sides support the ferries of the bay.",
            "The two sides support the ferries of the bay and of the open sea.",
        ),
    ]);
    let (_, evidence) = told(
        "Trade at sea and in the northern ports of the bay lifts fares.",
        "Trade at sea and in the northern ports of the bay seems to raise fares.",
    );
    assert_eq!(evidence, ["added hedge: seems to"], "the clause is the same but for a verb");
    let (_, evidence) = told("Fares have risen at sea.", "Fares have risen somewhat at sea.");
    assert_eq!(evidence, ["added downtoner: somewhat"]);
}

#[test]
fn a_modal_of_what_is_only_possible_is_a_hedge_and_no_month() {
    let (direction, evidence) =
        told("The depth of the bay may be falling.", "The depth of the bay is falling.");
    assert_eq!((direction, evidence), (Direction::Stronger, vec!["removed hedge: may".to_owned()]));
    assert_silent(&[("Storms fell in March on the bay.", "Storms fell in May on the bay.")]);
}

#[test]
fn one_word_decides_where_no_other_changes() {
    let old = "Both sides restated their commitment to the pilots of the northern bay.";
    let new = old.replace("commitment", "strong commitment");
    assert_eq!(told(old, &new).0, Direction::Stronger);
    assert_eq!(told(old, &new.replace("northern bay", "open sea")).0, Direction::Neutral);
}

#[test]
fn an_adjunct_counts_even_within_a_new_clause() {
    let (_, evidence) = told(
        "We will dredge the bay and mark its reefs.",
        "We will dredge the bay and mark its reefs, and wrecks are cleared by 2027.",
    );
    assert_eq!(evidence, ["added deadline: by 2027"]);
}

#[test]
fn set_phrases_and_verbs_are_no_marks() {
    assert_silent(&[
        ("The risks are balanced.", "The risks are more nearly balanced."),
        ("The risks are nearly balanced.", "The risks are more nearly balanced."),
        ("The ferries have stopped at night.", "The ferries have all but stopped at night."),
        ("We will complete the pier.", "We will finalize the pier."),
        ("Fares will fall gradually.", "Fares will fall only slowly."),
        ("Fares will move toward the goal.", "Fares will move toward the 2 percent goal."),
        ("The rule will end by February 1.", "The rule will end on February 1."),
    ]);
}

#[test]
fn a_stem_that_names_the_actor_late_counts_with_its_item() {
    let text = "underlined the worth of pilots, and intend to train them;";
    let old = side("In this light they:", text);
    let new = side("Both sides:", &text.replace("intend to", "will"));
    let shift = shift_alone(&old, &new);
    assert_eq!(shift.evidence[0].to_string(), "intend to → will train");
}

#[test]
fn a_stem_counts_with_its_item() {
    let shift =
        shift_alone(&side("We intend to:", "map the reef"), &side("We will:", "map the reef"));
    assert_eq!(shift.direction, Direction::Stronger);
    assert_eq!(shift.evidence[0].to_string(), "intend to → will map");
}

/// Returns what is told of each link of one old statement split into several, the first its heir.
fn told_of_parts(old: &str, parts: &[&str]) -> Vec<Vec<String>> {
    let at = |index| move |placed| Placed { index, ..placed };
    let parts = parts.iter().enumerate();
    let new: Vec<Placed> =
        parts.flat_map(|(n, text)| side("", text).into_iter().map(at(n))).collect();
    let old = side("", old);
    let told = |placed: &Placed| {
        let link = Link { old: 0, new: placed.index, likeness: 0.5, grounds: None };
        let sides = Sides::new(old.as_slice(), new.as_slice());
        let shift = alone(|rounds| shift_of_link(sides, &link, placed.index == 0, rounds));
        shift.evidence.iter().map(ToString::to_string).collect()
    };
    new.iter().map(told).collect()
}

#[test]
fn each_part_of_a_split_is_told_by_its_own_words() {
    let old = "We strongly oppose the mining of the strait and any blockade of its ports, and will patrol it.";
    let parts = [
        "We express concern at the blockade of ports of the strait.",
        "We strongly oppose the mining of the strait.",
        "We will patrol the strait.",
    ];
    let told = told_of_parts(old, &parts);
    assert_eq!(told[0][0], "oppose → express concern");
    assert_eq!(told[1..], [Vec::<String>::new(), Vec::new()]);
    let fares =
        "We expect calm seas, and we expect that fares will fall gradually toward their goal.";
    let parts_of_fares = [
        "We expect seas to be calm and to warm gradually.",
        "We expect that fares will fall gradually toward their goal.",
    ];
    assert!(told_of_parts(fares, &parts_of_fares)[1].is_empty());
    let told = told_of_parts(old, &parts[..2]);
    assert!(told[0].contains(&"removed obligation: will patrol".to_owned()), "{told:?}");
}

#[test]
fn a_hedge_for_a_hedge_shifts_nothing() {
    assert_silent(&[
        ("We will, where possible, map the reef.", "We will, where feasible, map the reef."),
        ("Trade shows signs of growing.", "Trade seems to be growing."),
    ]);
}

#[track_caller]
fn assert_law(old: &[Placed], new: &[Placed]) {
    let (there, back) = (shift_alone(old, new), shift_alone(new, old));
    assert_eq!(there.inverted(), back, "{old:?} -> {new:?}");
}

#[test]
fn the_way_back_is_the_inverse_shift() {
    for (old, new, ..) in TABLE {
        assert_law(&side("", old), &side("", new));
    }
}

fn sentence() -> impl Strategy<Value = String> {
    let words = [
        "we",
        "they",
        "the parties",
        "will",
        "intend to",
        "have",
        "not",
        "welcome",
        "commit to",
        "support",
        "built",
        "build",
        "urge",
        "as appropriate",
        "strongly",
        "by 2027",
        "all",
        "some",
        "the pier",
        "$5 million",
        "and",
        ",",
        "continue to",
    ];
    proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..12)
        .prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn the_way_back_is_the_inverse_shift_for_any_words(old in sentence(), new in sentence(), more in sentence()) {
        let mut several = side("We will:", &new);
        several.extend(side("", &more).into_iter().map(|placed| Placed { index: 1, ..placed }));
        assert_law(&side("", &old), &side("", &new));
        assert_law(&side("", &old), &several);
    }
}
