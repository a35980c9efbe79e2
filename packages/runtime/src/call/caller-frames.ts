/** A function of ours that a caller called. */
type Entry = (...values: never[]) => unknown;

/**
 * Gives `shown` the caller's frames: if it replaces the native error; if it has none, since errors of jobs are made
 * without a stack; or if nothing but our own frames, `own` of them, stand before the caller's. In the handler of a
 * rejection V8 knows who awaits, so frames cost nothing until there is an error.
 */
export function fromHere(native: unknown, shown: unknown, entry: Entry, own = 0): unknown {
  if (!(shown instanceof Error) || typeof Error.captureStackTrace !== "function") return shown;
  if (shown !== native || beginsWithOurs(shown, entry, own)) Error.captureStackTrace(shown, entry);
  return shown;
}

/** A native function may have called back: frames of the caller's functions stay. */
function beginsWithOurs(error: Error, entry: Entry, own: number): boolean {
  const frames = framesOf(error);
  if (frames.length === 0) return true;
  if (own === 0 || frames.length <= own) return false;
  const caller = { stack: "" };
  Error.captureStackTrace(caller, entry);
  return frames[own] === framesOf(caller)[0];
}

function framesOf({ stack }: { readonly stack?: unknown }): readonly string[] {
  // A program's own `Error.prepareStackTrace` may make anything of it.
  return String(stack)
    .split("\n")
    .filter((line) => /^\s+at /u.test(line));
}
