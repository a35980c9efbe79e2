/** FT6024: the finished packages against each other and against the table of targets, before anything is written. Pure. */
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { Json } from "../print/json.js";
import { findTarget } from "./find-binaries.js";
import { npmLibc } from "./leaf-package.js";
import type { PackedPackage } from "./packed-package.js";

/** A core with its leaves. `leaves` may be fewer than the core names. */
export function checkPackages(
  core: PackedPackage,
  leaves: readonly PackedPackage[],
): readonly Diagnostic[] {
  return [
    ...[core, ...leaves].flatMap((each) => [...nameFaults(each), ...fileFaults(each)]),
    ...leaves.flatMap((leaf) => [...leafFaults(leaf), ...pairFaults(core, leaf)]),
  ].map((message) =>
    diagnostic("FT6024", message, {
      help: "a fault of ferrotype, as nobody writes these by hand: report it with this line",
    }),
  );
}

function nameFaults({ name, version, manifest }: PackedPackage): readonly string[] {
  return Object.entries({ name, version }).flatMap(([key, value]) =>
    manifest[key] === value ? [] : [`${name}: package.json says ${key} ${show(manifest[key])}`],
  );
}

/** `exports` and `files` name what is there, and what is there is named. */
function fileFaults({ name, manifest, files }: PackedPackage): readonly string[] {
  const paths = files.map(({ path }) => path);
  const exported = textsIn(manifest["exports"])
    .filter((path) => path !== "./package.json" && !paths.includes(path.replace(/^\.\//u, "")))
    .map((path) => `${name}: exports names ${path}, which is not packed`);
  const patterns = Array.isArray(manifest["files"]) ? manifest["files"].map(String) : [];
  const unnamed = paths
    .filter((path) => !alwaysPacked.test(path) && !patterns.some((one) => covers(one, path)))
    .map((path) => `${name}: ${path} is not among files`);
  const empty = patterns
    .filter((one) => !paths.some((path) => covers(one, path)))
    .filter((one) => !one.includes("*"))
    .map((one) => `${name}: files names ${one}, which is not packed`);
  return [...exported, ...unnamed, ...empty];
}

/** What npm packs without being asked. */
const alwaysPacked = /^(?:README|LICEN[CS]E|COPYING)(?:[.-][^/]*)?$/iu;

function covers(pattern: string, path: string): boolean {
  if (!pattern.startsWith("*")) return path === pattern || path.startsWith(`${pattern}/`);
  return path.endsWith(pattern.slice(1)) && !path.includes("/");
}

function leafFaults({ name, target: targetName, manifest }: PackedPackage): readonly string[] {
  const target = findTarget(targetName ?? "");
  if (target === null) return [`${name}: ${targetName} is no target`];
  const wanted: Readonly<Record<string, Json | undefined>> = {
    os: [target.platform],
    cpu: [...target.arches],
    libc: target.libc === null ? undefined : [npmLibc(target.libc)],
  };
  return Object.entries(wanted).flatMap(([key, value]) =>
    show(manifest[key]) === show(value)
      ? []
      : [`${name}: ${key} is ${show(manifest[key])}, and ${target.name} wants ${show(value)}`],
  );
}

function pairFaults(core: PackedPackage, leaf: PackedPackage): readonly string[] {
  const optional = core.manifest["optionalDependencies"];
  const found =
    typeof optional === "object" && optional !== null && !Array.isArray(optional)
      ? Object.entries(optional).find(([name]) => name === leaf.name)?.[1]
      : undefined;
  if (found === leaf.version && leaf.version === core.version) return [];
  return [
    `${core.name} ${core.version} depends on ${leaf.name} ${show(found)}, and the leaf is ${leaf.version}`,
  ];
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function show(value: Json | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
