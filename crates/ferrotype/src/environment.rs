//! Which JavaScript environment this thread is in.
//!
//! napi converts an `Err` into a JavaScript error without telling the environment, so it is
//! remembered: by the stamp when the addon is registered, and by each of our conversions.

use std::cell::Cell;
use std::ffi::c_void;
use std::ptr;

use napi::sys;

thread_local! {
    static CURRENT: Cell<sys::napi_env> = const { Cell::new(ptr::null_mut()) };
}

/// The environment that was last seen on this thread.
pub(crate) fn current() -> Option<sys::napi_env> {
    let env = CURRENT.try_with(Cell::get).unwrap_or(ptr::null_mut());
    (!env.is_null()).then_some(env)
}

/// Remembers `env`; called on its JavaScript thread.
pub(crate) fn enter(env: sys::napi_env) {
    CURRENT.with(|current| current.set(env));
}

/// Remembers `env` until its end.
pub(crate) fn register(env: sys::napi_env) -> napi::Result<()> {
    enter(env);
    // SAFETY: the hook takes the environment's address as a number and reads nothing through it.
    let status = unsafe { sys::napi_add_env_cleanup_hook(env, Some(forget), env.cast()) };
    crate::raw::check(status, "napi_add_env_cleanup_hook")
}

unsafe extern "C" fn forget(env: *mut c_void) {
    let _ = CURRENT.try_with(|current| {
        if current.get().cast::<c_void>() == env {
            current.set(ptr::null_mut());
        }
    });
}
