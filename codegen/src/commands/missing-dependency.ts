import { fileURLToPath } from "node:url";

import { diagnostic } from "../diagnostics/make.js";
import { installAnew, missingPackage } from "../doctor/missing-package.js";
import { Stop } from "./stop.js";

/** The folder of all that is compiled, as it is before bundling and after. */
const own = fileURLToPath(new URL("../", import.meta.url));

/** What the command itself could not import, as FT6011; null for an error of any other kind. */
export function missingDependency(error: unknown): Stop | null {
  const missing = missingPackage(error);
  if (missing === null || !(error instanceof Error)) return null;
  const { message } = error;
  if (!message.includes(own) && !/[\\/]@ferrotype[\\/]runtime[\\/]/u.test(message)) return null;
  return new Stop([
    diagnostic("FT6011", `${missing.name}, which ferrotype needs, ${missing.what}`, {
      help: installAnew(own),
    }),
  ]);
}

/** The same where not even the command line could be loaded: says so, and gives the exit code. */
export function tellMissing(error: unknown): number {
  const [found] = missingDependency(error)?.diagnostics ?? [];
  if (found === undefined) throw error;
  process.stderr.write(`ferrotype: ${found.message}\n${found.help ?? ""}\n`);
  return 1;
}
