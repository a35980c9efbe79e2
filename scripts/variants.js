/**
 * `pnpm variants [-- --profile release]`: builds the natives for x86-64-v3 and x86-64-v2, lays both out as leaf packages
 * beside the plain build, and proves in real processes which file is loaded: for this processor, for faked ones, and
 * that a build for better processors is refused before it is loaded. Linux on x64 only.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { prepare } from "./prepare.js";
import { root } from "./root.js";
import { layVariants, probe } from "./variants/project.js";

const { values } = parseArgs({ options: { profile: { type: "string", default: "quick" } } });
const home = join(root, "target/variants");

/** Flags of `/proc/cpuinfo`: of x86-64-v2, and of x86-64-v3 besides. */
const TWO = "cx16 lahf_lm pni popcnt sse4_1 sse4_2 ssse3";
const THREE = `${TWO} abm avx avx2 bmi1 bmi2 f16c fma movbe xsave`;
/** @param {string} flags */
const cpuinfo = (flags) => `processor\t: 0\nflags\t\t: fpu ${flags} hypervisor\n\n`;

if (!(await prepare())) process.exit(1);
const { inspectBinary, libcOfExecutable, targets, targetsOf } =
  await import("@ferrotype/runtime/binary");
const { arch, execPath, platform } = process;
const [host = ""] = targetsOf(platform, arch, () => libcOfExecutable(execPath));
const variants = targets.filter(({ base, variant }) => base === host && variant !== null);
if (platform !== "linux" || variants.length === 0) {
  fail(`this command wants Linux on x64, not ${platform} on ${arch}`);
}

const plain = join(root, `generated/natives/native/natives.${host}.node`);
if (!existsSync(plain)) fail("the natives are not built: run pnpm codegen");
/** @type {Record<string, string>} */
const binaries = { [host]: plain };
for (const { name, cpu, triple } of variants) {
  process.stderr.write(`building the natives for ${cpu}\n`);
  binaries[name] = build(name, String(cpu), triple);
}

const app = join(home, "app");
layVariants(app, binaries, targets);
const faults = [...stampFaults(), ...choiceFaults(), ...refusalFaults()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);

/**
 * @param {string} name
 * @param {string} cpu
 * @param {string} triple
 */
function build(name, cpu, triple) {
  const folder = process.env["CARGO_TARGET_DIR"] ?? join(home, "cargo");
  // With a target named, what runs at build time is not compiled for that processor.
  const args = ["build", "-p", "natives", "--profile", values.profile, "--target", triple];
  const run = spawnSync("cargo", args, {
    cwd: root,
    stdio: ["ignore", 2, 2],
    env: { ...process.env, CARGO_TARGET_DIR: folder, RUSTFLAGS: `-C target-cpu=${cpu}` },
  });
  if (run.status !== 0) fail(`cargo could not build the natives for ${cpu}`);
  const file = join(home, `natives.${name}.node`);
  mkdirSync(home, { recursive: true });
  copyFileSync(join(folder, triple, values.profile, "libnatives.so"), file);
  return file;
}

/** Each file says what it is compiled for, and all have one contract. */
function stampFaults() {
  const contracts = new Set();
  const found = Object.entries(binaries).flatMap(([name, file]) => {
    const { stamp } = inspectBinary(file);
    contracts.add(stamp?.contract);
    const wanted = { [`${host}-modern`]: 3, [`${host}-baseline`]: 2 }[name];
    console.log(`${name}: stamp says cpu ${stamp?.cpu ?? "any"}, Node-API ${stamp?.napi}`);
    return stamp?.cpu === wanted ? [] : [`${name} says cpu ${stamp?.cpu}, not ${wanted}`];
  });
  return contracts.size === 1 ? found : [...found, "the builds have different contracts"];
}

/** What is loaded, by the loader's word and the system's. */
function choiceFaults() {
  const real = probe(app);
  const best = { 1: host, 2: `${host}-baseline`, 3: `${host}-modern` }[real.cpuLevel ?? 0] ?? "";
  const modern = { FERROTYPE_NATIVES_VARIANT: "modern" };
  const baseline = { FERROTYPE_NATIVES_VARIANT: "baseline" };
  /** @type {[string, string, ReturnType<typeof probe>][]} */
  const cases = [
    [`this processor (CPUID: level ${real.cpuLevel})`, best, real],
    ["a processor of level 2", `${host}-baseline`, probe(app, { cpuinfo: cpuinfo(TWO) })],
    ["a processor of level 1", host, probe(app, { cpuinfo: cpuinfo("sse2") })],
    ["the variable says baseline", `${host}-baseline`, probe(app, { env: baseline })],
  ];
  // What needs more than this processor would die of it.
  if (real.cpuLevel === 3) {
    const three = probe(app, { cpuinfo: cpuinfo(THREE) });
    cases.push(["a processor of level 3", `${host}-modern`, three]);
    const forced = probe(app, { cpuinfo: cpuinfo(TWO), env: modern });
    cases.push(["the variable says modern", `${host}-modern`, forced]);
  }
  return cases.flatMap(([name, target, { error, loaded, mapped }]) => {
    const path = join(app, "node_modules/@ferrotype", `natives-${target}/natives.${target}.node`);
    console.log(`${name}: ${loaded ?? error?.message}`);
    return loaded === path && mapped.length === 1 && mapped[0] === path
      ? []
      : [`${name}: loaded ${loaded}, mapped ${mapped.join(", ")}, not ${path}`];
  });
}

/** A file that is compiled for better processors is refused before the system sees it, whatever it is called. */
function refusalFaults() {
  const modern = String(binaries[`${host}-modern`]);
  const mislabelled = join(home, "mislabelled");
  layVariants(mislabelled, { [host]: modern }, targets);
  const env = { FERROTYPE_NATIVES_PATH: modern };
  const weak = cpuinfo(TWO);
  return Object.entries({
    "the modern build, named by the variable": probe(app, { cpuinfo: weak, env }),
    "the modern build in the plain leaf": probe(mislabelled, { cpuinfo: weak }),
  }).flatMap(([name, found]) => {
    const [first] = found.candidates;
    console.log(`${name}, on a processor of level 2: ${first?.verdict}: ${first?.detail}`);
    const right =
      found.error?.code === "ERR_FERROTYPE_WRONG_PROCESSOR" &&
      first?.verdict === "wrong processor" &&
      found.mapped.length === 0;
    return right ? [] : [`${name} was not refused: ${JSON.stringify(found)}`];
  });
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
