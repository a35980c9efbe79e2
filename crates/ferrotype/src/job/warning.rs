//! Warnings of the process, for faults that no call of JavaScript can be told of.

use std::ptr;

use napi::sys;

use super::hub;
use crate::{environment, raw};

/// Has the process warn, from outside of any call of JavaScript.
pub(crate) fn warn(env: sys::napi_env, message: String) {
    // While the environment ends, instances are dropped after the hooks have run: nobody listens.
    if !environment::is_alive(env) {
        return;
    }
    let Ok(hub) = hub(env) else { return };
    hub.begin(env);
    hub.complete(Box::new(move |env| {
        drop(emit_warning(env, &message));
    }));
}

/// `process.emitWarning(message, { type, code })`.
fn emit_warning(env: sys::napi_env, message: &str) -> napi::Result<()> {
    let process = raw::get_property(env, raw::global(env)?, "process")?;
    let emit = raw::get_property(env, process, "emitWarning")?;
    let options = raw::create_object(env)?;
    for (name, text) in [("type", "FerrotypeWarning"), ("code", "ERR_RUST_PANIC")] {
        raw::set_property(env, options, name, raw::create_text(env, text)?)?;
    }
    let arguments = [raw::create_text(env, message)?, options];
    let mut result = ptr::null_mut();
    raw::check(
        // SAFETY: all are live handles of `env`, and there are two arguments.
        unsafe {
            sys::napi_call_function(env, process, emit, 2, arguments.as_ptr(), &raw mut result)
        },
        "process.emitWarning",
    )
}
