//! Items that are not always there.

use napi_derive::napi;

#[cfg(unix)]
#[napi]
pub fn on_unix() -> u32 {
    1
}

#[napi]
#[cfg(windows)]
pub fn on_windows() -> u32 {
    2
}

/// The same name under predicates that exclude each other is one item.
#[cfg(target_endian = "little")]
#[napi]
pub fn either_way() -> u32 {
    3
}

#[cfg(not(target_endian = "little"))]
#[napi]
pub fn either_way() -> u32 {
    4
}

#[cfg(feature = "on")]
#[napi]
pub fn with_a_feature() -> u32 {
    5
}

#[cfg(feature = "off")]
#[napi]
pub fn without_a_feature() -> u32 {
    6
}

#[cfg(all(any(unix, windows), not(feature = "off")))]
mod guarded {
    use napi_derive::napi;

    #[napi]
    pub fn in_a_guarded_module() -> u32 {
        7
    }
}

#[cfg_attr(not(feature = "off"), napi)]
pub fn attribute_is_on() -> u32 {
    8
}

#[cfg_attr(feature = "off", napi)]
#[expect(dead_code, reason = "its attribute is off")]
pub fn attribute_is_off() -> u32 {
    9
}

#[napi]
pub struct Conditional {}

#[napi]
impl Conditional {
    #[napi(factory)]
    pub fn make() -> Self {
        Self {}
    }

    /// On members the predicate is not looked at.
    #[cfg_attr(feature = "off", napi)]
    pub fn predicate_is_ignored(&self) -> u32 {
        10
    }

    /// napi emits code for a member whose predicate is off, which then does not compile.
    #[cfg(any(unix, windows))]
    #[napi]
    pub fn on_either(&self) -> u32 {
        11
    }
}
