/** Ranges of numbers, by the names of the runtime's checks. */

const max53 = 2 ** 53 - 1;

const ranges: Readonly<Record<string, readonly [min: number, max: number, whole: boolean]>> = {
  u8: [0, 2 ** 8 - 1, true],
  u16: [0, 2 ** 16 - 1, true],
  u32: [0, 2 ** 32 - 1, true],
  u53: [0, max53, true],
  i8: [-(2 ** 7), 2 ** 7 - 1, true],
  i16: [-(2 ** 15), 2 ** 15 - 1, true],
  i32: [-(2 ** 31), 2 ** 31 - 1, true],
  i53: [-max53, max53, true],
  f64: [-Infinity, Infinity, false],
  number: [-Infinity, Infinity, false],
};

/** Null where one of them is no range of numbers, or both let pass the same. */
export function compareRanges(before: string, after: string): "widened" | "narrowed" | null {
  const old = ranges[before];
  const now = ranges[after];
  if (old === undefined || now === undefined) return null;
  const keeps = now[0] <= old[0] && now[1] >= old[1] && (!now[2] || old[2]);
  if (!keeps) return "narrowed";
  const isSame = now[0] === old[0] && now[1] === old[1] && now[2] === old[2];
  return isSame ? null : "widened";
}
