import { pathsOf } from "../search.js";
import type { Failure } from "./failure.js";
import type { Manager } from "./installation.js";

/** How to get a right file in the place of a wrong one. */
export function again(failure: Failure): string {
  const { decisive, facts, table } = failure;
  const { isGlobal, fromCache } = failure.installation;
  const folder = pathsOf(facts).dirname(decisive.path);
  switch (decisive.source) {
    case "workspace":
      return build(failure);
    case "executable":
      return "Build the executable again, with the binary of this release and for this system.";
    case "beside":
      return `Replace or remove ${decisive.path}`;
    case "environment":
    case "cache":
    case "leaf":
      if (fromCache) return `Remove ${folder} and start the program again.`;
      if (isGlobal) return add(failure, "add", table.package);
      return run(failure, "Remove node_modules and install again", ({ install }) => install);
  }
}

/** How the project that the package belongs to makes its binary. */
export function build({ table }: Failure): string {
  return `Build the addon:\n  ${table.command ?? "ferrotype generate"}`;
}

/** How to install a package besides; where the program is installed for the user, how to install that again. */
export function add(
  failure: Failure,
  how: "add" | "addOptional",
  what: string,
  version: string = failure.table.version,
): string {
  const { installation, table } = failure;
  const { isGlobal, nestedIn } = installation;
  if (!isGlobal) return run(failure, "Add it", (one) => `${one[how]}${what}@${version}`);
  const both = [`${table.package}@${table.version}`];
  if (what !== table.package) both.push(`${what}@${version}`);
  return run(
    failure,
    "Install it again",
    ({ addGlobal }) => addGlobal + (nestedIn ?? both.join(" ")),
  );
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
