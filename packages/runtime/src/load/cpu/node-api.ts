/** First releases of Node with a version of Node-API, of each line that got it; older ones are all in Node 20. */
const releases: Readonly<Record<number, string>> = {
  9: "18.17, 20.3 or 21",
  10: "22.14 or 23.6",
};

/** Why a binary that was built for a version of Node-API cannot be loaded by a runtime that has `own`; null: it can. */
export function nodeApiFault(needed: number | undefined, own: number | null): string | null {
  if (needed === undefined || own === null || own >= needed) return null;
  const release = releases[needed];
  const known = release === undefined ? "" : `, which Node has since ${release}`;
  return `it is built for Node-API ${needed}${known}; this runtime has Node-API ${own}`;
}
