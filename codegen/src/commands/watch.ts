/** `ferrotype watch`: follows the Rust sources; a save gives its types at once, and a build confirms them. */
import type { Flags } from "./arguments.js";
import { Watch } from "./watch/watch.js";

/** Runs until it is interrupted; the exit code is then 0. */
export async function runWatch(flags: Flags): Promise<number> {
  const watch = await Watch.open(flags);
  const interrupted = new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await watch.start();
  await interrupted;
  await watch.close();
  return 0;
}
