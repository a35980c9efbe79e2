import type { Search } from "../search.js";

/** Says once of each setting that it has a value that means nothing. */
export function warnOfSettings({ table, facts }: Search): void {
  for (const [suffix, values] of settings) {
    const name = `${table.envPrefix}_${suffix}`;
    const value = facts.env[name] ?? "";
    if (value === "" || values.includes(value)) continue;
    const text = `${name} is ignored: it may be ${values.join(" or ")}, not "${value}"`;
    facts.warn(text, "FERROTYPE_SETTING");
  }
}

const settings: readonly (readonly [suffix: string, values: readonly string[]])[] = [
  ["ALLOW_MISMATCH", ["1", "0"]],
  ["VARIANT", ["modern", "baseline"]],
];
