import { siblingOf } from "../leaf.js";
import type { Search } from "../search.js";
import { folderOf, leafName, pathsOf } from "../search.js";

/** A program that installs packages, and how it is told to. */
export interface Manager {
  readonly name: string;
  /** Installs all that the project asks for. */
  readonly install: string;
  /** Adds a package, which follows, with a version. */
  readonly add: string;
  /** Adds one that other platforms do without. */
  readonly addOptional: string;
  /** What `add` is called for programs that are installed for the user. */
  readonly addGlobal: string;
  /** How it is told to leave out optional dependencies, in brackets after a space; empty: it cannot be told. */
  readonly omit: string;
}

/** How the package came to where it is. */
export interface Installation {
  /** The one that installed it; all where that is unknown. */
  readonly managers: readonly Manager[];
  /** Folder of the project. */
  readonly folder: string;
  /** The folder in it that packages are installed into. */
  readonly modules: string;
  /** Its lockfile, where that is a text; null without one. */
  readonly lockfile: string | null;
  /** It belongs to a program that is installed for the user. */
  readonly isGlobal: boolean;
  /** Packages lie in folders of their own that carry their version. */
  readonly isStore: boolean;
  /** The package of the project in whose folder, at any depth, this copy is nested; null: in none. */
  readonly nestedIn: string | null;
  /** There is no `node_modules`: the program's own cache is used in its place. */
  readonly fromCache: boolean;
}

const managers = {
  npm: manager("npm", "install ", "--save-optional ", "install --global ", "--omit=optional"),
  pnpm: manager("pnpm", "add ", "--save-optional ", "add --global ", "--no-optional"),
  yarn: manager("yarn", "add ", "--optional ", "global add ", "--ignore-optional"),
  bun: manager("bun", "add ", "--optional ", "add --global ", "--omit=optional"),
  deno: manager("deno", "add npm:", "", "install --global npm:"),
};

/** pnpm adds nothing to the root of a workspace unless told so. */
const pnpmRoot = manager("pnpm", "add -w ", "--save-optional ", "add --global ", "--no-optional");

function manager(name: string, add: string, flag: string, addGlobal: string, omit = ""): Manager {
  return {
    name,
    install: `${name} install`,
    add: `${name} ${add}`,
    addOptional: `${name} ${add}${flag}`,
    addGlobal: `${name} ${addGlobal}`,
    omit: omit === "" ? "" : ` (${omit})`,
  };
}

type Name = keyof typeof managers;

/** Folders that only one of them makes. */
const layouts: readonly (readonly [RegExp, Name])[] = [
  [/\/node_modules\/\.pnpm\/|\/pnpm\/global\//u, "pnpm"],
  [/\/node_modules\/\.bun\/|@@@\d+\/$|\/\.bun\/install\/global\//u, "bun"],
  [/\/node_modules\/\.deno\/|\/npm\/[^/]+\/(?:@[^/]+\/)?[^/]+\/\d+\.[^/]+\/$/u, "deno"],
  [/\/\.yarn\/|\/yarn\/(?:data\/)?global\/|\/node_modules\/\.store\//iu, "yarn"],
];

/** Where programs are installed for the user, by others than npm. */
const globals = /\/(?:pnpm|yarn|\.bun\/install)\/(?:data\/)?global\//iu;

/** Files that only one of them writes, in the order of how sure they are. */
const traces: readonly (readonly [file: string, Name])[] = [
  ["node_modules/.modules.yaml", "pnpm"],
  ["node_modules/.yarn-state.yml", "yarn"],
  ["node_modules/.yarn-integrity", "yarn"],
  [".pnp.cjs", "yarn"],
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
  ["node_modules/.package-lock.json", "npm"],
  ["deno.lock", "deno"],
];

/** Tells by the files around the package who installed it; by who runs the process where they do not tell. */
export function installationOf(search: Search): Installation {
  const { facts, table } = search;
  const paths = pathsOf(facts);
  const home = `${folderOf(search)}/`.replaceAll("\\", "/");
  const exists = (folder: string, file: string): boolean => facts.exists(paths.join(folder, file));
  const above = ancestors(folderOf(search), paths);
  const traceIn = (folder: string): Name | undefined =>
    traces.find(([file]) => exists(folder, file))?.[1];
  const marked = above.find((folder) => traceIn(folder) !== undefined);
  const [outside = "", ...inside] = home.split("/node_modules/");
  const isZipped = home.includes("/.yarn/");
  const project = inside.length > 0 && !isZipped ? outside : undefined;
  const folder = pathOf(project ?? marked ?? above[0] ?? "", facts);
  const isGlobal =
    globals.test(home) ||
    (project !== undefined &&
      ["lib", "nodejs", "npm"].includes(paths.basename(project)) &&
      !exists(project, "package.json"));
  const fromCache = inside.length === 0 && siblingOf(search, leafName(table, "")) !== null;
  const agent = /^(npm|pnpm|yarn|bun|deno)\//u.exec(facts.env["npm_config_user_agent"] ?? "")?.[1];
  const name =
    layouts.find(([pattern]) => pattern.test(home))?.[1] ??
    (marked === undefined ? undefined : traceIn(marked)) ??
    (isGlobal ? "npm" : (agent as Name | undefined));
  const isStore = layouts.some(([pattern]) => pattern.test(home));
  const lockfile = traces
    .filter(([file, writer]) => writer === name && /^[^/]*lock\.\w+$|\.lock$/u.test(file))
    .map(([file]) => paths.join(marked ?? folder, file))
    .find((path) => facts.exists(path));
  const one =
    name === "pnpm" && exists(folder, "pnpm-workspace.yaml") ? pnpmRoot : managers[name ?? "npm"];
  return {
    managers:
      name === undefined ? [managers.npm, managers.pnpm, managers.yarn, managers.bun] : [one],
    folder,
    modules: isZipped ? ".yarn/unplugged" : "node_modules",
    lockfile: lockfile ?? null,
    isGlobal,
    isStore,
    // What stands in a store is no copy of its own.
    nestedIn: inside.length > 1 && !isStore ? nameOf(inside[0] ?? "") : null,
    fromCache,
  };
}

/** A path with the separators of the platform. */
function pathOf(unified: string, { platform }: Search["facts"]): string {
  return platform === "win32" ? unified.replaceAll("/", "\\") : unified;
}

/** Name of the package in whose folder a path begins. */
function nameOf(path: string): string {
  return path.split("/", path.startsWith("@") ? 2 : 1).join("/");
}

function ancestors(folder: string, paths: ReturnType<typeof pathsOf>): readonly string[] {
  const above = paths.dirname(folder);
  return above === folder ? [folder] : [folder, ...ancestors(above, paths)];
}
