//! Objects of `exports` with items of their own.

use napi_derive::napi;

/// By a module.
#[napi]
pub mod inner {
    use napi_derive::napi;

    #[napi]
    pub fn inner_double(value: u32) -> u32 {
        value * 2
    }

    #[napi(object)]
    pub struct InnerObject {
        pub size: u32,
    }

    #[napi]
    pub struct InnerClass {
        pub size: u32,
    }

    #[napi]
    impl InnerClass {
        #[napi(constructor)]
        pub fn new(size: u32) -> Self {
            Self { size }
        }

        #[napi]
        pub fn object(&self) -> InnerObject {
            InnerObject { size: self.size }
        }
    }

    #[napi]
    pub enum InnerEnum {
        One = 1,
    }

    #[napi]
    pub const INNER_CONST: u32 = 7;

    /// Aliases leave their namespace.
    #[napi]
    pub type InnerAlias = u32;
}

#[napi(js_name = "renamedInner")]
pub mod with_a_name {
    #[napi]
    pub fn renamed_double(value: u32) -> u32 {
        value * 2
    }
}

/// By an attribute; the same namespace twice.
#[napi(namespace = "outer")]
pub fn outer_first() -> inner::InnerObject {
    inner::InnerObject { size: 1 }
}

#[napi(namespace = "outer", js_name = "second")]
pub fn outer_second(value: inner::InnerAlias) -> u32 {
    value
}

#[napi(namespace = "outer")]
pub struct OuterClass {}

#[napi(namespace = "outer")]
impl OuterClass {
    #[napi(constructor)]
    pub fn new() -> Self {
        Self {}
    }

    #[napi]
    pub fn itself(&self) -> u32 {
        1
    }
}
