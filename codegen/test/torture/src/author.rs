//! Types of the author crate, which napi-rs does not know.

use ferrotype::{CancelToken, Job, PathArg, U32};
use napi_derive::napi;

#[napi(object)]
pub struct CountOptions {
    pub step: Option<U32>,
}

#[napi]
pub fn length_of_path(path: PathArg) -> u32 {
    u32::try_from(path.as_os_str().len()).unwrap_or(u32::MAX)
}

#[napi(catch_unwind)]
pub fn count_up(to: U32, options: Option<CountOptions>, token: CancelToken) -> Job<u32> {
    let step = options.and_then(|options| options.step);
    Job::run(move || {
        Ok(if token.is_cancelled() {
            0
        } else {
            *to + step.map_or(0, |step| *step)
        })
    })
}
