/**
 * `pnpm torture`: what goes wrong on users' machines, in numbers. Many start at once, are killed, find their cache damaged,
 * in the hands of others, full or read-only; threads end while the addon works. Needs Linux, and root to be other users
 * and to mount small disks. `--brief` is the short form for CI, without disks; further arguments choose trials by a part
 * of their name.
 */
import { spawnSync } from "node:child_process";

import { prepare } from "./prepare.js";
import { damaged } from "./torture/damaged.js";
import { distrust } from "./torture/distrust.js";
import { ends, exits } from "./torture/ends.js";
import { cleaning, control, processes, threads } from "./torture/first-extraction.js";
import { layGround } from "./torture/ground.js";
import { killed } from "./torture/killed.js";
import { disks, noHome } from "./torture/no-place.js";

const asked = process.argv.slice(2);
const brief = asked.includes("--brief");
const parts = asked.filter((name) => name !== "--brief");

/** @typedef {import("./torture/ground.js").Ground} Ground */
/** @typedef {import("./torture/ground.js").Outcome} Outcome */

/** @type {Readonly<Record<string, (ground: Ground) => Promise<Outcome>>>} */
const trials = {
  control: (ground) => control(ground, brief ? 3 : 20),
  threads: (ground) => threads(ground, brief ? 4 : 60),
  processes: (ground) => processes(ground, brief ? 2 : 60),
  killed: (ground) => killed(ground, brief ? 8 : 200),
  cleaning: (ground) => cleaning(ground, brief ? 30 : 500),
  damaged: (ground) => damaged(ground, brief),
  distrust: (ground) => distrust(ground, brief),
  home: (ground) => noHome(ground),
  ...(brief ? {} : { disks: (/** @type {Ground} */ ground) => disks(ground) }),
  ends: () => ends(brief ? 16 : 200),
  exits: () => exits(brief ? 2 : 50),
};

const chosen = Object.entries(trials).filter(
  ([name]) => parts.length === 0 || parts.some((part) => name.includes(part)),
);
if (chosen.length === 0) {
  console.error(`no such trial; there are ${Object.keys(trials).join(", ")}`);
  process.exit(2);
}

if (process.platform !== "linux") {
  console.error("torture looks at processes and disks as Linux shows them: run it there");
  process.exit(2);
}
if (!(await prepare())) process.exit(1);
if (process.geteuid?.() !== 0) {
  console.error("torture becomes other users, so it goes on as root: sudo -n");
  const again = [process.execPath, ...process.argv.slice(1)];
  const { status, error } = spawnSync("sudo", ["-n", ...again], { stdio: "inherit" });
  if (status === null) console.error(error?.message ?? "it was ended");
  process.exit(status ?? 1);
}
const ground = await layGround();
let tried = 0;
let failed = 0;
try {
  console.log(`tried  failed  seconds  trial`);
  for (const [, run] of chosen) {
    const began = performance.now();
    const outcome = await run(ground);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const cells = [
      String(outcome.tried).padStart(5),
      String(outcome.failures.length).padStart(6),
      seconds.padStart(7),
    ];
    console.log(`${cells.join("  ")}  ${outcome.trial}: ${outcome.seen}`);
    for (const failure of outcome.failures.slice(0, 10)) console.log(`        ! ${failure}`);
    tried += outcome.tried;
    failed += outcome.failures.length;
  }
} finally {
  ground.clear();
}
console.log(`${tried} tried, ${failed} failures`);
process.exitCode = failed === 0 ? 0 : 1;
