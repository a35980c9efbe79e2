import type { Candidate, Finding } from "../candidate.js";
import type { Search } from "../search.js";
import { folderOf, leafName, lies, pathsOf } from "../search.js";
import { causeOf } from "./causes.js";
import { STALE } from "./difference.js";
import type { Installation, Manager } from "./installation.js";
import { installationOf } from "./installation.js";

/** What is known when help is asked for. */
interface Failure extends Search {
  readonly decisive: Candidate;
  readonly installation: Installation;
  /** The leaf package that this system needs. */
  readonly leaf: string;
}

/** What to do about a load that failed; `decisive` is the candidate that came closest. Ends in the one thing to do. */
export function helpFor(search: Search, decisive: Candidate | null): string {
  const { table, host } = search;
  if (decisive === null) {
    const where = `${table.package} is published for ${table.targets.join(", ")}.`;
    return `${where} On another platform, build it from source.`;
  }
  const { source, verdict } = decisive;
  const known = causeOf(search, decisive);
  if (known !== null) return known;
  if (source === "environment") {
    const missing = verdict === "not found";
    const what = missing ? "a file that does not exist" : "this file, so nothing else was tried";
    return `${table.envPrefix}_PATH names ${what}. Name another one or unset it.`;
  }
  const leaf = leafName(table, host.find((name) => table.targets.includes(name)) ?? host[0] ?? "");
  const help = helps[verdict as Finding["verdict"]];
  return help({ ...search, decisive, leaf, installation: installationOf(search) });
}

const foreign = (failure: Failure): string => `The file is for another system. ${again(failure)}`;

const helps: Readonly<Record<Finding["verdict"], (failure: Failure) => string>> = {
  "not found": notFound,
  "not permitted": ({ facts, decisive: { path } }) =>
    facts.platform === "win32"
      ? `Give this user the right to read and execute ${path}.`
      : `Make the file readable for this user: chmod a+r ${path}`,
  "not cached": ({ table }) =>
    `Name a folder in which this user may write and from which programs may run: set ${table.envPrefix}_CACHE_DIR.`,
  damaged: (failure) => `The file is broken. ${again(failure)}`,
  "wrong platform": foreign,
  "wrong architecture": foreign,
  "wrong processor": (failure) =>
    `${failure.table.envPrefix}_VARIANT=baseline asks for the build for older ones, ${failure.leaf}. ${add(failure, "addOptional", failure.leaf)}`,
  "wrong libc": (failure) =>
    `The file is for another system (glibc and musl do not mix). ${again(failure)}`,
  "wrong Node-API": ({ facts }) =>
    `The binary calls what ${facts.runtime} does not have yet. Use a newer release of it.`,
  "wrong package": mismatched,
  "wrong version": mismatched,
  "wrong contract": mismatched,
  "missing exports": mismatched,
  "failed to load": (failure) =>
    `The system refused to load the file, for the reason above. ${again(failure)}`,
};

function notFound(failure: Failure): string {
  const { table, leaf, decisive, installation } = failure;
  if (decisive.source === "executable") {
    return `Build the executable again, with the module that \`ferrotype embed\` writes.`;
  }
  if (table.workspace || isInWorkingTree(failure))
    return `Build the addon: run \`${commandOf(failure)}\`.`;
  if (decisive.path !== leaf) {
    return `${leaf} is installed without its binary. ${again(failure)}`;
  }
  const other = foreignLeaf(failure);
  if (other !== null) {
    return `${other} is installed instead: node_modules was made on another platform, or for another one. ${again(failure)}`;
  }
  const where = `The binary is in the package ${leaf}, which is not installed.`;
  const lock = installation.npmLock === null ? "" : readText(failure, installation.npmLock);
  if (lock.includes(`"node_modules/${table.package}"`) && !lock.includes(`node_modules/${leaf}"`)) {
    return `${where} ${installation.npmLock} does not have it, so the lockfile was made on another platform. ${add(failure, "addOptional", leaf)}`;
  }
  if (omitsOptional(failure)) {
    const [flag, only] = installation.managers.length === 1 ? flags(installation) : ["", null];
    return `${where} Optional dependencies are switched off here (--omit=optional or the like), and the binary is one.${flag} ${only ?? add(failure, "addOptional", leaf)}`;
  }
  const why =
    "It is an optional dependency, which package managers leave out when told to (--omit=optional) or when the lockfile was made on another platform.";
  return `${where} ${why} ${add(failure, "addOptional", leaf)}`;
}

/** How installation is told to take optional dependencies again. */
function flags({ managers: [one], folder }: Installation): readonly [string, string | null] {
  return one?.name === "npm"
    ? ["", `Install them, in ${folder}:\n  npm install --include=optional`]
    : ["", `Switch them on and remove node_modules, then, in ${folder}:\n  ${one?.install}`];
}

/** The package lies where it is generated: its own package.json is beside it, and nobody installed it. */
function isInWorkingTree(failure: Failure): boolean {
  const folder = folderOf(failure);
  if (lies(folder, "node_modules")) return false;
  try {
    const manifest: unknown = JSON.parse(
      failure.facts.read(pathsOf(failure.facts).join(folder, "package.json")),
    );
    return (manifest as { readonly name?: unknown } | null)?.name === failure.table.package;
  } catch {
    return false;
  }
}

/** A leaf that is installed though it does not run here. */
function foreignLeaf(failure: Failure): string | null {
  const { table, host, facts } = failure;
  const leaves = table.targets
    .filter((target) => !host.includes(target))
    .map((target) => leafName(table, target));
  const installed = leaves.find((leaf) => {
    try {
      return facts.exists(facts.resolve(`${leaf}/package.json`, failure.home));
    } catch {
      return false;
    }
  });
  return installed ?? null;
}

function omitsOptional(failure: Failure): boolean {
  const { facts, installation } = failure;
  const { env } = facts;
  const paths = pathsOf(facts);
  const settings = [".npmrc", "node_modules/.modules.yaml", "bunfig.toml"].map((file) =>
    readText(failure, paths.join(installation.folder, file)),
  );
  return (
    /\boptional\b/u.test(env["npm_config_omit"] ?? env["NPM_CONFIG_OMIT"] ?? "") ||
    env["npm_config_optional"] === "false" ||
    settings.some((text) =>
      /^omit(?:\[\])? *=.*optional|^optional *= *false|optionalDependencies"?: *false/mu.test(text),
    )
  );
}

function readText({ facts }: Failure, path: string): string {
  try {
    return facts.read(path);
  } catch {
    return "";
  }
}

function mismatched(failure: Failure): string {
  const { table, decisive } = failure;
  const { verdict, detail, source } = decisive;
  const allow =
    verdict === "wrong package"
      ? ""
      : ` ${table.envPrefix}_ALLOW_MISMATCH=1 loads it all the same, with a warning.`;
  if (detail.includes(STALE))
    return `The binary was replaced while it ran.${allow} Start the process again.`;
  if (source === "workspace") {
    return `The binary was not built from what the package was generated from.${allow} ${again(failure)}`;
  }
  const why = `The package and its binary are not of one release.${allow}`;
  if (verdict !== "wrong version" || source !== "leaf") return `${why} ${again(failure)}`;
  const found = /version ([^ ,;]+)/u.exec(detail)?.[1] ?? "";
  if (isOlder(found, table.version))
    return `${why} The binary is the older one. ${add(failure, "addOptional", failure.leaf)}`;
  const { nestedIn } = failure.installation;
  const stale = `The package is the older one: ${table.version} stands in ${folderOf(failure)}`;
  return nestedIn === null
    ? `${why} ${stale}. ${add(failure, "add", table.package, found)}`
    : `${why} ${stale}, ${nestedIn}'s own copy. ${add(failure, "add", nestedIn, "latest")}`;
}

/** The order of two versions, as far as it matters here. */
function isOlder(one: string, other: string): boolean {
  const [a = "", b = ""] = [one, other].map((version) => version.split(/[-+]/u, 1)[0]);
  const order = a.localeCompare(b, "en", { numeric: true });
  return order < 0 || (order === 0 && one.includes("-"));
}

/** How to get a right file in the place of a wrong one. */
function again(failure: Failure): string {
  const { decisive, installation, table } = failure;
  const { folder, managers, isGlobal, fromCache } = installation;
  if (decisive.source === "workspace") return `Run \`${commandOf(failure)}\`.`;
  if (decisive.source === "executable")
    return "Build the executable again, with the binary of this release and for this system.";
  if (decisive.source === "beside") return `Replace or remove ${decisive.path}.`;
  if (fromCache)
    return `Remove ${pathsOf(failure.facts).dirname(decisive.path)} and start the program again.`;
  if (isGlobal) return add(failure, "add", table.package);
  return `Remove node_modules and install again, in ${folder}:${lines(managers, ({ install }) => install)}`;
}

function add(
  { installation, table }: Failure,
  kind: "add" | "addOptional",
  what: string,
  version: string = table.version,
): string {
  const { managers, isGlobal, nestedIn, folder } = installation;
  if (isGlobal) {
    const both =
      nestedIn ??
      `${table.package}@${table.version} ${what === table.package ? "" : `${what}@${version}`}`.trim();
    return `Install it again:${lines(managers, ({ addGlobal }) => `${addGlobal} ${both}`)}`;
  }
  return `Add it, in ${folder}:${lines(managers, (one) => `${one[kind]} ${what}@${version}`)}`;
}

function lines(managers: readonly Manager[], render: (one: Manager) => string): string {
  return managers
    .map((one) => `\n  ${render(one)}`)
    .join("")
    .replaceAll("npm: ", "npm:");
}

function commandOf({ table }: Search): string {
  return table.command ?? "ferrotype generate";
}
