import type { PrimitiveCheck } from "./call/check.js";
import { words } from "./rarely.js";

/** A nominal tag over a primitive; it exists in types only. */
export interface Brand<Name extends string> {
  readonly "~ferrotype/brand": { readonly [K in Name]: true };
}

/** Makes branded values: called, it checks and throws; `is` asks; `unsafe` looks at nothing. */
export interface BrandFactory<Base, Branded extends Base> {
  /** Throws a TypeError (`ERR_INVALID_ARG_TYPE`) or RangeError (`ERR_OUT_OF_RANGE`) where the value does not fit. */
  (value: Base): Branded;
  is(this: void, value: unknown): value is Branded;
  unsafe(this: void, value: Base): Branded;
}

/** The factory of the brand `name` over what `check` lets pass. */
/* @__NO_SIDE_EFFECTS__ */
export function brand<Base, Branded extends Base>(
  name: string,
  check: PrimitiveCheck,
): BrandFactory<Base, Branded> {
  const make = (value: Base): Branded => {
    const mismatch = words().checkValue(name, check, value);
    if (mismatch !== null) throw words().argumentError(`${name}: the value`, mismatch);
    return value as Branded;
  };
  return Object.assign(make, {
    is: (value: unknown): value is Branded => words().checkValue(name, check, value) === null,
    unsafe: (value: Base): Branded => value as Branded,
  });
}
