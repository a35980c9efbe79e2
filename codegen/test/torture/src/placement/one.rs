use napi_derive::napi;

/// The other module has a struct of this name too.
#[napi(object, js_name = "ShapeOne")]
pub struct Shape {
    pub one: u32,
}

#[napi]
pub fn shape_of_one() -> Shape {
    Shape { one: 1 }
}
