//! Rows about what is exported.

use napi::bindgen_prelude::{Env, Result, Task};
use napi_derive::napi;

/// Row 1: the name of the attribute is declared, and the name of Rust exported.
#[napi(js_name = "RENAMED_CONST")]
pub const RUST_CONST: u32 = 3;

/// Row 2: the alias `RustClass` is declared, and nothing of that name exported.
#[napi(js_name = "RenamedClass")]
pub struct RustClass {}

#[napi]
impl RustClass {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }

    #[napi]
    pub fn itself(&self) -> u32 {
        1
    }
}

/// Row 3: declared with a reverse map, which it has not.
#[napi]
pub enum NumericEnum {
    Zero,
    One,
}

/// Row 4: a type alone in the d.ts, an object in the addon.
#[napi(string_enum)]
pub enum StringEnum {
    Zero,
    One,
}

/// Row 5: `new` is declared, and throws.
#[napi]
pub struct NoConstructor {}

#[napi]
impl NoConstructor {
    #[napi(factory)]
    pub fn make() -> Self {
        Self {}
    }
}

/// Row 12: a class that is not declared.
pub struct StrayTask {}

#[napi]
impl Task for StrayTask {
    type Output = ();
    type JsValue = ();

    fn compute(&mut self) -> Result<()> {
        Ok(())
    }

    fn resolve(&mut self, _: Env, (): ()) -> Result<()> {
        Ok(())
    }
}

pub struct StrayImpl {}

#[napi]
impl StrayImpl {
    #[napi]
    pub fn stray() -> u32 {
        1
    }
}

/// Row 13: its `impl` is in no namespace, so its methods are lost, and a second class stands at the top.
#[napi(namespace = "apart")]
pub struct Parted {
    pub size: u32,
}

#[napi]
impl Parted {
    #[napi(factory)]
    pub fn make() -> Self {
        Self { size: 1 }
    }

    #[napi]
    pub fn method(&self) -> u32 {
        self.size
    }
}
