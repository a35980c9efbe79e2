macro_rules! make {
    ($name:ident) => {
        #[ferrotype::napi]
        pub fn fixed(size: u32) {}

        #[cfg_attr(unix, napi_derive::napi)]
        pub fn $name() {}
    };
}

make!(variable);
