//! Compares each round with the next, several pairs at a time. The comparison itself is left to `align` and `classify`.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::align::{AlignOptions, align};
use crate::change::ChangeLog;
use crate::classify::{ClassifyOptions, classify};
use crate::round::Round;
use crate::sides::Sides;

/// Returns what changed from each round to the next.
pub(super) fn logs(
    rounds: &[Round],
    how: &AlignOptions,
    weighed: &ClassifyOptions,
) -> Vec<ChangeLog> {
    in_parallel(rounds.len().saturating_sub(1), |at| {
        let pair = Sides::new(&rounds[at], &rounds[at + 1]);
        classify(pair, &align(pair, how), weighed)
    })
}

/// Does a number of jobs on all processors and returns what they make, in the order of the jobs.
fn in_parallel<T: Send>(jobs: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(jobs);
    if workers < 2 {
        return (0..jobs).map(job).collect();
    }
    let (next, made) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(jobs)));
    let work = || {
        let mut own = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= jobs {
                break;
            }
            own.push((at, job(at)));
        }
        made.lock().expect("a worker that panics ends the scope").extend(own);
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let mut made = made.into_inner().expect("a worker that panics ends the scope");
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let uneven = |at: usize| (0..(50 - at) * 1000).fold(at, |a, b| a ^ b ^ b);
        assert_eq!(in_parallel(50, uneven), (0..50).collect::<Vec<_>>());
        assert!(in_parallel(0, uneven).is_empty());
    }
}
