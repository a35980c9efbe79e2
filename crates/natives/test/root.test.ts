/** What is loaded, and what it logs. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CpuVariant, LogLevel, getVersion, init } from "@ferrotype/natives";
import { afterAll, expect, test } from "vitest";

import { failureOf } from "./failure.js";
import { packageFolder } from "./package-copy.js";
import { tempFolder } from "./temp-folder.js";

afterAll(() => init({ logLevel: LogLevel.Off }));

test("getVersion tells profile and contract", () => {
  const { contract, profile, rustVersion, target, variant, version, ...rest } = getVersion();
  const binding = readFileSync(join(packageFolder, "binding.js"), "utf8");
  expect(binding).toContain(`contract: "${contract}"`);
  expect(binding).toContain(`version: "${version}"`);
  expect(["quick", "release"]).toContain(profile);
  expect(Object.values(CpuVariant)).toContain(variant);
  expect(rustVersion).toMatch(/^1\.\d+\.\d+/u);
  expect(target).toContain(process.arch === "x64" ? "x86_64" : "aarch64");
  expect(Object.keys(rest).sort()).toEqual(["buildTime", "gitHash"]);
});

test("init may be called any number of times, with anything left out", () => {
  for (const options of [
    undefined,
    null,
    {},
    { logLevel: LogLevel.Warn },
    { logLevel: "off" },
  ] as const) {
    expect(init(options)).toBeUndefined();
  }
});

test("init refuses what it does not know, and a file that it cannot open", () => {
  expect(failureOf(() => init({ logLevel: "loud" as "off" }))).toMatchObject({
    class: "TypeError",
    code: "ERR_INVALID_ARG_VALUE",
    message: expect.stringContaining(
      'init: argument "options.logLevel" must be "off", "error"',
    ) as string,
  });
  const logFile = join(tempFolder(), "missing/log");
  expect(failureOf(() => init({ logFile }))).toMatchObject({ code: "ENOENT", path: logFile });
});

test("log lines go to the file or to standard error, never to standard output", () => {
  const logFile = pathToFileURL(join(tempFolder(), "log"));
  const run = (options: string): string =>
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { init, executeCommand, grep } from "@ferrotype/natives";
        init(${options});
        await grep({ pattern: "a", root: import.meta.dirname });
        await executeCommand("true");`,
      ],
      { cwd: import.meta.dirname, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
  expect(run(`{ logLevel: "trace" }`)).toBe("");
  expect(run(`{ logLevel: "trace", logFile: new URL(${JSON.stringify(logFile)}) }`)).toBe("");
  expect(readFileSync(logFile, "utf8")).not.toBe("");
});
