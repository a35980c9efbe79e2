use napi::bindgen_prelude::{FnArgs, Function, FunctionRef, Result, Unknown};
use napi::threadsafe_function::{
    ThreadsafeFunction, ThreadsafeFunctionCallMode, UnknownReturnValue,
};
use napi::{Env, Status};
use napi_derive::napi;

#[napi]
pub fn calls(one: Function<'_, u32, String>, none: Function<'_, (), ()>) -> Result<String> {
    none.call(())?;
    one.call(1)
}

#[napi]
pub fn calls_with_many(
    many: Function<'_, FnArgs<(u32, Option<String>)>, bool>,
    tuple: Function<'_, (u32, String), ()>,
) -> Result<bool> {
    let _ = tuple;
    many.call((1, None).into())
}

#[napi]
pub fn calls_anything(callback: Function<'_>) {
    let _ = callback;
}

#[napi]
pub fn keeps(env: &Env, callback: FunctionRef<u32, u32>) -> Result<u32> {
    callback.borrow_back(env)?.call(1)
}

#[napi]
pub fn generic<T: Fn(u32) -> Result<String>>(callback: T) -> Result<String> {
    callback(1)
}

#[napi]
pub fn generic_where<T>(first: Option<u32>, callback: T) -> Result<()>
where
    T: Fn(String, u32) -> Result<()>,
{
    callback(String::new(), first.unwrap_or(0))
}

#[napi]
pub fn gives_function(env: &Env) -> Result<Function<'_, u32, u32>> {
    env.create_function_from_closure("double", |context| Ok(context.get::<u32>(0)? * 2))
}

/// Errors come first.
#[napi]
pub fn from_a_thread(callback: ThreadsafeFunction<u32, UnknownReturnValue>) {
    std::thread::spawn(move || callback.call(Ok(7), ThreadsafeFunctionCallMode::Blocking));
}

#[napi]
pub fn from_a_thread_plain(
    callback: ThreadsafeFunction<u32, UnknownReturnValue, u32, Status, false>,
    weak: ThreadsafeFunction<(), (), (), Status, false, true>,
) {
    let _ = weak;
    std::thread::spawn(move || callback.call(7, ThreadsafeFunctionCallMode::Blocking));
}

#[napi]
pub fn from_a_thread_with_many(
    callback: ThreadsafeFunction<
        FnArgs<(u32, String)>,
        Unknown<'static>,
        FnArgs<(u32, String)>,
        Status,
        true,
        false,
        8,
    >,
) {
    let _ = callback;
}
