//! Work on every core at once. Knows nothing of what the work is; its results stand in the order of what
//! was given, so that no outcome depends on the number of cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What the work gives for each item. `progress` is told how many of how many are done, from any thread.
pub fn map<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<R> {
    let (next, n_done) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let some = || {
        let mut done = Vec::new();
        loop {
            let idx = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(idx) else { return done };
            done.push((idx, work(item)));
            progress(n_done.fetch_add(1, Ordering::Relaxed) + 1, items.len());
        }
    };
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let mut all = thread::scope(|scope| {
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(some)).collect();
        let mut all = some();
        for other in others {
            all.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        all
    });
    all.sort_unstable_by_key(|(idx, _)| *idx);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let told = AtomicUsize::new(0);
        let progress = |done, of| {
            assert!(done <= of);
            told.fetch_add(1, Ordering::Relaxed);
        };
        let squares = map(&items, |it| it * it, &progress);
        assert!(items.iter().zip(&squares).all(|(it, square)| it * it == *square));
        assert_eq!(told.into_inner(), 1_000);
        assert!(map(&[], |it: &usize| *it, &|_, _| {}).is_empty());
    }
}
