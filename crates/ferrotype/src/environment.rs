//! Which JavaScript environments this thread has.
//!
//! napi converts an `Err` into a JavaScript error without telling the environment, so it is
//! remembered: by the stamp when the addon is registered, and by each of our conversions.

use std::cell::RefCell;
use std::ffi::c_void;

use napi::sys;

thread_local! {
    /// Those that have not ended; the one seen last comes last.
    static ALIVE: RefCell<Vec<sys::napi_env>> = const { RefCell::new(Vec::new()) };
}

/// The environment that was last seen on this thread.
pub(crate) fn current() -> Option<sys::napi_env> {
    with(|alive| alive.last().copied()).flatten()
}

/// Whether `env` was seen on this thread and has not ended.
pub(crate) fn is_alive(env: sys::napi_env) -> bool {
    with(|alive| alive.contains(&env)).unwrap_or(false)
}

/// Remembers `env` until its end; called on its JavaScript thread.
pub(crate) fn enter(env: sys::napi_env) {
    let known = with(
        |alive| match alive.iter().rposition(|known| *known == env) {
            Some(place) => {
                let last = alive.len() - 1;
                alive.swap(place, last);
                true
            }
            None => false,
        },
    );
    if known != Some(false) {
        return;
    }
    // SAFETY: the hook takes the environment's address as a number and reads nothing through it.
    let status = unsafe { sys::napi_add_env_cleanup_hook(env, Some(forget), env.cast()) };
    // Without the hook nobody would tell us of its end.
    if status == sys::Status::napi_ok {
        with(|alive| alive.push(env));
    }
}

/// `None` while the thread ends.
fn with<R>(act: impl FnOnce(&mut Vec<sys::napi_env>) -> R) -> Option<R> {
    ALIVE.try_with(|alive| act(&mut alive.borrow_mut())).ok()
}

unsafe extern "C" fn forget(env: *mut c_void) {
    end(env.cast());
}

/// `env` ends: it is not to be used any more.
pub(crate) fn end(env: sys::napi_env) {
    with(|alive| alive.retain(|known| *known != env));
}
