use napi_derive::napi;

/// A module with a file of its own.
#[napi]
pub fn in_a_file() -> u32 {
    mod within {
        #[napi_derive::napi(object)]
        pub struct InABody {
            pub size: u32,
        }
    }

    #[napi]
    pub fn with_in_a_body(value: within::InABody) -> u32 {
        value.size
    }

    4
}
