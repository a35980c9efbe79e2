import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { root } from "../../scripts/root.js";
import { processMs } from "../processes.js";

/** The extractor over the addon, release build. */
export async function rows() {
  const build = spawnSync("cargo", ["build", "--release", "-q", "-p", "ferrotype-extract"], {
    cwd: root,
    stdio: "inherit",
  });
  if (build.status !== 0) throw new Error("the extractor does not build");
  const program = join(root, "target/release/ferrotype-extract");
  const args = ["--crate", join(root, "crates/natives"), "--workspace-root", root];
  /** @type {{ files: string[] }} */
  const manifest = JSON.parse(
    spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 }).stdout,
  );
  const lines = manifest.files.reduce(
    (sum, file) => sum + readFileSync(join(root, file), "utf8").split("\n").length,
    0,
  );
  return [
    {
      title: `ferrotype-extract, ${lines} lines, milliseconds per 1,000 lines`,
      bar: "≤ 10 ms per 1,000 lines, cold",
      yardstick: "start of a process (true), undivided",
      rounds: 21,
      contenders: {
        "start of a process (true), undivided": () => processMs("true", []),
        "extract, per 1,000 lines": async () => (await processMs(program, args)) / (lines / 1000),
      },
    },
  ];
}
