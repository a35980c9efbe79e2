//! Cancellation: a number across the border, a flag in Rust.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use napi::bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue};
use napi::{ValueType, sys};

use crate::{CodedError, job, raw};

/// Tells a job that its caller is no longer interested.
///
/// The last parameter of a function; callers see `{ signal?: AbortSignal }`. Look at it inside
/// long files and folders too, not only between them.
///
/// ```
/// use ferrotype::{CancelToken, Job};
///
/// /// Sums up to `limit`.
/// pub fn sum(limit: u32, token: CancelToken) -> Job<f64> {
///     Job::run(move || {
///         let mut sum = 0.0;
///         for value in 0..limit {
///             if token.is_cancelled() {
///                 break;
///             }
///             sum += f64::from(value);
///         }
///         Ok(sum)
///     })
/// }
/// ```
///
/// When the environment ends (a worker is terminated), all its tokens are cancelled.
#[derive(Clone)]
pub struct CancelToken {
    flag: Arc<AtomicBool>,
    /// Takes the flag out of the table when the last clone is gone.
    _entry: Option<Arc<Entry>>,
}

impl CancelToken {
    /// A token that nobody cancels, for Rust callers.
    #[must_use]
    pub fn none() -> Self {
        Self {
            flag: Arc::new(AtomicBool::new(false)),
            _entry: None,
        }
    }

    /// Whether the caller has aborted.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// The flag itself, for code that knows nothing of this crate. Read it, do not write it:
    /// tokens without a signal share one flag.
    #[must_use]
    pub fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.flag)
    }
}

impl fmt::Debug for CancelToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CancelToken")
            .field("cancelled", &self.is_cancelled())
            .finish()
    }
}

/// The flags of one environment by the ids that JavaScript counts.
#[derive(Default)]
pub(crate) struct CancelTable {
    flags: Mutex<HashMap<u64, Arc<AtomicBool>>>,
}

impl CancelTable {
    fn with<R>(&self, act: impl FnOnce(&mut HashMap<u64, Arc<AtomicBool>>) -> R) -> R {
        act(&mut self.flags.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn insert(self: &Arc<Self>, id: u64) -> CancelToken {
        let flag = Arc::new(AtomicBool::new(false));
        self.with(|flags| flags.insert(id, Arc::clone(&flag)));
        CancelToken {
            flag: Arc::clone(&flag),
            _entry: Some(Arc::new(Entry {
                id,
                flag,
                table: Arc::clone(self),
            })),
        }
    }

    /// Sets the flag of `id`; an id that is not in use is none of ours any more.
    pub(crate) fn abort(&self, id: u64) {
        let flag = self.with(|flags| flags.get(&id).cloned());
        if let Some(flag) = flag {
            flag.store(true, Ordering::Relaxed);
        }
    }

    /// Sets every flag: the environment ends.
    pub(crate) fn abort_all(&self) {
        self.with(|flags| {
            for flag in flags.values() {
                flag.store(true, Ordering::Relaxed);
            }
        });
    }
}

struct Entry {
    id: u64,
    flag: Arc<AtomicBool>,
    table: Arc<CancelTable>,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.table.with(|flags| {
            if flags
                .get(&self.id)
                .is_some_and(|flag| Arc::ptr_eq(flag, &self.flag))
            {
                flags.remove(&self.id);
            }
        });
    }
}

impl TypeName for CancelToken {
    fn type_name() -> &'static str {
        "CancelToken"
    }

    fn value_type() -> ValueType {
        ValueType::Number
    }
}

impl ValidateNapiValue for CancelToken {}

impl FromNapiValue for CancelToken {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        let id = match raw::value_type(env, value) {
            sys::ValueType::napi_undefined | sys::ValueType::napi_null => 0,
            _ => read_id(env, value)?,
        };
        let hub = job::hub(env)?;
        if id == 0 {
            return Ok(Self {
                flag: hub.closed_flag(),
                _entry: None,
            });
        }
        Ok(hub.tokens().insert(id))
    }
}

/// Reads an id as the runtime counts them: a positive integer.
pub(crate) fn read_id(env: sys::napi_env, value: sys::napi_value) -> napi::Result<u64> {
    raw::number(env, value)
        .filter(|id| *id >= 0.0 && id.fract() == 0.0 && *id <= 9_007_199_254_740_991.0)
        .map(id_of)
        .ok_or_else(|| {
            CodedError::new(
                "ERR_INVALID_ARG_TYPE",
                format!(
                    "expected the number of a cancel token, got {}",
                    raw::describe(env, value)
                ),
            )
            .type_error()
            .into_napi(env)
        })
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the caller has checked for an integer from 0 to 2^53 - 1"
)]
fn id_of(number: f64) -> u64 {
    number as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abort_sets_one_flag_and_the_last_clone_removes_it() {
        let table = Arc::new(CancelTable::default());
        let one = table.insert(1);
        let two = table.insert(2);
        let clone = one.clone();
        table.abort(1);
        table.abort(9);
        assert!(clone.is_cancelled() && !two.is_cancelled());
        drop(one);
        assert!(table.with(|flags| flags.contains_key(&1)));
        drop(clone);
        assert!(!table.with(|flags| flags.contains_key(&1)));
        table.abort_all();
        assert!(two.is_cancelled());
    }
}
