/** Reads declared views beside what else is to be done: loading the compiler and reading with it is most of a run. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";

import type { DeclaredView } from "../model/declared.js";
import { loadBuiltins } from "./short-run.js";

/** What the thread is told at its start. */
export interface ReaderData {
  readonly root: string;
  readonly cacheFolder: string;
}

export interface DeclaredReader {
  /** Reads the view from a file below the workspace root. */
  readonly read: (path: string) => Promise<DeclaredView>;
}

/**
 * Starts to load the compiler in a thread of its own, which ends with the process and lets V8 know that this is a short
 * one. `cacheFolder` is where its compiled code
 * is kept, if it is there.
 */
export function openDeclaredReader(root: string, cacheFolder: string): DeclaredReader {
  loadBuiltins();
  const workerData: ReaderData = { root, cacheFolder };
  const worker = new Worker(new URL("declared-worker.js", import.meta.url), { workerData });
  const failed = once(worker, "exit").then(() => {
    throw new Error("the thread that reads the d.ts ended");
  });
  // Told to those who wait for a view.
  failed.catch(() => undefined);
  worker.unref();
  return {
    read: async (path) => {
      worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
      worker.postMessage(path);
      const message = once(worker, "message") as Promise<[DeclaredView]>;
      const [view] = await Promise.race([message, failed]);
      worker.unref();
      return view;
    },
  };
}
