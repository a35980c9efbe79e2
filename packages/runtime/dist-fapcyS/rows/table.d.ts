/** Columns of a row set in their order; a nested list of rows has a layout of its own. */
export type RowLayout = readonly (string | readonly [name: string, layout: RowLayout])[];
/** A packed table whose header has been read: docs/border.md, Row sets. */
export interface Table {
    readonly length: number;
    row(index: number): Readonly<Record<string, unknown>>;
    /** All of them. */
    rows(): Readonly<Record<string, unknown>>[];
    /** Null: no such column. */
    column(name: string): unknown[] | null;
}
/** Reads header and directory of a packed table. Throws where it does not fit the layout. */
export declare function openTable(packed: Buffer, layout: RowLayout): Table;
