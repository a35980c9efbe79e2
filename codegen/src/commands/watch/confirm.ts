/** Confirms provisional types by a `ferrotype generate` in a process of its own, which a newer save can end. */
import { spawn, type ChildProcess } from "node:child_process";

import { ownProgram } from "../own-program.js";

export interface Confirmation {
  /** Exit code; null where it was ended. */
  readonly finished: Promise<number | null>;
  /** Ends it with all that it started, and waits until it is gone. */
  readonly end: () => Promise<void>;
}

/** Starts a build; what it prints is shown. */
export function startConfirmation(config: string, flags: readonly string[]): Confirmation {
  const child = spawn(process.execPath, [ownProgram(), "generate", "--config", config, ...flags], {
    // A group of its own, so that cargo and rustc end with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "inherit", "inherit"],
  });
  const finished = new Promise<number | null>((resolve) => {
    child.once("error", () => resolve(null));
    child.once("exit", (code) => resolve(code));
  });
  return {
    finished,
    end: async () => {
      killTree(child);
      await finished;
    },
  };
}

function killTree(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
