import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

import { readDepInfo, readWatchedVariables } from "../src/commands/cargo.js";
import {
  changedSince,
  compareFingerprint,
  takeFingerprint,
  type Fingerprint,
  type FingerprintRequest,
} from "../src/commands/fingerprint.js";
import {
  endsUnchanged,
  readRunCache,
  runCachePath,
  writeRunCache,
} from "../src/commands/no-change.js";

const folders: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function root(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-cache-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function take(request: Partial<FingerprintRequest>): Fingerprint {
  return takeFingerprint({
    files: [],
    folders: [],
    environment: [],
    families: [],
    programs: [],
    ...request,
  });
}

test("nothing moved: same", () => {
  const folder = root({ "a.rs": "a", "src/b.rs": "b" });
  const print = take({
    files: [join(folder, "a.rs"), join(folder, "absent")],
    folders: [{ path: folder, except: [] }],
  });
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
});

test("a touched file with equal content is no change, and its new times are taken over", () => {
  const folder = root({ "a.rs": "a" });
  const path = join(folder, "a.rs");
  const print = take({ files: [path] });
  utimesSync(path, new Date(), new Date(Date.now() + 5000));
  const comparison = compareFingerprint(print);
  expect(comparison.kind).toBe("touched");
  if (comparison.kind !== "touched") throw new Error("not touched");
  expect(compareFingerprint(comparison.fingerprint)).toEqual({ kind: "same" });
});

test("content that changes under the old modification time and size is seen", () => {
  const folder = root({ "a.rs": "one" });
  const path = join(folder, "a.rs");
  const { atime, mtime } = statSync(path);
  const print = take({ files: [path] });
  writeFileSync(path, "two");
  utimesSync(path, atime, mtime);
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: path });
});

test("files that come, go, grow or change are seen", () => {
  const folder = root({ "a.rs": "a", "b.rs": "b" });
  const [a, b, absent] = ["a.rs", "b.rs", "absent"].map((name) => join(folder, name));
  if (a === undefined || b === undefined || absent === undefined) throw new Error("three paths");
  const print = take({ files: [a, b, absent] });
  writeFileSync(absent, "");
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: absent });
  rmSync(absent);
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
  writeFileSync(a, "longer");
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: a });
  writeFileSync(a, "a");
  rmSync(b);
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: b });
});

test("a new file in a folder is seen, but for names that are left out", () => {
  const folder = root({ "out/a.js": "", "out/native/x.node": "" });
  const out = join(folder, "out");
  const print = take({ folders: [{ path: out, except: ["native"] }] });
  writeFileSync(join(out, "native/y.node"), "");
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
  mkdirSync(join(out, "deep"));
  writeFileSync(join(out, "deep/b.js"), "");
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: out });
});

test("variables and families of variables are watched", () => {
  vi.stubEnv("RUSTFLAGS", "-C opt-level=1");
  const print = take({ environment: ["CC"], families: ["CARGO_", "RUST"] });
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
  vi.stubEnv("RUST_BACKTRACE", "1");
  vi.stubEnv("CARGO_TERM_COLOR", "never");
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
  vi.stubEnv("RUSTFLAGS", "-C opt-level=2");
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: "$RUSTFLAGS" });
  vi.stubEnv("RUSTFLAGS", "-C opt-level=1");
  vi.stubEnv("CARGO_PROFILE_QUICK_LTO", "fat");
  expect(compareFingerprint(print)).toEqual({
    kind: "different",
    what: "$CARGO_PROFILE_QUICK_LTO",
  });
});

test("another rustc first on the search path is a change; none at all is not", () => {
  const folder = root({ "one/rustc": "", "two/rustc": "" });
  vi.stubEnv("PATH", join(folder, "one"));
  const print = take({ programs: ["rustc"] });
  vi.stubEnv("PATH", join(folder, "none"));
  expect(compareFingerprint(print)).toEqual({ kind: "same" });
  vi.stubEnv("PATH", `${join(folder, "two")}:${join(folder, "one")}`);
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: join(folder, "two/rustc") });
});

test("files saved after a moment are named", () => {
  const folder = root({ "a.rs": "a", "b.rs": "b" });
  const old = new Date(2001, 1, 1);
  utimesSync(join(folder, "a.rs"), old, old);
  const print = take({ files: [join(folder, "a.rs"), join(folder, "b.rs")] });
  expect(changedSince(print, old.getTime() + 1)).toEqual([join(folder, "b.rs")]);
});

test("generate ends unchanged only for its own config, profile and plain flags", () => {
  const folder = root({ "ferrotype.config.ts": "", "a.rs": "a", "target/ferrotype/.keep": "" });
  const config = join(folder, "ferrotype.config.ts");
  const fingerprint = take({ files: [join(folder, "a.rs")] });
  writeRunCache(folder, { config, profile: "quick", fingerprint });
  const print = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(endsUnchanged(["generate", "--config", config])).toBe(true);
  expect(endsUnchanged(["generate", "--quiet", "--config", config, "--profile", "quick"])).toBe(
    true,
  );
  expect(print).not.toHaveBeenCalled();
  expect(endsUnchanged(["generate", "--config", config, "--json"])).toBe(true);
  expect(print).toHaveBeenCalledOnce();
  for (const args of [
    [],
    ["check", "--config", config],
    ["generate", "--config", config, "--verbose"],
    ["generate", "--config", config, "--profile", "release"],
    ["generate", "--config", join(folder, "other.config.ts")],
    ["generate", "more", "--config", config],
  ]) {
    expect(endsUnchanged(args), args.join(" ")).toBe(false);
  }
  writeFileSync(join(folder, "a.rs"), "b");
  expect(endsUnchanged(["generate", "--config", config])).toBe(false);
});

test("a broken cache is none", () => {
  const folder = root({ "ferrotype.config.ts": "", "target/ferrotype/cache.json": "{ half" });
  expect(readRunCache(folder)).toBeNull();
  writeFileSync(runCachePath(folder), '{"form":0}');
  expect(readRunCache(folder)).toBeNull();
  writeFileSync(
    runCachePath(folder),
    `{"form":1,"config":${JSON.stringify(join(folder, "ferrotype.config.ts"))}}`,
  );
  expect(endsUnchanged(["generate", "--config", join(folder, "ferrotype.config.ts")])).toBe(false);
});

test("the dep-info of cargo is read, spaces included, results of the build left out", () => {
  const folder = root({
    "x.d": "/t/lib.so: /w/a.rs /w/with\\ space.rs /t/out/gen.rs src/rel.rs\n",
  });
  expect(readDepInfo(join(folder, "x.d"), "/t", "/w")).toEqual([
    "/w/a.rs",
    "/w/src/rel.rs",
    "/w/with space.rs",
  ]);
});

test("variables that build scripts watch are found", () => {
  const folder = root({
    "build/a-1/output":
      "cargo:rerun-if-env-changed=GIT_HASH\ncargo::rerun-if-env-changed=TIME\ncargo:rustc-env=X=1\n",
    "build/b-2/output": "cargo:rerun-if-env-changed=GIT_HASH\n",
  });
  expect(readWatchedVariables(folder)).toEqual(["GIT_HASH", "TIME"]);
});
