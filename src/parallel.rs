//! Work on every core at once. Knows nothing of what the work is; its results stand in the order of what
//! was given, so that no outcome depends on the number of cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
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

/// What the work gives for each part of so many items, which it may change; it is told where the part begins.
pub fn map_parts<T: Send, R: Send>(
    items: &mut [T],
    n: usize,
    work: impl Fn(usize, &mut [T]) -> R + Sync,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Vec<R> {
    let parts: Vec<_> = (0..).step_by(n).zip(items.chunks_mut(n).map(Mutex::new)).collect();
    let own = |(first, part): &(usize, Mutex<&mut [T]>)| {
        work(*first, &mut part.lock().unwrap_or_else(PoisonError::into_inner))
    };
    map(&parts, own, progress)
}

/// So many results of a core wait for their turn.
const AHEAD: usize = 4;

/// Hands what the work gives for each item to `take`, in the order of the items, while the cores work on those that
/// follow. Only a few results wait at a time, so that memory stays flat. Ends at the first error.
pub fn each<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let work = &work;
    thread::scope(|scope| {
        let lines: Vec<mpsc::Receiver<R>> = (0..n_threads)
            .map(|first| {
                let (line, results) = mpsc::sync_channel(AHEAD);
                let own = items.iter().skip(first).step_by(n_threads);
                // Nobody waits for results behind an error.
                scope.spawn(move || own.map(work).try_for_each(|it| line.send(it)).is_ok());
                results
            })
            .collect();
        // Where the work panics no result comes, and the scope passes the panic on.
        lines
            .iter()
            .cycle()
            .take(items.len())
            .map_while(|it| it.recv().ok())
            .try_for_each(&mut take)
    })
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

    #[test]
    fn parts_are_changed_where_they_stand() {
        let mut items: Vec<usize> = vec![0; 1_000];
        let number = |first, part: &mut [usize]| {
            for (number, it) in (first..).zip(&mut *part) {
                *it = number;
            }
            part.len()
        };
        let lens = map_parts(&mut items, 300, number, &|_, _| {});
        assert_eq!(lens, [300, 300, 300, 100]);
        assert!(items.into_iter().eq(0..1_000));
    }

    #[test]
    fn each_result_is_handed_on_in_its_turn_until_an_error() {
        let items: Vec<usize> = (0..1_000).collect();
        let mut taken = Vec::new();
        let take = |it| {
            taken.push(it);
            if it == 500 { Err("enough") } else { Ok(()) }
        };
        assert_eq!(each(&items, |it| *it, take), Err("enough"));
        assert_eq!(taken, items[..=500]);
        assert_eq!(each(&[], |it: &usize| *it, |_| Err("none")), Ok(()));
    }
}
