import { diagnostic } from "../diagnostics/make.js";
import { Stop } from "./stop.js";

const FULL: readonly string[] = ["ENOSPC", "EDQUOT"];
/** Something else stands where a file or a folder of ours belongs. */
const IN_THE_WAY: readonly string[] = [
  "EISDIR",
  "ERR_FS_EISDIR",
  "ENOTDIR",
  "EEXIST",
  "ENOTEMPTY",
  "ELOOP",
];
const REFUSED: readonly string[] = ["EACCES", "EPERM", "EROFS", "EMFILE", "EIO", "EBUSY"];

/** What the system refused, as FT6009; null for an error of any other kind. */
export function diskRefusal(error: unknown): Stop | null {
  if (!(error instanceof Error)) return null;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined) return null;
  const help = helpFor(code);
  if (help === null) return null;
  return new Stop([
    diagnostic("FT6009", `the system refuses ${path}: ${message}`, {
      help: `${help}, then run the same command again`,
    }),
  ]);
}

function helpFor(code: string): string | null {
  if (FULL.includes(code)) return "free some space";
  if (IN_THE_WAY.includes(code)) return "move away what stands there";
  return REFUSED.includes(code) ? "let this user read and write there" : null;
}
