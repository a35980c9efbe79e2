/** The lock: the surface as sorted JSON, without positions. */
import { lockSchema, type Surface } from "../model/surface.js";
import { printJson } from "../print/json.js";

/** One key a line in the lock itself, its lists, and their items. */
const expandedLevels = 3;

const positions: ReadonlySet<string> = new Set(["nameSpan", "span"]);

export function emitLock(surface: Surface): string {
  return printJson({ schema: lockSchema, ...surface }, { expandedLevels, without: positions });
}
