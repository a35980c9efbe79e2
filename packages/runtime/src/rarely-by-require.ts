import { module } from "./builtin.js";
import { LoadError } from "./load/load-error.js";

type Rare = typeof import("./rare.js");

let parts: Rare | null = null;

/** Everything that is needed rarely, from a file of its own that is read when it is first asked for. */
function rare(): Rare {
  try {
    parts ??= module.createRequire(import.meta.url)("./rare.cjs") as Rare;
  } catch (cause) {
    const message =
      "A part of @ferrotype/runtime is missing: a bundler took dist/index.js and left rare.cjs behind. Mark the package as external, or let the bundler resolve the condition `module`.";
    throw new Error(message, { cause });
  }
  return parts;
}

export function words(): Pick<Rare, "argumentError" | "checkValue" | "explainError"> {
  try {
    return rare();
  } catch (missing) {
    const fail = (): never => {
      throw missing;
    };
    // What a native function said is worth more than that we cannot explain it.
    return { argumentError: fail, checkValue: fail, explainError: (error) => error };
  }
}

export function loader(): Pick<Rare, "explainFully" | "loadFully" | "reportFully"> {
  const { explainFully, loadFully, reportFully } = rare();
  return {
    explainFully,
    reportFully,
    loadFully(table) {
      try {
        return loadFully(table);
      } catch (error) {
        // That file has a class of its own; this one is what users compare with.
        if (error instanceof Error && error.name === "LoadError") {
          Object.setPrototypeOf(error, LoadError.prototype);
        }
        throw error;
      }
    },
  };
}
