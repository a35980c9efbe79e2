/** Runs the author's config apart from us: it may loop, end the process, or print, and none of that is ours to suffer. */
import { Worker } from "node:worker_threads";

export type ConfigRun =
  | { readonly kind: "value"; readonly value: unknown }
  /** What it did instead; the end of a sentence that begins with its name. */
  | { readonly kind: "fault"; readonly fault: string; readonly help: string };

const MEMORY_MIB = 512;
/** Of what it prints; the rest is left out. */
const PRINTED_CHARS = 16_000;

/** Travels as text, so that it works from the sources, from `dist` and from a bundle alike. */
const script = `
const { parentPort, workerData } = require("node:worker_threads");
const plain = (value) => {
  if (typeof value === "function" || typeof value === "symbol") return { odd: typeof value };
  if (typeof value !== "object" || value === null) return { value };
  if (Array.isArray(value)) return { list: value.map(plain) };
  return { entries: Object.entries(value).map(([key, each]) => [key, plain(each)]) };
};
process.once("beforeExit", () => parentPort.postMessage({ thrown: "it waits for what never comes" }));
import(workerData).then(
  (module) => parentPort.postMessage({ value: plain(module.default) }),
  (error) => parentPort.postMessage({ thrown: error instanceof Error ? error.message : String(error) }),
).catch((error) => parentPort.postMessage({ thrown: String(error) }));
`;

type Plain =
  | { readonly odd: "function" | "symbol" }
  | { readonly value: unknown }
  | { readonly list: readonly Plain[] }
  | { readonly entries: readonly (readonly [string, Plain])[] };

type Message = { readonly value: Plain } | { readonly thrown: string };

/** Imports a module by its URL; gives its default export without what is no data. */
export function runConfig(url: string, timeoutMs: number): Promise<ConfigRun> {
  const worker = new Worker(script, {
    eval: true,
    workerData: url,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MIB },
  });
  showPrinted(worker);
  return new Promise((resolve) => {
    const settle = (run: ConfigRun): void => {
      clearTimeout(timer);
      resolve(run);
      void worker.terminate();
    };
    const fail = (fault: string, help: string): void => settle({ kind: "fault", fault, help });
    const timer = setTimeout(
      () => fail(`it was still loading after ${timeoutMs / 1000} s`, RUNS_BY_ITSELF),
      timeoutMs,
    );
    worker.once("message", (message: Message) => {
      if ("thrown" in message) fail(message.thrown, RUNS_BY_ITSELF);
      else settle({ kind: "value", value: revive(message.value) });
    });
    worker.once("error", (error: Error & { code?: unknown }) => {
      if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") fail(error.message, RUNS_BY_ITSELF);
      else fail(`it wants more than ${MEMORY_MIB} MiB of memory`, "let it be data");
    });
    worker.once("exit", (code) => {
      fail(
        `it ended with exit code ${code} before its export was there`,
        "take process.exit out of it",
      );
    });
  });
}

const RUNS_BY_ITSELF = "see that the config runs by itself: `node` shows where it throws";

/** On stderr: stdout is for results. */
function showPrinted(worker: Worker): void {
  let left = PRINTED_CHARS;
  const show = (chunk: Buffer): void => {
    const text = chunk.toString();
    if (left > 0) process.stderr.write(text.length <= left ? text : `${text.slice(0, left)}…\n`);
    left -= text.length;
  };
  worker.stdout.on("data", show);
  worker.stderr.on("data", show);
}

/** Functions and symbols come back as some of their kind, so that their fault can be told. */
function revive(plain: Plain): unknown {
  if ("odd" in plain) return plain.odd === "function" ? (): void => undefined : Symbol("odd");
  if ("value" in plain) return plain.value;
  if ("list" in plain) return plain.list.map(revive);
  return Object.fromEntries(plain.entries.map(([key, each]) => [key, revive(each)]));
}
