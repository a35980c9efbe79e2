//! Free functions, and the attributes that only functions have.

use napi::bindgen_prelude::{AsyncTask, Result};
use napi::{Env, Task};
use napi_derive::napi;

/// Synchronous.
#[napi]
pub fn add(left: u32, right: u32) -> u32 {
    left + right
}

/// Private in Rust, exported all the same.
#[napi]
fn private_in_rust() -> String {
    "exported".to_owned()
}

/// Exported from the body of another function.
#[napi]
pub fn around() -> u32 {
    #[napi]
    fn inside_a_body() -> u32 {
        1
    }
    inside_a_body()
}

#[napi(js_name = "renamedFunction")]
pub fn with_a_name() {}

/// Digits are words of their own: `snakeCase2DHttp2`.
#[napi]
pub fn snake_case_2d_http2(_leading_underscore: u32) {}

/// Arguments are validated.
#[napi(strict)]
pub fn validated(value: u32) -> u32 {
    value
}

/// A panic is an error of JavaScript.
#[napi(catch_unwind)]
pub fn panics(message: String) {
    panic!("{message}");
}

#[napi(async_runtime)]
pub fn within_the_runtime() -> u32 {
    1
}

/// Asynchronous.
#[napi]
pub async fn later(value: u32) -> Result<u32> {
    Ok(value)
}

#[napi]
pub async fn nothing_later() {}

/// In no d.ts, and present.
#[napi(skip_typescript)]
pub fn untyped() {}

/// Neither in the d.ts nor exported.
#[napi(no_export)]
pub fn not_exported() {}

pub struct Double {
    value: u32,
}

/// The task is no class of anybody's: this `impl` stands without `#[napi]`, so the promise is of `unknown`.
impl Task for Double {
    type Output = u32;
    type JsValue = u32;

    fn compute(&mut self) -> Result<u32> {
        Ok(self.value * 2)
    }

    fn resolve(&mut self, _: Env, output: u32) -> Result<u32> {
        Ok(output)
    }
}

#[napi]
pub fn double(value: u32) -> AsyncTask<Double> {
    AsyncTask::new(Double { value })
}
