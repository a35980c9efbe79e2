/** `ferrotype doctor`, on an installed package and in the workspace: what the real loader did, told so that it helps. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { examinePackage } from "../src/doctor/examine-package.js";
import { buildLoaded } from "./diagnostic-fixtures/loaded.js";
import { app, doctor, fillProject, home, host, leaf, modules, reportOf } from "./doctor-project.js";
import { remove, root } from "./pack-workspace.js";

beforeAll(fillProject, 120_000);
afterAll(() => remove(home));

/** The text with what differs from machine to machine named. */
function steady(text: string): string {
  return text
    .replaceAll(host.target, "<target>")
    .replaceAll(/[0-9a-f]{32}/gu, "<contract>")
    .replace(/host {6}.*/u, "host      <host>")
    .replace(/(0\.1\.0, of the package's contract).*/u, "$1");
}

test("a package that loads: every candidate, versions, contract, host, cache, in lines that align", () => {
  const { status, stdout, stderr } = doctor([]);
  expect([status, stderr]).toEqual([0, ""]);
  expect(steady(stdout)).toBe(`@ferrotype/natives 0.1.0 loads

  package   @ferrotype/natives 0.1.0
  folder    ~/app/node_modules/@ferrotype/natives
  runtime   @ferrotype/runtime 0.1.0
  leaf      @ferrotype/natives-<target> 0.1.0
  binary    0.1.0, of the package's contract
  contract  <contract>, algorithm 1
  host      <host>
  targets   <target>
  cache     ~/.cache/ferrotype/@ferrotype+natives, nothing in it
  settings  none

  leaf       ~/app/node_modules/@ferrotype/natives-<target>/natives.<target>.node
               loaded
  workspace  ~/app/node_modules/@ferrotype/natives/native/natives.<target>.node
               not found: there is no such file
`);
  expect(stdout).toContain(`${process.platform} ${process.arch}`);
  expect(stdout).toContain(`Node.js ${process.version.slice(1)}, Node-API `);
  expect(existsSync(join(home, ".cache"))).toBe(false);
});

test("the same by name, by folder, and from a folder beneath", () => {
  const { stdout } = doctor([]);
  mkdirSync(join(app, "src"), { recursive: true });
  expect(doctor(["--package", "@ferrotype/natives"]).stdout).toBe(stdout);
  expect(doctor(["--package", "node_modules/@ferrotype/natives"]).stdout).toBe(stdout);
  expect(doctor([], {}, join(app, "src")).stdout).toBe(stdout);
  expect(doctor([], {}, join(modules, "natives")).stdout).toBe(stdout);
});

test("in the workspace that builds it, the build comes first", () => {
  const { status, stdout } = doctor([], {}, join(root, "packages"));
  expect(status).toBe(0);
  expect(stdout).toContain("@ferrotype/natives 0.1.0, in the workspace that builds it\n");
  expect(stdout).toMatch(/\n {2}workspace {2}\S+\.node\n {15}loaded\n/u);
});

test("settings are shown, and those that are none", () => {
  const report = reportOf({
    FERROTYPE_NATIVES_PATH: join(home, "nowhere.node"),
    FERROTYPE_NATIVES_VARIENT: "modern",
  });
  expect(report.settings).toEqual({ FERROTYPE_NATIVES_PATH: "~/nowhere.node" });
  expect(report.unknownSettings).toEqual(["FERROTYPE_NATIVES_VARIENT"]);
  expect([report.loads, report.failure?.code]).toEqual([false, "ERR_FERROTYPE_NOT_FOUND"]);
  expect(report.candidates.map(({ source, verdict }) => [source, verdict])).toEqual([
    ["environment", "not found"],
  ]);
});

test("a leaf that is not installed: exit code 1, and the loader's own advice", () => {
  renameSync(leaf, `${leaf}-away`);
  try {
    const { status, stdout } = doctor([]);
    expect(status).toBe(1);
    expect(stdout).toContain("@ferrotype/natives 0.1.0 does not load\n");
    expect(stdout).toContain(`leaf      @ferrotype/natives-${host.target} is not installed\n`);
    expect(stdout).toContain("\nERR_FERROTYPE_NOT_FOUND: Cannot load the native addon of");
    // What was tried stands above, and not again in the message.
    expect(stdout).not.toContain("Tried:");
  } finally {
    renameSync(`${leaf}-away`, leaf);
  }
});

test("a binary of another contract is told by its stamp, without being loaded", () => {
  const bytes = readFileSync(host.path);
  const { contract } = reportOf().package;
  bytes.write("0".repeat(32), bytes.indexOf(`"${contract?.hash ?? ""}"`) + 1);
  const other = join(home, "other.node");
  writeFileSync(other, bytes);
  const report = reportOf({ FERROTYPE_NATIVES_PATH: other });
  expect(report.failure?.code).toBe("ERR_FERROTYPE_WRONG_CONTRACT");
  expect(report.candidates[0]?.stamp).toMatchObject({ contract: "0".repeat(32), version: "0.1.0" });
});

test("an addon that ends the process is a verdict, and not the end of us", () => {
  const crashing = join(home, "crash.node");
  buildLoaded("abort", crashing);
  const { status, stdout } = doctor([], { FERROTYPE_NATIVES_PATH: crashing });
  expect(status).toBe(1);
  expect(stdout).toContain("CRASHES: loading ~/crash.node ended the process: SIGABRT");
  expect(stdout).toMatch(/\n {2}unknown {2}~\/crash\.node\n {13}crashes: SIGABRT\n/u);
  expect(stdout).toContain("binary    carries no stamp");
});

test("an addon that hangs", async () => {
  const hanging = join(home, "hang.node");
  buildLoaded("hang", hanging);
  vi.stubEnv("FERROTYPE_NATIVES_PATH", hanging);
  const { loads, failure, candidates } = await examinePackage(join(modules, "natives"), 1_000);
  vi.unstubAllEnvs();
  expect([loads, failure?.code]).toEqual([false, "HANGS"]);
  expect(candidates.map(({ verdict, detail }) => [verdict, detail])).toEqual([
    ["hangs", "no answer within 1 s"],
  ]);
});

test("a package without its runtime", () => {
  renameSync(join(modules, "runtime"), join(modules, "runtime-away"));
  try {
    const { status, stdout } = doctor([]);
    expect(status).toBe(1);
    expect(stdout).toContain("runtime   @ferrotype/runtime is not installed\n");
    expect(stdout).toContain("ERR_MODULE_NOT_FOUND: Cannot find package '@ferrotype/runtime'");
    expect(stdout).toContain("Remove node_modules and install again, in ~/app:\n  npm install\n");
  } finally {
    renameSync(join(modules, "runtime-away"), join(modules, "runtime"));
  }
});

test("what is no package of ours is wrong usage", () => {
  const told = (...args: readonly string[]): readonly unknown[] => {
    const { status, stderr } = doctor(["--package", ...args]);
    return [status, stderr];
  };
  expect(told("nope")).toEqual([
    2,
    "ferrotype: --package: nope is not installed here; a folder may be named too\n",
  ]);
  expect(told("@types/node")).toEqual([
    2,
    "ferrotype: --package: @types/node is no package that ferrotype wrote: it has no binding.js\n",
  ]);
  expect(doctor([], {}, home)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("name a package that ferrotype wrote"),
  });
});
