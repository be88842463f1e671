//! Writes two rounds of any length as Round JSON, and the links between them, to measure speed and recall.
//!
//! usage: `ladder STATEMENTS OUT_DIR [SEED]` writes `old.json`, `new.json` and `links.json` (pairs of positions). Of the
//! statements 5 % are dropped, 10 % edited (one word in seven exchanged), 3 % moved elsewhere, and 5 % are added.
//! `ladder --check STATEMENTS [SEED]` aligns such rounds and prints the share of links found.

use std::path::Path;

use serde_json::json;
use travaux::{AlignOptions, Round, Sides};

type Failure = Box<dyn std::error::Error>;

/// How many statements a section has.
const PART: usize = 20;

fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["--check", size] => check(size.parse()?, 1),
        ["--check", size, seed] => check(size.parse()?, seed.parse()?),
        [size, folder] => write(size.parse()?, folder.as_ref(), 1),
        [size, folder, seed] => write(size.parse()?, folder.as_ref(), seed.parse()?),
        _ => {
            Err("usage: ladder STATEMENTS OUT_DIR [SEED] | ladder --check STATEMENTS [SEED]".into())
        }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n as u64).unwrap_or(0)
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// Returns a word of a vocabulary of 20,000 in which few words are common and most are rare, as in any language.
    fn word(&mut self) -> String {
        let reach = 1usize << (4 + self.below(11));
        let mut rank = self.below(reach.min(20_000)) + 1;
        let mut word = String::new();
        while rank > 0 {
            word.push(['b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't'][rank % 12]);
            word.push(['a', 'e', 'i', 'o', 'u'][rank / 12 % 5]);
            rank /= 60;
        }
        word
    }

    fn statement(&mut self) -> Vec<String> {
        let length = 18 + self.below(24);
        (0..length).map(|_| self.word()).collect()
    }
}

/// Two rounds in sections of about twenty statements, and which statement of the first continues in which of the second.
struct Ladder {
    rounds: Sides<Vec<Vec<String>>>,
    links: Vec<(usize, usize)>,
}

/// A statement of the newer round: its section, its place there, what it continues, its text.
type Placed = (usize, usize, Option<usize>, String);

fn ladder(size: usize, seed: u64) -> Ladder {
    let mut dice = Dice(seed);
    let old: Vec<Vec<String>> = (0..size).map(|_| dice.statement()).collect();
    let parts = size.div_ceil(PART);
    let mut placed: Vec<Placed> = Vec::new();
    for (at, statement) in old.iter().enumerate() {
        if dice.percent(5) {
            continue;
        }
        let mut text = statement.clone();
        if dice.percent(10) {
            (0..text.len().div_ceil(7)).for_each(|_| {
                let place = dice.below(text.len());
                text[place] = dice.word();
            });
        }
        let (part, place) = if dice.percent(3) {
            (dice.below(parts), 2 * dice.below(PART) + 1)
        } else {
            (at / PART, 2 * (at % PART))
        };
        placed.push((part, place, Some(at), text.join(" ") + "."));
    }
    for _ in 0..size / 20 {
        let text = dice.statement().join(" ") + ".";
        placed.push((dice.below(parts), 2 * dice.below(PART) + 1, None, text));
    }
    placed.sort_by_key(|&(part, place, ..)| (part, place));
    let links = placed
        .iter()
        .enumerate()
        .filter_map(|(new, (_, _, old, _))| Some(((*old)?, new)))
        .collect();
    let older = old
        .chunks(PART)
        .map(|part| part.iter().map(|words| words.join(" ") + ".").collect())
        .collect();
    let mut newer = vec![Vec::new(); parts];
    placed.into_iter().for_each(|(part, _, _, text)| newer[part].push(text));
    Ladder { rounds: Sides::new(older, newer), links }
}

fn write(size: usize, folder: &Path, seed: u64) -> Result<(), Failure> {
    let ladder = ladder(size, seed);
    std::fs::create_dir_all(folder)?;
    for (name, round) in [("old.json", &ladder.rounds.old), ("new.json", &ladder.rounds.new)] {
        let section = |(n, texts): (usize, &Vec<String>)| {
            let statements: Vec<_> = texts.iter().map(|text| json!({ "text": text })).collect();
            json!({ "title": format!("Part {}", n + 1), "statements": statements })
        };
        let sections: Vec<_> = round.iter().enumerate().map(section).collect();
        let round = json!({ "format": "travaux-round", "version": 1, "sections": sections });
        std::fs::write(folder.join(name), round.to_string())?;
    }
    std::fs::write(folder.join("links.json"), json!(ladder.links).to_string())?;
    Ok(())
}

#[expect(clippy::print_stdout, clippy::cast_precision_loss, reason = "a figure for a reader")]
fn check(size: usize, seed: u64) -> Result<(), Failure> {
    let ladder = ladder(size, seed);
    let rounds = ladder.rounds.map(|round| {
        let titles: Vec<String> = (1..=round.len()).map(|n| format!("Part {n}")).collect();
        let texts: Vec<Vec<&str>> =
            round.iter().map(|part| part.iter().map(|t| &**t).collect()).collect();
        Round::of(
            &titles
                .iter()
                .zip(&texts)
                .map(|(title, texts)| (&**title, &**texts))
                .collect::<Vec<_>>(),
        )
    });
    let start = std::time::Instant::now();
    let alignment = travaux::align(rounds.as_ref(), &AlignOptions::default());
    let time = start.elapsed();
    let links: std::collections::HashSet<(usize, usize)> =
        alignment.groups().iter().flat_map(|g| &g.links).map(|l| (l.old, l.new)).collect();
    let found = ladder.links.iter().filter(|link| links.contains(link)).count();
    let moved = alignment.groups().iter().filter(|g| g.moved).count();
    if std::env::var_os("LADDER_MISSED").is_some() {
        for (old, new) in ladder.links.iter().filter(|link| !links.contains(link)) {
            let text = |round: &Round, at: usize| round.statements()[at].text.to_string();
            println!("{old} {}\n{new} {}\n", text(&rounds.old, *old), text(&rounds.new, *new));
        }
    }
    println!(
        "{size} statements: {:.4} of {} links found, {} more, {moved} moved, {time:.0?} to align",
        found as f64 / ladder.links.len().max(1) as f64,
        ladder.links.len(),
        links.len() - found
    );
    Ok(())
}
