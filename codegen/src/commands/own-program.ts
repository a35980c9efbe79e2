import { fileURLToPath } from "node:url";

/** The script that a shell starts as `ferrotype`. */
export function ownProgram(): string {
  return fileURLToPath(new URL("../../bin/ferrotype.js", import.meta.url));
}
