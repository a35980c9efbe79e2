/** A check of one value: no structure, or a number and its range. */
export type PrimitiveCheck = "any" | "bigint" | "boolean" | "bytes" | "f64" | "function" | "i16" | "i32" | "i53" | "i8" | "number" | "object" | "path" | "string" | "u16" | "u32" | "u53" | "u8";
/** What a parameter takes. In the object form a name that ends in `?` is optional. */
export type Check = PrimitiveCheck | readonly ["array", Check] | readonly ["class", string] | readonly ["enum", ...(string | number)[]]
/** An object whose keys are data: undefined passes as a value, null where it ends in `?`. */
 | readonly ["record" | "record?", Check] | readonly ["union", ...Check[]] | {
    readonly [field: string]: Check;
};
/** Name (with `?` at its end where it is optional) and check of a parameter. */
export type CheckedParameter = readonly [name: string, check: Check];
/** A value that does not fit: where it is, what it should be, and whether only its range is wrong. */
export interface Mismatch {
    /** `options.offset`, `paths[3]`. */
    readonly path: string;
    readonly expected: string;
    readonly value: unknown;
    readonly kind: "range" | "type" | "value";
}
/** The first argument that does not fit; null where all do. */
export declare function findMismatch(parameters: readonly CheckedParameter[], values: readonly unknown[]): Mismatch | null;
/** Compares one value with a check; null where it fits. */
export declare function checkValue(path: string, check: Check, value: unknown): Mismatch | null;
