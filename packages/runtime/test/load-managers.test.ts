/** The command that mends it, for whoever installed the package. */
import { describe, expect, test } from "vitest";

import type { AddonTable } from "../src/load/addon-table.js";
import type { World } from "./load-world.js";
import { LEAF, failure, linux, stamp, tableAt, windows, world } from "./load-world.js";

const posix = "linux-x64-gnu";

/** A project in which the package stands, and the folder of its `node_modules` that leaves are put into. */
interface Layout {
  readonly of: AddonTable;
  readonly modules: string;
  readonly world?: World;
}

const flat = (file: string, more: World = {}): Layout => ({
  of: tableAt("/app/node_modules/@x/addon"),
  modules: "/app/node_modules",
  world: { texts: { [`/app/${file}`]: "" }, ...more },
});
const store = (folder: string): Layout => ({
  of: tableAt(`/app/node_modules/${folder}/node_modules/@x/addon`),
  modules: `/app/node_modules/${folder}/node_modules`,
  world: { texts: { "/app/package-lock.json": "" } },
});
const agent = (name: string): World => ({
  texts: {},
  env: { npm_config_user_agent: `${name}/9.0.0 node/v24` },
});

const layouts: Readonly<Record<string, Layout>> = {
  "npm by its lockfile": flat("package-lock.json"),
  "npm by what it leaves in node_modules": flat("node_modules/.package-lock.json"),
  "npm by who runs the process": flat("other", agent("npm")),
  "pnpm by its store": store(".pnpm/@x+addon@1.0.0"),
  "pnpm by its lockfile, hoisted": flat("pnpm-lock.yaml"),
  "pnpm by who runs the process": flat("other", agent("pnpm")),
  "pnpm, run by npx": flat("pnpm-lock.yaml", {
    env: { npm_config_user_agent: "npm/11.0.0" },
    texts: { "/app/pnpm-lock.yaml": "" },
  }),
  "yarn by its state": flat("node_modules/.yarn-state.yml"),
  "yarn 1 by its state": flat("node_modules/.yarn-integrity"),
  "yarn by its lockfile": flat("yarn.lock"),
  "yarn by its own store": store(".store/@x-addon-npm-1.0.0"),
  "yarn, plug and play": {
    of: tableAt("/app/.yarn/unplugged/@x-addon-npm-1.0.0/node_modules/@x/addon"),
    modules: "/app/.yarn/unplugged/@x-addon-npm-1.0.0/node_modules",
    world: { texts: { "/app/.pnp.cjs": "" } },
  },
  "bun by its lockfile": flat("bun.lock"),
  "bun by its old lockfile": flat("bun.lockb"),
  "bun by its store": store(".bun/@x+addon@1.0.0"),
  "deno by its store": store(".deno/@x+addon@1.0.0"),
  "a workspace: the lockfile is further up": {
    of: tableAt("/repo/packages/app/node_modules/@x/addon"),
    modules: "/repo/packages/app/node_modules",
    world: { texts: { "/repo/yarn.lock": "", "/package-lock.json": "" } },
  },
  "npm, for the user": {
    of: tableAt("/usr/lib/node_modules/tool/node_modules/@x/addon"),
    modules: "/usr/lib/node_modules/tool/node_modules",
  },
  "bun, for the user": {
    of: tableAt("/var/home/u/.bun/install/global/node_modules/@x/addon"),
    modules: "/var/home/u/.bun/install/global/node_modules",
    world: { texts: { "/var/home/u/.bun/install/global/bun.lock": "" } },
  },
  "pnpm, for the user": {
    of: tableAt(
      "/var/home/u/.local/share/pnpm/global/5/.pnpm/@x+addon@1.0.0/node_modules/@x/addon",
    ),
    modules: "/var/home/u/.local/share/pnpm/global/5/.pnpm/@x+addon@1.0.0/node_modules",
  },
  "yarn, for the user": {
    of: tableAt("/var/home/u/.config/yarn/global/node_modules/@x/addon"),
    modules: "/var/home/u/.config/yarn/global/node_modules",
  },
  "nobody knows": flat("other"),
};

const older = { ...linux, stamp: { ...stamp, version: "0.9.0" } };
const newer = { ...linux, stamp: { ...stamp, version: "2.0.0" } };
const causes: Readonly<Record<string, (modules: string) => World>> = {
  "the leaf is missing": () => ({}),
  "optional dependencies are off": () => ({ env: { npm_config_omit: "optional" } }),
  "node_modules was copied": (modules) => ({
    files: { [LEAF("win32-x64-msvc", modules)]: windows },
  }),
  damaged: (modules) => ({
    files: { [LEAF(posix, modules)]: { ...linux, damage: "it is empty" } },
  }),
  "the leaf is older": (modules) => ({ files: { [LEAF(posix, modules)]: older } }),
  "the leaf is newer": (modules) => ({ files: { [LEAF(posix, modules)]: newer } }),
};

/** The last step, and the commands. */
function mend(
  { of, modules, world: base = {} }: Layout,
  cause: (modules: string) => World,
): string {
  const facts = cause(modules);
  const env = { ...base.env, ...facts.env };
  const { help } = failure(world({ ...base, ...facts, env }), of);
  return help
    .split("\n")
    .map((line, at) => (at === 0 ? (line.split(/(?<=\.) /u).at(-1) ?? "") : line.trim()))
    .join(" | ");
}

test("the commands", async () => {
  const texts = Object.entries(layouts).map(([name, layout]) => {
    const lines = Object.entries(causes).map(
      ([what, cause]) => `  ${what}: ${mend(layout, cause)}`,
    );
    return [name, ...lines, ""].join("\n");
  });
  await expect(texts.join("\n")).toMatchFileSnapshot("expected/load-managers.txt");
});

describe("what the lockfile knows", () => {
  const leaf = "@x/addon-linux-x64-gnu";
  const locks: readonly (readonly [
    file: string,
    entry: (name: string) => string,
    install: string,
    add: string,
  ])[] = [
    [
      "package-lock.json",
      (name) => `"node_modules/${name}": {`,
      "npm install --include=optional",
      "npm install --save-optional",
    ],
    ["pnpm-lock.yaml", (name) => `  '${name}@1.0.0':`, "pnpm install", "pnpm add --save-optional"],
    ["yarn.lock", (name) => `"${name}@npm:1.0.0":`, "yarn install", "yarn add --optional"],
    [
      "bun.lock",
      (name) => `"${name}": ["${name}@1.0.0", "", {}]`,
      "bun install",
      "bun add --optional",
    ],
    ["deno.lock", (name) => `"${name}@1.0.0": {`, "deno install", "deno add npm:"],
  ];

  test.each([...locks])("%s", (file, entry, install, add) => {
    const help = (...names: readonly string[]): string => {
      const texts = { [`/app/${file}`]: names.map(entry).join("\n") };
      return failure(world({ texts })).help;
    };
    expect(help("@x/addon", leaf)).toContain(`/app/${file} has it`);
    expect(help("@x/addon", leaf).split("\n")[1]?.trim()).toBe(install);
    expect(help("@x/addon", "@x/addon-darwin-universal")).toContain(`/app/${file} lacks it too`);
    expect(help("@x/addon")).toContain(add);
    expect(help("@y/z")).toContain("It is an optional dependency");
  });
});

describe("what the project asks for", () => {
  const other = { [LEAF("darwin-universal")]: linux };
  const said = (texts: Readonly<Record<string, string>>, more: World = {}): string =>
    failure(world({ texts, ...more })).help;

  test.each([
    [".npmrc", "os=darwin\ncpu=arm64\n", "package-lock.json"],
    ["pnpm-workspace.yaml", "supportedArchitectures:\n  os: [darwin]\n", "pnpm-lock.yaml"],
    ["package.json", '{ "pnpm": { "supportedArchitectures": {} } }', "pnpm-lock.yaml"],
    [".yarnrc.yml", "supportedArchitectures:\n  os: [darwin]\n", "yarn.lock"],
  ])("another platform, in %s", (file, text, lock) => {
    const help = said({ [`/app/${file}`]: text, [`/app/${lock}`]: "" }, { files: other });
    expect(help).toContain(`@x/addon-darwin-universal is installed instead: ${file} asks for`);
    expect(help).toContain("Remove that setting and node_modules and install again, in /app:");
  });

  test("another platform, in the environment", () => {
    const help = said({}, { files: other, env: { npm_config_cpu: "arm64" } });
    expect(help).toContain("npm_config_cpu asks for another platform");
  });

  test.each([
    ["package.json", '{ "overrides": { "@x/addon": { "@x/addon-linux-x64-gnu": "0.9.0" } } }'],
    ["package.json", '{ "resolutions": { "**/@x/addon-linux-x64-gnu": "0.9.0" } }'],
    [
      "package.json",
      '{ "pnpm": { "overrides": { "@x/addon>@x/addon-linux-x64-gnu@1": "0.9.0" } } }',
    ],
    ["pnpm-workspace.yaml", "packages: []\noverrides:\n  '@x/addon-linux-x64-gnu': 0.9.0\n"],
  ])("another version, in %s: %s", (file, text) => {
    for (const stamped of [older, newer]) {
      const help = said({ [`/app/${file}`]: text }, { files: { [LEAF(posix)]: stamped } });
      expect(help).toContain(`${file} asks for @x/addon-linux-x64-gnu in that version`);
      expect(help).toContain("Remove that and install, in /app");
    }
  });

  test.each([
    ["package.json", '{ "overrides": { "@x/addon-linux-x64-musl": "0.9.0" } }'],
    ["package.json", '{ "dependencies": { "@x/addon-linux-x64-gnu": "0.9.0" } }'],
    ["package.json", "no JSON"],
    ["pnpm-workspace.yaml", "overrides:\n  x: 1\npatched:\n  '@x/addon-linux-x64-gnu': 0.9.0\n"],
  ])("nothing that matters, in %s: %s", (file, text) => {
    const help = said({ [`/app/${file}`]: text }, { files: { [LEAF(posix)]: older } });
    expect(help).toContain("Install the one that fits, in /app");
  });
});

test("a lockfile that lacks the leaf counts before a leaf that is installed for another C library", () => {
  const texts = { "/app/package-lock.json": '"node_modules/@x/addon": {' };
  const { help } = failure(world({ texts, files: { [LEAF("linux-x64-musl")]: linux } }));
  expect(help).toContain("/app/package-lock.json lacks it too");
});

test("what yarn's linker leaves of a leaf that it leaves out is none", () => {
  const texts = {
    "/app/yarn.lock": "",
    "/app/node_modules/@x/addon-linux-x64-gnu/package.json": "{}",
    "/app/node_modules/@x/addon-win32-x64-msvc/package.json": "{}",
  };
  const { help } = failure(world({ texts, files: { [LEAF("darwin-universal")]: linux } }));
  expect(help).toContain("@x/addon-darwin-universal is installed instead");
});

describe("caches without node_modules", () => {
  test.each([
    [
      "/var/home/u/.bun/install/cache/@x/addon@1.0.0@@@1",
      "/var/home/u/.bun/install/cache/@x/addon-linux-x64-gnu@1.0.0@@@1",
    ],
    [
      "/var/home/u/.cache/deno/npm/registry.npmjs.org/@x/addon/1.0.0",
      "/var/home/u/.cache/deno/npm/registry.npmjs.org/@x/addon-linux-x64-gnu/1.0.0",
    ],
  ])("%s: a broken leaf is removed", (folder, leaf) => {
    const files = { [`${leaf}/addon.linux-x64-gnu.node`]: { ...linux, damage: "it is empty" } };
    expect(failure(world({ files }), tableAt(folder)).help).toBe(
      `The file is broken. Remove ${leaf} and start the program again.`,
    );
  });
});
