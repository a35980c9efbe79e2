//! What runs when the addon is loaded.

use napi::bindgen_prelude::{Env, JsObjectValue, Object, Result};
use napi_derive::napi;

/// Adds what no declaration knows.
#[napi(module_exports)]
pub fn at_load(mut exports: Object<'_>, env: Env) -> Result<()> {
    let _ = env;
    exports.set_named_property("addedByHook", 1)
}
