//! What a statement does: who acts, by which operative verbs, and whether it commits to future action. Which words are
//! operative is left to the lexicon.

mod clause;
mod subject;
mod verbs;

use crate::lexicon::Lexicon;

pub(crate) use clause::Clause;
pub(crate) use verbs::{Aspect, VerbUse};

/// What a statement does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Act {
    /// Who speaks or acts.
    pub(crate) actor: Option<String>,
    /// The operative verbs in their basic form, in order.
    pub(crate) verbs: Vec<String>,
    /// Whether it states a collective intent of future action.
    pub(crate) commitment: bool,
}

/// Finds what `text` does, which completes `stem` and follows a statement of the actor `before`.
pub(crate) fn act(text: &str, stem: Option<&str>, before: Option<&str>, lexicon: &Lexicon) -> Act {
    let whole = completed(text, stem, lexicon);
    let words = lexicon.force.words(&whole);
    let clause = Clause::read(&whole, &words, &lexicon.force);
    let Some(clause) = clause else { return Act::default() };
    let mut verbs: Vec<String> = Vec::new();
    for verb in clause.verbs.iter().filter_map(|verb| verb.base.as_deref()) {
        if !verbs.iter().any(|other| other == verb) {
            verbs.push(verb.to_owned());
        }
    }
    let actor = match clause.carried {
        true => before.map(str::to_owned),
        false => clause.actor.map(str::to_owned),
    };
    let commitment =
        actor.is_some() && clause.verbs.iter().any(|verb| verb.commits(&words, &lexicon.force));
    Act { actor, verbs, commitment }
}

/// Returns the sentence that `text` makes with its stem, where it has no subject and verb of its own.
pub(crate) fn completed<'a>(
    text: &'a str,
    stem: Option<&str>,
    lexicon: &Lexicon,
) -> std::borrow::Cow<'a, str> {
    let Some(stem) = stem else { return text.into() };
    let own = lexicon.force.words(text);
    if Clause::read(text, &own, &lexicon.force).is_some_and(|clause| clause.actor.is_some()) {
        return text.into();
    }
    format!("{} {text}", stem.trim_end_matches([':', ' ', ',', '–', '-'])).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The actor, the verbs and whether it is a commitment.
    type Want<'a> = (Option<&'a str>, &'a [&'a str], bool);

    #[track_caller]
    fn assert_act(text: &str, stem: Option<&str>, want: Want<'_>) {
        let act = act(text, stem, Some("Both sides"), &Lexicon::english());
        let got = (
            act.actor.as_deref(),
            act.verbs.iter().map(String::as_str).collect::<Vec<_>>(),
            act.commitment,
        );
        assert_eq!(got, (want.0, want.1.to_vec(), want.2), "{stem:?} {text:?}");
    }

    #[test]
    fn the_subject_acts_and_its_coordinate_verbs_are_kept_in_order() {
        let table: [(&str, Option<&str>, &[&str], bool); 11] = [
            ("Both sides welcomed the ferry line.", Some("Both sides"), &["welcome"], false),
            (
                "The ministers affirmed the value of ports, welcomed the quay, and urged more dredging.",
                Some("The ministers"),
                &["affirm", "welcome", "urge"],
                false,
            ),
            (
                "The United Harbours and the IHO intend to map the strait and share the charts.",
                Some("The United Harbours and the IHO"),
                &["intend to"],
                true,
            ),
            ("All reiterated that no port should close.", Some("All"), &["reiterate"], false),
            ("We will deepen the channel.", Some("We"), &["deepen"], true),
            (
                "We both praised the pilots and highlighted their training.",
                Some("We"),
                &["praise", "highlight"],
                false,
            ),
            (
                "The Committee will keep the dues low and continues to expect that tides, storms and eels return.",
                Some("The Committee"),
                &["keep", "expect"],
                true,
            ),
            ("They commended the harbour masters.", Some("Both sides"), &["commend"], false),
            (
                "The Committee will continue to monitor the tides.",
                Some("The Committee"),
                &["monitor"],
                true,
            ),
            (
                "The parties remain firmly committed to dredging the bay.",
                Some("The parties"),
                &["commit to"],
                true,
            ),
            (
                "PORT members re-affirmed their support for pilots.",
                Some("PORT members"),
                &["reaffirm"],
                false,
            ),
        ];
        for (text, actor, verbs, commitment) in table {
            assert_act(text, None, (actor, verbs, commitment));
        }
    }

    #[test]
    fn the_subject_is_found_behind_what_leads_it_in() {
        let table: [(&str, Option<&str>, &[&str], bool); 9] = [
            (
                "The two sides, in line with the charts of 2020, tides and winds, intend to dredge the bay.",
                Some("The two sides"),
                &["intend to"],
                true,
            ),
            (
                "In Ulm, the delegations, recalling their pledge, will open the strait.",
                Some("the delegations"),
                &["open"],
                true,
            ),
            ("The delegations, in Ulm, Passau and Linz.", None, &[], false),
            (
                "On the occasion of the third regatta, the participants jointly affirmed the rules.",
                Some("the participants"),
                &["affirm"],
                false,
            ),
            (
                "In this regard, we look forward to the race.",
                Some("we"),
                &["look forward to"],
                false,
            ),
            ("Further, both sides stressed safety.", Some("both sides"), &["stress"], false),
            (
                "Recognizing the cost of storms, boats and nets, the delegations pledge to repair the pier.",
                Some("the delegations"),
                &["pledge to"],
                true,
            ),
            (
                "We, the mayors of Ulm, Passau and Linz, call on all towns to join.",
                Some("We"),
                &["call on"],
                false,
            ),
            (
                "The 12 members of the River League (RL) – Ulm, Passau and Linz – met in spring.",
                Some("The 12 members of the River League"),
                &["meet"],
                false,
            ),
        ];
        for (text, actor, verbs, commitment) in table {
            assert_act(text, None, (actor, verbs, commitment));
        }
    }

    #[test]
    fn an_item_takes_from_its_stem_what_it_lacks() {
        let table: [(&str, &str, Want<'_>); 4] = [
            (
                "emphasized the worth of maps and encouraged their sale; and",
                "As such we:",
                (Some("we"), &["emphasize", "encourage"], false),
            ),
            (
                "build a lighthouse;",
                "The two sides decided to:",
                (Some("The two sides"), &["decide to"], true),
            ),
            ("share charts of the reef", "We intend to:", (Some("We"), &["intend to"], true)),
            (
                "We welcomed the new buoys.",
                "The chairs noted the following:",
                (Some("We"), &["welcome"], false),
            ),
        ];
        for (text, stem, want) in table {
            assert_act(text, Some(stem), want);
        }
    }

    #[test]
    fn no_actor_is_better_than_a_wrong_one() {
        let table = [
            "Strong support for the pilots is needed.",
            "Efforts will include more dredging.",
            "Trade has grown, and the call for ports is loud.",
            "The Harbour Agreement will enter into force in May.",
            "It was chaired by the mayor.",
        ];
        for text in table {
            let act = act(text, None, None, &Lexicon::english());
            assert_eq!((act.actor, act.commitment), (None, false), "{text}");
        }
    }

    #[test]
    fn a_commitment_looks_ahead() {
        let table = [
            ("We reaffirm our support for pilots.", false),
            ("We recognise that tides will rise.", false),
            ("We reaffirm our commitment to repairing the pier.", true),
            ("We agreed that we will repair the pier.", true),
            ("We agree that the pier is old.", false),
            ("We have repaired the pier.", false),
            ("We plan to repair the pier.", true),
            ("We shall not dump waste.", true),
            ("All ports should close at night.", false),
        ];
        for (text, want) in table {
            assert_eq!(act(text, None, None, &Lexicon::english()).commitment, want, "{text}");
        }
    }
}
