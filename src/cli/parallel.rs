//! Does many jobs of one kind on all cores. What is done is left to others.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does a job for each item, several at a time, and returns what they make in the order of the items.
pub(super) fn each<I: Sync, T: Send>(items: &[I], job: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let (next, made) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(items.len())));
    let work = || {
        while let Some((at, item)) = take(&next, items) {
            let one = job(item);
            made.lock().expect("a worker that panics ends the scope").push((at, one));
        }
    };
    thread::scope(|scope| {
        (1..workers).for_each(|_| {
            scope.spawn(work);
        });
        work();
    });
    let mut made = made.into_inner().expect("a worker that panics ends the scope");
    made.sort_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, one)| one).collect()
}

fn take<'i, I>(next: &AtomicUsize, items: &'i [I]) -> Option<(usize, &'i I)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    Some((at, items.get(at)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let items: Vec<u64> = (0..50).collect();
        let uneven = |at: &u64| (0..(50 - at) * 1000).fold(*at, |a, b| a ^ b ^ b);
        assert_eq!(each(&items, uneven), items);
        assert!(each(&[], uneven).is_empty());
    }
}
