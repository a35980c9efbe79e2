//! Threads for jobs: bounded, spawned when work comes, gone when it stays away.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use napi::bindgen_prelude::retain_current_module_for_unload_safety;

/// Must not panic.
pub(super) type Task = Box<dyn FnOnce() + Send>;

/// For work that computes or reads.
pub(super) static COMPUTING: Pool = Pool::new("ferrotype-job", Threads::Cores, 32);
/// For work that mostly waits.
pub(super) static WAITING: Pool = Pool::new("ferrotype-wait", Threads::UpTo(256), 0);

/// How many threads of one pool may wait in [`waiting`] and have others take their places.
const MOST_WAITING: usize = 256;
/// How long nothing may move before a thread is added.
const STALL: Duration = Duration::from_millis(20);
/// How long a thread waits for work before it ends.
const IDLE: Duration = Duration::from_secs(10);

thread_local! {
    /// The pool that this thread belongs to.
    static OWN: Cell<Option<&'static Pool>> = const { Cell::new(None) };
}

/// Runs a part of a job that may wait for somebody else: for the other end of a pipe, for a lock.
///
/// Meanwhile another thread takes this one's place (for up to 256 of them), so however many jobs
/// wait, those that compute are not held up. Outside of a job it just runs `work`.
pub fn waiting<T>(work: impl FnOnce() -> T) -> T {
    let Some(pool) = OWN.get() else { return work() };
    let place = Place::leave(pool);
    let result = work();
    drop(place);
    result
}

/// A place that a waiting thread has left to another; taken back when dropped.
struct Place(&'static Pool);

impl Place {
    fn leave(pool: &'static Pool) -> Option<Self> {
        let mut state = pool.lock();
        if state.waiting >= MOST_WAITING {
            return None;
        }
        state.waiting += 1;
        if state.idle < state.queue.len() && state.working() < pool.eager() {
            pool.spawn(&mut state);
        }
        Some(Self(pool))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}

enum Threads {
    /// One per core, 2 to 8.
    Cores,
    UpTo(usize),
}

pub(super) struct Pool {
    name: &'static str,
    threads: Threads,
    /// How many more threads there may be while the others are stuck.
    spare: usize,
    cores: OnceLock<usize>,
    state: Mutex<State>,
    work: Condvar,
    stall: Condvar,
}

struct State {
    queue: VecDeque<Task>,
    threads: usize,
    idle: usize,
    /// Threads whose places others may take.
    waiting: usize,
    /// Tasks taken so far: whether anything moves.
    taken: u64,
    watched: bool,
}

impl State {
    fn working(&self) -> usize {
        self.threads - self.waiting
    }
}

impl Pool {
    const fn new(name: &'static str, threads: Threads, spare: usize) -> Self {
        Self {
            name,
            threads,
            spare,
            cores: OnceLock::new(),
            state: Mutex::new(State {
                queue: VecDeque::new(),
                threads: 0,
                idle: 0,
                waiting: 0,
                taken: 0,
                watched: false,
            }),
            work: Condvar::new(),
            stall: Condvar::new(),
        }
    }

    /// Queues `task`; hands it back where there is not one thread to run it.
    pub(super) fn submit(&'static self, task: Task) -> Result<(), Task> {
        let mut state = self.lock();
        state.queue.push_back(task);
        if state.idle >= state.queue.len() {
            self.work.notify_one();
        } else if state.working() < self.eager() {
            self.spawn(&mut state);
        } else {
            // An idle thread may be about to wake for an earlier task; one more call is cheap.
            self.work.notify_one();
            self.watch(&mut state);
        }
        if state.threads == 0
            && let Some(task) = state.queue.pop_back()
        {
            return Err(task);
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many threads are spawned without waiting for a stall.
    fn eager(&self) -> usize {
        match self.threads {
            Threads::UpTo(count) => count,
            Threads::Cores => *self.cores.get_or_init(|| {
                thread::available_parallelism()
                    .map_or(2, usize::from)
                    .clamp(2, 8)
            }),
        }
    }

    fn spawn(&'static self, state: &mut State) {
        retain_current_module_for_unload_safety();
        let thread = thread::Builder::new().name(self.name.to_owned());
        if thread.spawn(|| self.run()).is_ok() {
            state.threads += 1;
        }
    }

    /// The life of a thread.
    fn run(&'static self) {
        OWN.set(Some(self));
        let mut state = self.lock();
        loop {
            if state.working() > self.eager() + self.spare {
                // One of those that took the place of a thread that is back.
                state.threads -= 1;
                return;
            }
            if let Some(task) = state.queue.pop_front() {
                state.taken += 1;
                drop(state);
                task();
                state = self.lock();
                continue;
            }
            state.idle += 1;
            let (locked, waited) = self
                .work
                .wait_timeout(state, IDLE)
                .unwrap_or_else(PoisonError::into_inner);
            state = locked;
            state.idle -= 1;
            if waited.timed_out() && state.queue.is_empty() {
                state.threads -= 1;
                return;
            }
        }
    }

    /// Starts a watch over a queue that no thread is free for.
    fn watch(&'static self, state: &mut State) {
        if self.spare == 0 || state.watched {
            return;
        }
        retain_current_module_for_unload_safety();
        let thread = thread::Builder::new().name(format!("{}-watch", self.name));
        state.watched = thread.spawn(|| self.watch_stalls()).is_ok();
    }

    /// Adds a thread whenever work has waited and none was taken; ends when nothing waits.
    fn watch_stalls(&'static self) {
        let mut state = self.lock();
        let mut taken = state.taken;
        while !state.queue.is_empty() {
            let (locked, _) = self
                .stall
                .wait_timeout(state, STALL)
                .unwrap_or_else(PoisonError::into_inner);
            state = locked;
            let stuck = state.taken == taken && !state.queue.is_empty();
            if stuck && state.working() < self.eager() + self.spare {
                self.spawn(&mut state);
            }
            taken = state.taken;
        }
        state.watched = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[test]
    fn a_task_that_waits_for_a_later_one_comes_through() {
        static POOL: Pool = Pool::new("test-stall", Threads::UpTo(1), 2);
        let (release, blocked) = mpsc::channel::<()>();
        let (done, finished) = mpsc::channel();
        POOL.submit(Box::new(move || {
            blocked.recv().unwrap();
            done.send(()).unwrap();
        }))
        .ok()
        .unwrap();
        POOL.submit(Box::new(move || release.send(()).unwrap()))
            .ok()
            .unwrap();
        finished.recv_timeout(Duration::from_secs(5)).unwrap();
        // A busy machine may be slow enough to start the first that a second spare one is made.
        let threads = POOL.lock().threads;
        assert!((2..=3).contains(&threads), "{threads} threads");
    }

    #[test]
    fn those_that_wait_leave_their_places_to_others() {
        static POOL: Pool = Pool::new("test-waiting", Threads::UpTo(1), 0);
        let (done, finished) = mpsc::channel();
        let mut releases = Vec::new();
        for _ in 0..40 {
            let (release, blocked) = mpsc::channel::<()>();
            releases.push(release);
            let done = done.clone();
            POOL.submit(Box::new(move || {
                waiting(|| blocked.recv().unwrap());
                done.send("waited").unwrap();
            }))
            .ok()
            .unwrap();
        }
        POOL.submit(Box::new(move || done.send("worked").unwrap()))
            .ok()
            .unwrap();
        let next = || finished.recv_timeout(Duration::from_secs(5)).unwrap();
        assert_eq!(next(), "worked");
        for release in releases {
            release.send(()).unwrap();
            assert_eq!(next(), "waited");
        }
        assert_eq!(POOL.lock().waiting, 0);
        assert_eq!(waiting(|| 7), 7, "outside of a job");
    }

    #[test]
    fn moving_work_stays_within_its_threads() {
        static POOL: Pool = Pool::new("test-bound", Threads::UpTo(2), 8);
        let (done, finished) = mpsc::channel();
        for _ in 0..1_000 {
            let done = done.clone();
            POOL.submit(Box::new(move || done.send(()).unwrap()))
                .ok()
                .unwrap();
        }
        for _ in 0..1_000 {
            finished.recv_timeout(Duration::from_secs(5)).unwrap();
        }
        assert!(POOL.lock().threads <= 2);
    }
}
