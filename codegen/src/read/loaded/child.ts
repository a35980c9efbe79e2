import { spawn } from "node:child_process";
import { resolve as resolvePath } from "node:path";
import type { Readable } from "node:stream";

import { probe, type ProbeMessage } from "./probe.js";

type Shape = Extract<ProbeMessage, { kind: "shape" }>;

/** How the child ended. */
export type ChildOutcome =
  | Shape
  | Extract<ProbeMessage, { kind: "refused" }>
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

/**
 * Loads an addon in a Node process of its own. The script travels as text, so it needs no file beside us and works
 * from the sources, from `dist` and from a bundle alike.
 */
export function loadInChild(binaryPath: string, timeoutMs: number): Promise<ChildOutcome> {
  const script = `(${probe.toString()})(${JSON.stringify(resolvePath(binaryPath))})`;
  // Options for us (a loader, a debugger) are none of the addon's business.
  const child = spawn(process.execPath, ["-e", script], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  return new Promise((resolve) => {
    let stderr = "";
    let answer: ChildOutcome | null = null;
    const timer = setTimeout(() => finish({ kind: "hung" }), timeoutMs);
    const finish = (outcome: ChildOutcome): void => {
      answer ??= outcome;
      clearTimeout(timer);
      // What the addon does at exit is not our question, and it may hang there.
      child.kill("SIGKILL");
    };
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      if (stderr.length > 2 * (stderrHead + stderrTail)) stderr = shortened(stderr);
    });
    onMessage(child.stdio[3] as Readable, (message) => {
      if (message.kind !== "loading") finish(message);
    });
    child.on("error", ({ message }) => {
      clearTimeout(timer);
      resolve({ kind: "refused", message });
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve(answer ?? { kind: "died", code, signal, stderr: shortened(stderr).trim() });
    });
  });
}

function shortened(text: string): string {
  if (text.length <= stderrHead + stderrTail) return text;
  return `${text.slice(0, stderrHead)}\n${text.slice(-stderrTail)}`;
}

function onMessage(channel: Readable, take: (message: ProbeMessage) => void): void {
  let rest = "";
  channel.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(JSON.parse(line) as ProbeMessage);
  });
}
