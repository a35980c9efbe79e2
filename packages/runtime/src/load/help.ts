import { path as paths, url as urls } from "../builtin.js";
import { targets } from "../binary/targets.js";
import type { AddonTable } from "./addon-table.js";
import type { Candidate } from "./candidate.js";
import { STALE } from "./examine.js";
import type { Facts } from "./facts.js";
import { hostTargets, leafName } from "./places.js";

/** What to do about a load that failed; `decisive` is the candidate that came closest. */
export function helpFor(table: AddonTable, facts: Facts, decisive: Candidate | null): string {
  if (decisive === null) return unsupported(table);
  if (decisive.source === "environment") return overridden(table, decisive);
  switch (decisive.verdict) {
    case "not found":
      return notFound(table, facts);
    case "wrong platform":
    case "wrong architecture":
    case "wrong libc":
      return foreign(table, facts, decisive);
    case "wrong package":
    case "wrong version":
    case "wrong contract":
    case "missing exports":
      return mismatched(table, facts, decisive);
    case "not permitted":
      return (
        "Make the file readable for this user, and its file system one from which programs may run " +
        "(not mounted noexec); where a sandbox or Node's permission model is on, allow addons (--allow-addons)."
      );
    case "damaged":
      return `The file is broken. ${remake(table, facts, decisive)}`;
    case "failed to load":
      return failed(table, facts, decisive);
    case "also fits":
    case "loaded":
      return "";
  }
}

function unsupported(table: AddonTable): string {
  return (
    `${table.package} is published for ${table.targets.join(", ")}. ` +
    "On another platform, build it from source."
  );
}

function overridden(table: AddonTable, { verdict }: Candidate): string {
  const name = `${table.envPrefix}_PATH`;
  return verdict === "not found"
    ? `${name} names a file that does not exist. Mend or unset it.`
    : `${name} names this file, so nothing else was tried. Name another one or unset it.`;
}

function notFound(table: AddonTable, facts: Facts): string {
  if (table.workspace || isInWorkingTree(table, facts))
    return `Build the addon: run \`${commandOf(table)}\`.`;
  const leaf = ownLeaf(table, facts);
  const other = installedTarget(table, facts);
  if (other !== null) {
    return (
      `${leafName(table, other)} is installed instead: node_modules was made on another platform, or for ` +
      `another one. Install on this one, or add the package for it:\n${installCommands(table, leaf)}`
    );
  }
  const omitted = omitsOptional(facts)
    ? "Optional dependencies are switched off here (--omit=optional or the like), and the binary is one. "
    : "It is an optional dependency, which package managers leave out when told to (--omit=optional) or when " +
      "the lockfile was made on another platform. ";
  return `The binary is in the package ${leaf}, which is not installed. ${omitted}Add it:\n${installCommands(table, leaf)}`;
}

/** The package lies where it is generated: its own package.json is beside it, and nobody installed it. */
function isInWorkingTree(table: AddonTable, facts: Facts): boolean {
  try {
    const folder = paths.dirname(urls.fileURLToPath(table.from));
    if (folder.split(paths.sep).includes("node_modules")) return false;
    const manifest: unknown = JSON.parse(facts.read(paths.join(folder, "package.json")));
    return (manifest as { readonly name?: unknown } | null)?.name === table.package;
  } catch {
    return false;
  }
}

function foreign(table: AddonTable, facts: Facts, decisive: Candidate): string {
  const musl = decisive.verdict === "wrong libc" ? " (glibc and musl do not mix)" : "";
  return `The file is for another system${musl}. ${remake(table, facts, decisive)}`;
}

function mismatched(table: AddonTable, facts: Facts, decisive: Candidate): string {
  const allow = `\n${table.envPrefix}_ALLOW_MISMATCH=1 loads it all the same, with a warning.`;
  if (decisive.detail.includes(STALE)) {
    return `Start the process again.${allow}`;
  }
  const why =
    decisive.source === "workspace"
      ? "The binary was not built from what the package was generated from. "
      : "The package and its binary are not of one release. ";
  return `${why}${remake(table, facts, decisive)}${decisive.verdict === "wrong package" ? "" : allow}`;
}

function failed(table: AddonTable, facts: Facts, { detail, source }: Candidate): string {
  const glibc = /version [`'](GLIBC_[\d.]+)'/u.exec(detail)?.[1];
  if (glibc !== undefined) {
    return `The binary needs ${glibc.replace("_", " ")} or newer, and this system has an older one. Use a newer system, or build from source on this one.`;
  }
  if (/specified module could not be found/iu.test(detail)) {
    return "A DLL that the binary needs is missing, as a rule the Visual C++ runtime: install Microsoft's current Visual C++ redistributable.";
  }
  if (/did not self-register|NODE_MODULE_VERSION/u.test(detail)) {
    return "The file is an addon of another kind, not one of napi-rs.";
  }
  return `The system refused to load the file, for the reason above. ${remake(table, facts, { source })}`;
}

/** How to get a right file in the place of a wrong one. */
function remake(table: AddonTable, facts: Facts, { source }: Pick<Candidate, "source">): string {
  if (source === "workspace") return `Run \`${commandOf(table)}\`.`;
  const leaf = ownLeaf(table, facts);
  return `Remove ${leaf} from node_modules and install it anew:\n${installCommands(table, leaf)}`;
}

function installCommands(table: AddonTable, leaf: string): string {
  const what = `${table.package}@${table.version} ${leaf}@${table.version}`;
  return [
    `  npm install ${what}`,
    `  pnpm add ${what}`,
    `  yarn add ${what}`,
    `  bun add ${what}`,
  ].join("\n");
}

function ownLeaf(table: AddonTable, facts: Facts): string {
  const host = hostTargets(facts);
  return leafName(
    table,
    host.find((target) => table.targets.includes(target)) ?? host[0] ?? facts.platform,
  );
}

/** A target whose leaf is installed though it does not run here. */
function installedTarget(table: AddonTable, facts: Facts): string | null {
  const host = hostTargets(facts);
  const foreignTargets = table.targets.filter(
    (name) => !host.includes(name) && targets.some((target) => target.name === name),
  );
  const installed = foreignTargets.find((target) => {
    try {
      return facts.exists(facts.resolve(`${leafName(table, target)}/package.json`, table.from));
    } catch {
      return false;
    }
  });
  return installed ?? null;
}

function omitsOptional(facts: Facts): boolean {
  const { env } = facts;
  return (
    /\boptional\b/u.test(env["npm_config_omit"] ?? env["NPM_CONFIG_OMIT"] ?? "") ||
    env["npm_config_optional"] === "false"
  );
}

function commandOf(table: AddonTable): string {
  return table.command ?? "ferrotype generate";
}
