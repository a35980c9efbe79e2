/**
 * How an installation goes wrong, what the loader has to say of it, and the proof: what it says is done as it says, and
 * then the import runs.
 */
import { cpSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

import { core, hostTarget, leaf, newer, older, version } from "./packages.js";
import { Project } from "./project.js";

/**
 * @typedef {import("./managers.js").Manager} Manager
 * @typedef {import("./project.js").Ground} Ground
 */

/**
 * @typedef {object} Case
 * @property {Ground} ground
 * @property {string} key of the manager
 * @property {Manager} manager
 * @property {Project} project
 */

/**
 * What the message has to say.
 * @typedef {object} Expected
 * @property {string} code
 * @property {readonly string[]} cause
 * @property {string} mend the help from what is to be done on; `{folder}` stands for the project
 */

/**
 * @typedef {object} Failure
 * @property {string} title
 * @property {(one: Pick<Case, "key" | "manager">) => string | null} without why a manager cannot come into it; null: it can
 * @property {(one: Case) => Promise<void>} arrange
 * @property {(one: Case) => Expected | null} expected null: the manager is right all the same, and the import runs
 * @property {(one: Case) => void} [byHand] what the message asks for besides the command
 */

const NOT_FOUND = "ERR_FERROTYPE_NOT_FOUND";
const WRONG_VERSION = "ERR_FERROTYPE_WRONG_VERSION";
const RECORD = "switched off (node_modules/.modules.yaml)";
const missing = `The binary is in the package ${leaf}, which is not installed.`;

/** @param {string} modules @param {string} install */
const again = (modules, install) =>
  `Remove ${modules} and install again, in {folder}:\n  ${install}`;

/** @type {Readonly<Record<string, (manager: Manager) => string>>} */
const lockfiles = {
  npm: () => "package-lock.json",
  pnpm: () => "pnpm-lock.yaml",
  yarn: () => "yarn.lock",
  bun: () => "bun.lock",
};

/** @param {Manager} manager */
const lockfile = (manager) => lockfiles[manager.name]?.(manager) ?? "";

/** Settings by which a project switches optional dependencies off. */
const off = /** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */ ({
  npm: { ".npmrc": "omit=optional\n" },
  bun: { "bunfig.toml": "[install]\noptional = false\n" },
  // Its own settings end in that table.
  "bun-isolated": { "bunfig.toml": "optional = false\n" },
});

/** @param {Pick<Case, "key" | "manager">} one */
const offBy = ({ key, manager }) => off[key] ?? off[manager.name];

/** What holds a package at another version, as each manager asks for it. */
const pinned = {
  npm: { overrides: { [leaf]: older } },
  pnpm: {},
  yarn: { resolutions: { [leaf]: older } },
  bun: { overrides: { [leaf]: older } },
};

/** @type {readonly Failure[]} */
export const failures = [
  {
    title: "optional left out",
    without: ({ manager }) => (manager.omit === null ? "no such flag" : null),
    arrange: async ({ project, manager }) => {
      project.depend();
      await project.run(manager.omit ?? "");
    },
    expected: ({ manager }) => ({
      code: NOT_FOUND,
      cause: [
        missing,
        manager.name === "pnpm" ? RECORD : (/--.*/u.exec(manager.omit ?? "")?.[0] ?? ""),
      ],
      mend:
        manager.name === "yarn"
          ? again(manager.modules, manager.install)
          : `Install with them, in {folder}:\n  ${manager.install}${manager.name === "npm" ? " --include=optional" : ""}`,
    }),
  },
  {
    title: "optional off by a setting",
    without: (one) => (offBy(one) === undefined ? "no such setting" : null),
    arrange: async (one) => {
      one.project.depend();
      one.project.settle(offBy(one) ?? {});
      await one.project.run(one.manager.install);
    },
    expected: ({ key, manager }) => ({
      code: NOT_FOUND,
      cause: [missing, `switched off (${Object.keys(offBy({ key, manager }) ?? {})[0]})`],
      mend:
        manager.name === "npm"
          ? "Install with them, in {folder}:\n  npm install --include=optional"
          : `Remove that setting and install, in {folder}:\n  ${manager.install}`,
    }),
    byHand: (one) => {
      if (one.manager.name !== "npm") one.project.unsettle(offBy(one) ?? {});
    },
  },
  {
    title: "node_modules copied",
    without: () => null,
    arrange: async (one) => {
      const from = await installedElsewhere(one);
      rmSync(one.project.folder, { recursive: true });
      cpSync(from.folder, one.project.folder, { recursive: true, verbatimSymlinks: true });
      one.project.unsettle(one.manager.elsewhere.files ?? {});
    },
    expected: ({ manager }) => ({
      code: NOT_FOUND,
      cause: [`${core}-darwin-arm64 is installed instead: ${manager.modules} was made on another`],
      mend: again(manager.modules, manager.install),
    }),
  },
  {
    title: "wrong leaf by a setting",
    without: ({ manager }) =>
      Object.keys(manager.foreign).length === 0 ? "no such setting" : null,
    arrange: async ({ project, manager }) => {
      project.depend();
      project.settle(manager.foreign);
      await project.run(manager.install);
    },
    expected: ({ manager }) => ({
      code: NOT_FOUND,
      cause: [
        `${core}-darwin-arm64 is installed instead`,
        `${Object.keys(manager.foreign)[0]} asks for`,
      ],
      mend: again(manager.modules, manager.install).replace("Remove", "Remove that setting and"),
    }),
    byHand: ({ manager, project }) => project.unsettle(manager.foreign),
  },
  {
    title: "lockfile of another platform",
    without: () => null,
    arrange: async (one) => {
      const from = await installedElsewhere(one);
      if (one.manager.name === "npm") {
        // Written anew from what is installed, as npm does where somebody removed the lockfile.
        rmSync(join(from.folder, "package-lock.json"));
        await from.run(one.manager.elsewhere.command);
      }
      one.project.depend();
      cpSync(
        join(from.folder, lockfile(one.manager)),
        join(one.project.folder, lockfile(one.manager)),
      );
      await one.project.run(one.manager.install);
    },
    // npm 10 keeps in its lockfile what the machine needed that wrote it (npm/cli#4828).
    expected: ({ key }) =>
      key === "npm10"
        ? {
            code: NOT_FOUND,
            cause: [missing, "package-lock.json lacks it too: it was made on another platform"],
            mend: `Add it, in {folder}:\n  npm install --save-optional ${leaf}@${version}`,
          }
        : null,
  },
  {
    title: "the same, and a leaf for musl",
    without: ({ key }) => (key === "npm10" ? null : "its lockfile has all platforms"),
    arrange: async ({ project, manager }) => {
      project.depend();
      await project.run(manager.install);
      const lock = JSON.parse(readFileSync(join(project.folder, "package-lock.json"), "utf8"));
      delete lock.packages[`node_modules/${leaf}`];
      project.write("package-lock.json", JSON.stringify(lock));
      rmSync(join(project.folder, "node_modules"), { recursive: true });
      await project.run("npm ci");
      // npm 10 does not look at `libc` of what a lockfile names.
      if (!project.has(`node_modules/${core}-linux-x64-musl`)) throw new Error("no leaf for musl");
    },
    expected: () => ({
      code: NOT_FOUND,
      cause: [missing, "package-lock.json lacks it too: it was made on another platform"],
      mend: `Add it, in {folder}:\n  npm install --save-optional ${leaf}@${version}`,
    }),
  },
  {
    title: "older leaf left behind",
    without: () => null,
    arrange: (one) => replaced(one, "older"),
    expected: ({ manager }) => ({
      code: WRONG_VERSION,
      cause: [`it is version ${older}, the package is ${version}`, "older than the package"],
      mend:
        manager.isStore || manager.name === "yarn"
          ? again(manager.modules, manager.install)
          : `Install the one that fits, in {folder}:\n  ${manager.addOptional}${leaf}@${version}`,
    }),
  },
  {
    title: "older leaf by an override",
    without: () => null,
    arrange: async ({ project, manager }) => {
      project.depend(pinned[manager.name]);
      if (manager.name === "pnpm") {
        project.settle({ "pnpm-workspace.yaml": `overrides:\n  "${leaf}": ${older}\n` });
      }
      await project.run(manager.install);
    },
    expected: ({ manager }) => ({
      code: WRONG_VERSION,
      cause: [
        `it is version ${older}, the package is ${version}`,
        `${manager.name === "pnpm" ? "pnpm-workspace.yaml" : "package.json"} asks for ${leaf} in that`,
      ],
      mend: `Remove that and install, in {folder}:\n  ${manager.install}`,
    }),
    byHand: ({ project, manager }) => {
      project.depend();
      if (manager.name === "pnpm") project.unsettle({ "pnpm-workspace.yaml": "" });
    },
  },
  {
    title: "newer leaf",
    without: () => null,
    arrange: (one) => replaced(one, "newer"),
    expected: ({ manager }) => ({
      code: WRONG_VERSION,
      cause: [`it is version ${newer}, the package is ${version}`, "older than the binary"],
      mend: `Install the newer one, in {folder}:\n  ${manager.add}${core}@${newer}`,
    }),
  },
];

/** A project beside it, installed for macOS on ARM. @param {Case} one */
async function installedElsewhere({ ground, key, manager, project }) {
  const from = new Project(ground, key, manager, `${project.name}-elsewhere`);
  const files = manager.elsewhere.files ?? {};
  from.depend();
  from.settle(files);
  await from.run(manager.elsewhere.command);
  return from;
}

/** Installs what fits, and puts the leaf of another release in the place of its own. @param {Case} one @param {string} release */
async function replaced({ ground, manager, project }, release) {
  project.depend();
  await project.run(manager.install);
  const file = `natives.${hostTarget}.node`;
  const found = readdirSync(project.folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name === file,
  );
  const [binary] = found;
  if (binary === undefined) throw new Error("there is no leaf to be replaced");
  const place = join(binary.parentPath, file);
  for (const each of ["package.json", file]) {
    // What lies there may be a link into a store.
    rmSync(join(dirname(place), each));
    cpSync(
      join(ground.folder, release, "ferrotype-natives-linux-x64-gnu", each),
      join(dirname(place), each),
    );
  }
}
