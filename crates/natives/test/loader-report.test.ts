/** What `explainLoad()` tells of a process. */
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { getVersion } from "@ferrotype/natives";
import type { LoadReport } from "@ferrotype/runtime";
import { expect, test } from "vitest";

import { installCopy, type InstalledCopy } from "./installed-copy.js";
import { jsonOf } from "./run-node.js";

type Told = Pick<LoadReport, "failure" | "folder" | "host" | "loaded" | "settings"> & {
  readonly package: string;
  readonly verdicts: readonly string[];
};

/** Runs `code`, and gives what the process tells after it. */
function tell(
  code: string,
  { root }: InstalledCopy,
  env: Record<string, string> = {},
): readonly Told[] {
  const program = `import { explainLoad, loadAddon } from "@ferrotype/runtime";
    const fails = (run) => { try { run(); } catch {} };
    ${code}
    console.log(JSON.stringify(explainLoad().map(({ table, candidates, ...rest }) => ({
      ...rest, package: table.package, verdicts: candidates.map(({ source, verdict }) => source + ": " + verdict),
    }))));`;
  return jsonOf(program, root, { env }) as readonly Told[];
}

test("nothing was asked for", () => {
  expect(tell("", installCopy())).toEqual([]);
});

test("one that is loaded: also what comes after it", () => {
  const copy = installCopy();
  const [told, ...others] = tell('await import("@ferrotype/natives");', copy);
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    package: "@ferrotype/natives",
    loaded: copy.binary,
    failure: null,
    folder: copy.folder,
    settings: {},
    verdicts: ["leaf: loaded", "workspace: not found"],
    host: { platform: process.platform, arch: process.arch, isExecutable: false },
  });
});

test("one that failed, as it failed then: it is not tried again", () => {
  const copy = installCopy();
  const away = copy.binary.replace(/\.node$/u, ".away");
  const program = `import { renameSync } from "node:fs";
    renameSync(${JSON.stringify(copy.binary)}, ${JSON.stringify(away)});
    await import("@ferrotype/natives").catch(() => {});
    renameSync(${JSON.stringify(away)}, ${JSON.stringify(copy.binary)});`;
  const [told] = tell(program, copy);
  expect(told).toMatchObject({ loaded: null, failure: { code: "ERR_FERROTYPE_NOT_FOUND" } });
  expect(told?.verdicts).toEqual(["leaf: not found", "workspace: not found"]);
});

test("settings that concern it", () => {
  const copy = installCopy();
  const env = { FERROTYPE_NATIVES_PATH: copy.binary, FERROTYPE_OTHER_PATH: "/x" };
  const [told] = tell('await import("@ferrotype/natives");', copy, env);
  expect(told?.settings).toEqual({ FERROTYPE_NATIVES_PATH: copy.binary });
  expect(told?.verdicts).toEqual(["environment: loaded"]);
});

test("what another copy of the runtime was asked for is told too", () => {
  const copy = installCopy();
  const nested = join(copy.folder, "node_modules/@ferrotype/runtime");
  cpSync(join(copy.root, "node_modules/@ferrotype/runtime"), nested, { recursive: true });
  expect(tell('await import("@ferrotype/natives");', copy)).toMatchObject([
    { loaded: copy.binary },
  ]);
});

test("asked for twice, it is loaded once", () => {
  const copy = installCopy();
  const binding = pathToFileURL(join(copy.folder, "binding.js")).href;
  const code = `let calls = 0;
    const { dlopen } = process;
    process.dlopen = (...args) => { calls += 1; return dlopen.apply(process, args); };
    const { addon } = await import("${binding}");
    const again = await import("${binding}?again");
    console.log(JSON.stringify([again.addon === addon, calls]));`;
  expect(jsonOf(code, copy.root)).toEqual([true, 1]);
});

test("replaced under a running process: the old one is still there, so start again", () => {
  const copy = installCopy();
  const binding = join(copy.folder, "binding.js");
  const { contract } = getVersion();
  const other = "0".repeat(32);
  const newer = `${copy.binary}.new`;
  writeFileSync(newer, replaceText(readFileSync(copy.binary), contract, other));
  const rebuilt = join(copy.folder, "rebuilt.js");
  writeFileSync(rebuilt, readFileSync(binding, "utf8").replace(contract, other));
  const code = `import { renameSync } from "node:fs";
    await import("${pathToFileURL(binding).href}");
    renameSync(${JSON.stringify(newer)}, ${JSON.stringify(copy.binary)});
    await import("${pathToFileURL(rebuilt).href}").catch(({ code, help }) => console.log(JSON.stringify({ code, help })));`;
  const { code: found, help } = jsonOf(code, copy.root) as Readonly<Record<string, string>>;
  expect(found).toBe("ERR_FERROTYPE_WRONG_CONTRACT");
  expect(help).toMatch(/Start the process again\.$/u);
});

/** Every occurrence of a text in a binary, by one that is as long. */
function replaceText(bytes: Buffer, text: string, by: string): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(text, by), "latin1");
}

test("a table that makes no sense", () => {
  const copy = installCopy();
  rmSync(copy.binary);
  const table = {
    package: "p",
    version: "1",
    contract: "",
    targets: [],
    leaf: "",
    envPrefix: "P",
    exports: {},
    from: "data:,",
  };
  const told = tell(`fails(() => loadAddon(${JSON.stringify(table)}));`, copy);
  expect(told).toMatchObject([{ package: "p", loaded: null }]);
});
