/** Types that are nested so deep that walking them would end the process. */

/** Deeper than people or macros nest, and shallow enough for every later walk. */
const limit = 200;

/** Thrown where a type is nested too deep. */
export class TooDeep extends Error {
  /** In UTF-16 units. */
  readonly offset: number;

  constructor(offset: number) {
    super("its types are nested too deep");
    this.offset = offset;
  }
}

/** How deep a walk is. */
export interface Depth {
  value: number;
}

/** One level deeper; the caller takes it back. */
export function enter(depth: Depth, offset: number): void {
  if (depth.value >= limit) throw new TooDeep(offset);
  depth.value += 1;
}

/** What an overflow of the parser's stack means: the place where brackets are nested deepest. */
export function overflowOf(error: unknown, text: string): TooDeep {
  if (error instanceof TooDeep) return error;
  if (error instanceof RangeError) return new TooDeep(deepestBracket(text));
  throw error;
}

function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  let offset = 0;
  for (const { 0: bracket, index } of text.matchAll(/[<([{]|(?<!=)>|[)\]}]/gu)) {
    depth += "<([{".includes(bracket) ? 1 : -1;
    if (depth <= deepest) continue;
    deepest = depth;
    offset = index;
  }
  return offset;
}
