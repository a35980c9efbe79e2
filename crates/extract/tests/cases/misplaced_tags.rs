use ferrotype::napi;

/// @brand
#[napi]
pub fn branded() {}

/// @brand firm
#[napi]
pub type Id = u32;

/// @module two words
#[napi]
pub fn placed() {}

#[napi(object)]
pub struct Options {
    /// @module fs
    /// @default 3
    pub depth: u32,
    /// @brand
    pub name: String,
}
