//! Prints the evidence for every candidate pair and the links chosen, for fitting the weights of the alignment.
//!
//! Standard input: one JSON object a line, with `id` and two rounds in Round JSON, `old` and `new`. The first argument may
//! name a JSON file with weights (`alone`, `around`, `order`, `link`, `join`); the fitted ones are taken without.
//! `benches/fit/fit.py` drives it.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use travaux::{AlignOptions, ParseOptions, ReadOptions, Round, Sides, Threshold, Weights};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let options = match std::env::args().nth(1) {
        Some(path) => AlignOptions::default().weights(weights(&std::fs::read_to_string(path)?)?),
        None => AlignOptions::default(),
    };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let pair: Value = serde_json::from_str(&line?)?;
        let (old, new) = (round(&pair["old"])?, round(&pair["new"])?);
        let rounds = Sides::new(&old, &new);
        let rows: Vec<Value> = travaux::evidence(rounds, &options)
            .into_iter()
            .map(|c| json!([c.old, c.new, c.alone, c.around, c.join]))
            .collect();
        let alignment = travaux::align(rounds, &options);
        let links: Vec<Value> = alignment
            .groups()
            .iter()
            .flat_map(|g| &g.links)
            .map(|l| json!([l.old, l.new, l.is_sure()]))
            .collect();
        let row = json!({ "id": pair["id"], "sizes": [old.statements().len(), new.statements().len()],
            "candidates": rows, "links": links });
        writeln!(out, "{row}")?;
    }
    Ok(())
}

fn round(json: &Value) -> Result<Round, Failure> {
    let document =
        travaux::read(json.to_string().as_bytes(), "round.json", &ReadOptions::default())?;
    Ok(travaux::parse(&document, &ParseOptions::default()))
}

fn weights(json: &str) -> Result<Weights, Failure> {
    let file: Value = serde_json::from_str(json)?;
    let number = |name: &str| file[name].as_f64().ok_or(format!("{name} is no number"));
    Ok(Weights {
        alone: serde_json::from_value(file["alone"].clone())?,
        around: serde_json::from_value(file["around"].clone())?,
        order: number("order")?,
        link: Threshold { loose: number("loose")?, steady: number("steady")? },
        join: serde_json::from_value(file["join"].clone())?,
    })
}
