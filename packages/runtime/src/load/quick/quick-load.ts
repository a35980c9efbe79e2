/**
 * The way of almost every start: Node on Linux, the binary where it is looked for first, and in agreement with the
 * table. Imports no other part of the loader, which is then not even read.
 *
 * Invariant: it loads what the loader would load, or gives null; it refuses nothing and explains nothing.
 */
import { module } from "../../builtin.js";
import type { Addon, AddonTable } from "../addon-table.js";
import { glance } from "./quick-elf.js";

/** Settings that are the loader's matter. */
const settings = ["PATH", "VARIANT", "ALLOW_MISMATCH", "CACHE_DIR"];

/** What a quick load knows of the world. */
export interface QuickFacts {
  readonly platform: string;
  readonly arch: string;
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** False in a Node without such programs. */
function isSea(): boolean {
  return process.getBuiltinModule("node:sea")?.isSea() ?? false;
}

/** The addon where nothing stands in the way; null where the loader has to look. Throws nothing. */
export function quickLoad(table: AddonTable, facts: QuickFacts = process): Addon | null {
  try {
    return isUsual(table, facts) ? load(table, facts) : null;
  } catch {
    return null;
  }
}

function isUsual(table: AddonTable, { platform, env, execPath, versions }: QuickFacts): boolean {
  return (
    platform === "linux" &&
    // A program of one file carries its own binaries, and so does one that registered some.
    nameOf(execPath).startsWith("node") &&
    !isSea() &&
    !Reflect.has(globalThis, Symbol.for("ferrotype.embedded")) &&
    (versions["bun"] ?? versions["deno"] ?? versions["electron"]) === undefined &&
    settings.every((name) => env[`${table.envPrefix}_${name}`] === undefined)
  );
}

function load(table: AddonTable, { arch, execPath, versions }: QuickFacts): Addon | null {
  const interpreter = nameOf(glance(execPath, [])?.interpreter ?? "");
  const libc = interpreter.startsWith("ld-linux") ? "gnu" : "musl";
  if (libc === "musl" && !interpreter.startsWith("ld-musl")) return null;
  const target = `linux-${arch}-${libc}`;
  // Variants depend on the processor.
  if (table.targets.some((name) => name.startsWith(`${target}-`))) return null;

  const home = pathOf(table.from);
  if (home === null) return null;
  const require = module.createRequire(home);
  const folder = table.workspace
    ? `${folderOf(home)}/native`
    : table.targets.includes(target)
      ? folderOf(require.resolve(`${table.leaf.replace("<target>", target)}/package.json`))
      : null;
  if (folder === null) return null;
  const path = `${folder}/${table.binary}.${target}.node`;

  const binary = glance(path, [".ferrotype", ".dynstr", ".note.android.ident"]);
  if (binary === null || binary.arch !== arch || !isFor(libc, binary.sections)) return null;
  const stamp = stampIn(binary.sections.get(".ferrotype"));
  if (!agrees(table, stamp) || !(Number(stamp?.["napi"] ?? 0) <= Number(versions["napi"])))
    return null;
  // Compiled for some processors only.
  if (stamp?.["cpu"] !== undefined) return null;

  const addon = require(path) as Addon;
  return agrees(table, addon["__ferrotype"]) && hasExports(table, addon, target) ? addon : null;
}

/** As `fileURLToPath` has it, which costs half a millisecond when it is called first. */
function pathOf(url: string): string | null {
  if (!url.startsWith("file:///") || url.includes("?") || url.includes("#")) return null;
  const path = url.slice(7);
  if (!path.includes("%")) return path;
  return /%(?:2f|00)/iu.test(path) ? null : decodeURIComponent(path);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The libraries that a file needs are in its `.dynstr` by name. */
function isFor(libc: string, sections: ReadonlyMap<string, Buffer>): boolean {
  const names = sections.get(".dynstr")?.toString("latin1") ?? "";
  // To compile regular expressions takes longer.
  const has = (part: string): boolean => names.includes(part);
  const gnu = has("\0libc.so.6\0") || has("\0ld-linux");
  const musl = has("\0libc.so\0") || has("\0libc.musl-") || has("\0ld-musl");
  return gnu !== musl && gnu === (libc === "gnu") && !sections.has(".note.android.ident");
}

type Stamp = Readonly<Record<string, unknown>>;

const MARKER: string = /* @__PURE__ */ ["FERROTYPE", "STAMP\0"].join("-");

function stampIn(section: Buffer | undefined): Stamp | null {
  if (section?.toString("latin1", 0, 16) !== MARKER) return null;
  return JSON.parse(section.toString("utf8", 20, 20 + section.readUInt32LE(16))) as Stamp | null;
}

function agrees(table: AddonTable, stamp: unknown): boolean {
  const own = stamp as Partial<AddonTable> | null | undefined;
  return (
    own?.package === table.package &&
    own.version === table.version &&
    own.algorithm === table.algorithm &&
    own.contract === table.contract
  );
}

function hasExports(table: AddonTable, addon: Addon, target: string): boolean {
  for (const name in table.exports) {
    const [kind, , missingOn] = table.exports[name] ?? ["type"];
    // What lies in a namespace is for the loader to walk to.
    if (kind !== "type" && !(name in addon) && missingOn?.includes(target) !== true) return false;
  }
  return true;
}
