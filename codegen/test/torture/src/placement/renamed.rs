//! The attribute under other names, and types under other names.

use napi_derive::napi as n;

use crate::constants::ProcessId as RenamedId;
use crate::objects::Plain as RenamedPlain;

#[::napi_derive::napi]
pub fn by_full_path() -> u32 {
    1
}

/// napi-rs finds the attribute by its last name, so an import of another name is a macro like any other.
#[n]
pub fn by_another_name() -> u32 {
    2
}

/// `use … as …` prints a name that is declared nowhere.
#[n]
pub fn takes_renamed(id: RenamedId, plain: RenamedPlain) -> u32 {
    id + plain.size
}
