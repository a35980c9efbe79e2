/** The loaded view: the shape of the addon as a child process saw it. */

export interface LoadedView {
  readonly exports: readonly LoadedExport[];
  /** The stamp object of the addon; null for an addon without one. */
  readonly stamp: Stamp | null;
  /** SHA-256 of the binary, hexadecimal. */
  readonly binaryHash: string;
}

/** Who a binary is: exported as `__ferrotype`, and readable in its own section without loading. */
export interface Stamp {
  readonly package: string;
  readonly version: string;
  readonly algorithm: number;
  readonly contract: string;
}

export interface LoadedExport {
  readonly name: string;
  readonly namespace: string | null;
  readonly kind: "function" | "class" | "enum" | "value";
  /** `typeof` of a value. */
  readonly valueType: string;
  /** Own names of the prototype, symbols in `[Symbol.dispose]` form. */
  readonly members: readonly {
    readonly name: string;
    readonly kind: "method" | "getter" | "setter" | "accessor";
  }[];
  readonly statics: readonly string[];
  /** Own names and values of an enum object. */
  readonly values: Readonly<Record<string, string | number>>;
}
