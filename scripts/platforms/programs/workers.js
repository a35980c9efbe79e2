/** Worker threads that load the natives, use them and end, as test runners and build tools have them. */
import { fileURLToPath } from "node:url";
import { isMainThread, Worker } from "node:worker_threads";

const { listDirectory } = await import("@ferrotype/natives/fs");
const { length } = await listDirectory(fileURLToPath(new URL(".", import.meta.url)));
if (isMainThread) {
  const ends = Array.from({ length: 4 }, () => {
    const worker = new Worker(new URL(import.meta.url));
    return new Promise((settle, fail) => worker.once("error", fail).once("exit", settle));
  });
  const codes = await Promise.all(ends);
  if (codes.some((code) => code !== length)) throw new Error(`${codes.join()}, not ${length}`);
  console.log("all workers ended");
} else {
  process.exitCode = length;
}
