//! Numbers, strings and tagged objects.

use napi_derive::napi;

#[napi]
#[derive(Clone, Copy)]
pub enum Level {
    /// Not much.
    Low,
    High = 7,
    Higher,
    Negative = -4,
}

#[napi(string_enum)]
pub enum Fruit {
    RedApple,
    #[napi(value = "a pear")]
    Pear,
}

#[napi(string_enum = "lowercase")]
pub enum Lower {
    RedApple,
}

#[napi(string_enum = "UPPERCASE")]
pub enum Upper {
    RedApple,
}

#[napi(string_enum = "PascalCase")]
pub enum Pascal {
    RedApple,
}

#[napi(string_enum = "camelCase")]
pub enum Camel {
    RedApple,
}

#[napi(string_enum = "snake_case")]
pub enum Snake {
    RedApple2Go,
}

#[napi(string_enum = "UPPER_SNAKE")]
pub enum UpperSnake {
    RedApple,
}

#[napi(string_enum = "kebab-case")]
pub enum Kebab {
    RedApple,
}

#[napi(string_enum = "UPPER-KEBAB-CASE")]
pub enum UpperKebab {
    RedApple,
}

#[napi(js_name = "RenamedLevel", object_from_js = false)]
pub enum LevelOut {
    Only,
}

#[napi(skip_typescript)]
pub enum Untyped {
    One,
}

/// Tagged by `type`.
#[napi]
pub enum Shape {
    Circle { radius: f64 },
    Line { from: u32, to: Option<u32> },
    Empty,
}

#[napi(
    discriminant = "kind",
    discriminant_case = "kebab-case",
    use_nullable = true,
    object_to_js = false
)]
pub enum Event {
    KeyDown { key: Option<String> },
    Pair(u32, String),
}

#[napi]
pub fn through_enums(level: Level, fruit: Fruit) -> Level {
    let _ = fruit;
    level
}

#[napi]
pub fn a_level_out() -> LevelOut {
    LevelOut::Only
}

#[napi]
pub fn through_shapes(shape: Shape, event: Event) -> Shape {
    let _ = event;
    shape
}
