use napi_derive::napi;

#[napi]
pub fn bare() {}

#[napi(catch_unwind)]
pub fn caught() {}

#[ferrotype::napi]
pub fn guarded() {}

#[napi]
pub async fn awaited() {}

#[napi]
pub struct Client {}

#[napi]
impl Client {
    #[napi]
    pub fn go(&self) {}

    #[napi(catch_unwind)]
    pub fn safe(&self) {}
}
