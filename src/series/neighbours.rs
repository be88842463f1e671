//! Compares each round with the next, and aligns it with the one after, several pairs at a time. The comparison itself is left
//! to `align` and `classify`.

use crate::align::{AlignOptions, Alignment, align};
use crate::change::{Change, ChangeLog};
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

/// Returns how each round is aligned with the one after the next, where something was gone in between.
pub(super) fn across(
    rounds: &[Round],
    logs: &[ChangeLog],
    how: &AlignOptions,
) -> Vec<Option<Alignment>> {
    let pairs: Vec<(&[Round], &[ChangeLog])> = rounds.windows(3).zip(logs.windows(2)).collect();
    let open = |log: &ChangeLog, ends: fn(&Change) -> bool| {
        log.changes().iter().any(|change| ends(change) || !change.is_sure())
    };
    let aligned = |(rounds, logs): &(&[Round], &[ChangeLog])| {
        let gap = open(&logs[0], |c| c.new.is_empty()) && open(&logs[1], |c| c.old.is_empty());
        gap.then(|| align(Sides::new(&rounds[0], &rounds[2]), how))
    };
    threads::shared(&pairs, 2, |pairs| {
        threads::on_one_thread(|| pairs.iter().map(aligned).collect())
    })
}
