use ferrotype::napi;

/// @brnad strict
#[napi]
pub type Id = u32;

/// Reads.
///
/// @modul fs
#[napi]
pub fn read() {}

#[napi(object)]
pub struct Options {
    /// @defualt 3
    pub depth: u32,
}

// None of these is at fault.
/// Writes, see @brnad.
///
/// @param path where
/// @returns nothing
/// @deprecated
/// @custom thing
/// @modul/scope is a package
///
/// ```
/// @modul fs
/// ```
///
/// @module fs
#[napi]
pub fn write() {}
