use ferrotype::napi;

#[napi]
pub trait Speaks {}

#[napi]
enum Hidden {
    One,
}

#[napi]
const LIMIT: u32 = 1;

#[napi]
type Plain = u32;

#[napi(object)]
pub struct Options {
    depth: u32,
}

#[napi(transparent)]
pub struct Two(pub u32, pub u32);

#[napi(array)]
pub struct Named {
    pub a: u32,
}

#[napi(getter)]
pub fn size() -> u32 {
    0
}

#[napi(catch_unwind)]
pub struct Guarded {}

#[napi(strict, return_if_invalid)]
pub fn both() {}

#[napi(js_nam = "x")]
pub fn misspelt() {}

#[napi(js_name = )]
pub fn malformed() {}

#[napi(string_enum = "Kebab")]
pub enum Kind {
    A = 1,
}

#[napi]
pub enum Number {
    A = LIMIT as isize,
}

#[napi(discriminant = "kind")]
pub enum Shape {
    Circle { kind: u32 },
}

#[napi]
impl Guarded {
    #[napi]
    fn private(&self) {}

    #[napi]
    pub fn by_value(self) {}

    #[napi(constructor)]
    pub async fn make() -> Self {
        Guarded {}
    }
}
