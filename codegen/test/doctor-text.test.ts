/** What `doctor` prints of reports that no machine here can give. */
import { expect, test } from "vitest";

import type { DoctorReport } from "../src/doctor/doctor-report.js";
import { renderDoctor, shorten } from "../src/doctor/render-doctor.js";

const stamp = { package: "@scope/addon", version: "1.2.0", algorithm: 1, contract: "abc", cpu: 3 };

const windows: DoctorReport = {
  package: {
    name: "@scope/addon",
    version: "1.2.0",
    folder: "C:\\Users\\ada\\app\\node_modules\\@scope\\addon",
    installedBy: "pnpm",
    workspace: false,
    isBuiltHere: false,
    contract: { algorithm: 1, hash: "abc" },
    runtime: { version: "0.1.0", folder: "C:\\runtime" },
    targets: ["win32-x64-msvc-modern", "win32-x64-msvc-baseline"],
  },
  loads: true,
  failure: null,
  host: {
    platform: "win32",
    arch: "x64",
    libc: null,
    runtime: "Electron 41.0.0",
    napi: 10,
    cpuLevel: 3,
    targets: ["win32-x64-msvc-modern", "win32-x64-msvc-baseline", "win32-x64-msvc"],
  },
  candidates: [
    {
      source: "cache",
      path: "C:\\Users\\ada\\AppData\\Local\\ferrotype\\a.node",
      verdict: "loaded",
      detail: "",
      stamp,
    },
  ],
  leaf: {
    name: "@scope/addon-win32-x64-msvc-modern",
    isInstalled: true,
    version: "1.2.0",
    isIntact: true,
  },
  variant: "modern",
  settings: { SCOPE_ADDON_VARIANT: "modern" },
  unknownSettings: [],
  ignoredSettings: [],
  cache: {
    folder: "C:\\Users\\ada\\AppData\\Local\\ferrotype\\@scope+addon",
    entries: [
      { name: "1.1.0-win32-x64-msvc-0011", sizeBytes: 4_000_000 },
      { name: "1.2.0-win32-x64-msvc-modern-0022", sizeBytes: 8_340_000 },
    ],
  },
};

test("a variant, loaded from the cache", () => {
  expect(renderDoctor(windows, "C:\\Users\\ada")).toBe(`@scope/addon 1.2.0 loads

  package   @scope/addon 1.2.0, installed by pnpm
  folder    ~\\app\\node_modules\\@scope\\addon
  runtime   @ferrotype/runtime 0.1.0
  leaf      @scope/addon-win32-x64-msvc-modern 1.2.0
  binary    1.2.0, of the package's contract, x86-64-v3, variant modern
  contract  abc, algorithm 1
  host      win32 x64, Electron 41.0.0, Node-API 10, x86-64-v3
  targets   win32-x64-msvc-modern, win32-x64-msvc-baseline
  cache     ~\\AppData\\Local\\ferrotype\\@scope+addon, 12.3 MB: 1.1.0-win32-x64-msvc-0011, 1.2.0-win32-x64-msvc-modern-0022
  settings  SCOPE_ADDON_VARIANT=modern

  cache  ~\\AppData\\Local\\ferrotype\\a.node
           loaded
`);
});

test("no stamp is said once, and a machine that the package is not for", () => {
  const [candidate] = windows.candidates;
  const text = renderDoctor(
    {
      ...windows,
      package: { ...windows.package, targets: ["linux-x64-gnu"] },
      candidates:
        candidate === undefined
          ? []
          : [{ ...candidate, stamp: null, detail: "it carries no stamp" }],
      leaf: null,
      variant: null,
      cache: null,
    },
    "",
  );
  expect(text.match(/carries no stamp/gu)).toHaveLength(1);
  expect(text).toContain(
    "targets   none of this machine (win32-x64-msvc-modern, win32-x64-msvc-baseline, win32-x64-msvc); published for linux-x64-gnu\n",
  );
});

test("a package that is built in this project misses no leaf; one that is installed does", () => {
  const leaf = { name: "@scope/addon-x", isInstalled: false, version: null, isIntact: null };
  const built = { ...windows.package, installedBy: null, isBuiltHere: true };
  const text = renderDoctor({ ...windows, package: built, leaf }, "");
  expect(text).toContain("@scope/addon 1.2.0, built in this project\n");
  expect(text).not.toContain("\n  leaf ");
  expect(renderDoctor({ ...windows, leaf }, "")).toContain(
    "leaf      @scope/addon-x is not installed\n",
  );
});

test("settings that change nothing", () => {
  const ignoredSettings = ["X_VARIANT is ignored: no variants are published"];
  expect(renderDoctor({ ...windows, ignoredSettings }, "")).toContain(
    "settings  SCOPE_ADDON_VARIANT=modern\n            X_VARIANT is ignored: no variants",
  );
});

test("the user's folder is shown as ~, and names that only begin like it are not", () => {
  expect(shorten("/people/ada/x /people/adam/x /people/ada", "/people/ada")).toBe(
    "~/x /people/adam/x ~",
  );
  expect(shorten("/x", "/")).toBe("/x");
  const json = (text: string): string => JSON.stringify(text).slice(1, -1);
  expect(shorten(json("C:\\Users\\ada\\x"), json("C:\\Users\\ada"))).toBe(json("~\\x"));
  expect(shorten('"/people/ada"', "/people/ada")).toBe('"~"');
});
