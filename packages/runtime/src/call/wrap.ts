/**
 * What stands between a caller and a native function: cancelling, row sets, errors that name the argument.
 * Imports `rows/` and, for types, `load/`.
 *
 * Invariant: what a call costs is paid where it is needed. A call that succeeds, without a signal, looks at nothing.
 */
import type { Addon } from "../load/addon-table.js";
import { words } from "../rarely.js";
import type { RowLayout } from "../rows/row-set.js";
import { rows } from "../rows/row-set.js";
import { fromHere } from "./caller-frames.js";
import type { CancelSpec } from "./cancel.js";
import { abortNative, nextCancelId, signalOf, watchSignal } from "./cancel.js";
import type { CheckedParameter } from "./check.js";

/** What `wrap` adds to a native function; parts that are left out add nothing. */
export interface WrapSpec {
  /** As errors name it: `readFile`, `Process.kill`. */
  readonly name: string;
  /** It returns a promise: wrong arguments reject. False by default. */
  readonly async?: boolean;
  readonly parameters?: readonly CheckedParameter[];
  readonly cancel?: CancelSpec;
  readonly rows?: RowLayout;
}

/** Any function of an addon. */
export type NativeFunction = (...values: never[]) => unknown;

type Callable = (this: unknown, ...values: unknown[]) => unknown;
type Decode = (result: unknown) => unknown;

const same: Decode = (result) => result;

/** A native function as users call it; keeps `this`. One that this target lacks (undefined) stays so. */
export function wrap<F extends NativeFunction>(fn: F, spec: WrapSpec, addon?: Addon): F {
  if (typeof fn !== "function") return fn;
  const native = fn as unknown as Callable;
  const decode = spec.rows === undefined ? same : rows(spec.rows);
  const wrapped =
    spec.async !== true
      ? wrapSync(native, spec, decode)
      : spec.cancel === undefined
        ? wrapAsync(native, spec, decode)
        : wrapCancellable(native, spec, spec.cancel, decode, addon ?? {});
  Object.defineProperty(wrapped, "name", {
    value: spec.name.slice(spec.name.lastIndexOf(".") + 1),
  });
  return wrapped as unknown as F;
}

/** Errors that name function, argument and value; see `Check`. */
export function checked<F extends NativeFunction>(
  fn: F,
  spec: Required<Pick<WrapSpec, "async" | "name" | "parameters">>,
): F {
  return wrap(fn, spec);
}

/** A function that heeds `signal` in the argument `at`, from one that takes a cancel token after `arity` others. */
export function cancellable<F extends NativeFunction>(fn: F, cancel: CancelSpec, addon: Addon): F {
  return wrap(fn, { name: fn.name, async: true, cancel }, addon);
}

/** A function that gives row sets, from one that gives them packed. */
export function returnsRows<F extends NativeFunction>(
  fn: F,
  layout: RowLayout,
  { async }: { readonly async: boolean },
): F {
  return wrap(fn, { name: fn.name, async, rows: layout });
}

/** Functions of at most so many parameters are called without an array of arguments, which costs 10 ns. */
const FEW = 4;

function wrapSync(native: Callable, spec: WrapSpec, decode: Decode): Callable {
  const { name, parameters = [] } = spec;
  const failed = (error: unknown, values: readonly unknown[], entry: Callable): unknown =>
    fromHere(error, words().explainError(error, name, parameters, values), entry, 1);
  if (spec.parameters === undefined || parameters.length > FEW) {
    return function entry(...values) {
      try {
        return decode(Reflect.apply(native, this, values));
      } catch (error) {
        throw failed(error, values, entry);
      }
    };
  }
  return function entry(a, b, c, d) {
    try {
      return decode(native.call(this, a, b, c, d));
    } catch (error) {
      throw failed(error, [a, b, c, d], entry);
    }
  };
}

/** Calls a native function for `entry`, where stacks are to begin. */
type Start = (self: unknown, values: readonly unknown[], entry: Callable) => Promise<unknown>;

function startOf(native: Callable, spec: WrapSpec, decode: Decode): Start {
  const { name, parameters = [] } = spec;
  const settle = decode === same ? undefined : decode;
  return (self, values, entry) => {
    let promise: Promise<unknown>;
    try {
      promise = Reflect.apply(native, self, values) as Promise<unknown>;
    } catch (error) {
      return rejected(
        fromHere(error, words().explainError(error, name, parameters, values), entry, 2),
      );
    }
    const fail = (error: unknown): never => {
      throw fromHere(error, words().explainError(error, name, parameters, values), fail);
    };
    return promise.then(settle, fail);
  };
}

function wrapAsync(native: Callable, spec: WrapSpec, decode: Decode): Callable {
  const start = startOf(native, spec, decode);
  return function entry(...values) {
    return start(this, values, entry);
  };
}

function wrapCancellable(
  native: Callable,
  spec: WrapSpec,
  { at, arity }: CancelSpec,
  decode: Decode,
  addon: Addon,
): Callable {
  const start = startOf(native, spec, decode);
  return function entry(...values) {
    let signal: AbortSignal | undefined;
    try {
      signal = signalOf(spec.name, values[at]);
    } catch (error) {
      return rejected(error);
    }
    // A caller's further arguments must not be taken for a token.
    if (values.length > arity) values.length = arity;
    if (signal === undefined) return start(this, values, entry);
    if (signal.aborted) return rejected(signal.reason);
    const id = nextCancelId();
    const call = Array.from({ length: arity }, (_, index) => values[index]);
    const promise = start(this, [...call, id], entry);
    return untilAborted(promise, signal, () => abortNative(addon, id));
  };
}

/** Settles like `promise`, or rejects with the signal's reason as soon as it aborts. */
function untilAborted(
  promise: Promise<unknown>,
  signal: AbortSignal,
  abort: () => void,
): Promise<unknown> {
  let aborted = false;
  const first = new Promise((resolve, reject) => {
    const unwatch = watchSignal(signal, () => {
      aborted = true;
      reject(signal.reason as Error);
      abort();
    });
    promise.then(
      (result) => {
        unwatch();
        resolve(result);
      },
      (error: unknown) => {
        unwatch();
        reject(error);
      },
    );
  });
  // The reason is the caller's object and stays as it is.
  const fail = (error: unknown): never => {
    throw aborted ? error : fromHere(error, error, fail);
  };
  return first.then(undefined, fail);
}

/** Rejects with what a native function threw, error or not. */
function rejected(reason: unknown): Promise<never> {
  return Promise.reject(reason);
}
