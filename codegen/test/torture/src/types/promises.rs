use napi::bindgen_prelude::{
    AsyncBlock, AsyncBlockBuilder, Env, Promise, PromiseRaw, ReadableStream, Result,
    WriteableStream,
};
use napi_derive::napi;

#[napi]
pub async fn awaits(value: Promise<u32>) -> Result<u32> {
    value.await
}

#[napi]
pub fn promise_raw(env: &Env) -> Result<PromiseRaw<'_, u32>> {
    PromiseRaw::resolve(env, 1)
}

#[napi]
pub fn promise_of_nothing(env: &Env) -> Result<PromiseRaw<'_, ()>> {
    PromiseRaw::resolve(env, ())
}

#[napi]
pub fn async_block(env: &Env) -> Result<AsyncBlock<u32>> {
    AsyncBlockBuilder::new(async { Ok(1) }).build(env)
}

#[napi]
pub fn stream(env: &Env, count: u32) -> Result<ReadableStream<'_, u32>> {
    ReadableStream::new(env, tokio_stream::iter((0..count).map(Ok)))
}

#[napi]
pub fn takes_stream(stream: ReadableStream<'_, u32>) -> Result<bool> {
    stream.locked()
}

/// A type of napi's own that its d.ts does not know.
#[napi]
pub fn takes_writeable_stream(stream: WriteableStream<'_>) {
    let _ = stream;
}
