import { binaryName, leafName, pathsOf } from "../search.js";
import { platformSetting } from "./asked-for.js";
import type { Failure } from "./failure.js";
import { textOf } from "./failure.js";
import { add, again, commandOf, run } from "./mend.js";
import { isInWorkingTree } from "./working-tree.js";

/** Help where no file was there at all. */
export function absent(failure: Failure): string {
  const { table, leaf, decisive, installation } = failure;
  if (decisive.source === "executable") {
    return "Build the executable again, with the module that `ferrotype embed` writes.";
  }
  if (table.workspace || isInWorkingTree(failure)) {
    return `Build the addon: run \`${commandOf(failure)}\`.`;
  }
  const where = `The binary is in the package ${leaf}, which is not installed.`;
  const { lockfile } = installation;
  const locked = lockedIn(failure);
  if (locked === "package" && decisive.path === leaf && omittedBy(failure) === null) {
    return `${where} ${lockfile} lacks it too: it was made on another platform, or the package could not be had. ${add(failure, "Add it", "addOptional", leaf)}`;
  }
  const other = foreignLeaf(failure);
  if (other !== null) {
    const setting = platformSetting(failure);
    const why =
      setting === null
        ? `${installation.modules} was made on another platform, or for another one`
        : `${setting} asks for another platform`;
    return `${other} is installed instead: ${why}. ${again(failure, setting === null ? "" : "that setting and ")}`;
  }
  if (decisive.path !== leaf) return `${leaf} is installed without its binary. ${again(failure)}`;
  const omitted = omittedBy(failure);
  if (omitted !== null) {
    const why = `Optional dependencies are switched off (${omitted}), and the binary is one.`;
    return `${where} ${why} ${switchOn(failure, omitted)}`;
  }
  const flag = installation.managers[0]?.omit ?? "";
  if (locked === "leaf") {
    const why = `${lockfile} has it: optional dependencies were left out when installing${flag}, or it could not be had.`;
    return `${where} ${why} ${switchOn(failure, null)}`;
  }
  const why = `It is an optional dependency, which is left out where that is asked for${flag}, or where a lockfile was made on another platform.`;
  return `${where} ${why} ${add(failure, "Add it", "addOptional", leaf)}`;
}

/** What the lockfile knows: the leaf, only the package, or (null) neither. */
function lockedIn(failure: Failure): "leaf" | "package" | null {
  const { lockfile } = failure.installation;
  const text = lockfile === null ? "" : textOf(failure, lockfile);
  // In that of npm, a name alone is what somebody asks for.
  const knows = (name: string): boolean =>
    text.includes(lockfile?.endsWith(".json") === true ? `node_modules/${name}"` : `${name}@`);
  if (knows(failure.leaf)) return "leaf";
  return knows(failure.table.package) ? "package" : null;
}

/** How installation is told to take optional dependencies again. */
function switchOn(failure: Failure, setting: string | null): string {
  const { managers, isGlobal } = failure.installation;
  if (isGlobal) return add(failure, "", "addOptional", failure.leaf);
  const stays = managers[0]?.name !== "npm" && setting !== null && setting !== RECORD;
  // It takes what it left out for installed.
  if (managers[0]?.name === "yarn") return again(failure, stays ? "that setting and " : "");
  return run(failure, stays ? "Remove that setting and install" : "Install with them", (one) =>
    one.name === "npm" ? `${one.install} --include=optional` : one.install,
  );
}

/** What pnpm writes of the last installation. */
const RECORD = "node_modules/.modules.yaml";

/** The setting by which optional dependencies are left out; null: none is known. */
function omittedBy(failure: Failure): string | null {
  const { facts, installation } = failure;
  const { env } = facts;
  if (/\boptional\b/u.test(env["npm_config_omit"] ?? "")) return "npm_config_omit";
  if (env["npm_config_optional"] === "false") return "npm_config_optional";
  const files = [".npmrc", "bunfig.toml", RECORD];
  const found = files.find((file) =>
    /^omit(?:\[\])? *=.*\boptional\b|^optional *= *false|optionalDependencies"?: *false/mu.test(
      textOf(failure, pathsOf(facts).join(installation.folder, file)),
    ),
  );
  return found ?? null;
}

/** A leaf that is installed though it does not run here. */
function foreignLeaf({ table, host, facts, home }: Failure): string | null {
  const paths = pathsOf(facts);
  const installed = table.targets.find((target) => {
    if (host.includes(target)) return false;
    try {
      const manifest = facts.resolve(`${leafName(table, target)}/package.json`, home);
      // yarn's linker `pnpm` leaves the package.json of what it leaves out.
      return facts.exists(paths.join(paths.dirname(manifest), binaryName(table, target)));
    } catch {
      return false;
    }
  });
  return installed === undefined ? null : leafName(table, installed);
}
