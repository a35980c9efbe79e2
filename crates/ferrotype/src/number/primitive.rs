//! Primitives to JavaScript's one number type and back.

/// A primitive whose checked range is exact in an `f64`.
pub(super) trait Primitive: Copy {
    fn to_js(self) -> f64;

    /// The caller has checked that `value` is in range.
    fn from_checked(value: f64) -> Self;
}

macro_rules! primitive {
    ($primitive:ty, $to_js:expr, $($lint:ident),+) => {
        impl Primitive for $primitive {
            fn to_js(self) -> f64 {
                let convert: fn(Self) -> f64 = $to_js;
                convert(self)
            }

            #[expect($(clippy::$lint),+, reason = "the range was checked")]
            fn from_checked(value: f64) -> Self {
                value as Self
            }
        }
    };
}

primitive!(u8, f64::from, cast_possible_truncation, cast_sign_loss);
primitive!(u16, f64::from, cast_possible_truncation, cast_sign_loss);
primitive!(u32, f64::from, cast_possible_truncation, cast_sign_loss);
primitive!(i32, f64::from, cast_possible_truncation);
primitive!(u64, from_u53, cast_possible_truncation, cast_sign_loss);
primitive!(i64, from_i53, cast_possible_truncation);

impl Primitive for f64 {
    fn to_js(self) -> f64 {
        self
    }

    fn from_checked(value: f64) -> Self {
        value
    }
}

#[expect(clippy::cast_precision_loss, reason = "at most 53 bits")]
fn from_u53(value: u64) -> f64 {
    value as f64
}

#[expect(clippy::cast_precision_loss, reason = "at most 53 bits")]
fn from_i53(value: i64) -> f64 {
    value as f64
}
