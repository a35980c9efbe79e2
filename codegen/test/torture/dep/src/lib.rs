//! Items that an addon takes in with a dependency.

use napi_derive::napi;

/// A function of another crate.
#[napi]
pub fn from_another_crate(value: u32) -> u32 {
    value
}

/// An interface of another crate.
#[napi(object)]
pub struct SharedPoint {
    pub x: f64,
    pub y: f64,
}

/// A class of another crate.
#[napi(js_name = "SharedCounter")]
pub struct Counter {
    pub count: u32,
}

#[napi]
impl Counter {
    #[napi(constructor)]
    pub fn new(count: u32) -> Self {
        Self { count }
    }
}

/// An enum of another crate, under a name of its own.
#[napi(js_name = "SharedState")]
pub enum State {
    Idle,
    Busy,
}
