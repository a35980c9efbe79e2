//! Values that cross as plain objects, as arrays, and as the value that they hold.

use napi_derive::napi;

#[napi(object)]
pub struct Plain {
    pub size: u32,
    pub name: Option<String>,
    #[napi(js_name = "with-dash")]
    pub with_dash: bool,
    pub r#type: String,
    pub next_one: Option<Vec<Plain>>,
}

#[napi(object, use_nullable = true)]
pub struct Nullable {
    pub size: Option<u32>,
}

/// A bare `use_nullable` is no.
#[napi(object, use_nullable)]
pub struct NotNullable {
    pub size: Option<u32>,
}

#[napi(object, object_to_js = false)]
pub struct OnlyIn {
    pub size: u32,
}

#[napi(object, object_from_js = false)]
pub struct OnlyOut {
    pub size: u32,
}

#[napi(object, js_name = "RenamedObject")]
pub struct WithAName {
    pub size: u32,
}

#[napi(array)]
pub struct Pair(pub String, pub Option<u32>);

#[napi(array, object_to_js = false)]
pub struct PairIn(pub u32, pub u32);

#[napi(transparent)]
pub struct Path(pub String);

#[napi(transparent, object_from_js = false)]
pub struct Sizes(pub Vec<u32>);

#[napi]
pub fn through_objects(
    plain: Plain,
    nullable: Nullable,
    not: NotNullable,
    only: OnlyIn,
    named: WithAName,
) -> OnlyOut {
    let size = [
        Some(plain.size),
        nullable.size,
        not.size,
        Some(only.size),
        Some(named.size),
    ];
    OnlyOut {
        size: size.into_iter().flatten().sum(),
    }
}

#[napi]
pub fn through_tuples(pair: Pair, only: PairIn, path: Path) -> Sizes {
    Sizes(vec![
        pair.1.unwrap_or(0),
        only.0,
        only.1,
        u32::try_from(path.0.len()).unwrap_or(0),
    ])
}

#[napi]
pub fn a_plain_object(name: Option<String>) -> Plain {
    Plain {
        size: 1,
        name,
        with_dash: true,
        r#type: "t".to_owned(),
        next_one: None,
    }
}

#[napi]
pub fn a_nullable_object() -> Nullable {
    Nullable { size: None }
}

#[napi]
pub fn a_pair(second: Option<u32>) -> Pair {
    Pair("first".to_owned(), second)
}

#[napi]
pub fn a_renamed_object() -> WithAName {
    WithAName { size: 1 }
}
