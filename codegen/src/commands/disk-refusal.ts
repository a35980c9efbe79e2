import { diagnostic } from "../diagnostics/make.js";
import { Stop } from "./stop.js";

const CODES: readonly string[] = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "EMFILE"];

/** What the system refused, as FT6009; null for an error of any other kind. */
export function diskRefusal(error: unknown): Stop | null {
  if (!(error instanceof Error)) return null;
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined || path === undefined || !CODES.includes(code)) return null;
  const isFull = code === "ENOSPC" || code === "EDQUOT";
  return new Stop([
    diagnostic("FT6009", `the system refuses ${path}: ${message}`, {
      help: isFull
        ? "free some space, then run the same command again"
        : "let this user read and write there, then run the same command again",
    }),
  ]);
}
