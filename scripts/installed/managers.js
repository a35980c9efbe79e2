/** The package managers: how each is had, told what to do, and told to leave out what a failure leaves out. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fetchNpm, packageFolder } from "../fetch-npm.js";
import { root } from "../root.js";
import { runtime } from "../runtimes.js";
import { core, version } from "./packages.js";

/**
 * @typedef {object} Manager
 * @property {string} title as the table shows it
 * @property {"npm" | "pnpm" | "yarn" | "bun"} name
 * @property {Readonly<Record<string, string>>} files settings in every project, besides the registry
 * @property {string} start installs the package into an empty project
 * @property {string} install what the project asks for
 * @property {string | null} omit the same without optional dependencies; null: it has no such thing
 * @property {Elsewhere} elsewhere the same for another platform
 * @property {Readonly<Record<string, string>>} foreign settings that ask for another platform for good; empty: there are none
 * @property {string} node runs a module
 * @property {string} addOptional what precedes name and version
 * @property {string} add
 * @property {string} modules where packages are installed into
 * @property {boolean} isStore each package lies in a folder of its own that carries its version
 */

/** @typedef {{ readonly command: string, readonly files?: Readonly<Record<string, string>> }} Elsewhere */

const pins = {
  npm10: {
    spec: "npm@10.8.2",
    integrity:
      "sha512-x/AIjFIKRllrhcb48dqUNAAZl0ig9+qMuN91RpZo3Cb2+zuibfh+KISl6+kVVyktDz230JKc208UkQwwMqyB+w==",
  },
  pnpm: {
    spec: "@pnpm/exe.linux-x64@12.21.0",
    integrity:
      "sha512-8eufCjHXspKbNS/kh8q4Q0gqJoOuvC4Q5pgos6XS8By/nAMtP+jf8F1Cw9er840kfAX+PJ/ts+A9qnLE91rvXQ==",
  },
  yarn1: {
    spec: "yarn@1.22.22",
    integrity:
      "sha512-prL3kGtyG7o9Z9Sv8IPfBNrWTDmXB4Qbes8A9rEzt6wkJV8mUvoirjU0Mp3GGAU06Y0XQyA3/2/RQFVuK7MTfg==",
  },
  yarn4: {
    spec: "@yarnpkg/cli-dist@4.18.1",
    integrity:
      "sha512-EH+A4TxAtBWXKE0DGQxW9Bo9crXHLJ73mfxjTQJuv8XonNWWTpei8BQ5JjczHJNU9GROTycwMFn8iOvRIZXUcA==",
  },
};

/**
 * Puts the programs into folders, `bin` for all projects and one of its own for each that goes by the name of another.
 * @param {string} folder
 * @param {readonly string[]} names of managers
 */
export async function providePrograms(folder, names) {
  const cache = join(root, "target/runtimes");
  const bin = join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  symlinkSync(process.execPath, join(bin, "node"));
  const wanted = (/** @type {string} */ name) => names.some((each) => each.startsWith(name));
  const program = (/** @type {keyof typeof pins} */ pin, /** @type {string} */ path) => {
    fetchNpm(cache, [pins[pin]]);
    return join(packageFolder(cache, pins[pin]), path);
  };
  if (wanted("pnpm")) {
    const path = program("pnpm", "pnpm");
    chmodSync(path, 0o755);
    symlinkSync(path, join(bin, "pnpm"));
  }
  if (wanted("bun")) symlinkSync(await runtime("bun"), join(bin, "bun"));
  for (const [pin, command, path] of /** @type {const} */ ([
    ["npm10", "npm", "bin/npm-cli.js"],
    ["yarn1", "yarn", "lib/cli.js"],
    ["yarn4", "yarn", "bin/yarn.js"],
  ])) {
    if (!wanted(pin)) continue;
    const own = join(folder, pin);
    mkdirSync(own);
    writeFileSync(join(own, command), `#!/bin/sh\nexec node "${program(pin, path)}" "$@"\n`);
    chmodSync(join(own, command), 0o755);
  }
  return bin;
}

const asked = `${core}@${version}`;

const npm = /** @satisfies {Manager} */ ({
  title: "npm",
  name: "npm",
  files: {},
  start: `npm install ${asked}`,
  install: "npm install",
  omit: "npm install --omit=optional",
  elsewhere: { command: "npm install --os=darwin --cpu=arm64" },
  foreign: { ".npmrc": "os=darwin\ncpu=arm64\n" },
  node: "node",
  addOptional: "npm install --save-optional ",
  add: "npm install ",
  modules: "node_modules",
  isStore: false,
});

const pnpm = /** @satisfies {Manager} */ ({
  title: "pnpm",
  name: "pnpm",
  files: {},
  start: `pnpm add ${asked}`,
  install: "pnpm install",
  omit: "pnpm install --no-optional",
  elsewhere: { command: "pnpm install --os=darwin --cpu=arm64" },
  foreign: { "pnpm-workspace.yaml": "supportedArchitectures:\n  os: [darwin]\n  cpu: [arm64]\n" },
  node: "node",
  addOptional: "pnpm add --save-optional ",
  add: "pnpm add ",
  modules: "node_modules",
  isStore: true,
});

const architectures = "supportedArchitectures:\n  os: [darwin]\n  cpu: [arm64]\n";

const yarn4 = /** @satisfies {Manager} */ ({
  title: "yarn 4, node-modules",
  name: "yarn",
  files: { ".yarnrc.yml": "nodeLinker: node-modules\n" },
  start: `yarn add ${asked}`,
  install: "yarn install",
  omit: null,
  elsewhere: { command: "yarn install", files: { ".yarnrc.yml": architectures } },
  foreign: { ".yarnrc.yml": architectures },
  node: "yarn node",
  addOptional: "yarn add --optional ",
  add: "yarn add ",
  modules: "node_modules",
  isStore: false,
});

const bun = /** @satisfies {Manager} */ ({
  title: "bun",
  name: "bun",
  files: {},
  start: `bun add ${asked}`,
  install: "bun install",
  omit: "bun install --omit=optional",
  elsewhere: { command: "bun install --os=darwin --cpu=arm64" },
  foreign: {},
  node: "bun",
  addOptional: "bun add --optional ",
  add: "bun add ",
  modules: "node_modules",
  isStore: false,
});

/** @type {Readonly<Record<string, Manager>>} */
export const managers = {
  npm,
  // That of Node 20 and 22.
  npm10: { ...npm, title: "npm 10" },
  pnpm,
  "pnpm-hoisted": {
    ...pnpm,
    title: "pnpm, hoisted",
    files: { "pnpm-workspace.yaml": "nodeLinker: hoisted\n" },
    addOptional: "pnpm add -w --save-optional ",
    add: "pnpm add -w ",
    isStore: false,
  },
  yarn1: {
    ...yarn4,
    title: "yarn 1",
    files: {},
    omit: "yarn install --ignore-optional",
    // It has no setting for it, so it is told lies.
    elsewhere: {
      command: "NODE_OPTIONS=--require=./elsewhere.cjs yarn install",
      files: {
        "elsewhere.cjs":
          'Object.defineProperty(process, "platform", { value: "darwin" });\nObject.defineProperty(process, "arch", { value: "arm64" });\n',
      },
    },
    foreign: {},
    node: "node",
  },
  yarn4,
  "yarn4-pnp": {
    ...yarn4,
    title: "yarn 4, PnP",
    files: { ".yarnrc.yml": "nodeLinker: pnp\n" },
    modules: ".yarn/unplugged",
    isStore: true,
  },
  "yarn4-pnpm": {
    ...yarn4,
    title: "yarn 4, pnpm",
    files: { ".yarnrc.yml": "nodeLinker: pnpm\n" },
    isStore: true,
  },
  bun,
  "bun-isolated": {
    ...bun,
    title: "bun, isolated",
    files: { "bunfig.toml": '[install]\nlinker = "isolated"\n' },
    isStore: true,
  },
};
