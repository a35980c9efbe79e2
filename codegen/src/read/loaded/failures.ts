/** FT4006 to FT4008: what kept an addon from being read, by how its process ended. */
import { diagnostic } from "../../diagnostics/make.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { ChildOutcome } from "./child.js";
import { explainRefusal, lookupError } from "./refusals.js";

type Died = Extract<ChildOutcome, { kind: "died" }>;

const atLoad = "`#[module_init]`, `#[module_exports]`, `ctor`";

export function failureOf(
  outcome: Exclude<ChildOutcome, { kind: "shape" }>,
  path: string,
  timeoutMs: number,
): Diagnostic {
  switch (outcome.kind) {
    case "unstarted": {
      const message = `\`${path}\` cannot be loaded: Node does not start: ${outcome.message}`;
      return diagnostic("FT4008", message);
    }
    case "refused":
      return refused(outcome.message, outcome.by, path);
    case "hung":
      return diagnostic("FT4007", `\`${path}\` was still loading after ${timeoutMs} ms`, {
        help: `look at what runs at load: ${atLoad}, statics that wait for a thread or a lock`,
      });
    case "died": {
      // The linker binds lazily, and ends the process when a symbol is missing after all.
      const words = lookupError.exec(outcome.stderr)?.groups?.["words"];
      return words === undefined ? crash(outcome, path) : refused(words, "linker", path);
    }
  }
}

function refused(
  words: string,
  by: Extract<ChildOutcome, { kind: "refused" }>["by"],
  path: string,
): Diagnostic {
  switch (by) {
    case "addon":
      return diagnostic("FT4008", `\`${path}\` throws while it is loaded: ${words}`, {
        help: `look at what runs at load: ${atLoad}`,
      });
    case "probe":
      return diagnostic("FT4008", `\`${path}\` can be loaded, and not read: ${words}`);
    case "linker": {
      const { meaning, help } = explainRefusal(words);
      const said = meaning === null ? words : `${meaning}; the linker says: ${words}`;
      return diagnostic("FT4008", `\`${path}\` cannot be loaded: ${said}`, { help });
    }
  }
}

function crash({ code, signal, stderr }: Died, path: string): Diagnostic {
  const how = signal ?? `exit code ${code !== null && code > 0xffff ? hexadecimal(code) : code}`;
  const words = lastWords(stderr);
  const said = words === "" ? "" : `; its last words: ${words}`;
  return diagnostic("FT4006", `\`${path}\` ends the process while it is loaded: ${how}${said}`, {
    help: `look at what runs at load: ${atLoad}`,
  });
}

function hexadecimal(code: number): string {
  return `0x${code.toString(16)}`;
}

/** The first line that a panic wrote, else the last line; of a long one the start. */
function lastWords(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const panic = lines.findIndex((line) => line.includes("panicked at"));
  const words = (panic === -1 ? lines.at(-1) : lines.slice(panic, panic + 2).join(" ")) ?? "";
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
