import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

import { executeCommand } from "@ferrotype/natives/process";

import { root } from "../../scripts/root.js";
import { timed } from "../interleave.js";

const count = 200;

/** 200 × `true` in sequence, with and without 1 GB of Buffers in the process. */
export async function rows() {
  const build = spawnSync(
    "cargo",
    ["build", "--release", "-q", "-p", "natives-core", "--example", "spawn_true"],
    { cwd: root, stdio: "inherit" },
  );
  if (build.status !== 0) throw new Error("the yardstick does not build");
  const program = join(root, "target/release/examples/spawn_true");
  const std = async () => Number(spawnSync(program, [`${count}`], { encoding: "utf8" }).stdout);
  const ours = () =>
    timed(async () => {
      for (let index = 0; index < count; index += 1) await executeCommand("true");
    });
  const node = () =>
    timed(async () => {
      for (let index = 0; index < count; index += 1)
        await once(spawn("true", { stdio: ["ignore", "pipe", "pipe"] }), "close");
    });
  /** @type {Buffer[]} */
  let ballast = [];
  /** @type {(work: () => Promise<number>) => () => Promise<number>} */
  const heavy = (work) => async () => {
    ballast = Array.from({ length: 16 }, () => Buffer.alloc(1 << 26, 1));
    const ms = await work();
    ballast = [];
    return ballast.length === 0 ? ms : Number.NaN;
  };
  const yardstick = "Rust std::process";
  return [
    {
      title: `${count} × true in sequence`,
      bar: "≤ 1.2",
      yardstick,
      rounds: 9,
      contenders: { [yardstick]: std, executeCommand: ours, "child_process.spawn": node },
    },
    {
      title: `${count} × true in sequence, 1 GB of Buffers alive`,
      bar: "unchanged by memory",
      yardstick,
      rounds: 3,
      contenders: {
        [yardstick]: std,
        executeCommand: heavy(ours),
        "child_process.spawn": heavy(node),
      },
    },
  ];
}
