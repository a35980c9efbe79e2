import type { Candidate, Finding } from "../candidate.js";
import type { Search } from "../search.js";
import { folderOf } from "../search.js";
import { absent } from "./absent.js";
import { overrideOf } from "./asked-for.js";
import { causeOf } from "./causes.js";
import { STALE } from "./difference.js";
import type { Failure } from "./failure.js";
import { failureOf } from "./failure.js";
import { add, again, run } from "./mend.js";

/** What to do about a load that failed; `decisive` is the candidate that came closest. Ends in the one thing to do. */
export function helpFor(search: Search, decisive: Candidate | null): string {
  const { table } = search;
  if (decisive === null) {
    const where = `${table.package} is published for ${table.targets.join(", ")}.`;
    return `${where} On another platform, build it from source.`;
  }
  const known = causeOf(search, decisive);
  if (known !== null) return known;
  const { source, verdict } = decisive;
  if (source === "environment") {
    const missing = verdict === "not found";
    const what = missing ? "a file that does not exist" : "this file, so nothing else was tried";
    return `${table.envPrefix}_PATH names ${what}. Name another one or unset it.`;
  }
  return helps[verdict as Finding["verdict"]](failureOf(search, decisive));
}

type Help = (failure: Failure) => string;

/** The same for each, but for what is said first. */
const anew =
  (why: string): Help =>
  (failure) =>
    `${why} ${again(failure)}`;

const helps: Readonly<Record<Finding["verdict"], Help>> = {
  "not found": absent,
  "not permitted": ({ facts, decisive: { path } }) =>
    facts.platform === "win32"
      ? `Make the file readable for this user:\n  icacls "${path}" /grant *S-1-1-0:RX`
      : `Make the file readable for this user:\n  chmod a+r ${path}`,
  "not cached": uncached,
  damaged: anew("The file is broken."),
  "wrong platform": anew("The file is for another system."),
  "wrong architecture": anew("The file is for another system."),
  "wrong processor": tooNew,
  "wrong libc": anew("The file is for another system (glibc and musl do not mix)."),
  "wrong Node-API": ({ facts }) => `Use a release that is newer than ${facts.runtime}.`,
  "wrong package": anew("Another package's file stands in its place."),
  "wrong version": otherRelease,
  "wrong contract": otherBuild,
  "missing exports": otherBuild,
  "failed to load": anew("The system refused to load the file, for the reason above."),
};

function uncached(failure: Failure): string {
  const { code } = failure.decisive.error as { readonly code?: unknown };
  const elsewhere = `Set ${failure.table.envPrefix}_CACHE_DIR to a folder that is this user's alone, and from which programs may run.`;
  return code === "ERR_FERROTYPE_CACHE_SOURCE" ? again(failure) : elsewhere;
}

function tooNew(failure: Failure): string {
  const { table, host, leaf } = failure;
  return host.some((target) => table.targets.includes(target))
    ? `${leaf} is for older ones too. ${again(failure)}`
    : `Only newer processors are catered for: ${table.targets.join(", ")}. Build the package from source.`;
}

function otherBuild(failure: Failure): string {
  const { decisive, table } = failure;
  const allow = `${table.envPrefix}_ALLOW_MISMATCH=1 loads it all the same, with a warning.`;
  if (decisive.detail.includes(STALE)) {
    return `The file was replaced after this process loaded it. ${allow} Start the process again.`;
  }
  const why =
    decisive.source === "workspace"
      ? "The binary was not built from what the package was generated from."
      : "The package and its binary are not of one build.";
  return `${why} ${allow} ${again(failure)}`;
}

function otherRelease(failure: Failure): string {
  const { decisive, table, leaf, installation } = failure;
  const { detail, source } = decisive;
  if (source !== "leaf" && source !== "cache") return otherBuild(failure);
  if (detail.includes(STALE)) return otherBuild(failure);
  const allow = `${table.envPrefix}_ALLOW_MISMATCH=1 loads it all the same, with a warning.`;
  const found = /version (\S+?),/u.exec(detail)?.[1] ?? "";
  const override = installation.isGlobal ? null : overrideOf(failure);
  if (override !== null) {
    return `The binary is not of the package's release: ${override} asks for ${leaf} in that version, in its overrides or resolutions. ${allow} ${run(failure, "Remove that and install", ({ install }) => install)}`;
  }
  if (isOlder(found, table.version)) {
    const { isStore, managers } = installation;
    // What is in a store counts as installed and is not looked at; yarn looks at nothing that is.
    const mend =
      isStore || managers[0]?.name === "yarn"
        ? again(failure)
        : add(failure, "Install the one that fits", "addOptional", leaf);
    return `The binary is older than the package. ${allow} ${mend}`;
  }
  const { nestedIn } = installation;
  const where = `The package is older than the binary: ${table.version} stands in ${folderOf(failure)}`;
  return nestedIn === null
    ? `${where}. ${allow} ${add(failure, "Install the newer one", "add", table.package, found)}`
    : `${where}, ${nestedIn}'s own copy. ${allow} ${add(failure, `Install a newer ${nestedIn}`, "add", nestedIn, "latest")}`;
}

/** The order of two versions, as far as it matters here. */
function isOlder(one: string, other: string): boolean {
  const [a = "", b = ""] = [one, other].map((version) => version.split(/[-+]/u, 1)[0]);
  const order = a.localeCompare(b, "en", { numeric: true });
  if (order !== 0) return order < 0;
  // A release comes after its prereleases.
  return one.includes("-") && (!other.includes("-") || one < other);
}
