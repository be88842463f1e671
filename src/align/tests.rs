//! Alignments of small rounds, and their laws.

use super::*;

const OLD: &[(&str, &[&str])] = &[
    (
        "Trade",
        &[
            "Both sides will lower the tariffs on steel by 2030.",
            "They welcomed the report of the panel on grain.",
        ],
    ),
    (
        "Peace",
        &[
            "We condemn the attacks on the port of Alba.",
            "The parties shall meet again in Oslo next spring.",
        ],
    ),
];
const NEW: &[(&str, &[&str])] = &[
    (
        "Peace",
        &[
            "We strongly condemn the attacks on the port of Alba.",
            "The parties shall meet again in Oslo next spring.",
        ],
    ),
    (
        "Commerce",
        &[
            "Both sides shall lower all tariffs on steel by 2030.",
            "A new fund for wind energy was opened.",
        ],
    ),
];

fn aligned(old: &[(&str, &[&str])], new: &[(&str, &[&str])]) -> Alignment {
    let (old, new) = (Round::of(old), Round::of(new));
    align(Sides::new(&old, &new), &AlignOptions::default())
}

fn links(alignment: &Alignment) -> Vec<(usize, usize)> {
    let mut links: Vec<_> =
        alignment.groups().iter().flat_map(|g| &g.links).map(|l| (l.old, l.new)).collect();
    links.sort_unstable();
    links
}

/// All rounds of up to three statements drawn from three, so that repeats and near-repeats abound.
fn small_rounds() -> Vec<Round> {
    let pool = [
        "We support peace.",
        "We support lasting peace.",
        "Trade will grow.",
        "We support peace and trade.",
    ];
    let of = |picks: &[usize]| {
        let texts: Vec<&str> = picks.iter().map(|&pick| pool[pick]).collect();
        Round::of(&[("", &texts)])
    };
    let mut rounds = vec![of(&[])];
    for length in 1..=3 {
        let codes = 0..pool.len().pow(length);
        rounds.extend(codes.map(|code| {
            let picks: Vec<usize> =
                (0..length).map(|at| code / pool.len().pow(at) % pool.len()).collect();
            of(&picks)
        }));
    }
    rounds
}

fn each_small_pair(mut check: impl FnMut(Sides<&Round>, &Alignment)) {
    let rounds = small_rounds();
    for old in &rounds {
        for new in &rounds {
            let pair = Sides::new(old, new);
            check(pair, &align(pair, &AlignOptions::default()));
        }
    }
}

#[test]
fn reworded_statements_are_linked_through_moved_and_retitled_sections() {
    assert_eq!(links(&aligned(OLD, NEW)), [(0, 2), (2, 0), (3, 1)]);
    assert!(aligned(OLD, NEW).groups().iter().all(|group| !group.moved));
}

#[test]
fn a_link_is_sure_by_all_evidence_and_by_its_own_words() {
    let aligned = aligned(OLD, NEW);
    let mut link = aligned.groups()[0].links[0].clone();
    let grounds = link.grounds.expect("it was found");
    let mut sure = |likeness, probability| {
        link.likeness = likeness;
        link.grounds = Some(Grounds { probability, ..grounds });
        link.is_sure()
    };
    assert!(sure(0.25, 0.7));
    assert!(!sure(0.24, 0.99) && !sure(0.9, 0.69));
    link.grounds = None;
    assert!(link.is_sure(), "it was given");
}

#[test]
fn a_link_that_rests_on_the_lead_in_is_not_sure() {
    let lead_in =
        "To keep the ferries of the northern bay safe in every storm of winter, the council";
    let round = |text: &str| {
        let texts = [&*format!("{lead_in} {text}"), "Herons nest.", "Eels swim."];
        let (head, mut statements) = Round::of(&[("", &texts)]).into_parts();
        statements[0].actor = Some("the council".to_owned());
        Round::new(head, statements).unwrap()
    };
    let link = |old: &str, new: &str| {
        let rounds = Sides::new(round(old), round(new));
        let alignment = align(rounds.as_ref(), &AlignOptions::default());
        alignment.groups()[0].links[0].clone()
    };
    let old = "agreed to dredge the eastern channel at Lund.";
    let same = link(old, "decided to dredge the eastern channel by May.");
    assert!(same.is_sure() && !same.grounds.unwrap().opening);
    let other = link(old, "decided to double harbour fees for foreign yachts.");
    assert!(!other.is_sure() && other.grounds.unwrap().opening);
}

#[test]
fn words_are_alike_whose_spellings_the_lexicon_knows_as_one() {
    let old = Round::of(&[("", &["We recognise the defence programme of Alba."])]);
    let new = Round::of(&[("", &["We recognize the defense program of Oslo."])]);
    let likeness = |lexicon| {
        let options = AlignOptions::default().language("en").lexicon(lexicon);
        evidence(Sides::new(&old, &new), &options)[0].alone[0]
    };
    assert!(likeness(Lexicon::english()) > likeness(Arc::default()) + 0.1);
}

#[test]
fn every_statement_is_in_exactly_one_group() {
    each_small_pair(|rounds, alignment| {
        let mut old: Vec<usize> = alignment.groups().iter().flat_map(|g| g.old.clone()).collect();
        let mut new: Vec<usize> = alignment.groups().iter().flat_map(|g| g.new.clone()).collect();
        old.sort_unstable();
        new.sort_unstable();
        assert!(old.into_iter().eq(0..rounds.old.statements().len()));
        assert!(new.into_iter().eq(0..rounds.new.statements().len()));
    });
}

#[test]
fn likeness_is_one_for_equal_statements_and_no_others() {
    each_small_pair(|rounds, alignment| {
        for link in alignment.groups().iter().flat_map(|g| &g.links) {
            let equal =
                rounds.old.statements()[link.old].key == rounds.new.statements()[link.new].key;
            assert_eq!(link.likeness == 1.0, equal);
            assert!((0.0..=1.0).contains(&link.likeness));
        }
    });
}

#[test]
fn a_round_against_itself_is_all_unchanged_and_none_moved() {
    for round in small_rounds() {
        let alignment = align(Sides::new(&round, &round), &AlignOptions::default());
        for (at, group) in alignment.groups().iter().enumerate() {
            assert_eq!(
                (group.old.as_slice(), group.new.as_slice(), group.moved),
                (&[at][..], &[at][..], false)
            );
        }
    }
}

#[test]
fn swapping_the_rounds_swaps_the_links() {
    each_small_pair(|rounds, alignment| {
        let back = align(rounds.swapped(), &AlignOptions::default());
        let mut swapped: Vec<_> = links(&back).into_iter().map(|(new, old)| (old, new)).collect();
        swapped.sort_unstable();
        let texts = |round: &Round| {
            round.statements().iter().map(|s| s.text.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(links(alignment), swapped, "{:?} {:?}", texts(rounds.old), texts(rounds.new));
    });
}

#[test]
fn nothing_common_is_nothing_linked() {
    assert_eq!(links(&aligned(&[("", &["We support peace."])], &[("", &["Trade grew."])])), []);
    assert!(aligned(&[], &[]).groups().is_empty());
    assert_eq!(aligned(&[], NEW).groups().len(), 4);
}

#[test]
fn repeated_statements_are_paired_in_order_however_many() {
    let many = vec!["We reaffirm our commitment."; 300];
    let alignment = aligned(&[("", &many)], &[("", &many[..299])]);
    assert!(links(&alignment).iter().all(|(old, new)| old == new));
    assert_eq!(links(&alignment).len(), 299);
}

#[test]
fn a_statement_that_jumped_has_moved() {
    let old = [
        "The first matter is grain.",
        "The second matter is steel.",
        "The third is wine.",
        "Then came oil.",
    ];
    let mut new = old;
    new.rotate_left(1);
    let alignment = aligned(&[("", &old)], &[("", &new)]);
    let moved: Vec<usize> =
        alignment.groups().iter().filter(|g| g.moved).map(|g| g.old[0]).collect();
    assert_eq!(moved, [0]);
}

#[test]
fn what_is_left_on_both_sides_and_says_much_the_same_has_moved() {
    let rest = [
        "Pilots are paid in spring.",
        "Nets are mended in May.",
        "Herons nest on every roof.",
        "Lamps are lit at dusk.",
        "Two ferries cross each hour.",
        "Eels swim.",
    ];
    let old =
        "The council will keep the harbour dues of the northern bay at their present low level.";
    let new =
        "The council decided to keep harbour dues in the northern bay at their present low level.";
    let link = |new: &str| {
        let old = [&[old], &rest[..]].concat();
        let new = [&rest[..], &[new]].concat();
        let aligned = aligned(&[("", &old)], &[("", &new)]);
        links(&aligned).contains(&(0, rest.len())) && aligned.groups()[0].moved
    };
    assert!(link(new));
    assert!(!link("The mayors of the northern bay keep their present boats low."));
}

#[test]
fn a_statement_cut_in_two_is_split() {
    let whole =
        "We will fund schools in Alba for ten years and build hospitals along the northern coast.";
    let halves = [
        "We will fund schools in Alba for ten years.",
        "We will build hospitals along the northern coast.",
    ];
    let rest =
        ["The ministers met in Oslo on Monday.", "They thanked the hosts for their warm welcome."];
    let alignment = aligned(
        &[("", &[rest[0], whole, rest[1]])],
        &[("", &[rest[0], halves[0], halves[1], rest[1]])],
    );
    assert_eq!(links(&alignment), [(0, 0), (1, 1), (1, 2), (2, 3)]);
}

#[test]
fn what_is_not_linked_points_to_what_comes_nearest() {
    let rest = ["Pilots are paid in spring.", "Nets are mended in May.", "Herons nest on roofs."];
    let old = "Household fishing and trade in herring have continued to grow.";
    let changed = "Trade in herring has continued to grow, though less than last year.";
    let new = "Household fishing seems to be somewhat slower than it was in winter.";
    let before = [rest[0], old, rest[1], rest[2]];
    let after = [rest[0], changed, rest[1], rest[2], new, "Two bells ring."];
    let nearest = |old: &[&str], new: &[&str]| -> Vec<Option<usize>> {
        let aligned = aligned(&[("", old)], &[("", new)]);
        let alone = aligned.groups().iter().filter(|group| group.links.is_empty());
        let near = alone.map(|group| group.nearest);
        assert!(near.clone().flatten().all(|near| near.likeness > 0.0 && near.likeness < 0.7));
        near.map(|near| near.map(|near| near.position)).collect()
    };
    assert_eq!(nearest(&before, &after), [Some(1), None]);
    assert_eq!(nearest(&after, &before), [Some(1), None]);
    // Of two that come near it is the nearer.
    let slower = ["Fishing was slower than trade in spring.", "Fishing was slower than all trade."];
    assert_eq!(nearest(&[slower[0], old, rest[1]], &[changed, rest[1], slower[1], new]), [Some(1)]);
}

#[test]
fn what_comes_nearest_is_one_of_the_other_round_and_only_told_of_what_is_not_linked() {
    each_small_pair(|rounds, alignment| {
        for group in alignment.groups() {
            let other = match (group.old.is_empty(), group.new.is_empty()) {
                (true, _) => rounds.old.statements().len(),
                (_, true) => rounds.new.statements().len(),
                _ => 0,
            };
            assert!(group.nearest.is_none_or(|near| near.position < other));
        }
    });
}

#[test]
fn what_joins_a_link_at_its_place_does_not_leave_the_order() {
    let whole = "Fleets have continued to land herring, and the ferry trade has shown further signs of recovery, but sales to inland towns have slowed.";
    let halves = [
        "Fleets have landed herring a bit more quickly, but sales to inland towns have slowed down again.",
        "The ferry trade shows signs of life, albeit from the low level of last winter.",
    ];
    let before = ["Pilots are paid in spring.", "Nets are mended in May.", "Eels swim."];
    let after = ["Herons nest on every roof.", "Lamps are lit at dusk.", "Two bells ring."];
    let old = [&before[..], &halves, &after].concat();
    let new = [&before[..], &[whole], &after].concat();
    let joined = |old: &[&str], new: &[&str]| links(&aligned(&[("", old)], &[("", new)]));
    assert!(joined(&old, &new).contains(&(4, 3)));
    assert!(joined(&new, &old).contains(&(3, 4)));
}

#[test]
fn links_that_are_doubled_or_lead_nowhere_are_refused() {
    let (old, new) = (Round::of(OLD), Round::of(NEW));
    let link = |old, new| Link { old, new, likeness: 0.5, grounds: None };
    let made = |links| Alignment::new(Sides::new(&old, &new), links);
    assert_eq!(made(vec![link(0, 4)]), Err(AlignmentError::Link { old: 0, new: 4 }));
    assert_eq!(made(vec![link(0, 1), link(0, 1)]), Err(AlignmentError::Link { old: 0, new: 1 }));
    assert_eq!(made(vec![]).map(|a| a.groups().len()), Ok(8));
}

#[test]
fn other_languages_and_scripts_need_no_english() {
    let pairs = [
        (
            "Les deux parties renforceront la coopération douanière.",
            "Les parties renforcent leur coopération douanière.",
            "Le fonds climatique a été créé.",
        ),
        (
            "Die Seiten bekräftigten ihre Verpflichtung zum Frieden.",
            "Beide Seiten bekräftigen die Verpflichtung zum Frieden.",
            "Der Handel mit Getreide wächst.",
        ),
        (
            "Las partes acordaron reducir los aranceles del acero.",
            "Las partes acuerdan reducir aranceles al acero.",
            "Se creó un fondo del clima.",
        ),
        (
            "Стороны подтвердили приверженность миру в регионе.",
            "Стороны подтверждают приверженность миру.",
            "Создан новый климатический фонд.",
        ),
        (
            "أكد الجانبان التزامهما بالسلام في المنطقة.",
            "يؤكد الجانبان الالتزام بالسلام في المنطقة.",
            "تم إنشاء صندوق جديد للمناخ.",
        ),
        (
            "双方重申致力于地区和平与稳定。",
            "双方再次重申致力于地区和平。",
            "新的气候基金已经成立。",
        ),
        (
            "両国は地域の平和への取り組みを確認した。",
            "両国は地域の平和への取組みを再確認した。",
            "新しい気候基金が設立された。",
        ),
    ];
    for (old, new, other) in pairs {
        let (first, last) = ("1948 / 2031", "2024 / 2050");
        let alignment = aligned(&[("", &[first, old, last])], &[("", &[other, first, new, last])]);
        assert_eq!(links(&alignment), [(0, 1), (1, 2), (2, 3)], "{old}");
    }
}

#[test]
fn every_link_found_has_grounds_in_words() {
    let alignment = aligned(OLD, NEW);
    let said = |old: usize| {
        let link = &alignment.groups().iter().find(|g| g.old == [old]).expect("a group").links[0];
        link.grounds.expect("grounds").to_string()
    };
    assert!(said(3).starts_with("equal; "), "{}", said(3));
    assert!(said(0).contains("telling words shared"), "{}", said(0));
}
