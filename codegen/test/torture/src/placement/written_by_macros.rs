//! Items of `macro_rules!`.

use napi_derive::napi;

macro_rules! named_function {
    ($name:ident) => {
        #[napi]
        pub fn $name(value: u32) -> Option<u32> {
            Some(value)
        }
    };
}

named_function!(named_by_a_macro);
named_function!(named_by_a_macro_again);

macro_rules! fixed_items {
    () => {
        #[napi(object)]
        pub struct FromMacro {
            pub size: u32,
        }

        #[napi]
        pub fn of_a_macro(value: FromMacro) -> u32 {
            value.size
        }
    };
}

fixed_items!();
