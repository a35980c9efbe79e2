//! The layout of a packed table: header, directory, columns.

use crate::CodedError;

const MAGIC: u32 = 0x574f_5246;
const VERSION: u32 = 1;
const HEADER: usize = 16;
const ENTRY: usize = 32;

/// Gathers rows of one kind; made by `derive(Row)`.
#[doc(hidden)]
pub trait RowTable<R>: Default {
    fn push(&mut self, row: R);

    /// The packed table.
    ///
    /// # Errors
    /// `ERR_OUT_OF_RANGE` where it does not fit 4 GiB.
    fn encode(self, rows: usize) -> Result<Vec<u8>, CodedError>;
}

/// What kind of values a column holds; the numbers of docs/border.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    F64 = 1,
    U32 = 2,
    I32 = 3,
    Bool = 4,
    Text = 5,
    RowList = 6,
    U32List = 7,
}

/// A column, ready to be put into a table.
#[doc(hidden)]
#[derive(Debug)]
pub struct EncodedColumn {
    pub(super) kind: Kind,
    pub(super) flags: u32,
    /// Or that something in it is too large.
    pub(super) data: Result<Vec<u8>, TooLarge>,
    pub(super) validity: Option<Vec<u8>>,
    pub(super) dictionary: u32,
}

/// A count or an offset that does not fit 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

impl EncodedColumn {
    pub(super) fn plain(kind: Kind, data: Vec<u8>) -> Self {
        Self {
            kind,
            flags: 0,
            data: Ok(data),
            validity: None,
            dictionary: 0,
        }
    }
}

pub(super) fn to_u32(count: usize) -> Result<u32, TooLarge> {
    u32::try_from(count).map_err(|_| TooLarge)
}

/// Fills up to a multiple of 8.
pub(super) fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(8), 0);
}

pub(super) fn put_u32(bytes: &mut Vec<u8>, value: u32) {
    bytes.extend_from_slice(&value.to_le_bytes());
}

/// Puts columns into a table.
///
/// # Errors
/// `ERR_OUT_OF_RANGE` where the table does not fit 4 GiB.
#[doc(hidden)]
pub fn encode_table(rows: usize, columns: Vec<EncodedColumn>) -> Result<Vec<u8>, CodedError> {
    lay_out(rows, columns).map_err(|TooLarge| {
        CodedError::new("ERR_OUT_OF_RANGE", "a row set holds at most 4 GiB").range_error()
    })
}

pub(super) fn lay_out(rows: usize, columns: Vec<EncodedColumn>) -> Result<Vec<u8>, TooLarge> {
    let directory = HEADER + ENTRY * columns.len();
    let mut table = Vec::with_capacity(capacity(directory, &columns));
    put_u32(&mut table, MAGIC);
    put_u32(&mut table, VERSION);
    put_u32(&mut table, to_u32(rows)?);
    put_u32(&mut table, to_u32(columns.len())?);
    table.resize(directory, 0);
    for (index, column) in columns.into_iter().enumerate() {
        let data = column.data?;
        let data_offset = append(&mut table, &data)?;
        let validity_offset = match &column.validity {
            Some(validity) => append(&mut table, validity)?,
            None => 0,
        };
        let entry = [
            column.kind as u32,
            column.flags,
            data_offset,
            to_u32(data.len())?,
            validity_offset,
            column.dictionary,
        ];
        let start = HEADER + ENTRY * index;
        for (slot, value) in table[start..].chunks_exact_mut(4).zip(entry) {
            slot.copy_from_slice(&value.to_le_bytes());
        }
    }
    Ok(table)
}

fn capacity(directory: usize, columns: &[EncodedColumn]) -> usize {
    let parts = columns.iter().map(|column| {
        column.data.as_ref().map_or(0, Vec::len) + column.validity.as_ref().map_or(0, Vec::len) + 16
    });
    directory + parts.sum::<usize>()
}

/// Appends at a multiple of 8 and tells where.
fn append(table: &mut Vec<u8>, bytes: &[u8]) -> Result<u32, TooLarge> {
    pad(table);
    let offset = to_u32(table.len())?;
    to_u32(table.len() + bytes.len())?;
    table.extend_from_slice(bytes);
    Ok(offset)
}
