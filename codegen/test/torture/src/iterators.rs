//! Classes that are iterated over.

use napi::bindgen_prelude::{AsyncGenerator, Generator, Result};
use napi_derive::napi;

#[napi(iterator)]
pub struct Countdown {
    left: u32,
}

#[napi]
impl Generator for Countdown {
    type Yield = u32;
    type Next = u32;
    type Return = ();

    fn next(&mut self, value: Option<u32>) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        Some(self.left + value.unwrap_or(0))
    }
}

#[napi]
impl Countdown {
    #[napi(constructor)]
    pub fn new(left: u32) -> Self {
        Self { left }
    }

    #[napi(getter)]
    pub fn left(&self) -> u32 {
        self.left
    }
}

#[napi(async_iterator)]
pub struct Ticks {
    left: u32,
}

#[napi]
impl AsyncGenerator for Ticks {
    type Yield = u32;
    type Next = u32;
    type Return = ();

    fn next(
        &mut self,
        _: Option<u32>,
    ) -> impl Future<Output = Result<Option<u32>>> + Send + 'static {
        let next = self.left.checked_sub(1);
        self.left = next.unwrap_or(0);
        async move { Ok(next) }
    }
}

#[napi]
impl Ticks {
    #[napi(factory)]
    pub fn of(left: u32) -> Self {
        Self { left }
    }
}
