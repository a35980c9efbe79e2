/** The thread of `declared-reader.ts`: loads the compiler at once, then reads each file that it is told. */
import { parentPort, workerData } from "node:worker_threads";

import { loadCompiler } from "./declared/compiler.js";
import { readDeclaredFile } from "./declared.js";
import type { ReaderData } from "./declared-reader.js";
import { expectShortRun, loadBuiltins } from "./short-run.js";

const { root, cacheFolder } = workerData as ReaderData;
// Here and not where the thread is made, or it would start with none of Node's compiled code.
loadBuiltins();
expectShortRun();
const keep = loadCompiler(cacheFolder);
parentPort?.on("message", (path: string) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is no window
  parentPort?.postMessage(readDeclaredFile(root, path));
  keep();
});
