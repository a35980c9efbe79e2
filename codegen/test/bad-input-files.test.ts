/**
 * Every place where a file of the author comes in, spoilt in every way: exit code 1 with a code that is named, never a
 * stack, never a wait without end.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import type { EditWorkspace } from "./edit-workspace.js";
import { ferrotype, openFaultWorkspace } from "./fault-workspace.js";

/** Puts something else where a file was; `before` is what the file held. */
const spoilers = {
  "is not there": () => undefined,
  "is a folder": (path) => mkdirSync(path),
  "is empty": (path) => writeFileSync(path, ""),
  "is not UTF-8": (path, before) =>
    writeFileSync(path, Buffer.concat([Buffer.of(0xff, 0xfe, 0x41), before])),
  "ends in NUL bytes": (path, before) =>
    writeFileSync(path, Buffer.concat([before, Buffer.alloc(4096)])),
  "is cut in the middle": (path, before) =>
    writeFileSync(path, before.subarray(0, before.length / 2)),
  "has 50 MiB": (path, before) => {
    writeFileSync(path, before);
    truncateSync(path, 50 * 1024 * 1024);
  },
  "nests 10,000 brackets": (path, before) => {
    const nest = "[".repeat(10_000) + "]".repeat(10_000);
    const json = path.endsWith(".json");
    writeFileSync(path, json ? nest : `${before.toString()}\nconst nest = ${nest};\n`);
  },
  "is not for this user": (path, before) => {
    writeFileSync(path, before);
    chmodSync(path, 0);
  },
  "is a link to itself": (path) => symlinkSync(basename(path), path),
  "is a pipe": (path) => expect(spawnSync("mkfifo", [path]).status).toBe(0),
  "is a device without end": (path) => symlinkSync("/dev/zero", path),
} satisfies Readonly<Record<string, (path: string, before: Buffer) => unknown>>;

type Kind = keyof typeof spoilers;

interface Place {
  readonly file: string;
  readonly args: readonly string[];
  /** The code where none other is named; `usage` is exit code 2 and one line. */
  readonly code: string;
  /** Another code, or null: such a file is fine there, or the next test's. */
  readonly except?: Readonly<Partial<Record<Kind, string | null>>>;
}

const verify = ["verify", "--dts", "pieces/index.d.ts", "--binary", "pieces/addon.node"];

const places: Readonly<Record<string, Place>> = {
  "a Rust file": {
    file: "addon/src/paint.rs",
    args: ["generate"],
    code: "FT1001",
    except: {
      "is empty": null,
      "is not there": "FT1009",
      "is a folder": "FT1009",
      "is a link to itself": "FT1009",
      "is a pipe": "FT1009",
      "is a device without end": "FT1009",
    },
  },
  "the crate's Cargo.toml": {
    file: "addon/Cargo.toml",
    args: ["generate"],
    code: "FT6008",
    except: {
      "is not there": "FT6003",
      "is a link to itself": "FT6003",
      "is a pipe": "FT6007",
      "is a device without end": "FT6007",
      "has 50 MiB": "FT6007",
    },
  },
  "the workspace's Cargo.toml": {
    file: "Cargo.toml",
    args: ["check"],
    code: "FT6007",
    // Half of this one is whole, and says another profile.
    except: { "is cut in the middle": null },
  },
  "Cargo.lock": {
    file: "Cargo.lock",
    args: ["check"],
    code: "FT6007",
    // cargo makes a new one.
    except: { "is not there": null, "is empty": null, "is a link to itself": null },
  },
  "the config": {
    file: "ferrotype.config.ts",
    args: ["generate"],
    code: "FT6001",
    // The one of a folder above is taken; brackets are fine in an array.
    except: { "is not there": null, "nests 10,000 brackets": null, "is not UTF-8": null },
  },
  "a d.ts": {
    file: "pieces/index.d.ts",
    args: verify,
    code: "FT2001",
    except: {
      "is not there": "usage",
      "is a folder": "usage",
      "is a link to itself": "usage",
      "is a pipe": "usage",
      "is a device without end": "usage",
      // Nothing declared is no fault of it.
      "is empty": null,
    },
  },
  "a binary": {
    file: "pieces/addon.node",
    args: verify,
    code: "FT4012",
    except: {
      "is not there": "usage",
      "is a folder": "usage",
      "is a link to itself": "usage",
      "is a pipe": "usage",
      "is a device without end": "usage",
      // The loader does not look at what stands behind.
      "ends in NUL bytes": null,
      "has 50 MiB": null,
      "is not for this user": "FT6009",
    },
  },
  "the package.json of a package": {
    file: "package/package.json",
    args: ["verify", "--package", "package"],
    code: "FT6011",
    // A list is an object without a name.
    except: { "nests 10,000 brackets": null, "is not for this user": "FT6009" },
  },
  "a lock": {
    file: "pieces/lock.json",
    args: ["diff", "pieces/lock.json", "--to", "generated/surface/addon.json"],
    code: "FT7006",
    except: {
      "is not there": "usage",
      "is a folder": "usage",
      "is a link to itself": "FT6009",
      "is a pipe": "usage",
      "is a device without end": "usage",
      "is not for this user": "FT6009",
    },
  },
};

let workspace: EditWorkspace;
let pristine: ReadonlyMap<string, string>;

beforeAll(async () => {
  workspace = await openFaultWorkspace("bad-files");
  const { status, stderr, stdout } = await ferrotype(workspace, ["generate"]);
  expect(status, stderr + stdout).toBe(0);
  pristine = workspace.committed();
  const build = workspace.path("target/ferrotype/addon/build");
  mkdirSync(workspace.path("pieces"));
  cpSync(`${build}/index.d.ts`, workspace.path("pieces/index.d.ts"));
  cpSync(`${build}/addon.linux-x64-gnu.node`, workspace.path("pieces/addon.node"));
  cpSync(workspace.path("generated/surface/addon.json"), workspace.path("pieces/lock.json"));
  cpSync(workspace.path("pieces"), workspace.path("package"), { recursive: true });
  const json = { name: "addon", version: "1.0.0", types: "index.d.ts", napi: {} };
  workspace.write("package/package.json", JSON.stringify(json));
}, 600_000);

/** The ways that cost most to get right; `FERROTYPE_TEST_FILES=all` tries the others, too, in two minutes. */
const usual: readonly Kind[] = [
  "is not UTF-8",
  "has 50 MiB",
  "nests 10,000 brackets",
  "is not for this user",
  "is a pipe",
];
const isThorough = process.env["FERROTYPE_TEST_FILES"] === "all";

/** As root nothing is unreadable; without these capabilities root is a user like others. */
const wrapper =
  process.getuid?.() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];

describe.each(Object.entries(places))("%s", (_, { file, args, code, except = {} }) => {
  const kinds = isThorough ? (Object.keys(spoilers) as readonly Kind[]) : usual;
  const table = kinds.flatMap((kind) => {
    const expected = except[kind] === undefined ? code : except[kind];
    return expected === null ? [] : [[kind, expected] as const];
  });

  test.each(table)("%s: %s", async (kind, expected) => {
    const path = workspace.path(file);
    const aside = `${path}.aside`;
    const before = readFileSync(path);
    renameSync(path, aside);
    try {
      spoilers[kind](path, before);
      const { status, stdout, stderr } = await ferrotype(workspace, args, {
        wrapper: ["timeout", "-s", "KILL", "50", ...wrapper],
      });
      expect(status, stdout + stderr).toBe(expected === "usage" ? 2 : 1);
      if (expected === "usage") expect(stderr.trimEnd().split("\n")).toHaveLength(1);
      else expect(stdout).toContain(`error[${expected}]`);
      expect(stderr).not.toMatch(/^ {4}at /mu);
      expect(workspace.committed()).toEqual(pristine);
    } finally {
      rmSync(path, { recursive: true, force: true });
      renameSync(aside, path);
    }
  });
});

test("after all of this, everything is as it was", async () => {
  expect(await ferrotype(workspace, ["check"])).toMatchObject({ status: 0, stdout: "" });
});
