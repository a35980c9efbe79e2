/** What `watch` says on stderr: one line for each thing that happened. */
import { posix } from "node:path";

export interface Status {
  /** Types were written from the source alone. */
  readonly provisional: (written: readonly string[], ms: number) => void;
  /** A build agreed with them. */
  readonly confirmed: (ms: number) => void;
  /** A build failed or found something; `ahead` where types were written since the last one that did not. */
  readonly unconfirmed: (ahead: boolean) => void;
  readonly say: (text: string) => void;
}

export function openStatus(quiet: boolean): Status {
  const say = (text: string): void => {
    if (!quiet) process.stderr.write(`ferrotype: ${text}\n`);
  };
  return {
    say,
    provisional: (written, ms) => {
      const names = written.map((path) => posix.basename(path));
      say(`${names.join(", ")} in ${Math.round(ms)} ms, provisional until the build confirms`);
    },
    unconfirmed: (ahead) => {
      const types = ahead ? "the .d.ts files are those of the source alone" : "nothing was written";
      say(`not confirmed, for the reason above: ${types}`);
    },
    confirmed: (ms) => say(`confirmed by the build in ${(ms / 1000).toFixed(1)} s`),
  };
}
