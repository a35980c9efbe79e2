use ferrotype::napi;

pub struct Plain;

#[napi]
impl Plain {
    #[napi]
    pub fn go(&self) {}
}

#[napi(namespace = "net")]
pub struct Client {}

#[napi]
impl Client {
    #[napi]
    pub fn go(&self) {}
}
