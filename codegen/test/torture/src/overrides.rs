//! TypeScript that the author wrote by hand, in each place that takes it.

use napi::bindgen_prelude::Unknown;
use napi_derive::napi;

/// Everything after the name.
#[napi(ts_type = "<T>(value: T, ...rest: T[]): T[]")]
pub fn whole_signature(value: Unknown<'_>) -> Vec<u32> {
    let _ = value;
    vec![]
}

/// A type of the header, which a library of Node declares.
#[napi(
    ts_args_type = "stats: Stats | null, visitor: Visitor",
    ts_return_type = "Visited[]"
)]
pub fn parameters_and_result(stats: Unknown<'_>, visitor: Unknown<'_>) -> Vec<String> {
    let _ = (stats, visitor);
    vec![]
}

#[napi(
    ts_generic_types = "K extends string, V = unknown",
    ts_args_type = "record: Record<K, V>",
    ts_return_type = "[key: K, value: V][]"
)]
pub fn generic_types(record: Unknown<'_>) -> Vec<Vec<String>> {
    let _ = record;
    vec![]
}

#[napi]
pub fn one_parameter(
    #[napi(ts_arg_type = "'left' | 'right' | `at-${number}`")] side: String,
    depth: Option<u32>,
) -> String {
    format!("{side}{depth:?}")
}

/// Nothing wraps the result of an asynchronous function.
#[napi(ts_return_type = "Promise<readonly string[]>")]
pub async fn later_overridden() -> Vec<String> {
    vec![]
}

/// More than one signature.
#[napi(
    ts_type = "(value: string): string\nexport declare function overloaded(value: number): number"
)]
pub fn overloaded(value: Unknown<'_>) -> Unknown<'_> {
    value
}

#[napi(
    ts_args_type = "value: unknown",
    ts_return_type = "asserts value is string"
)]
pub fn assert_text(value: Unknown<'_>) {
    let _ = value;
}

#[napi(object)]
pub struct Handwritten {
    #[napi(ts_type = "'ltr' | 'rtl'")]
    pub direction: String,
    #[napi(ts_type = "keyof typeof globalThis & string")]
    pub key: Option<String>,
    #[napi(ts_type = "(new (path: string) => object) | { readonly [name: string]: Handwritten }")]
    pub shape: Option<String>,
}

#[napi]
pub struct Overridden {
    #[napi(ts_type = "'fast' | 'slow'")]
    pub mode: String,
}

#[napi]
impl Overridden {
    #[napi(constructor, ts_args_type = "size: 1 | 2 | 4")]
    pub fn new(size: u32) -> Self {
        Self {
            mode: format!("fast {size}"),
        }
    }

    #[napi(ts_return_type = "this is Overridden & { readonly open: true }")]
    pub fn is_open(&self) -> bool {
        true
    }

    #[napi(getter, ts_return_type = "`#${string}`")]
    pub fn colour(&self) -> String {
        "#fff".to_owned()
    }
}

/// A statement of its own follows.
#[napi(ts_return_type = "Injected\n\nexport interface Injected { readonly size: number }")]
pub fn injects() -> u32 {
    1
}
