/// Text of another file, in the module that includes it.
#[napi]
pub fn in_an_included_file() -> u32 {
    6
}
