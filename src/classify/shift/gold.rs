//! Measures shifts against those that annotators gave to linked statements, where the gold data is at hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::tests::{shift_alone, side};
use crate::change::{Direction, Placed};
use crate::sides::Sides;

/// How often each direction of the gold was told as which.
type Counts = BTreeMap<(&'static str, &'static str), usize>;

const DIRECTIONS: [&str; 3] = ["stronger", "weaker", "neutral"];

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what the measure is for")]
fn shifts_agree_with_the_gold() {
    let shared = std::env::var("TRAVAUX_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let Ok(folder) = PathBuf::from(shared).join("gold/links").read_dir() else {
        println!("SKIPPED shifts_agree_with_the_gold: no gold data");
        return;
    };
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut all = Counts::new();
    for path in paths {
        let counts = counted(&serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap());
        println!("{:28} {}", path.file_stem().unwrap().display(), figures(&counts));
        counts.into_iter().for_each(|(key, count)| *all.entry(key).or_default() += count);
    }
    println!("{:28} {}", "all", figures(&all));
    assert!(macro_f1(&all) >= 0.6);
}

/// Counts the sure links of one pair of rounds.
fn counted(gold: &Value) -> Counts {
    let statements: BTreeMap<&str, Vec<Placed>> =
        ["old", "new"].into_iter().flat_map(|round| placed(&gold[round])).collect();
    let mut counts = Counts::new();
    for link in gold["links"].as_array().unwrap() {
        let label = link["shift"]
            .as_str()
            .and_then(|label| DIRECTIONS.into_iter().find(|name| *name == label));
        if let (Some(label), Some(true)) = (label, link["sure"].as_bool()) {
            let ends =
                Sides::new(&link["old"], &link["new"]).map(|id| &statements[id.as_str().unwrap()]);
            let got: Direction = shift_alone(ends.old, ends.new).direction;
            *counts.entry((label, got.name())).or_default() += 1;
        }
    }
    counts
}

/// Returns the statements of a round under their ids.
fn placed(round: &Value) -> Vec<(&str, Vec<Placed>)> {
    let sections = round["sections"].as_array().unwrap().iter();
    let statements = sections.flat_map(|section| section["statements"].as_array().unwrap());
    let text = |value: &Value| {
        value.as_str().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    statements
        .map(|s| (s["id"].as_str().unwrap(), side(&text(&s["stem"]), &text(&s["text"]))))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer than a thousand links")]
fn f1(counts: &Counts, direction: &str) -> f64 {
    let sum = |test: fn(&str, &str, &str) -> bool| -> f64 {
        counts
            .iter()
            .filter(|((want, got), _)| test(want, got, direction))
            .map(|(_, count)| *count as f64)
            .sum()
    };
    let right = sum(|want, got, direction| want == direction && got == direction);
    let all =
        sum(|want, _, direction| want == direction) + sum(|_, got, direction| got == direction);
    if all > 0.0 { 2.0 * right.abs() / all } else { 1.0 }
}

fn macro_f1(counts: &Counts) -> f64 {
    DIRECTIONS.iter().map(|direction| f1(counts, direction)).sum::<f64>() / 3.0
}

fn figures(counts: &Counts) -> String {
    let total: usize = counts.values().sum();
    let right: usize =
        counts.iter().filter(|((want, got), _)| want == got).map(|(_, count)| count).sum();
    let each =
        DIRECTIONS.map(|direction| format!("{direction} {:.3}", f1(counts, direction))).join(" ");
    format!("right {right}/{total} macro F1 {:.3} {each}", macro_f1(counts))
}
