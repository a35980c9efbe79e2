//! Rows about members and fields.

use napi_derive::napi;

/// Rows 6 and 9.
#[napi]
pub struct Fields {
    /// Row 6: writable in the d.ts.
    #[napi(writable = false)]
    pub not_writable: u32,
    /// Row 9: absent or a number in the d.ts, `null` in the addon.
    pub maybe: Option<u32>,
    #[napi(readonly)]
    pub fixed: u32,
}

#[napi]
impl Fields {
    #[napi(factory)]
    pub fn make() -> Self {
        Self {
            not_writable: 1,
            maybe: None,
            fixed: 2,
        }
    }

    /// Row 14: in no d.ts, and there.
    #[napi(no_export)]
    pub fn not_exported(&self) -> u32 {
        1
    }

    /// Row 14.
    #[napi(skip_typescript)]
    pub fn untyped(&self) -> u32 {
        2
    }
}

/// Row 7: the field that is left out of the d.ts is an argument all the same.
#[napi(constructor)]
pub struct SkippedArgument {
    pub first: u32,
    #[napi(skip)]
    pub skipped: u32,
    pub last: String,
}

/// Rows 8, 10 and 17.
#[napi(object)]
pub struct ObjectFields {
    /// Row 8: not declared, and wanted.
    #[napi(skip)]
    pub skipped: u32,
    /// Row 10: `undefined` is taken, `null` is refused.
    pub optional: Option<u32>,
    /// Row 17: declared readonly, and given writable.
    #[napi(readonly)]
    pub fixed: u32,
}

#[napi]
pub fn through_object_fields(value: ObjectFields) -> ObjectFields {
    value
}

/// Row 10: the key must be there.
#[napi(object, use_nullable = true)]
pub struct NullableField {
    pub nullable: Option<u32>,
}

#[napi]
pub fn through_nullable_field(value: NullableField) -> NullableField {
    value
}

/// Row 11: nothing where the argument is wrong.
#[napi(return_if_invalid)]
pub fn returns_if_invalid(value: u32) -> u32 {
    value
}
