import type { Search } from "../search.js";
import { pathsOf } from "../search.js";

/** Says once of each setting that it has a value that means nothing. */
export function warnOfSettings(search: Search): void {
  for (const text of wrongValues(search)) search.facts.warn(text, "FERROTYPE_SETTING");
}

/** Settings that change nothing, each with the reason. */
export function ignoredSettings(search: Search): readonly string[] {
  const { table, facts } = search;
  const { envPrefix, targets } = table;
  const [variant, cache] = [`${envPrefix}_VARIANT`, `${envPrefix}_CACHE_DIR`];
  const asked = facts.env[cache] ?? "";
  const wrong = wrongValues(search);
  const varied = targets.some((target) => /-(?:modern|baseline)$/u.test(target));
  const isMoot = (facts.env[variant] ?? "") !== "" && !varied;
  return [
    ...wrong.filter((text) => !isMoot || !text.startsWith(`${variant} `)),
    ...(isMoot ? [`${variant} is ignored: no variants are published`] : []),
    ...(asked === "" || pathsOf(facts).isAbsolute(asked)
      ? []
      : [`${cache} is ignored: "${asked}" is not an absolute path (a ~ is not expanded)`]),
  ];
}

function wrongValues({ table, facts }: Search): readonly string[] {
  return settings.flatMap(([suffix, values]) => {
    const name = `${table.envPrefix}_${suffix}`;
    const value = facts.env[name] ?? "";
    if (value === "" || values.includes(value)) return [];
    return [`${name} is ignored: it may be ${values.join(" or ")}, not "${value}"`];
  });
}

const settings: readonly (readonly [suffix: string, values: readonly string[]])[] = [
  ["ALLOW_MISMATCH", ["1", "0"]],
  ["VARIANT", ["modern", "baseline"]],
];
