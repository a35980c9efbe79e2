//! What stands between a panic and the host process.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use napi::{Env, sys};

use crate::{CodedError, environment, job};

thread_local! {
    /// How many guarded functions are on this thread's stack.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

struct Entered;

impl Entered {
    fn new() -> Self {
        DEPTH.set(DEPTH.get() + 1);
        Self
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// Runs the body of an exported function. A panic is thrown into JavaScript as `ERR_RUST_PANIC`
/// and goes on to napi's own `catch_unwind`, which finds the exception pending and keeps it.
///
/// Only the outermost guard throws: between two of them the author may still catch the panic.
pub fn guard<R>(body: impl FnOnce() -> R) -> R {
    let entered = Entered::new();
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(value) => value,
        Err(payload) => {
            drop(entered);
            if DEPTH.get() == 0
                && let Some(env) = environment::current()
            {
                throw(env, &error_of(&*payload));
            }
            resume_unwind(payload)
        }
    }
}

/// Drops a class instance whose JavaScript object is gone. A panic on the way becomes a warning
/// of the process.
///
/// # Errors
/// None; the signature is napi's.
pub fn finalize<T>(value: T, env: Env) -> napi::Result<()> {
    if let Err(error) = contain(move || drop(value)) {
        job::warn(
            env.raw(),
            format!("{} (while dropping {})", error, std::any::type_name::<T>()),
        );
    }
    Ok(())
}

/// Runs `body`; a panic becomes `ERR_RUST_PANIC`.
pub(crate) fn contain<R>(body: impl FnOnce() -> R) -> Result<R, CodedError> {
    catch_unwind(AssertUnwindSafe(body)).map_err(|payload| {
        let error = error_of(&*payload);
        // A payload may panic when it is dropped.
        if let Err(second) = catch_unwind(AssertUnwindSafe(move || drop(payload))) {
            std::mem::forget(second);
        }
        error
    })
}

/// The error that stands for a panic.
fn error_of(payload: &(dyn Any + Send)) -> CodedError {
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&'static str>().copied())
        .unwrap_or("a value that is no text");
    CodedError::new("ERR_RUST_PANIC", format!("Rust panicked: {text}"))
}

fn throw(env: sys::napi_env, error: &CodedError) {
    if let Ok(value) = error.to_js(env) {
        // SAFETY: `value` is an error of `env`, whose thread this is. With an exception pending
        // already, Node-API refuses and keeps the first.
        unsafe { sys::napi_throw(env, value) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_passes_through_and_the_depth_is_restored() {
        let caught = catch_unwind(|| guard(|| -> u32 { guard(|| panic!("inner")) }));
        let payload = caught.unwrap_err();
        assert_eq!(error_of(&*payload).to_string(), "Rust panicked: inner");
        assert_eq!(DEPTH.get(), 0);
        assert_eq!(guard(|| 7), 7);
    }
}
