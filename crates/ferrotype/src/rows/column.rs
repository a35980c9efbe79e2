//! Gathers the values of one field.

use std::marker::PhantomData;

use super::table::{EncodedColumn, Kind};
use super::text::{TextPool, Word};
use crate::{F64, I32, I53, PathText, U8, U16, U32, U53};

/// A type that a column can hold.
pub trait RowField: Sized {
    /// Gathers the values.
    #[doc(hidden)]
    type Column: Column<Self>;
}

/// Gathers values of one type.
#[doc(hidden)]
pub trait Column<T>: Default {
    fn push(&mut self, value: T);
    /// A place that the validity bytes say is empty.
    fn push_absent(&mut self);
    fn encode(self) -> EncodedColumn;
}

macro_rules! number_column {
    ($column:ident, $element:ty, $kind:expr) => {
        #[doc(hidden)]
        #[derive(Default)]
        pub struct $column(Vec<u8>);

        impl<T: Into<$element>> Column<T> for $column {
            fn push(&mut self, value: T) {
                let value: $element = value.into();
                self.0.extend_from_slice(&value.to_le_bytes());
            }

            fn push_absent(&mut self) {
                self.0
                    .extend_from_slice(&<$element>::default().to_le_bytes());
            }

            fn encode(self) -> EncodedColumn {
                EncodedColumn::plain($kind, self.0)
            }
        }
    };
}

number_column!(F64Column, f64, Kind::F64);
number_column!(U32Column, u32, Kind::U32);
number_column!(I32Column, i32, Kind::I32);

macro_rules! number_fields {
    ($($column:ident: $($field:ty),+;)+) => {
        $($(impl RowField for $field {
            type Column = $column;
        })+)+
    };
}

number_fields! {
    F64Column: f64, f32, F64, U53, I53;
    U32Column: u8, u16, u32, U8, U16, U32;
    I32Column: i8, i16, i32, I32;
}

macro_rules! widen {
    ($($from:ty => $to:ty),+) => {
        $(impl From<$from> for $to {
            fn from(value: $from) -> Self {
                value.get().into()
            }
        })+
    };
}

widen!(U8 => u32, U16 => u32);

macro_rules! widen_exactly {
    ($($from:ty),+) => {
        $(impl From<$from> for f64 {
            #[expect(clippy::cast_precision_loss, reason = "at most 53 bits")]
            fn from(value: $from) -> Self {
                value.get() as Self
            }
        })+
    };
}

widen_exactly!(U53, I53);

#[doc(hidden)]
#[derive(Default)]
pub struct BoolColumn(Vec<u8>);

impl Column<bool> for BoolColumn {
    fn push(&mut self, value: bool) {
        self.0.push(value.into());
    }

    fn push_absent(&mut self) {
        self.0.push(0);
    }

    fn encode(self) -> EncodedColumn {
        EncodedColumn::plain(Kind::Bool, self.0)
    }
}

impl RowField for bool {
    type Column = BoolColumn;
}

#[doc(hidden)]
#[derive(Default)]
pub struct TextColumn(TextPool);

impl Column<String> for TextColumn {
    fn push(&mut self, value: String) {
        self.0.push(Word::Text(&value));
    }

    fn push_absent(&mut self) {
        self.0.push(Word::Text(""));
    }

    fn encode(self) -> EncodedColumn {
        self.0.encode()
    }
}

impl Column<PathText> for TextColumn {
    fn push(&mut self, value: PathText) {
        self.0.push(Word::Name(value.as_os_str()));
    }

    fn push_absent(&mut self) {
        self.0.push(Word::Text(""));
    }

    fn encode(self) -> EncodedColumn {
        self.0.encode()
    }
}

impl RowField for String {
    type Column = TextColumn;
}

impl RowField for PathText {
    type Column = TextColumn;
}

/// The text of a variant; implemented by the `napi` attribute for string enums.
#[doc(hidden)]
pub trait EnumText {
    fn enum_text(&self) -> &'static str;
}

#[doc(hidden)]
pub struct EnumColumn<T>(TextPool, PhantomData<fn(T)>);

impl<T> Default for EnumColumn<T> {
    fn default() -> Self {
        Self(TextPool::default(), PhantomData)
    }
}

impl<T: EnumText> Column<T> for EnumColumn<T> {
    fn push(&mut self, value: T) {
        self.0.push(Word::Text(value.enum_text()));
    }

    fn push_absent(&mut self) {
        self.0.push(Word::Text(""));
    }

    fn encode(self) -> EncodedColumn {
        self.0.encode()
    }
}

#[doc(hidden)]
pub struct OptionColumn<C> {
    values: C,
    validity: Vec<u8>,
}

impl<C: Default> Default for OptionColumn<C> {
    fn default() -> Self {
        Self {
            values: C::default(),
            validity: Vec::new(),
        }
    }
}

impl<T, C: Column<T>> Column<Option<T>> for OptionColumn<C> {
    fn push(&mut self, value: Option<T>) {
        self.validity.push(value.is_some().into());
        match value {
            Some(value) => self.values.push(value),
            None => self.values.push_absent(),
        }
    }

    fn push_absent(&mut self) {
        self.push(None);
    }

    fn encode(self) -> EncodedColumn {
        let mut encoded = self.values.encode();
        if self.validity.contains(&0) {
            encoded.validity = Some(self.validity);
        }
        encoded
    }
}

impl<T: RowField> RowField for Option<T> {
    type Column = OptionColumn<T::Column>;
}
