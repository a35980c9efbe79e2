import type { Addon } from "../load/addon-table.js";
import { words } from "../rarely.js";

/** How a native function is cancelled. */
export interface CancelSpec {
  /** Index of the parameter that carries `signal`. */
  readonly at: number;
  /** Number of parameters before the cancel token. */
  readonly arity: number;
}

/** Shared by all copies of the runtime in an environment: an id must name one call only. */
const COUNTER = Symbol.for("@ferrotype/runtime:cancel-ids");

/** An id for a call: 1, 2, 3 … within this environment. */
export function nextCancelId(): number {
  const counters = globalThis as { [COUNTER]?: { last: number } };
  const counter = counters[COUNTER] ?? defineCounter();
  counter.last += 1;
  return counter.last;
}

function defineCounter(): { last: number } {
  const counter = { last: 0 };
  Object.defineProperty(globalThis, COUNTER, { value: counter });
  return counter;
}

/** The signal in the arguments of a call; throws a TypeError where `signal` is something else. */
export function signalOf(name: string, container: unknown): AbortSignal | undefined {
  if (typeof container !== "object" || container === null) return undefined;
  const signal: unknown = (container as { signal?: unknown }).signal;
  if (signal === undefined) return undefined;
  if (isSignal(signal)) return signal;
  throw words().argumentError(`${name}: argument "signal"`, {
    path: "signal",
    expected: "an AbortSignal",
    value: signal,
    kind: "type",
  });
}

function isSignal(value: unknown): value is AbortSignal {
  return (
    typeof value === "object" &&
    value !== null &&
    "aborted" in value &&
    typeof (value as { addEventListener?: unknown }).addEventListener === "function"
  );
}

/** Flips the flag of a call in Rust; an addon without a stamp has none. */
export function abortNative(addon: Addon, id: number): void {
  const stamp = addon["__ferrotype"] as { abort?: (id: number) => void } | undefined;
  stamp?.abort?.(id);
}

interface Watch {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const watches = /* @__PURE__ */ new WeakMap<AbortSignal, Watch>();

/**
 * Calls back when the signal aborts; the result ends the watch. However many calls share a signal, it has one
 * listener of ours, and none when no call is left.
 */
export function watchSignal(signal: AbortSignal, callback: () => void): () => void {
  const watch = watches.get(signal) ?? startWatch(signal);
  watch.callbacks.add(callback);
  return () => {
    if (!watch.callbacks.delete(callback) || watch.callbacks.size > 0) return;
    signal.removeEventListener("abort", watch.listener);
    watches.delete(signal);
  };
}

function startWatch(signal: AbortSignal): Watch {
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    watches.delete(signal);
    const called = [...callbacks];
    callbacks.clear();
    for (const callback of called) callback();
  };
  const watch = { callbacks, listener };
  watches.set(signal, watch);
  signal.addEventListener("abort", listener, { once: true });
  return watch;
}
