//! Whether a rewording binds its parties further or less, and which words show it. Which words weigh is left to the
//! lexicon, who does what in a sentence to `parse`.

mod evidence;
mod wording;

use crate::change::{Direction, Placed, Shift};
use crate::lexicon::Lexicon;
use crate::sides::Sides;

use evidence::Weighed;
use wording::Wording;

/// How much evidence must outweigh its opposite before a shift is called.
///
/// One clear step of the main verb suffices (`evidence::STEP` each), or one hedge in a sentence that is otherwise much
/// the same; see docs/accuracy.md for how it was chosen.
const DECISIVE: f64 = 1.2;
/// Evidence lighter than this is not told.
const TELLING: f64 = 0.3;

/// Weighs the older wording of a statement (or of the few it was split into or merged from) against the newer.
///
/// Swapped sides give the inverse direction and inverted evidence in the same order.
pub(super) fn shift(wording: Sides<&[Placed]>, lexicon: &Lexicon) -> Shift {
    let sides = wording.map(|side| Wording::read(side, lexicon));
    let mut found = evidence::all(sides.as_ref());
    found.sort_by(Weighed::order);
    let total: f64 = found.iter().map(|weighed| weighed.weight).sum();
    let direction = match total {
        total if total > DECISIVE => Direction::Stronger,
        total if total < -DECISIVE => Direction::Weaker,
        _ => Direction::Neutral,
    };
    let telling = found.into_iter().filter(|weighed| weighed.weight.abs() >= TELLING);
    Shift { direction, evidence: telling.map(|weighed| weighed.evidence).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::{Statement, Stem};

    fn side(stem: &str, text: &str) -> Vec<Placed> {
        let stem = (!stem.is_empty()).then(|| Stem { text: stem.into(), spans: Vec::new() });
        vec![Placed {
            index: 0,
            statement: Statement { text: text.into(), stem, ..Statement::default() },
        }]
    }

    #[test]
    fn dump() {
        let Ok(path) = std::env::var("SHIFT_DUMP") else { return };
        let lexicon = Lexicon::english();
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let f: Vec<&str> = line.split('\t').collect();
            let shift = shift(Sides::new(&side(f[2], f[3]), &side(f[4], f[5])), &lexicon);
            println!(
                "@{}\t{}\t{}\t{}",
                f[0],
                f[1],
                shift.direction.name(),
                shift.evidence.iter().map(ToString::to_string).collect::<Vec<_>>().join(" · ")
            );
        }
    }
}
