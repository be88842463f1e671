//! Shares work out to as many threads as the machine runs at once. Results never depend on how many these are.

use std::cell::Cell;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

thread_local! {
    /// Whether work that was begun on this thread stays on it.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Does work on this thread alone: whatever of this library is called in it starts no other.
///
/// This is for who compares many pairs at once and has given each thread a pair of its own. Results are the same.
///
/// # Examples
/// ```
/// use travaux::{AlignOptions, Round, Sides, align, on_one_thread};
///
/// let round = Round::of(&[("Trade", &["We agree."])]);
/// let alignment = on_one_thread(|| align(Sides::new(&round, &round), &AlignOptions::default()));
/// assert_eq!(alignment.groups().len(), 1);
/// ```
pub fn on_one_thread<T>(work: impl FnOnce() -> T) -> T {
    /// Puts back how it was, also when the work panics.
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            ALONE.set(self.0);
        }
    }
    let _before = Before(ALONE.replace(true));
    work()
}

/// Returns how many threads may work at once: as many as the machine runs, or one.
///
/// The machine is asked once: some systems answer from files.
pub(crate) fn count() -> usize {
    if ALONE.get() {
        return 1;
    }
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

/// Into how many pieces for each thread work is cut: where it is uneven, none waits long for another.
const PIECES: usize = 4;

/// Does work on pieces of `items` and returns the results in order; fewer than `least` are worth no second thread.
pub(crate) fn shared<T: Sync, U: Send>(
    items: &[T],
    least: usize,
    work: impl Fn(&[T]) -> Vec<U> + Sync,
) -> Vec<U> {
    if items.len() < least || count() < 2 {
        return work(items);
    }
    let pieces: Vec<&[T]> = items.chunks(items.len().div_ceil(count() * PIECES).max(1)).collect();
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { return done };
            done.push((at, work(piece)));
        }
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..count()).map(|_| scope.spawn(worker)).collect();
        let mut done = worker();
        for other in others {
            done.append(&mut other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().flat_map(|(_, results)| results).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        for least in [1, 1000, 2000] {
            let doubled = shared(&items, least, |share| share.iter().map(|n| n * 2).collect());
            assert!(doubled.into_iter().eq(items.iter().map(|n| n * 2)), "{least}");
        }
        assert!(shared(&[0; 0], 1, <[usize]>::to_vec).is_empty());
    }

    #[test]
    fn work_on_one_thread_stays_there_until_it_ends() {
        let here = || thread::current().id();
        let home = here();
        assert_eq!(on_one_thread(|| both(true, here, here)), (home, home));
        let ids = on_one_thread(|| shared(&[0; 100], 1, |share| vec![here(); share.len()]));
        assert_eq!(ids, [home; 100]);
        assert!(std::panic::catch_unwind(|| on_one_thread(|| panic!("for the test"))).is_err());
        assert!(!ALONE.get());
    }

    #[test]
    fn both_results_keep_their_places() {
        assert_eq!(both(true, || 'a', || 'b'), ('a', 'b'));
        assert_eq!(both(false, || 'a', || 'b'), ('a', 'b'));
    }
}
