import type { Addon } from "../load/addon-table.js";
import { words } from "../rarely.js";
import type { NativeFunction, WrapSpec } from "./wrap.js";
import { fromHere } from "./caller-frames.js";
import { wrap } from "./wrap.js";

/** Members of a class that need wrapping, by name; a symbol's name is written `[Symbol.dispose]`. */
export interface ClassTable {
  /** As errors name it. */
  readonly name: string;
  /** The constructor; false where there is none. */
  readonly construct?: WrapSpec | false;
  readonly statics?: Readonly<Record<string, WrapSpec>>;
  readonly methods?: Readonly<Record<string, WrapSpec>>;
  readonly getters?: Readonly<Record<string, WrapSpec>>;
  readonly setters?: Readonly<Record<string, WrapSpec>>;
}

/** A class of an addon. */
export type NativeClass = (new (...values: never[]) => object) & { readonly prototype: object };

/** On the prototype: the class that users get. Shared by all copies of the runtime. */
const WRAPPED = Symbol.for("@ferrotype/runtime:wrapped");

/**
 * A native class as users see it. Members of its prototype are redefined once, so that instances from anywhere have
 * them. Statics of napi cannot be redefined: a class whose constructor or statics are in the table gets a constructor
 * of its own, with the native prototype; any other stays the native class. One that this target lacks (undefined)
 * stays so.
 */
export function wrapClass<C extends NativeClass>(Class: C, table: ClassTable, addon?: Addon): C {
  if (typeof Class !== "function") return Class;
  const known = Object.getOwnPropertyDescriptor(Class.prototype, WRAPPED)?.value as C | undefined;
  if (known !== undefined) return known;
  redefineMembers(Class.prototype, table, addon);
  const wrapped =
    table.construct === undefined && table.statics === undefined
      ? Class
      : ownConstructor(Class, table, addon);
  Object.defineProperty(Class.prototype, WRAPPED, { value: wrapped });
  return wrapped;
}

function redefineMembers(prototype: object, table: ClassTable, addon: Addon | undefined): void {
  for (const [name, spec] of Object.entries(table.methods ?? {})) {
    redefine(prototype, name, (own) => ({
      ...own,
      value: wrap(own.value as NativeFunction, spec, addon),
    }));
  }
  for (const [name, spec] of Object.entries(table.getters ?? {})) {
    redefine(prototype, name, (own) => wrapAccessor(own, "get", spec, addon));
  }
  for (const [name, spec] of Object.entries(table.setters ?? {})) {
    redefine(prototype, name, (own) => wrapAccessor(own, "set", spec, addon));
  }
}

/** A member that is not there stays so: targets may lack it, and the generator finds those that none has. */
function redefine(
  target: object,
  name: string,
  change: (own: PropertyDescriptor) => PropertyDescriptor,
): void {
  const key = keyOf(name);
  const own = Object.getOwnPropertyDescriptor(target, key);
  if (own !== undefined) Object.defineProperty(target, key, change(own));
}

/** What every function has for itself. */
const ownOfFunctions: ReadonlySet<PropertyKey> = /* @__PURE__ */ new Set([
  "arguments",
  "caller",
  "length",
  "prototype",
]);

function ownConstructor<C extends NativeClass>(
  Class: C,
  table: ClassTable,
  addon: Addon | undefined,
): C {
  const { name, construct } = table;
  const wrapped = function (this: unknown, ...values: never[]): object {
    if (new.target === undefined) {
      throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
    }
    if (construct === false) throw illegalConstructor(name, wrapped);
    const target: unknown = new.target;
    try {
      return Reflect.construct(Class, values, target === wrapped ? Class : (target as C));
    } catch (error) {
      const { name: subject = `new ${name}`, parameters = [] } = construct ?? {};
      throw fromHere(error, words().explainError(error, subject, parameters, values), wrapped, 1);
    }
  };
  for (const key of Reflect.ownKeys(Class)) {
    const own = Object.getOwnPropertyDescriptor(Class, key);
    if (own === undefined) continue;
    if (typeof own.value === "function") own.value = bound(own.value, Class, wrapped);
    else if (ownOfFunctions.has(key)) continue;
    Object.defineProperty(wrapped, key, { ...own, configurable: true });
  }
  Object.defineProperty(wrapped, "prototype", { value: Class.prototype, writable: false });
  for (const [key, spec] of Object.entries(table.statics ?? {})) {
    redefine(wrapped, key, (own) => ({
      ...own,
      value: wrap(own.value as NativeFunction, spec, addon),
    }));
  }
  const own = Object.getOwnPropertyDescriptor(Class.prototype, "constructor");
  if (own === undefined || own.configurable === true) {
    const enumerable = false;
    const value = wrapped;
    Object.defineProperty(Class.prototype, "constructor", {
      value,
      enumerable,
      writable: true,
      configurable: true,
    });
  }
  return wrapped as unknown as C;
}

/** As Node's own: `new AbortSignal()`. Statics of such a class give its instances. */
function illegalConstructor(name: string, entry: (...values: never[]) => unknown): TypeError {
  const error = new TypeError(`Illegal constructor: ${name} cannot be made with new`);
  Error.captureStackTrace?.(error, entry);
  return Object.assign(error, { code: "ERR_ILLEGAL_CONSTRUCTOR" });
}

/** A static that sees the native class where it is called on ours: factories of napi make instances of their `this`. */
function bound(fn: NativeFunction, Class: NativeClass, wrapped: unknown): NativeFunction {
  function self(this: unknown, ...values: never[]): unknown {
    try {
      return Reflect.apply(fn, this === wrapped ? Class : this, values);
    } catch (error) {
      throw fromHere(error, error, self, 1);
    }
  }
  return Object.defineProperty(self, "name", { value: fn.name });
}

function wrapAccessor(
  own: PropertyDescriptor,
  kind: "get" | "set",
  spec: WrapSpec,
  addon: Addon | undefined,
): PropertyDescriptor {
  const found = Reflect.get(own, kind) as NativeFunction | undefined;
  return found === undefined ? own : { ...own, [kind]: wrap(found, spec, addon) };
}

function keyOf(name: string): string | symbol {
  const symbol = /^\[Symbol\.(\w+)\]$/u.exec(name)?.[1];
  return symbol === undefined
    ? name
    : ((Reflect.get(Symbol, symbol) as symbol | undefined) ?? Symbol.for(`Symbol.${symbol}`));
}
