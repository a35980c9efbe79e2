import type { PrimitiveCheck } from "./call/check.js";
/** A nominal tag over a primitive; it exists in types only. */
export interface Brand<Name extends string> {
    readonly "~ferrotype/brand": {
        readonly [K in Name]: true;
    };
}
/** Makes branded values: called, it checks and throws; `is` asks; `unsafe` looks at nothing. */
export interface BrandFactory<Base, Branded extends Base> {
    /** Throws a TypeError (`ERR_INVALID_ARG_TYPE`) or RangeError (`ERR_OUT_OF_RANGE`) where the value does not fit. */
    (value: Base): Branded;
    is(this: void, value: unknown): value is Branded;
    unsafe(this: void, value: Base): Branded;
}
/** The factory of the brand `name` over what `check` lets pass. */
export declare function brand<Base, Branded extends Base>(name: string, check: PrimitiveCheck): BrandFactory<Base, Branded>;
