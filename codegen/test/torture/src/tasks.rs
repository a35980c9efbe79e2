//! Work on libuv's threads, and `impl` blocks of traits.

use napi::bindgen_prelude::{AbortSignal, AsyncTask, Result};
use napi::{Env, Task};
use napi_derive::napi;

/// No struct of napi's; its `impl` registers a class all the same.
pub struct SumTask {
    numbers: Vec<u32>,
}

#[napi]
impl Task for SumTask {
    type Output = u32;
    type JsValue = u32;

    fn compute(&mut self) -> Result<u32> {
        Ok(self.numbers.iter().sum())
    }

    fn resolve(&mut self, _: Env, output: u32) -> Result<u32> {
        Ok(output)
    }
}

/// The `impl` stands before it: a promise of a number.
#[napi]
pub fn sum(numbers: Vec<u32>, signal: Option<AbortSignal>) -> AsyncTask<SumTask> {
    AsyncTask::with_optional_signal(SumTask { numbers }, signal)
}

/// The `impl` comes later: a promise of the unknown.
#[napi]
pub fn sum_of_a_later_task(numbers: Vec<u32>) -> AsyncTask<LaterTask> {
    AsyncTask::new(LaterTask { numbers })
}

pub struct LaterTask {
    numbers: Vec<u32>,
}

#[napi]
impl Task for LaterTask {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> Result<()> {
        self.numbers.clear();
        Ok(())
    }

    fn resolve(&mut self, _: Env, _: ()) -> Result<()> {
        Ok(())
    }
}

pub trait Named {
    fn name(&self) -> String;
}

#[napi]
pub struct HasTrait {}

#[napi]
impl HasTrait {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }
}

/// Methods of traits are not `pub`, so none of them can be napi's.
#[napi]
impl Named for HasTrait {
    fn name(&self) -> String {
        "named".to_owned()
    }
}
