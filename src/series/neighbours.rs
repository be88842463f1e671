//! Compares each round with the next, several pairs at a time. The comparison itself is left to `align` and `classify`.

use crate::align::{AlignOptions, align};
use crate::change::ChangeLog;
use crate::classify::{ClassifyOptions, classify};
use crate::round::Round;
use crate::sides::Sides;
use crate::threads;

/// Returns what changed from each round to the next.
pub(super) fn logs(
    rounds: &[Round],
    how: &AlignOptions,
    weighed: &ClassifyOptions,
) -> Vec<ChangeLog> {
    let pairs: Vec<Sides<&Round>> =
        rounds.windows(2).map(|pair| Sides::new(&pair[0], &pair[1])).collect();
    let log = |pair: &Sides<&Round>| classify(*pair, &align(*pair, how), weighed);
    if let [pair] = &pairs[..] {
        return vec![log(pair)];
    }
    // The pairs are what is dealt out to threads.
    threads::shared(&pairs, 2, |pairs| threads::on_one_thread(|| pairs.iter().map(log).collect()))
}
