//! A promise on our own pool.
//!
//! - `pool`: threads, bounded, spawned when work comes
//! - `hub`: one per environment; brings results back to its JavaScript thread in slices
//! - `warning`: what no call can be told of
//!
//! Invariant: nothing here runs while the addon is being loaded.

mod hub;
mod pool;
mod warning;

use std::ptr;
use std::sync::Arc;

use napi::bindgen_prelude::{ToNapiValue, TypeName};
use napi::{ValueType, sys};

pub(crate) use self::hub::{Hub, hub, known_hub};
use self::pool::Pool;
pub use self::pool::waiting;
pub(crate) use self::warning::warn;
use crate::{CodedError, panic_guard, raw};

/// A promise whose work runs off the JavaScript thread.
///
/// ```
/// use ferrotype::{CodedError, Job};
///
/// /// Counts the words of a file.
/// pub fn count_words(path: String) -> Job<u32> {
///     Job::run(move || {
///         let text = std::fs::read_to_string(&path)
///             .map_err(|error| CodedError::from(error).syscall("open").path(path))?;
///         Ok(u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX))
///     })
/// }
/// ```
///
/// `E` is an enum with `derive(ErrorCode)` or [`CodedError`] itself. A panic in the work rejects
/// with `ERR_RUST_PANIC`. The process waits for work in progress, and not for idle threads.
///
/// # Where the work runs
/// [`Job::run`] is for work that computes or reads: as many threads as the machine has cores
/// (2 to 8). When all of them have been stuck for 20 ms, one is added, up to 32 more; so jobs
/// that block each other come through. [`Job::wait`] is for work that mostly waits (for a
/// process, a lock, the network): it gets a thread at once, up to 256, and takes none from the
/// others. Work of which only a part may wait takes that part into [`waiting`].
#[must_use = "a job starts when it is returned to JavaScript"]
pub struct Job<T, E = CodedError>(State<T, E>);

type Work<T, E> = Box<dyn FnOnce() -> Result<T, E> + Send>;

enum State<T, E> {
    Work(&'static Pool, Work<T, E>),
    Settled(Result<T, E>),
}

impl<T, E> Job<T, E> {
    /// Runs `work` on the pool.
    pub fn run(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Self {
        Self(State::Work(&pool::COMPUTING, Box::new(work)))
    }

    /// Runs `work`, which mostly waits, on a thread that no other job needs.
    pub fn wait(work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Self {
        Self(State::Work(&pool::WAITING, Box::new(work)))
    }

    /// A promise that is settled already.
    pub fn ready(result: Result<T, E>) -> Self {
        Self(State::Settled(result))
    }

    /// A promise that is rejected already: for arguments that do not fit.
    pub fn rejected(error: E) -> Self {
        Self::ready(Err(error))
    }
}

impl<T, E> TypeName for Job<T, E> {
    fn type_name() -> &'static str {
        "Promise"
    }

    fn value_type() -> ValueType {
        ValueType::Object
    }
}

impl<T, E> ToNapiValue for Job<T, E>
where
    T: ToNapiValue + Send + 'static,
    E: Into<CodedError> + 'static,
{
    unsafe fn to_napi_value(env: sys::napi_env, job: Self) -> napi::Result<sys::napi_value> {
        let hub = hub(env)?;
        let (mut deferred, mut promise) = (ptr::null_mut(), ptr::null_mut());
        raw::check(
            // SAFETY: Node-API writes both handles.
            unsafe { sys::napi_create_promise(env, &raw mut deferred, &raw mut promise) },
            "napi_create_promise",
        )?;
        match job.0 {
            State::Settled(result) => settle(env, deferred, result.map_err(Into::into)),
            State::Work(pool, work) => start(env, &hub, pool, deferred, work),
        }
        Ok(promise)
    }
}

/// A deferred on its way through the pool. It is touched on its JavaScript thread alone.
struct Deferred(sys::napi_deferred);

// SAFETY: other threads carry the pointer and never read through it.
unsafe impl Send for Deferred {}

fn start<T, E>(
    env: sys::napi_env,
    hub: &Arc<Hub>,
    pool: &'static Pool,
    deferred: sys::napi_deferred,
    work: Work<T, E>,
) where
    T: ToNapiValue + Send + 'static,
    E: Into<CodedError> + 'static,
{
    hub.begin(env);
    let deferred = Deferred(deferred);
    let home = Arc::clone(hub);
    let submitted = pool.submit(Box::new(move || {
        if home.is_closed() {
            // Dropping what the work holds may panic as well as running it.
            drop(panic_guard::contain(move || drop(work)));
            return;
        }
        let result = panic_guard::contain(move || work().map_err(Into::into)).unwrap_or_else(Err);
        home.complete(Box::new(move |env| {
            let deferred = deferred;
            settle(env, deferred.0, result);
        }));
    }));
    if let Err(task) = submitted {
        // Not one thread to be had: late is better than never, and on this thread better than
        // not at all.
        task();
    }
}

/// Settles a promise on its JavaScript thread, with a handle scope open.
fn settle<T: ToNapiValue>(
    env: sys::napi_env,
    deferred: sys::napi_deferred,
    result: Result<T, CodedError>,
) {
    let outcome = match result {
        Ok(value) => convert(env, value),
        Err(error) => Err(error.to_js(env)),
    };
    // SAFETY: `deferred` is fresh, settled once, and this is the thread of `env`. Where even the
    // error cannot be made, the environment is being torn down and nobody listens.
    unsafe {
        match outcome {
            Ok(value) => sys::napi_resolve_deferred(env, deferred, value),
            Err(Ok(error)) => sys::napi_reject_deferred(env, deferred, error),
            Err(Err(_)) => sys::Status::napi_closing,
        };
    }
}

/// The JavaScript value, or the error to reject with: what a conversion threw into JavaScript, or
/// what it returned.
fn convert<T: ToNapiValue>(
    env: sys::napi_env,
    value: T,
) -> Result<sys::napi_value, napi::Result<sys::napi_value>> {
    // SAFETY: this is the thread of `env`.
    let converted = panic_guard::contain(|| unsafe { T::to_napi_value(env, value) });
    match converted {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(raw::take_exception(env).map_or_else(
            // SAFETY: as above.
            || unsafe { napi::Error::to_napi_value(env, error) },
            Ok,
        )),
        Err(panic) => Err(panic.to_js(env)),
    }
}
