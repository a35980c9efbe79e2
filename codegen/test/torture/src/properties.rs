//! Flags and symbols of properties.

use napi_derive::napi;

#[napi]
pub struct Properties {
    #[napi(enumerable = false)]
    pub hidden: u32,
    #[napi(configurable = false)]
    pub fixed: u32,
    #[napi(skip_typescript)]
    pub untyped: u32,
    #[napi(skip)]
    pub absent: u32,
    #[napi(js_name = "renamedField")]
    pub with_a_name: u32,
    #[napi(symbol_for = "torture.tag")]
    pub tag: String,
    #[napi(well_known_symbol = "toStringTag", readonly)]
    pub string_tag: String,
}

#[napi]
impl Properties {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {
            hidden: 1,
            fixed: 2,
            untyped: 3,
            absent: 4,
            with_a_name: 5,
            tag: "tag".to_owned(),
            string_tag: "Properties".to_owned(),
        }
    }

    #[napi(symbol_for = "torture.inspect")]
    pub fn inspect(&self) -> u32 {
        self.absent
    }

    #[napi(well_known_symbol = "dispose")]
    pub fn dispose(&mut self) {
        self.hidden = 0;
    }

    #[napi(enumerable = false, configurable = false)]
    pub fn flagged(&self) -> u32 {
        self.fixed
    }

    #[napi(writable = true)]
    pub fn writable_static() -> u32 {
        1
    }
}
