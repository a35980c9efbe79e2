/**
 * Finds and loads the binary of a generated package. May import `binary/`.
 *
 * Invariant: nothing is loaded that its header or stamp speaks against, and what is found out about a candidate is
 * kept: an error shows all of it. Decisions are functions of `Facts`; `facts.ts` alone touches the system.
 */
import { loader } from "../rarely.js";
import type { Addon, AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import type { LoadReport } from "./explain/explain.js";
import { quickLoad } from "./quick/quick-load.js";

const loaded = /* @__PURE__ */ new Map<string, Addon>();

/** On the global object, so that every copy of the runtime in a process is told of. */
const ASKED: unique symbol = /* @__PURE__ */ Symbol.for("ferrotype.asked");

/**
 * The exports of the addon that `table` describes; found, compared and loaded once in a process.
 * Throws a `LoadError`.
 */
export function loadAddon(table: AddonTable): Addon {
  const key = `${table.package}@${table.version}#${table.contract}`;
  const known = loaded.get(key);
  if (known !== undefined) return known;
  asked().set(`${key} ${table.from}`, () => loader().reportFully(table));
  const addon = quickLoad(table) ?? loader().loadFully(table);
  loaded.set(key, addon);
  return addon;
}

/** Every candidate with its verdict; loads the one that fits, as `loadAddon` would. Never throws. */
export function explainLoad(table: AddonTable): readonly Candidate[];
/** All that this process asked for, by whatever copy of this package, and what came of it. Never throws. */
export function explainLoad(): readonly LoadReport[];
export function explainLoad(table?: AddonTable): readonly Candidate[] | readonly LoadReport[] {
  return table === undefined
    ? Array.from(asked().values(), (report) => report())
    : loader().explainFully(table);
}

function asked(): Map<string, () => LoadReport> {
  const holder = globalThis as { [ASKED]?: Map<string, () => LoadReport> };
  return (holder[ASKED] ??= new Map());
}
