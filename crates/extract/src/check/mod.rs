//! Rules over the items that were read.

mod duplicates;

pub(crate) use duplicates::check_duplicates;
