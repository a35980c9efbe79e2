/** `ferrotype doctor` where an installation is damaged, or there is none. */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Run } from "./doctor-project.js";
import { app, doctor, fillProject, home, host, leaf, modules, reportOf } from "./doctor-project.js";
import { remove, root } from "./pack-workspace.js";

beforeAll(fillProject, 120_000);
afterAll(() => remove(home));

/** What the leaf's files are replaced with, for as long as `look` takes. */
function withLeaf(file: string, spoil: (path: string) => void, look: () => void): void {
  const path = join(leaf, file);
  cpSync(leaf, `${leaf}-away`, { recursive: true });
  try {
    spoil(path);
    look();
  } finally {
    rmSync(leaf, { recursive: true });
    renameSync(`${leaf}-away`, leaf);
  }
}

test("a leaf whose package.json does not parse is damaged, and installing again mends it", () => {
  const spoil = (path: string): void => writeFileSync(path, "{\n");
  withLeaf("package.json", spoil, () => {
    const { status, stdout } = doctor([]);
    expect(status).toBe(1);
    expect(stdout).toContain(`leaf      @ferrotype/natives-${host.target} without a version\n`);
    expect(stdout).toContain("damaged: its package.json is damaged: ");
    expect(stdout).toContain("\nERR_FERROTYPE_DAMAGED: ");
    expect(stdout).toContain("Remove node_modules and install again, in ~/app");
    expect(stdout).not.toContain("include=optional");
  });
});

test("a binary of which the loader cannot know that it was changed is told by its SHA-256", () => {
  expect(reportOf().leaf?.isIntact).toBe(true);
  const spoil = (path: string): void => {
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes, Buffer.alloc(1)]));
  };
  withLeaf(basename(host.path), spoil, () => {
    const { status, stdout } = doctor([]);
    expect(status).toBe(0);
    expect(stdout).toContain("0.1.0; its binary is not the one that was packed (SHA-256): damaged");
  });
});

test.each<[what: string, damage: string, spoil: (path: string) => void]>([
  ["cut off", "it ", (path) => truncateSync(path, 100_000)],
  ["empty", "it is empty", (path) => truncateSync(path, 0)],
  ["a text", "it is no shared library", (path) => writeFileSync(path, "not found\n")],
  [
    "a folder",
    "it is not a regular file",
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
  ],
])("in place of the binary stands what is %s", (_what, damage, spoil) => {
  withLeaf(basename(host.path), spoil, () => {
    const { status, stdout } = doctor([]);
    expect(status).toBe(1);
    expect(stdout).toContain(`\n  binary    unreadable as a binary: ${damage}`);
    expect(stdout).not.toContain("carries no stamp");
  });
});

test("a leaf of another version than the package, though its binary fits", () => {
  const spoil = (path: string): void => {
    writeFileSync(path, readFileSync(path, "utf8").replace('"0.1.0"', '"0.2.0"'));
  };
  withLeaf("package.json", spoil, () => {
    const { status, stdout } = doctor([]);
    expect(status).toBe(0);
    expect(stdout).toContain(`natives-${host.target} 0.2.0; the package is 0.1.0\n`);
  });
});

test("settings that change nothing are told as such", () => {
  const { stdout } = doctor([], {
    FERROTYPE_NATIVES_VARIANT: "modern",
    FERROTYPE_NATIVES_CACHE_DIR: "cache",
  });
  expect(stdout).toContain("FERROTYPE_NATIVES_VARIANT is ignored: no variants are published\n");
  expect(stdout).toContain(
    'FERROTYPE_NATIVES_CACHE_DIR is ignored: "cache" is not an absolute path',
  );
});

test("a package that is generated in the project was installed by nobody", () => {
  const own = join(app, "generated/natives");
  cpSync(join(modules, "natives"), own, { recursive: true });
  cpSync(leaf, join(own, "native"), { recursive: true });
  writeFileSync(join(app, "package-lock.json"), "{}");
  renameSync(leaf, `${leaf}-away`);
  try {
    const { status, stdout } = doctor(["--package", "./generated/natives"]);
    expect([status, stdout.match(/^ {2}leaf {6}@/mu)]).toEqual([0, null]);
    expect(stdout).toContain("@ferrotype/natives 0.1.0, built in this project\n");
  } finally {
    renameSync(`${leaf}-away`, leaf);
    for (const path of [join(app, "generated"), join(app, "package-lock.json")]) remove(path);
  }
});

describe("a command that lacks the packages that it needs itself", () => {
  const own = join(home, "own");
  const runtime = join(own, "node_modules/@ferrotype/runtime");
  const run = (...args: readonly string[]): Run => {
    const cli = join(own, "node_modules/ferrotype/bin/ferrotype.js");
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "doctor", ...args], {
      cwd: own,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  beforeAll(() => {
    for (const part of ["bin", "dist", "package.json"]) {
      cpSync(join(root, "codegen", part), join(own, "node_modules/ferrotype", part), {
        recursive: true,
      });
    }
    writeFileSync(join(own, "package.json"), '{ "name": "own" }');
  });

  test("not even the command line loads", () => {
    const { status, stderr } = run();
    expect([status, stderr]).toEqual([
      1,
      `ferrotype: fastest-levenshtein, which ferrotype needs, is not installed\nRemove node_modules and install again, in ${own}:\n  npm install\n`,
    ]);
    const from = join(root, "codegen/node_modules/fastest-levenshtein");
    cpSync(realpathSync(from), join(own, "node_modules/fastest-levenshtein"), { recursive: true });
  });

  const spoils: readonly [what: string, spoil: () => void, told: string][] = [
    ["is gone", () => {}, "is not installed"],
    [
      "has lost a file",
      () => {
        mkdirSync(runtime, { recursive: true });
        cpSync(join(root, "packages/runtime/package.json"), join(runtime, "package.json"));
      },
      "is damaged: Cannot find module",
    ],
    [
      "has a broken package.json",
      () => writeFileSync(join(runtime, "package.json"), "{"),
      "is damaged: Invalid package config",
    ],
  ];
  test.each(spoils)("@ferrotype/runtime %s", (_what, spoil, told) => {
    spoil();
    const { status, stdout, stderr } = run();
    expect(status, stderr).toBe(1);
    const text = stdout + stderr;
    expect(text).toContain(`@ferrotype/runtime, which ferrotype needs, ${told}`);
    expect(text).toContain(`Remove node_modules and install again, in ${own}:\n`);
    expect(text).toContain("npm install");
    expect(text).not.toContain("    at ");
    expect(JSON.parse(run("--json").stdout)).toMatchObject({ diagnostics: [{ code: "FT6011" }] });
  });
});
