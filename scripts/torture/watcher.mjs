/** Looks at files at the moment when they appear at their place, and counts those that are not whole. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { folder, inCache, item } = JSON.parse(process.argv[2] ?? "");
const pause = new Int32Array(new SharedArrayBuffer(4));
let seen = 0;
let partial = 0;
writeFileSync(join(folder, "watched"), "");
for (;;) {
  const done = existsSync(join(folder, "done"));
  const path = join(folder, String(seen), inCache);
  if (statSync(path, { throwIfNoEntry: false }) === undefined) {
    if (done) break;
    Atomics.wait(pause, 0, 0, 0.1);
    continue;
  }
  const bytes = readFileSync(path);
  const whole =
    bytes.length === item.sizeBytes &&
    createHash("sha256").update(bytes).digest("hex") === item.sha256;
  seen += 1;
  partial += whole ? 0 : 1;
}
process.stdout.write(JSON.stringify({ seen, partial }));
