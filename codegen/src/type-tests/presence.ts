/** Whether an item is in the package, and on all of its targets: by `cfg`, from the source alone. */
import type { Cfg, CrateInfo } from "../model/manifest.js";

export type Presence = "always" | "sometimes" | "never";

interface Conditional {
  readonly cfg: Cfg | null;
  readonly crate: string;
}

/** Null: it cannot be known here. */
type Truth = boolean | null;
type Facts = (name: string, value: string | null) => Truth;

/** Presence of the items that share a name. */
export function presenceOf(
  items: readonly Conditional[],
  crate: CrateInfo,
  targets: readonly string[],
): Presence {
  const truths = targets.map((target) => {
    return items.some((item) => evaluate(item.cfg, factsOf(target, item.crate, crate)) !== false);
  });
  if (truths.every((truth) => truth)) return "always";
  return truths.some((truth) => truth) ? "sometimes" : "never";
}

/** It is not behind a feature that is off. */
export function isFeatured({ cfg, crate: owner }: Conditional, crate: CrateInfo): boolean {
  return evaluate(cfg, (name, value) => feature(name, value, owner, crate)) !== false;
}

function evaluate(cfg: Cfg | null, facts: Facts): Truth {
  if (cfg === null) return true;
  switch (cfg.kind) {
    case "not": {
      const truth = evaluate(cfg.predicate, facts);
      return truth === null ? null : !truth;
    }
    case "all": {
      const truths = cfg.predicates.map((one) => evaluate(one, facts));
      if (truths.includes(false)) return false;
      return truths.includes(null) ? null : true;
    }
    case "any": {
      const truths = cfg.predicates.map((one) => evaluate(one, facts));
      if (truths.includes(true)) return true;
      return truths.includes(null) ? null : false;
    }
    case "flag":
      return facts(cfg.name, null);
    case "value":
      return facts(cfg.name, cfg.value);
  }
}

function feature(name: string, value: string | null, owner: string, crate: CrateInfo): Truth {
  if (name === "feature") {
    return owner === crate.name && value !== null ? crate.features.includes(value) : null;
  }
  if (name === "test" || name === "doc" || name === "miri" || name === "false") return false;
  return name === "true" ? true : null;
}

const systems: Readonly<Record<string, string>> = { darwin: "macos", win32: "windows" };
const architectures: Readonly<Record<string, string>> = {
  arm64: "aarch64",
  ia32: "x86",
  x64: "x86_64",
};

/** What holds on a target such as `linux-x64-gnu`. */
function factsOf(target: string, owner: string, crate: CrateInfo): Facts {
  const [platform = "", architecture = "", abi = ""] = target.split("-");
  const windows = platform === "win32";
  return (name, value) => {
    switch (name) {
      case "windows":
        return windows;
      case "unix":
        return !windows;
      case "target_family":
        return value === (windows ? "windows" : "unix");
      case "target_os":
        return value === (systems[platform] ?? platform);
      case "target_arch":
        if (architecture === "universal") return null;
        return value === (architectures[architecture] ?? architecture);
      case "target_env":
        return value === abi.replace(/eabi(?:hf)?$/, "");
      default:
        return feature(name, value, owner, crate);
    }
  };
}
