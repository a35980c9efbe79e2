import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";

import { readDepInfo, readWatchedVariables } from "../src/commands/cargo.js";
import {
  changedSince,
  compareFingerprint,
  isSettled,
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

function rest(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40);
}

function root(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-cache-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Taken after a rest: times within one tick of the clock prove nothing. */
function take(request: Partial<FingerprintRequest>): Fingerprint {
  rest();
  return takeFingerprint({ ...nothing, ...request });
}

const nothing: FingerprintRequest = {
  files: [],
  folders: [],
  environment: [],
  families: [],
  programs: [],
};

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

test("files that changed after a moment are named, whatever their modification time says", () => {
  const folder = root({ "a.rs": "a", "b.rs": "b", "c.rs": "c", "old.rs": "d" });
  const path = (name: string): string => join(folder, name);
  utimesSync(path("old.rs"), new Date(2001, 1, 1), new Date(2001, 1, 1));
  rest();
  const moment = Date.now() - 10;
  rest();
  writeFileSync(path("b.rs"), "b");
  // As `mv backup.rs c.rs` and `git checkout` do: another file under the name, with a time of long ago.
  renameSync(path("old.rs"), path("c.rs"));
  const print = take({ files: [path("a.rs"), path("b.rs"), path("c.rs")] });
  expect(changedSince(print, moment)).toEqual([path("b.rs"), path("c.rs")]);
  expect(isSettled(print, moment)).toBe(false);
  expect(isSettled(print, Date.now())).toBe(true);
});

test("where the disk knows whole seconds alone, a save within the same two is seen by its content", () => {
  const folder = root({ "a.rs": "one" });
  const path = join(folder, "a.rs");
  const second = Math.floor(Date.now() / 1000);
  utimesSync(path, second, second);
  const print = take({ files: [path] });
  // On such a disk the change time stands still as well.
  const onFat = (state: Fingerprint): Fingerprint => {
    const [mtimeMs, ctimeMs, size, hash] = state.files[path] ?? [0, 0, 0, ""];
    const now = statSync(path).ctimeMs;
    return { ...state, files: { [path]: [mtimeMs, ctimeMs < 0 ? ctimeMs : now, size, hash] } };
  };
  expect(changedSince(onFat(print), second * 1000 + 1500)).toEqual([path]);
  expect(compareFingerprint(onFat(print)).kind).toBe("touched");
  writeFileSync(path, "two");
  utimesSync(path, second, second);
  expect(compareFingerprint(onFat(print))).toEqual({ kind: "different", what: path });
});

test("a save within the tick of the clock in which the fingerprint was taken is seen", () => {
  const folder = root({ "a.rs": "one" });
  const path = join(folder, "a.rs");
  for (let round = 0; round < 200; round += 1) {
    writeFileSync(path, "one");
    const print = takeFingerprint({ ...nothing, files: [path] });
    writeFileSync(path, "two");
    expect(compareFingerprint(print), `round ${round}`).toEqual({ kind: "different", what: path });
  }
});

test("after the clock was set back, nothing is settled", () => {
  const folder = root({ "a.rs": "a" });
  const print = take({ files: [join(folder, "a.rs")] });
  expect(isSettled(print, Date.now())).toBe(true);
  const now = Date.now();
  vi.spyOn(Date, "now").mockReturnValue(now - 60_000);
  expect(isSettled(print, now)).toBe(false);
});

test("a pipe or a folder in place of a file is a change", () => {
  const folder = root({ "a.rs": "a", "b.rs": "b" });
  const [a, b] = [join(folder, "a.rs"), join(folder, "b.rs")];
  const print = take({ files: [a, b] });
  rmSync(b);
  mkdirSync(b);
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: b });
  rmSync(a);
  execFileSync("mkfifo", [a]);
  expect(compareFingerprint(print)).toEqual({ kind: "different", what: a });
  expect(take({ files: [a] }).files[a]).toBeNull();
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
