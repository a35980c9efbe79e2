/**
 * What runs in the child process: `probe` is sent there as text, so it uses nothing from outside its own body.
 *
 * Invariant: no method or accessor of the addon is called; shapes are read from property descriptors.
 */

/** A line that the child writes to its channel. */
export type ProbeMessage =
  | { readonly kind: "loading" }
  | { readonly kind: "refused"; readonly message: string }
  | {
      readonly kind: "shape";
      readonly exports: readonly ProbedObject[];
      /** The fields of `__ferrotype`, empty without one. */
      readonly stamp: Readonly<Record<string, string | number>>;
    };

/** A property of the exports, of a namespace, of a class or of a prototype. */
export interface ProbedProperty {
  /** Symbols in `[Symbol.dispose]` form. */
  readonly name: string;
  readonly type:
    "function" | "object" | "string" | "number" | "boolean" | "bigint" | "symbol" | "undefined";
  /** Of strings and finite numbers. */
  readonly value: string | number | null;
  readonly getter: boolean;
  readonly setter: boolean;
}

export interface ProbedObject extends ProbedProperty {
  /** Own properties of a function or plain object; without those that every function has. */
  readonly own: readonly ProbedObject[];
  /** Own properties of a function's prototype, `constructor` left out. */
  readonly prototype: readonly ProbedProperty[];
}

/** Loads the addon at `path` and reports over file descriptor 3; standard output belongs to the addon. */
export function probe(path: string): void {
  const fs = process.getBuiltinModule("node:fs");
  const ofFunctions = new Set(["length", "name", "prototype", "arguments", "caller"]);

  const send = (message: ProbeMessage): void => {
    fs.writeSync(3, `${JSON.stringify(message)}\n`);
  };

  const nameOf = (key: string | symbol): string =>
    typeof key === "string" ? key : `[${key.description ?? ""}]`;

  const property = (key: string | symbol, descriptor: PropertyDescriptor): ProbedProperty => {
    const value: unknown = descriptor.value;
    return {
      name: nameOf(key),
      type: typeof value,
      value:
        typeof value === "string" || Number.isFinite(value) ? (value as string | number) : null,
      getter: descriptor.get !== undefined,
      setter: descriptor.set !== undefined,
    };
  };

  const keysOf = (holder: object): readonly (string | symbol)[] =>
    Reflect.ownKeys(holder).filter(
      (key) => !(typeof holder === "function" && ofFunctions.has(String(key))),
    );

  // The properties of an array or a Buffer are its content, not its shape.
  const hasShape = (value: unknown): value is object =>
    typeof value === "function" ||
    (typeof value === "object" &&
      value !== null &&
      [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null));

  const describe = (holder: object, key: string | symbol, depth: number): ProbedObject => {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key) ?? {};
    const value: unknown = descriptor.value;
    const prototype: unknown = typeof value === "function" ? value.prototype : undefined;
    return {
      ...property(key, descriptor),
      own:
        depth > 0 && hasShape(value)
          ? keysOf(value).map((inner) => describe(value, inner, depth - 1))
          : [],
      prototype:
        typeof prototype === "object" && prototype !== null
          ? Reflect.ownKeys(prototype)
              .filter((inner) => inner !== "constructor")
              .map((inner) =>
                property(inner, Object.getOwnPropertyDescriptor(prototype, inner) ?? {}),
              )
          : [],
    };
  };

  send({ kind: "loading" });
  const module: { exports: object } = { exports: {} };
  try {
    process.dlopen(module, path);
  } catch (error) {
    send({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
    process.exit(0);
  }
  const stamp = Object.getOwnPropertyDescriptor(module.exports, "__ferrotype")?.value as unknown;
  send({
    kind: "shape",
    exports: Reflect.ownKeys(module.exports).map((key) => describe(module.exports, key, 2)),
    stamp: Object.fromEntries(
      describe({ stamp }, "stamp", 1).own.flatMap(({ name, value }) =>
        value === null ? [] : [[name, value]],
      ),
    ),
  });
  process.exit(0);
}
