//! Where items may stand: this file is a `mod.rs`.

#[path = "somewhere_else.rs"]
mod at_a_path;
mod conditional;
mod file;
mod forward;
mod one;
mod renamed;
mod two;
mod r#type;
mod written_by_macros;

use napi_derive::napi;

mod inline {
    use napi_derive::napi;

    #[napi]
    pub fn in_an_inline_module() -> u32 {
        1
    }

    mod deeper {
        #[napi_derive::napi]
        fn in_a_private_inline_module() -> u32 {
            2
        }
    }
}

#[napi]
pub fn in_mod_rs() -> u32 {
    3
}

include!("included.rs");
