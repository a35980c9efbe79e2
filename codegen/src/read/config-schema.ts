/** The rules of the config: which keys there are and what each may hold. Finds every fault, not only the first. */
import { targets as knownTargets } from "./known-targets.js";
import { nearest } from "./nearest.js";

/** A fault in the value of a config; `path` is like `addons[0].targets`. */
export interface ConfigFault {
  readonly code: "FT6002" | "FT6003" | "FT6004";
  readonly path: string;
  /** Text to look for in the config, to show the line. */
  readonly needle: string;
  readonly message: string;
  readonly help: string | null;
}

type Rule =
  | { readonly kind: "text"; readonly what: string; readonly fits: (value: string) => boolean }
  | { readonly kind: "target" }
  | { readonly kind: "list"; readonly element: Rule; readonly notEmpty: boolean }
  | {
      readonly kind: "object";
      readonly keys: Readonly<Record<string, Rule>>;
      readonly needed: readonly string[];
    };

/** A folder beneath the config. */
const folder: Rule = {
  kind: "text",
  what: "a folder inside the workspace, relative to the config, with forward slashes",
  fits: (value) => isInside(value),
};
const crateFolder: Rule = { ...folder, fits: (value) => value === "." || isInside(value) };
const text: Rule = {
  kind: "text",
  what: "a text that is not empty",
  fits: (value) => value !== "",
};

const rules: Rule = {
  kind: "object",
  needed: ["addons"],
  keys: {
    addons: {
      kind: "list",
      notEmpty: true,
      element: {
        kind: "object",
        needed: ["crate"],
        keys: {
          crate: crateFolder,
          out: folder,
          targets: { kind: "list", notEmpty: true, element: { kind: "target" } },
          allow: {
            kind: "list",
            notEmpty: false,
            element: {
              kind: "object",
              needed: ["code", "at", "because"],
              keys: {
                code: {
                  kind: "text",
                  what: "a code such as FT5001",
                  fits: (value) => /^FT\d{4}$/u.test(value),
                },
                at: text,
                because: text,
              },
            },
          },
          leaf: {
            kind: "text",
            what: "a pattern that holds <target>",
            fits: (value) => value.includes("<target>"),
          },
          envPrefix: {
            kind: "text",
            what: "capitals, digits and underscores",
            fits: (value) => /^[A-Z][A-Z0-9_]*$/u.test(value),
          },
        },
      },
    },
    locks: folder,
    typeTests: folder,
  },
};

/** Every fault of a config's value, in the order of its keys. */
export function checkConfig(value: unknown): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  walk(rules, value, "", "", faults);
  return faults;
}

function walk(
  rule: Rule,
  value: unknown,
  path: string,
  needle: string,
  faults: ConfigFault[],
): void {
  switch (rule.kind) {
    case "text":
      if (typeof value !== "string" || !rule.fits(value)) {
        faults.push(wrong(path, needle, rule.what, value));
      }
      return;
    case "target":
      if (typeof value !== "string") faults.push(wrong(path, needle, "a target", value));
      else if (!knownTargets.includes(value)) faults.push(unknownTarget(path, value));
      return;
    case "list":
      if (!Array.isArray(value) || (rule.notEmpty && value.length === 0)) {
        const what = rule.notEmpty ? "a list with at least one entry" : "a list";
        faults.push(wrong(path, needle, what, value));
        return;
      }
      for (const [index, element] of value.entries()) {
        walk(rule.element, element, `${path}[${index}]`, needle, faults);
      }
      return;
    case "object":
      walkObject(rule, value, path, needle, faults);
  }
}

function walkObject(
  rule: Rule & { readonly kind: "object" },
  value: unknown,
  path: string,
  needle: string,
  faults: ConfigFault[],
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push(wrong(path, needle, "an object", value));
    return;
  }
  const known = Object.keys(rule.keys);
  const at = (key: string): string => (path === "" ? key : `${path}.${key}`);
  for (const [key, child] of Object.entries(value)) {
    const childRule = Object.hasOwn(rule.keys, key) ? rule.keys[key] : undefined;
    if (childRule === undefined) {
      const close = nearest(key, known);
      faults.push({
        code: "FT6002",
        path: at(key),
        needle: key,
        message: `${at(key)} is not an option`,
        help: close === null ? `the options here are ${known.join(", ")}` : `write ${close}`,
      });
    } else if (child !== undefined) walk(childRule, child, at(key), key, faults);
  }
  for (const key of rule.needed) {
    if (Object.hasOwn(value, key) && Reflect.get(value, key) !== undefined) continue;
    faults.push({
      code: "FT6003",
      path: at(key),
      needle,
      message: `${at(key)} is missing`,
      help: `add ${key}`,
    });
  }
}

function wrong(path: string, needle: string, what: string, value: unknown): ConfigFault {
  const name = path === "" ? "the config" : path;
  return {
    code: "FT6003",
    path,
    needle,
    message: `${name} is ${describe(value)}`,
    help: `${name} wants ${what}`,
  };
}

function unknownTarget(path: string, value: string): ConfigFault {
  const close = nearest(value, knownTargets);
  return {
    code: "FT6004",
    path,
    needle: value,
    message: `${path} names the target ${JSON.stringify(value)}, which is not known`,
    help:
      close === null
        ? `the targets are ${knownTargets.join(", ")}`
        : `write ${JSON.stringify(close)}`,
  };
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return value === undefined
    ? "missing"
    : `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

/** A relative path that stays beneath its start and is not the start itself. */
function isInside(path: string): boolean {
  if (path === "" || path.includes("\\") || /^([A-Za-z]:|\/)/u.test(path)) return false;
  const parts = path.split("/").filter((part) => part !== "." && part !== "");
  return parts.length > 0 && !parts.includes("..");
}
