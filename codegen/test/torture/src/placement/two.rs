use napi_derive::napi;

/// napi-rs looks types up by their last name: this one took the place of the other.
#[napi(object, js_name = "ShapeTwo")]
pub struct Shape {
    pub two: u32,
}

#[napi]
pub fn shape_of_two() -> Shape {
    Shape { two: 2 }
}

/// Means the struct of the other module.
#[napi]
pub fn shape_of_one_again() -> super::one::Shape {
    super::one::shape_of_one()
}
