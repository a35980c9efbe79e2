import { targets as known } from "@ferrotype/runtime/binary";

import { recordAt, textAt } from "./json-file.js";

/** What the `napi` section of a package.json says, in the spelling of CLI 2 or 3. */
export interface NapiSection {
  /** npm name of the platform packages without the platform, where it is not the package's own. */
  readonly packageName: string | null;
  /** Targets by our names; null where the section lists none. */
  readonly targets: readonly string[] | null;
  /** Triples that ferrotype has no target for, such as those of WebAssembly. */
  readonly unknown: readonly string[];
}

/** What CLI 2 builds for where `triples` says nothing else. */
const DEFAULT_TRIPLES = [
  "x86_64-pc-windows-msvc",
  "x86_64-apple-darwin",
  "x86_64-unknown-linux-gnu",
];

/** Null where there is no such section. */
export function readNapiSection(manifest: Readonly<Record<string, unknown>>): NapiSection | null {
  if (typeof manifest["napi"] !== "object" || manifest["napi"] === null) return null;
  const napi = recordAt(manifest, "napi");
  const triples = triplesOf(napi);
  const named = (triples ?? []).map((triple) => ({
    triple,
    target: known.find((each) => each.triple === triple)?.name,
  }));
  const targets = [...new Set(named.flatMap(({ target }) => target ?? []))];
  return {
    packageName: textAt(napi, "packageName") ?? textAt(recordAt(napi, "package"), "name"),
    targets: targets.length === 0 ? null : targets,
    unknown: named.filter(({ target }) => target === undefined).map(({ triple }) => triple),
  };
}

function triplesOf(napi: Readonly<Record<string, unknown>>): readonly string[] | null {
  if (Array.isArray(napi["targets"])) return texts(napi["targets"]);
  if (typeof napi["triples"] !== "object") return null;
  const { defaults, additional } = recordAt(napi, "triples");
  return [
    ...(defaults === false ? [] : DEFAULT_TRIPLES),
    ...(Array.isArray(additional) ? texts(additional) : []),
  ];
}

function texts(list: readonly unknown[]): readonly string[] {
  return list.filter((each) => typeof each === "string");
}
