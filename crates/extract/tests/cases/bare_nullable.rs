use ferrotype::napi;

/// A.
#[napi(object, use_nullable)]
pub struct Options {
    pub depth: Option<u32>,
}

/// B.
#[napi(object, use_nullable = true)]
pub struct Nullable {
    pub depth: Option<u32>,
}

/// C.
#[napi(object, use_nullable = false)]
pub struct Missing {
    #[napi(ts_type = r#"1 | 2"#)]
    pub depth: Option<u32>,
}
