/**
 * What runs in the child process: `probe` is sent there as text, so it uses nothing from outside its own body.
 *
 * Invariant: no method, accessor or proxy of the addon is called; shapes are read from property descriptors. What the
 * probe needs is taken before the addon runs, which may replace any global.
 */

/** A line that the child writes to its channel. */
export type ProbeMessage =
  | { readonly kind: "loading" }
  | {
      readonly kind: "refused";
      readonly message: string;
      /** Who said so: the linker or Node before the addon ran, the addon itself, or the probe. */
      readonly by: "linker" | "addon" | "probe";
    }
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
  /** `typeof`; an accessor is not asked for its value. */
  readonly type: string;
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
export function probe(path: string, limit: number): void {
  const { writeSync } = process.getBuiltinModule("node:fs");
  const { isProxy } = process.getBuiltinModule("node:util").types;
  const { ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
  const { stringify } = JSON;
  const objectPrototype = Object.prototype;
  const dlopen = process.dlopen.bind(process);
  // Without the handlers that the addon may have registered.
  const exit = (process as typeof process & { reallyExit(code: number): never }).reallyExit.bind(
    process,
  );
  const toBytes = Buffer.from.bind(Buffer);
  const ofFunctions = ["length", "name", "prototype", "arguments", "caller"];
  // By identity: Node 20 describes its own `Symbol.dispose` as `nodejs.dispose`.
  const symbols = ownKeys(Symbol).map(
    (key) => [key, getOwnPropertyDescriptor(Symbol, key)?.value as unknown] as const,
  );
  let count = 0;

  const send = (message: ProbeMessage): void => {
    // The addon may have written half a line of its own.
    let rest: Uint8Array = toBytes(`\n${stringify(message)}\n`);
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(3, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
    }
  };

  const nameOf = (key: string | symbol): string => {
    if (typeof key === "string") return key;
    const known = symbols.find(([, symbol]) => symbol === key);
    return known === undefined ? `[${key.description ?? ""}]` : `[Symbol.${String(known[0])}]`;
  };

  const property = (holder: object, key: string | symbol): ProbedProperty => {
    count += 1;
    if (count > limit) throw new Error("too many");
    const { value, get, set } = (getOwnPropertyDescriptor(holder, key) ?? {}) as {
      value?: unknown;
      get?: unknown;
      set?: unknown;
    };
    const isPlain = typeof value === "string" || (typeof value === "number" && value - value === 0);
    return {
      name: nameOf(key),
      type: get === undefined && set === undefined ? typeof value : "accessor",
      value: isPlain ? value : null,
      getter: get !== undefined,
      setter: set !== undefined,
    };
  };

  const valueOf = (holder: object, key: string | symbol): unknown =>
    getOwnPropertyDescriptor(holder, key)?.value;

  const keysOf = (holder: object): readonly (string | symbol)[] =>
    ownKeys(holder).filter(
      (key) =>
        typeof holder !== "function" ||
        typeof key !== "string" ||
        !ofFunctions.includes(key) ||
        // A static of that name.
        typeof valueOf(holder, key) === "function",
    );

  // The properties of an array or a Buffer are its content, not its shape.
  const hasShape = (value: unknown): value is object => {
    if (isProxy(value)) return false;
    if (typeof value === "function") return true;
    if (typeof value !== "object" || value === null) return false;
    const parent = getPrototypeOf(value);
    return parent === null || parent === objectPrototype;
  };

  const describe = (holder: object, key: string | symbol, depth: number): ProbedObject => {
    const value = valueOf(holder, key);
    const prototype =
      typeof value === "function" && !isProxy(value) ? valueOf(value, "prototype") : null;
    const isShaped = typeof prototype === "object" && prototype !== null && !isProxy(prototype);
    return {
      ...property(holder, key),
      own:
        depth > 0 && hasShape(value)
          ? keysOf(value).map((inner) => describe(value, inner, depth - 1))
          : [],
      prototype: isShaped
        ? ownKeys(prototype)
            .filter((inner) => inner !== "constructor")
            .map((inner) => property(prototype, inner))
        : [],
    };
  };

  const shapeOf = (exports: unknown): ProbeMessage => {
    if (isProxy(exports)) {
      const message = "its exports are a Proxy, which cannot be read without running it";
      return { kind: "refused", message, by: "probe" };
    }
    if ((typeof exports !== "object" && typeof exports !== "function") || exports === null) {
      return { kind: "shape", exports: [], stamp: {} };
    }
    try {
      const found = keysOf(exports).map((key) => describe(exports, key, 2));
      const fields = found.find(({ name }) => name === "__ferrotype")?.own ?? [];
      const stamp = fields.flatMap(({ name, value }) =>
        value === null ? [] : [[name, value] as const],
      );
      return { kind: "shape", exports: found, stamp: Object.fromEntries(stamp) };
    } catch (error) {
      if (count <= limit) throw error;
      const message = `it has more than ${limit} names, those of its members included`;
      return { kind: "refused", message, by: "probe" };
    }
  };

  send({ kind: "loading" });
  const module: { exports: unknown } = { exports: {} };
  try {
    dlopen(module, path);
  } catch (error) {
    const { code, message } = (
      typeof error === "object" && error !== null ? error : { message: error }
    ) as { code?: unknown; message?: unknown };
    const by = code === "ERR_DLOPEN_FAILED" ? "linker" : "addon";
    send({ kind: "refused", message: String(message), by });
    exit(0);
  }
  send(shapeOf(module.exports));
  exit(0);
}
