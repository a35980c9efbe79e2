//! Rows about values of classes and unions.

use napi::bindgen_prelude::Either3;
use napi_derive::napi;

/// Row 15: two classes of one name in two namespaces; the constructor of one makes instances of both.
#[napi(namespace = "alpha", js_name = "Client")]
pub struct AlphaClient {
    pub alpha: u32,
}

#[napi(namespace = "beta", js_name = "Client")]
pub struct BetaClient {
    pub beta: u32,
}

#[napi]
pub fn alpha_client() -> AlphaClient {
    AlphaClient { alpha: 1 }
}

#[napi]
pub fn beta_client() -> BetaClient {
    BetaClient { beta: 2 }
}

/// Row 16: look-alikes, which TypeScript takes for each other.
#[napi]
pub struct EmptyA {}

#[napi]
impl EmptyA {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }
}

#[napi]
pub struct EmptyB {}

#[napi]
impl EmptyB {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }
}

#[napi]
pub fn takes_empty_a(value: &EmptyA) -> bool {
    std::ptr::from_ref(value).is_aligned()
}

/// Row 18: `any` in the d.ts.
#[napi]
pub fn partly_equal_union(value: Either3<u32, f64, String>) -> Either3<u32, f64, String> {
    value
}
