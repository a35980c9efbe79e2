use ferrotype::napi;

#[napi]
pub fn read_file() {}

mod other {
    #[ferrotype::napi(js_name = "readFile")]
    pub fn read() {}
}

#[cfg(unix)]
#[napi]
pub fn only_here() {}

#[cfg(windows)]
#[napi]
pub fn only_here() {}

#[cfg(feature = "a")]
#[napi]
pub fn by_feature() {}

#[cfg(feature = "b")]
#[napi(js_name = "byFeature")]
pub fn by_other_feature() {}

#[napi(namespace = "ns", js_name = "readFile")]
pub fn elsewhere() {}

#[napi]
pub struct Client {
    pub size: u32,
}

#[napi]
impl Client {
    #[napi(getter)]
    pub fn get_size(&self) -> u32 {
        0
    }

    #[napi(getter)]
    pub fn name(&self) -> u32 {
        0
    }

    #[napi(setter)]
    pub fn set_name(&mut self, name: u32) {}

    #[napi]
    pub fn open(&self) {}

    #[napi(factory, js_name = "open")]
    pub fn of() -> Self {
        todo!()
    }
}
