//! Long work in parts, on all cores; short work as it is.
//!
//! What comes out stands in the order of the parts, whichever is done first:
//! an answer does not tell how many cores there are.
//!
//! Threads live as long as one such piece of work. A pool, as rayon's, would
//! start all of its at the first use and let them look for more to do for a
//! while: a single query has nothing more for them, and beside work this
//! long it is nothing to start a thread.

use std::num::NonZeroUsize;
use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::{Mutex, OnceLock};
use std::thread::{self, Builder};

/// Entries that are worth another core: fewer are done before it wakes.
/// Tests have few of them, and are to go this way too.
const WORTH: usize = if cfg!(debug_assertions) { 8 } else { 1 << 13 };

/// Parts for each core, so that none of them waits long for the others.
const PARTS: usize = 4;

/// How many cores to use.
static CORES: OnceLock<usize> = OnceLock::new();

/// Lets all searches of this process use so many cores, not all there are;
/// said before the first one.
pub fn use_cores(count: NonZeroUsize) {
    // Whoever says it first has said it.
    let _ = CORES.set(count.get());
}

fn cores() -> usize {
    let all = || thread::available_parallelism().map_or(1, usize::from);
    *CORES.get_or_init(all)
}

/// In how many parts to go through so many entries.
pub(super) fn parts(entries: usize) -> usize {
    if entries < 2 * WORTH {
        return 1;
    }
    match cores() {
        1 => 1,
        cores => (entries / WORTH).clamp(2, PARTS * cores),
    }
}

/// Works through numbers up to `count`, which stand for so many entries.
pub(super) fn ranges<T: Send>(
    count: usize,
    entries: usize,
    work: impl Fn(Range<usize>) -> T + Sync,
) -> Vec<T> {
    let parts = parts(entries);
    let at = |part: usize| count * part / parts;
    let ranges = (0..parts).map(|part| at(part)..at(part + 1)).collect();
    each(ranges, work)
}

/// Works on each of some parts.
pub(super) fn each<P: Send, T: Send>(
    parts: Vec<P>,
    work: impl Fn(P) -> T + Sync,
) -> Vec<T> {
    // How many there are stands in files of the system: a short query does
    // without.
    let cores = if parts.len() > 1 { parts.len().min(cores()) } else { 1 };
    if cores == 1 {
        return parts.into_iter().map(work).collect();
    }
    let left = Mutex::new(parts.into_iter().enumerate());
    let go_on = || {
        let next = || left.lock().ok()?.next();
        let done =
            std::iter::from_fn(|| next().map(|(i, part)| (i, work(part))));
        done.collect::<Vec<(usize, T)>>()
    };
    let mut done = thread::scope(|scope| {
        let start = |_| Builder::new().spawn_scoped(scope, go_on);
        // Where no more threads can be had, fewer do it.
        let others: Vec<_> = (1..cores).map_while(|i| start(i).ok()).collect();
        let mut done = go_on();
        for other in others {
            done.extend(
                other.join().unwrap_or_else(|panic| resume_unwind(panic)),
            );
        }
        done
    });
    done.sort_unstable_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other() {
        for (count, entries) in [(0, 0), (7, 9), (5, 1 << 20), (99, 1 << 20)] {
            let all = ranges(count, entries, |range| range);
            let numbers: Vec<usize> = all.into_iter().flatten().collect();
            assert!(numbers.into_iter().eq(0..count), "{count} {entries}");
        }
    }
}
