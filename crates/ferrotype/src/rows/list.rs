//! Gathers fields that are lists: of numbers, of rows.

use super::column::{Column, RowField};
use super::table::{EncodedColumn, Kind, TooLarge, pad, put_u32, to_u32};
use super::{Row, RowTable};

#[doc(hidden)]
#[derive(Default)]
pub struct U32ListColumn {
    ends: Ends,
    values: Vec<u32>,
}

impl Column<Vec<u32>> for U32ListColumn {
    fn push(&mut self, value: Vec<u32>) {
        self.values.extend_from_slice(&value);
        self.ends.push(self.values.len());
    }

    fn push_absent(&mut self) {
        self.push(Vec::new());
    }

    fn encode(self) -> EncodedColumn {
        let mut column = EncodedColumn::plain(Kind::U32List, Vec::new());
        column.data = self.ends.encode().map(|mut data| {
            for value in self.values {
                put_u32(&mut data, value);
            }
            data
        });
        column
    }
}

impl RowField for Vec<u32> {
    type Column = U32ListColumn;
}

#[doc(hidden)]
pub struct RowListColumn<R: Row> {
    ends: Ends,
    rows: usize,
    table: R::Table,
}

impl<R: Row> Default for RowListColumn<R> {
    fn default() -> Self {
        Self {
            ends: Ends::default(),
            rows: 0,
            table: R::Table::default(),
        }
    }
}

impl<R: Row> Column<Vec<R>> for RowListColumn<R> {
    fn push(&mut self, value: Vec<R>) {
        self.rows += value.len();
        for row in value {
            self.table.push(row);
        }
        self.ends.push(self.rows);
    }

    fn push_absent(&mut self) {
        self.push(Vec::new());
    }

    fn encode(self) -> EncodedColumn {
        let mut column = EncodedColumn::plain(Kind::RowList, Vec::new());
        let rows = self.rows;
        let table = self.table;
        column.data = self.ends.encode().and_then(|mut data| {
            data.extend(table.encode(rows).map_err(|_| TooLarge)?);
            Ok(data)
        });
        column
    }
}

impl<R: Row> RowField for Vec<R> {
    type Column = RowListColumn<R>;
}

/// Where each list ends, counted in elements.
#[derive(Default)]
struct Ends(Vec<usize>);

impl Ends {
    fn push(&mut self, end: usize) {
        self.0.push(end);
    }

    /// Zero, then the ends, up to a multiple of 8 bytes.
    fn encode(self) -> Result<Vec<u8>, TooLarge> {
        let mut data = Vec::with_capacity((self.0.len() + 2) * 4);
        put_u32(&mut data, 0);
        for end in self.0 {
            put_u32(&mut data, to_u32(end)?);
        }
        pad(&mut data);
        Ok(data)
    }
}
