import type { EmbeddedFacts } from "./embedded-facts.js";

/** Where Bun puts the code of an executable; a real path cannot begin so. */
const BUN_ROOTS = [
  "file:///$bunfs/",
  "file:///%24bunfs/",
  "file:///B:/~BUN/",
  "file:///B:/%7EBUN/",
];

/**
 * True in a single-file executable: the runtime says so, the code lies where Bun keeps that of an executable, or binaries
 * were registered as part of the program.
 */
export function isExecutable(facts: EmbeddedFacts): boolean {
  const { isNodeExecutable, isDenoExecutable, isBun, moduleUrl } = facts;
  return (
    isNodeExecutable ||
    isDenoExecutable ||
    (isBun && BUN_ROOTS.some((root) => moduleUrl?.startsWith(root) ?? false)) ||
    facts.registeredManifests().length > 0
  );
}
