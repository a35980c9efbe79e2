import { pathsOf } from "../search.js";
import type { Failure } from "./failure.js";
import type { Manager } from "./installation.js";

/** How to get a right file in the place of a wrong one; `besides` is to be removed too. */
export function again(failure: Failure, besides = ""): string {
  const { decisive, facts, table } = failure;
  const { isGlobal, fromCache, modules } = failure.installation;
  const folder = pathsOf(facts).dirname(decisive.path);
  switch (decisive.source) {
    case "workspace":
      return `Run \`${commandOf(failure)}\`.`;
    case "executable":
      return "Build the executable again, with the binary of this release and for this system.";
    case "beside":
      return `Replace or remove ${decisive.path}`;
    case "environment":
    case "cache":
    case "leaf":
      if (fromCache) return `Remove ${folder} and start the program again.`;
      if (isGlobal) return `Remove ${folder}. ${add(failure, "", "add", table.package)}`;
      return run(
        failure,
        `Remove ${besides}${modules} and install again`,
        ({ install }) => install,
      );
  }
}

/** How the project that the package belongs to makes its binary. */
export function commandOf({ table }: Failure): string {
  return table.command ?? "ferrotype generate";
}

/** How to install a package besides; where the program is installed for the user, how to install that again. */
export function add(
  failure: Failure,
  what: string,
  how: "add" | "addOptional",
  name: string,
  version: string = failure.table.version,
): string {
  const { installation, leaf, table } = failure;
  const { isGlobal, nestedIn } = installation;
  if (!isGlobal) return run(failure, what, (one) => `${one[how]}${name}@${version}`);
  const both = `${table.package}@${version} ${leaf}@${version}`;
  return run(failure, "Install it again", ({ addGlobal }) => addGlobal + (nestedIn ?? both));
}

/** A command of the program that installed the package; that of each where it is unknown. */
export function run(
  { installation: { folder, isGlobal, managers } }: Failure,
  what: string,
  command: (manager: Manager) => string,
): string {
  const where = isGlobal ? "" : `, in ${folder}`;
  const which = managers.length === 1 ? "" : ", with the program that you install with";
  return `${what}${where}${which}:${managers.map((one) => `\n  ${command(one)}`).join("")}`;
}
