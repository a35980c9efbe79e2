//! Numbers that refuse what does not fit, instead of wrapping.

mod primitive;

use std::fmt;
use std::ops::Deref;

use napi::bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue};
use napi::{ValueType, sys};

use self::primitive::Primitive;
use crate::{CodedError, environment, raw};

/// The largest integer that a JavaScript number holds without loss: 2⁵³ − 1.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// A value that its checked number cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange(&'static str);

impl fmt::Display for OutOfRange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the value must be {}", self.0)
    }
}

impl std::error::Error for OutOfRange {}

/// Reads a number or says what stands there instead.
fn read(env: sys::napi_env, value: sys::napi_value, expected: &str) -> napi::Result<f64> {
    environment::enter(env);
    raw::number(env, value).ok_or_else(|| {
        let found = raw::describe(env, value);
        CodedError::new(
            "ERR_INVALID_ARG_TYPE",
            format!("expected {expected}, got {found}"),
        )
        .type_error()
        .into_napi(env)
    })
}

fn out_of_range(env: sys::napi_env, value: f64, expected: &str) -> napi::Error {
    CodedError::new(
        "ERR_OUT_OF_RANGE",
        format!("expected {expected}, got {}", raw::number_text(value)),
    )
    .range_error()
    .into_napi(env)
}

macro_rules! checked_number {
    ($name:ident, $primitive:ty, $expected:literal, $fits:expr, $doc:literal) => {
        #[doc = $doc]
        ///
        /// As a parameter, in `Option`, in `Vec` and in the fields of objects it throws a
        /// `TypeError` (`ERR_INVALID_ARG_TYPE`) for what is no number, and a `RangeError`
        /// (`ERR_OUT_OF_RANGE`) for a number that does not fit.
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name($primitive);

        impl $name {
            /// The plain number.
            #[must_use]
            pub const fn get(self) -> $primitive {
                self.0
            }

            /// The number that JavaScript sees.
            fn to_f64(self) -> f64 {
                Primitive::to_js(self.0)
            }

            fn from_f64(value: f64) -> Option<Self> {
                let fits: fn(f64) -> bool = $fits;
                fits(value).then(|| Self(Primitive::from_checked(value)))
            }
        }

        impl Deref for $name {
            type Target = $primitive;

            fn deref(&self) -> &$primitive {
                &self.0
            }
        }

        impl From<$name> for $primitive {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl TypeName for $name {
            fn type_name() -> &'static str {
                stringify!($name)
            }

            fn value_type() -> ValueType {
                ValueType::Number
            }
        }

        impl ValidateNapiValue for $name {}

        impl FromNapiValue for $name {
            unsafe fn from_napi_value(
                env: sys::napi_env,
                value: sys::napi_value,
            ) -> napi::Result<Self> {
                let number = read(env, value, $expected)?;
                Self::from_f64(number).ok_or_else(|| out_of_range(env, number, $expected))
            }
        }

        impl ToNapiValue for $name {
            unsafe fn to_napi_value(
                env: sys::napi_env,
                value: Self,
            ) -> napi::Result<sys::napi_value> {
                raw::create_number(env, value.to_f64())
            }
        }

        impl From<$name> for crate::FieldValue {
            fn from(value: $name) -> Self {
                Self::Number(value.to_f64())
            }
        }
    };
}

macro_rules! from_primitive {
    ($($name:ident: $($primitive:ty),+;)+) => {
        $($(impl From<$primitive> for $name {
            fn from(value: $primitive) -> Self {
                Self(value.into())
            }
        })+)+
    };
}

macro_rules! try_from_primitive {
    ($($name:ident: $primitive:ty, $expected:literal, $fits:expr;)+) => {
        $(impl TryFrom<$primitive> for $name {
            type Error = OutOfRange;

            fn try_from(value: $primitive) -> std::result::Result<Self, OutOfRange> {
                let fits: fn($primitive) -> bool = $fits;
                if fits(value) { Ok(Self(value)) } else { Err(OutOfRange($expected)) }
            }
        })+
    };
}

/// Whether `value` is an integer from `low` to `high`; false for NaN.
fn is_integer(value: f64, low: f64, high: f64) -> bool {
    value >= low && value <= high && value.fract() == 0.0
}

checked_number!(
    U8,
    u8,
    "an integer from 0 to 255",
    |value| is_integer(value, 0.0, 255.0),
    "An integer from 0 to 255."
);
checked_number!(
    U16,
    u16,
    "an integer from 0 to 65535",
    |value| is_integer(value, 0.0, 65_535.0),
    "An integer from 0 to 65,535."
);
checked_number!(
    U32,
    u32,
    "an integer from 0 to 4294967295",
    |value| is_integer(value, 0.0, 4_294_967_295.0),
    "An integer from 0 to 2³² − 1."
);
checked_number!(
    I32,
    i32,
    "an integer from -2147483648 to 2147483647",
    |value| is_integer(value, -2_147_483_648.0, 2_147_483_647.0),
    "An integer from −2³¹ to 2³¹ − 1."
);
checked_number!(
    U53,
    u64,
    "an integer from 0 to 9007199254740991",
    |value| is_integer(value, 0.0, MAX_SAFE),
    "An integer from 0 to 2⁵³ − 1 (`Number.MAX_SAFE_INTEGER`): sizes, offsets, times."
);
checked_number!(
    I53,
    i64,
    "an integer from -9007199254740991 to 9007199254740991",
    |value| is_integer(value, -MAX_SAFE, MAX_SAFE),
    "An integer from −(2⁵³ − 1) to 2⁵³ − 1."
);
checked_number!(
    F64,
    f64,
    "a finite number",
    f64::is_finite,
    "A finite number: neither `NaN` nor an infinity."
);

from_primitive! {
    U8: u8;
    U16: u8, u16;
    U32: u8, u16, u32;
    I32: i8, i16, i32, u8, u16;
    U53: u8, u16, u32;
    I53: i8, i16, i32, u8, u16, u32;
    F64: i8, i16, i32, u8, u16, u32;
}

try_from_primitive! {
    U53: u64, "at most 9007199254740991", |value| value <= 9_007_199_254_740_991;
    I53: i64, "from -9007199254740991 to 9007199254740991",
        |value| value.unsigned_abs() <= 9_007_199_254_740_991;
    F64: f64, "finite", f64::is_finite;
}

impl U53 {
    /// `value`, or the largest that fits: for sizes and times, which stay far below.
    #[must_use]
    pub fn saturating(value: u64) -> Self {
        Self(value.min(9_007_199_254_740_991))
    }
}

impl I53 {
    /// `value`, or the nearest that fits.
    #[must_use]
    pub fn saturating(value: i64) -> Self {
        Self(value.clamp(-9_007_199_254_740_991, 9_007_199_254_740_991))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsigned_refuses_sign_fraction_nan_and_excess() {
        for value in [-1.0, 1.5, f64::NAN, 4_294_967_296.0, f64::INFINITY] {
            assert_eq!(U32::from_f64(value), None, "{value}");
        }
        assert_eq!(U32::from_f64(4_294_967_295.0), Some(U32(u32::MAX)));
        assert_eq!(U32::from_f64(-0.0), Some(U32(0)));
        assert_eq!(U8::from_f64(256.0), None);
        assert_eq!(U16::from_f64(65_536.0), None);
    }

    #[test]
    fn signed_and_53_bits_keep_their_limits() {
        assert_eq!(I32::from_f64(-2_147_483_648.0), Some(I32(i32::MIN)));
        assert_eq!(I32::from_f64(2_147_483_648.0), None);
        assert_eq!(U53::from_f64(MAX_SAFE), Some(U53(9_007_199_254_740_991)));
        assert_eq!(U53::from_f64(MAX_SAFE + 1.0), None);
        assert_eq!(I53::from_f64(-MAX_SAFE - 1.0), None);
        assert_eq!(F64::from_f64(f64::NEG_INFINITY), None);
    }

    #[test]
    fn primitives_convert_where_they_fit() {
        assert_eq!(U53::from(7_u32).get(), 7);
        assert!(U53::try_from(u64::MAX).is_err());
        assert!(I53::try_from(i64::MIN).is_err());
        assert!(F64::try_from(f64::NAN).is_err());
        assert_eq!(*U16::from(3_u8) + 1, 4);
    }
}
