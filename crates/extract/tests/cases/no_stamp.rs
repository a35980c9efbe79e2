// A case of its own: every other one gets the stamp from the test.
use ferrotype::{Job, napi};

#[napi]
pub fn start() -> Job<u32> {}
