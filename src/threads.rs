//! Shares work out to as many threads as the machine runs at once. Results never depend on how many these are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::thread;

/// Returns how many threads the machine runs at once. It is asked once: some systems answer from files.
pub(crate) fn count() -> usize {
    static ONCE: LazyLock<usize> =
        LazyLock::new(|| thread::available_parallelism().map_or(1, NonZero::get));
    *ONCE
}

/// Does two pieces of work at once, the second on a thread of its own, and returns what both make.
///
/// Starting a thread takes as long as comparing a few dozen statements: where the work is not `worth` it, or the machine
/// runs one thread, one is done after the other.
pub(crate) fn both<T, U: Send>(
    worth: bool,
    first: impl FnOnce() -> T,
    second: impl FnOnce() -> U + Send,
) -> (T, U) {
    if !worth || count() < 2 {
        return (first(), second());
    }
    thread::scope(|scope| {
        let second = scope.spawn(second);
        (first(), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Does work on shares of `items`, none but the last of fewer than `least`, and returns the results in order.
pub(crate) fn shared<T: Sync, U: Send>(
    items: &[T],
    least: usize,
    work: impl Fn(&[T]) -> Vec<U> + Sync,
) -> Vec<U> {
    let share = items.len().div_ceil(count()).max(least);
    if items.len() <= share {
        return work(items);
    }
    let (own, others) = items.split_at(share);
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(share).map(|share| scope.spawn(move || work(share))).collect();
        let mut done = work(own);
        for other in others {
            done.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        for least in [1, 300, 2000] {
            let doubled = shared(&items, least, |share| share.iter().map(|n| n * 2).collect());
            assert!(doubled.into_iter().eq(items.iter().map(|n| n * 2)), "{least}");
        }
        assert!(shared(&[0; 0], 1, <[usize]>::to_vec).is_empty());
    }

    #[test]
    fn both_results_keep_their_places() {
        assert_eq!(both(true, || 'a', || 'b'), ('a', 'b'));
        assert_eq!(both(false, || 'a', || 'b'), ('a', 'b'));
    }
}
