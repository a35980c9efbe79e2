use ferrotype::napi;

#[cfg_attr(all(unix, not(feature = "x")), napi(catch_unwin))]
pub fn conditional() {}
