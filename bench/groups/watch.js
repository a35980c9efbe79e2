import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { root } from "../../scripts/root.js";
import { processMs } from "../processes.js";

const folder = join(root, "target/bench/watch");
const source = join(folder, "crates/natives/src/search/options.rs");
const types = join(folder, "generated/natives/search.d.ts");

/** A save of one Rust file of the addon until its module's types are on disk; a release build of the extractor. */
export async function rows() {
  const build = spawnSync("cargo", ["build", "--release", "-q", "-p", "ferrotype-extract"], {
    cwd: root,
    stdio: "inherit",
  });
  if (build.status !== 0) throw new Error("the extractor does not build");
  layOut();
  const child = startWatch();
  process.once("exit", () => child.kill("SIGKILL"));
  await said(child, "watching");
  child.unref();
  if (child.stderr instanceof Socket) child.stderr.unref();
  await sleep(1_000);
  const text = readFileSync(source, "utf8");
  let count = 0;
  const save = async () => {
    count += 1;
    const name = `pub probe_${count}: Option<bool>,`;
    await sleep(300);
    const written = appears(`probe${count}?:`);
    const start = performance.now();
    writeFileSync(
      source,
      text.replace(/pub pattern: String,/u, `pub pattern: String,\n    ${name}`),
    );
    await written;
    return performance.now() - start;
  };
  return [
    {
      title: "watch, save of one Rust file until its types are on disk",
      bar: "≤ 100 ms",
      yardstick: "node -e 0",
      rounds: 15,
      contenders: {
        "node -e 0": () => processMs(process.execPath, ["-e", "0"]),
        "save → search.d.ts": save,
      },
    },
  ];
}

/** The addon with its config apart from the working tree; nothing is built there. */
function layOut() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const path of [
    "Cargo.toml",
    "Cargo.lock",
    "crates",
    "generated/natives",
    "ferrotype.config.ts",
  ]) {
    cpSync(join(root, path), join(folder, path), {
      recursive: true,
      filter: (from) => !/\/(?:native|node_modules|target)$/u.test(from),
    });
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

/** The build that would confirm cannot find cargo, so that it takes no time from the next save. */
function startWatch() {
  const cli = join(root, "codegen/bin/ferrotype.js");
  return spawn(process.execPath, [cli, "watch"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    env: { PATH: "/nowhere", FERROTYPE_EXTRACT: join(root, "target/release/ferrotype-extract") },
  });
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {string} text
 * @returns {Promise<void>}
 */
function said(child, text) {
  return new Promise((resolve, reject) => {
    let heard = "";
    child.stderr?.on("data", (chunk) => {
      heard += String(chunk);
      if (heard.includes(text)) resolve();
    });
    child.once("exit", () => reject(new Error(`watch ended: ${heard}`)));
  });
}

/**
 * @param {string} text
 * @returns {Promise<void>}
 */
function appears(text) {
  return new Promise((resolve) => {
    const watcher = watch(join(folder, "generated/natives"), () => {
      if (!readFileSync(types, "utf8").includes(text)) return;
      watcher.close();
      resolve();
    });
  });
}
