//! Rules over the items that were read.

mod duplicates;
mod stamp;

pub(crate) use duplicates::check_duplicates;
pub(crate) use stamp::check_stamp;
