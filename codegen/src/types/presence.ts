/** On which targets an item exists, by its `cfg` and the features that are on. */
import type { Cfg, CrateInfo, SourceItem } from "../model/manifest.js";
import { baseTarget, targetFacts, type TargetFacts } from "./targets.js";

/** `null`: not known here. */
export type Truth = boolean | null;

export interface Presence {
  /** Whether some target has it. */
  readonly emitted: boolean;
  /** Targets that lack it, without variants, in the order of the config. */
  readonly missingOn: readonly string[];
}

/** Evaluates a predicate. Without a target, what depends on one is not known. */
export function evaluateCfg(
  cfg: Cfg | null,
  features: readonly string[] | null,
  target: TargetFacts | null,
): Truth {
  if (cfg === null) return true;
  switch (cfg.kind) {
    case "not": {
      const truth = evaluateCfg(cfg.predicate, features, target);
      return truth === null ? null : !truth;
    }
    case "all":
    case "any": {
      const decisive = cfg.kind === "any";
      const truths = cfg.predicates.map((one) => evaluateCfg(one, features, target));
      if (truths.includes(decisive)) return decisive;
      return truths.includes(null) ? null : !decisive;
    }
    case "value":
      if (cfg.name === "feature") return features === null ? null : features.includes(cfg.value);
      return target?.get(cfg.name)?.includes(cfg.value) ?? null;
    case "flag": {
      if (cfg.name === "test" || cfg.name === "doc" || cfg.name === "miri") return false;
      if (cfg.name === "true" || cfg.name === "false") return cfg.name === "true";
      const values = target?.get(cfg.name);
      return values === undefined ? null : values.length > 0;
    }
  }
}

/** Truth of an item's `cfg` by features alone; false is "off", null depends on the target. */
export function byFeatures(item: Pick<SourceItem, "cfg" | "crate">, crate: CrateInfo): Truth {
  return evaluateCfg(item.cfg, featuresOf(item, crate), null);
}

/** Presence of items that share one name. */
export function presenceOf(
  items: readonly Pick<SourceItem, "cfg" | "crate">[],
  crate: CrateInfo,
  targets: readonly string[],
): Presence {
  if (items.some((item) => item.cfg === null)) return { emitted: true, missingOn: [] };
  const has = (target: TargetFacts | null): boolean =>
    items.some((item) => evaluateCfg(item.cfg, featuresOf(item, crate), target) !== false);
  if (!has(null)) return { emitted: false, missingOn: [] };
  const bases = [...new Set(targets.map(baseTarget))];
  const missingOn = bases.filter((target) => !has(targetFacts(target)));
  if (bases.length > 0 && missingOn.length === bases.length) {
    return { emitted: false, missingOn };
  }
  return { emitted: true, missingOn };
}

/** Features of other crates are cargo's business: what the extractor reports of them is there. */
function featuresOf(item: Pick<SourceItem, "crate">, crate: CrateInfo): readonly string[] | null {
  return item.crate === crate.name ? crate.features : null;
}
