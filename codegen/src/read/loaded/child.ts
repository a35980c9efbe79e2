import { spawn } from "node:child_process";
import { resolve as resolvePath } from "node:path";
import type { Readable } from "node:stream";

import { onMessage } from "./message.js";
import { probe, type ProbeMessage } from "./probe.js";

type Shape = Extract<ProbeMessage, { kind: "shape" }>;

/** How the child ended. */
export type ChildOutcome =
  | Shape
  | Extract<ProbeMessage, { kind: "refused" }>
  /** The child process itself could not be had. */
  | { readonly kind: "unstarted"; readonly message: string }
  | { readonly kind: "hung" }
  | {
      readonly kind: "died";
      readonly code: number | null;
      readonly signal: string | null;
      /** What it wrote to standard error; of much, the start and the end. */
      readonly stderr: string;
    };

const stderrHead = 16_000;
const stderrTail = 4_000;
/** Names that a probe reports, members included; the largest addon that we know has 4,000. */
const nameLimit = 200_000;
/** How long after its end what it wrote may still arrive; a process that it started may keep the pipe open for ever. */
const lingerMs = 500;

/**
 * Loads an addon in a Node process of its own. The script travels as text, so it needs no file beside us and works
 * from the sources, from `dist` and from a bundle alike.
 */
export function loadInChild(
  binaryPath: string,
  timeoutMs: number,
  ending: AbortSignal | null = null,
): Promise<ChildOutcome> {
  const script = `(${probe.toString()})(${JSON.stringify(resolvePath(binaryPath))}, ${nameLimit})`;
  // Options for us (a loader, a debugger) are none of the addon's business.
  const child = spawn(process.execPath, ["-e", script], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve) => {
    let stderr = "";
    let answer: ChildOutcome | null = null;
    const channel = child.stdio[3] as Readable;
    let linger: NodeJS.Timeout | undefined;
    const timer = setTimeout(() => finish({ kind: "hung" }), timeoutMs);
    ending?.addEventListener("abort", () => finish({ kind: "hung" }));
    const finish = (outcome: ChildOutcome): void => {
      answer ??= outcome;
      clearTimeout(timer);
      // What the addon does at exit is not our question, and it may hang there.
      child.kill("SIGKILL");
    };
    const settle = (outcome: ChildOutcome): void => {
      clearTimeout(timer);
      clearTimeout(linger);
      child.stderr?.destroy();
      channel.destroy();
      resolve(answer ?? outcome);
    };
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (stderr.length > 2 * (stderrHead + stderrTail)) stderr = shortened(stderr);
    });
    onMessage(channel, (message) => {
      if (message?.kind === "loading") return;
      const flood = "it writes without end to a file descriptor that it does not own";
      finish(message ?? { kind: "refused", message: flood, by: "probe" });
    });
    const died = (code: number | null, signal: string | null): void =>
      settle({ kind: "died", code, signal, stderr: shortened(stderr).trim() });
    child.on("error", ({ message }) => settle({ kind: "unstarted", message }));
    child.on("exit", (code, signal) => {
      linger = setTimeout(() => died(code, signal), lingerMs);
    });
    child.on("close", died);
  });
}

function shortened(text: string): string {
  if (text.length <= stderrHead + stderrTail) return text;
  return `${text.slice(0, stderrHead)}\n${text.slice(-stderrTail)}`;
}
