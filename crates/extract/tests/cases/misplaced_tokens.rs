use ferrotype::{CancelToken, Job, napi};
use napi::Env;

#[napi]
pub fn first(token: CancelToken, path: String) -> Job<u32> {}

#[napi]
pub fn twice(one: CancelToken, path: String, two: CancelToken) -> Job<u32> {}

#[napi]
pub fn at_once(path: String, token: CancelToken) -> ferrotype::Result<u32> {}

#[napi]
pub struct Client {}

#[napi]
impl Client {
    #[napi(constructor)]
    pub fn new(token: CancelToken) -> Self {}

    #[napi]
    pub async fn early(&self, token: ferrotype::CancelToken, depth: u32) {}

    #[napi]
    pub fn fine(&self, depth: u32, token: CancelToken) -> Job<u32> {}
}

// None of these is at fault.
#[napi]
pub fn last(path: String, token: CancelToken) -> Job<u32> {}

#[napi]
pub fn before_env(path: String, token: CancelToken, env: Env) -> ferrotype::Result<Job<u32>> {}

#[napi]
pub async fn waits(path: String, token: CancelToken) {}

#[napi]
pub fn none(path: String) -> u32 {}
