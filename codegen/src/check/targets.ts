import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { diagnostic } from "../diagnostics/make.js";
import type { GenerateOptions } from "../model/views.js";
import { targetFacts } from "../types/targets.js";

/** FT6004. */
export function checkTargets({ targets }: GenerateOptions): readonly Diagnostic[] {
  return targets
    .filter((target) => targetFacts(target) === null)
    .map((target) =>
      diagnostic("FT6004", `the target \`${target}\` is not known`, {
        help: "write platform, architecture and C library, as in `linux-x64-gnu`, `darwin-arm64`, `win32-x64-msvc`",
      }),
    );
}
