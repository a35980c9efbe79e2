import { closest, distance } from "fastest-levenshtein";

/** The name among `known` that `name` was probably meant to be, or null where none is close. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const best = closest(name, known);
  return distance(name, best) <= Math.max(2, Math.floor(name.length / 2)) ? best : null;
}

/** The same for names that are short: two letters off at most, and most of it right. */
export function near(name: string, known: readonly string[]): string | null {
  const best = nearest(name, known);
  const most = Math.min(2, Math.floor(name.length / 2));
  return best !== null && distance(name, best) <= most ? best : null;
}
