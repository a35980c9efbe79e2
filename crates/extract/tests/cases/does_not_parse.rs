#[ferrotype::napi]
pub fn fine() {}

pub fn broken( {
