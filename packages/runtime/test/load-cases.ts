/** Worlds in which loading fails, one for each cause. */
import { dirname } from "node:path";

import type { BinaryInfo, BinaryStamp } from "../src/binary/binary-info.js";
import type { AddonTable } from "../src/load/addon-table.js";
import type { CacheErrorCode, CacheItem } from "../src/load/cache/cache.js";
import { CacheError } from "../src/load/cache/cache.js";
import { CPUINFO } from "./load-cpu.js";
import type { World } from "./load-world.js";
import {
  LEAF,
  NATIVE,
  exported,
  goodExports,
  linux,
  stamp,
  systemError,
  table,
  tableAt,
  windows,
  windowsTable,
} from "./load-world.js";

const leaf = LEAF("linux-x64-gnu");
const foreign = LEAF("win32-x64-msvc", "/app/node_modules");
const workspace: AddonTable = { ...table, workspace: true, command: "pnpm codegen" };
const cloned: AddonTable = { ...tableAt("/app/generated/addon"), command: "npm run codegen" };
const newer = { ...stamp, contract: "bbbb", exports: { ...stamp.exports, newOne: "1" } };
const lock = (...names: readonly string[]): NonNullable<World["texts"]> => ({
  "/app/package-lock.json": names.map((name) => `"node_modules/${name}": {`).join("\n"),
});
const npm = lock();

/** The leaf is a file like this. */
const is = (info: BinaryInfo | Error): World => ({ files: { [leaf]: info }, texts: npm });
const stamped = (other: Partial<BinaryStamp>): World =>
  is({ ...linux, stamp: { ...stamp, ...other } });
/** The leaf fits, and the system's loader says this. */
export const refused = (message: string, code = "ERR_DLOPEN_FAILED"): World => ({
  ...is(linux),
  loads: { [leaf]: Object.assign(new Error(message), { code }) },
});
const exporting = (exports: Readonly<Record<string, unknown>>): World => ({
  ...is(linux),
  loads: { [leaf]: exports },
});
const item = { target: "linux-x64-gnu", fileName: "addon.linux-x64-gnu.node" } as CacheItem;
const uncached = (code: string, detail: string): World => ({
  embedded: [item],
  cache: {
    place() {
      throw new CacheError(code as CacheErrorCode, "/var/home/u/.cache/ferrotype", detail);
    },
  },
});
const windowsLeaf = LEAF("win32-x64-msvc");
const variants = ["linux-x64-gnu-modern", "linux-x64-gnu-baseline"];
const own = (file?: BinaryInfo | Error): World => ({
  env: { X_ADDON_PATH: "/own/x.node" },
  files: file === undefined ? {} : { "/own/x.node": file },
});

/** What users read, case by case; `vitest -u` renews the golden file. */
export const cases: readonly (readonly [name: string, facts: World, of?: AddonTable])[] = [
  ["the leaf is not installed, nobody knows by whom", {}],
  ["the leaf is not installed", { texts: npm }],
  [
    "optional dependencies are switched off",
    { texts: npm, env: { npm_config_omit: "dev optional" } },
  ],
  ["they are, in a file", { texts: { ...npm, "/app/.npmrc": "foo=1\nomit[]=optional\n" } }],
  ["the lockfile has the leaf", { texts: lock("@x/addon", "@x/addon-linux-x64-gnu") }],
  [
    "the lockfile was made on another platform",
    { texts: lock("@x/addon", "@x/addon-darwin-universal") },
  ],
  ["node_modules of another platform", { files: { [foreign]: windows }, texts: npm }],
  ["the leaf without its binary", { texts: { ...npm, [`${dirname(leaf)}/package.json`]: "{}" } }],
  ["nothing was built in the workspace", {}, workspace],
  ["nothing was built, no command known", {}, { ...table, workspace: true }],
  [
    "nothing was built in a clone of the project that generates it",
    { texts: { "/app/generated/addon/package.json": '{ "name": "@x/addon" }' } },
    cloned,
  ],
  [
    "in a bundle of a project",
    { texts: { ...npm, "/app/generated/addon/package.json": '{ "name": "app" }' } },
    cloned,
  ],
  ["a platform that nobody knows", { platform: "sunos" }],
  ["a target that is not published", { arch: "riscv64" }],
  ["another platform", is(windows)],
  ["another architecture", is({ ...linux, arches: ["arm64"] })],
  ["another C library", is({ ...linux, libc: "musl" })],
  [
    "another C library, which the header does not tell",
    refused("Error loading shared library ld-linux-x86-64.so.2: No such file or directory"),
  ],
  [
    "a newer processor, of which there is another leaf",
    { ...stamped({ cpu: 3 }), cpuinfo: CPUINFO.baseline },
  ],
  ["newer processors only", { cpuinfo: CPUINFO.old }, { ...table, targets: variants }],
  ["a newer Node-API", { ...stamped({ napi: 10 }), napi: 9, runtime: "Node.js 20.20.2" }],
  [
    "a newer Node-API, which the stamp does not tell",
    refused("x.node: undefined symbol: node_api_create_buffer_from_arraybuffer"),
  ],
  ["the leaf is older", stamped({ version: "0.9.0" })],
  ["the leaf is a prerelease", stamped({ version: "1.0.0-rc.2" })],
  ["the leaf is newer", stamped({ version: "1.2.0", contract: "bbbb", exports: newer.exports })],
  ["the leaf is older, and unstamped", { ...is({ ...linux, stamp: null }), leafVersion: "0.9.0" }],
  [
    "an old copy of the package in another one",
    nestedCopy(),
    tableAt("/app/node_modules/plugin/node_modules/@x/addon"),
  ],
  ["another package", stamped({ package: "@y/z" })],
  ["another contract, installed", is({ ...linux, stamp: newer })],
  [
    "another contract, workspace",
    { files: { [NATIVE("linux-x64-gnu")]: { ...linux, stamp: newer } } },
    workspace,
  ],
  [
    "rebuilt under a running process",
    exporting({ ...goodExports, __ferrotype: { ...exported, contract: "0000" } }),
  ],
  [
    "updated under a running process",
    exporting({ ...goodExports, __ferrotype: { ...exported, version: "0.9.0" } }),
  ],
  [
    "an unstamped addon that lacks exports",
    { ...exporting({ grep: () => 1 }), files: { [leaf]: { ...linux, stamp: null } } },
  ],
  ["damaged", is({ ...linux, damage: "it is empty" })],
  ["a file that cannot be read", is(systemError("EIO"))],
  ["not permitted", is(systemError("EACCES"))],
  [
    "not permitted, Windows",
    { platform: "win32", files: { [windowsLeaf]: systemError("EPERM") } },
    windowsTable,
  ],
  ["noexec", refused("x.node: failed to map segment from shared object: Operation not permitted")],
  [
    "noexec, of the cache",
    {
      embedded: [item],
      files: { "/cache/addon.linux-x64-gnu.node": linux },
      loads: {
        "/cache/addon.linux-x64-gnu.node": new Error(
          "x.node: failed to map segment from shared object",
        ),
      },
    },
  ],
  [
    "Node without --allow-addons",
    refused("Cannot load native addon because loading addons is disabled.", "ERR_DLOPEN_DISABLED"),
  ],
  [
    "Node without --allow-fs-read",
    is(Object.assign(systemError("ERR_ACCESS_DENIED"), { resource: leaf })),
  ],
  [
    "Deno without --allow-ffi",
    refused(`Requires ffi access to "${leaf}", run again with the --allow-ffi flag`),
  ],
  [
    "macOS refuses the signature",
    {
      ...refused(
        "dlopen(x.node, 0x0001): code signature in 'x.node' not valid for use in process: mapping process and mapped file have different Team IDs",
      ),
      platform: "linux",
    },
  ],
  ["a newer glibc", refused("/lib/libc.so.6: version `GLIBC_2.38' not found (required by x.node)")],
  [
    "a newer libstdc++",
    refused("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by x.node)"),
  ],
  [
    "a missing library",
    refused("libssl.so.1.1: cannot open shared object file: No such file or directory"),
  ],
  [
    "a missing DLL",
    {
      platform: "win32",
      files: { [windowsLeaf]: windows },
      loads: {
        [windowsLeaf]: new Error("The specified module could not be found.\r\n\\\\?\\C:\\x.node"),
      },
    },
    windowsTable,
  ],
  ["no room for thread variables", refused("x.node: cannot allocate memory in static TLS block")],
  ["an addon of another kind", refused("Module did not self-register: 'x.node'.")],
  ["refused for another reason", refused("x.node: undefined symbol: foo")],
  ["no addon at all", { ...is(linux), require: () => 7 }],
  ["an override that does not exist", own()],
  ["an override that does not fit", own(windows)],
  ["an override that is older", own({ ...linux, stamp: { ...stamp, version: "0.9.0" } })],
  ["an executable that holds nothing", { embedded: [] }, tableAt("/$bunfs/root")],
  [
    "an executable for another system",
    { embedded: [{ ...item, target: "darwin-arm64" }] },
    tableAt("/$bunfs/root"),
  ],
  [
    "an executable that holds another release",
    {
      embedded: [item],
      files: {
        "/cache/addon.linux-x64-gnu.node": { ...linux, stamp: { ...stamp, version: "0.9.0" } },
      },
    },
  ],
  [
    "a wrong file beside the executable",
    { embedded: [], files: { "/bin/addon.linux-x64-gnu.node": windows } },
    tableAt("/$bunfs/root"),
  ],
  [
    "the cache is refused",
    uncached(
      "ERR_FERROTYPE_CACHE_REFUSED",
      "it belongs to another user (uid 7, this process has uid 8)",
    ),
  ],
  ["the cache is full", uncached("ERR_FERROTYPE_CACHE_FULL", "the disk is full")],
  [
    "what is embedded is damaged",
    uncached("ERR_FERROTYPE_CACHE_SOURCE", "the archive in this program is damaged"),
  ],
];

function nestedCopy(): World {
  const stale = { ...stamp, version: "2.0.0" };
  return { files: { [leaf]: { ...linux, stamp: stale } }, texts: npm };
}
