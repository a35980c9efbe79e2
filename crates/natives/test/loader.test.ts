/** The loader, with the real package and the real binary. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { getVersion } from "@ferrotype/natives";
import { describe, expect, test } from "vitest";

import { copyPackage, packageFolder, type PackageCopy } from "./package-copy.js";
import { jsonOf } from "./run-node.js";
import { tempFolder } from "./temp-folder.js";

const [binaryName = ""] = readdirSync(join(packageFolder, "native")).filter((name) =>
  name.endsWith(".node"),
);
const binary = join(packageFolder, "native", binaryName);
const target = binaryName.split(".")[1] ?? "";

/** Tells how an import of the package ends: with the version, or with the fields of the error. */
const REPORT = `const report = await import("@ferrotype/natives").then(
    (natives) => ({ contract: natives.getVersion().contract }),
    (error) => ({
      name: error.name,
      code: error.code,
      help: error.help,
      message: error.message,
      candidates: error.candidates?.map(({ source, path, verdict, detail }) => ({ source, path, verdict, detail })),
      loaded: process.report.getReport().sharedObjects.filter((path) => path.endsWith(".node")),
    }),
  );
  console.log(JSON.stringify(report));`;

interface Report {
  readonly contract?: string;
  readonly code?: string;
  readonly help?: string;
  readonly message?: string;
  readonly candidates?: readonly Readonly<Record<string, string>>[];
  readonly loaded?: readonly string[];
}

const load = ({ root }: PackageCopy, env: Record<string, string> = {}): Report =>
  jsonOf(REPORT, root, { env }) as Report;

const NOBODY = 65_534;

const loads = { contract: getVersion().contract };

/** Puts the binary into the package's own `native/`. */
function install({ folder }: PackageCopy): string {
  mkdirSync(join(folder, "native"), { recursive: true });
  copyFileSync(binary, join(folder, "native", binaryName));
  return join(folder, "native", binaryName);
}

/** Changes the table of a copy. */
function edit({ folder }: PackageCopy, change: (table: string) => string): void {
  const path = join(folder, "binding.js");
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error("the table was not changed");
  writeFileSync(path, after);
}

/** Another contract, as a package has that is older than the binary. */
const older = (table: string): string =>
  table.replace(/contract: "\w+"/u, `contract: "${"0".repeat(32)}"`);

test("no binary: every candidate is named, and the one thing to do", () => {
  const copy = copyPackage();
  const { code, candidates, help, loaded, message } = load(copy);
  expect(code).toBe("ERR_FERROTYPE_NOT_FOUND");
  expect(loaded).toEqual([]);
  expect(candidates).toMatchObject([
    { source: "workspace", path: join(copy.folder, "native", binaryName), verdict: "not found" },
    { source: "leaf", path: `@ferrotype/natives-${target}`, verdict: "not found" },
  ]);
  expect(help).toMatch(/^Build the addon: run `[a-z ]+`\.$/u);
  expect(message).toContain("Cannot load the native addon of @ferrotype/natives");
});

test("the build in the package's own folder", () => {
  const copy = copyPackage();
  install(copy);
  expect(load(copy)).toEqual(loads);
});

describe("a binary of another contract is refused before it is loaded", () => {
  const refusal = (change: (table: string) => string): Report => {
    const copy = copyPackage();
    install(copy);
    edit(copy, (table) => older(change(table)));
    const report = load(copy);
    expect(report).toMatchObject({ code: "ERR_FERROTYPE_WRONG_CONTRACT", loaded: [] });
    expect(report.help).toMatch(/Run `[a-z ]+`\./u);
    return report;
  };
  const detailOf = ({ candidates }: Report): string | undefined =>
    candidates?.find(({ source }) => source === "workspace")?.["detail"];

  test("a changed function is named", () => {
    const report = refusal((table) =>
      table.replace(/grep: \["function", "\w+"\]/u, 'grep: ["function", "00000000"]'),
    );
    expect(detailOf(report)).toBe("its contract differs from the package's: changed grep");
    expect(report.message).toContain("changed grep");
  });

  test("a new one is named, a removed one too", () => {
    const report = refusal((table) =>
      table.replace(/readFile: (\["function", "\w+"\])/u, "readAll: $1"),
    );
    expect(detailOf(report)).toBe(
      "its contract differs from the package's: only in the binary readFile; only in the package readAll",
    );
  });

  test("a version is named", () => {
    const copy = copyPackage();
    install(copy);
    edit(copy, (table) => table.replace(/version: "[\d.]+"/u, 'version: "99.0.0"'));
    const { code, candidates, loaded } = load(copy);
    expect([code, loaded]).toEqual(["ERR_FERROTYPE_WRONG_VERSION", []]);
    expect(candidates?.[0]?.["detail"]).toMatch(/^it is version [\d.]+, the package is 99\.0\.0$/u);
  });

  test("unless it is allowed", () => {
    const copy = copyPackage();
    install(copy);
    edit(copy, older);
    expect(load(copy, { FERROTYPE_NATIVES_ALLOW_MISMATCH: "1" })).toEqual(loads);
  });
});

describe("FERROTYPE_NATIVES_PATH", () => {
  const place = (content: Uint8Array | null): { copy: PackageCopy; path: string } => {
    const copy = copyPackage();
    install(copy);
    const path = join(tempFolder(), "own.node");
    if (content !== null) writeFileSync(path, content);
    return { copy, path };
  };
  const loadFrom = (content: Uint8Array | null): Report & { readonly path: string } => {
    const { copy, path } = place(content);
    return { ...load(copy, { FERROTYPE_NATIVES_PATH: path }), path };
  };

  test("names the file to load", () => {
    const { contract } = loadFrom(readFileSync(binary));
    expect(contract).toBe(loads.contract);
  });

  test.each<[string, () => Uint8Array | null, string]>([
    ["is missing", () => null, "ERR_FERROTYPE_NOT_FOUND"],
    ["is empty", () => new Uint8Array(), "ERR_FERROTYPE_DAMAGED"],
    ["is a text", () => Buffer.from("no library\n".repeat(100)), "ERR_FERROTYPE_DAMAGED"],
    ["is cut short", () => readFileSync(binary).subarray(0, 100_000), "ERR_FERROTYPE_DAMAGED"],
    ["lacks its last part", () => readFileSync(binary).subarray(0, -4096), "ERR_FERROTYPE_DAMAGED"],
  ])("a file that %s: refused, and nothing else is tried", (_name, content, code) => {
    const { path, ...report } = loadFrom(content());
    expect(report).toMatchObject({ code, loaded: [] });
    expect(report.candidates).toMatchObject([{ source: "environment", path }]);
    expect(report.help).toContain("FERROTYPE_NATIVES_PATH");
  });
});

describe("the leaf package", () => {
  const installLeaf = ({ root }: PackageCopy): string => {
    const leaf = join(root, `node_modules/@ferrotype/natives-${target}`);
    const { version } = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
      version: string;
    };
    mkdirSync(leaf);
    const manifest = { name: basename(leaf), version, main: binaryName };
    writeFileSync(join(leaf, "package.json"), JSON.stringify(manifest));
    copyFileSync(binary, join(leaf, binaryName));
    return join(leaf, binaryName);
  };

  test("is found beside the package", () => {
    const copy = copyPackage();
    installLeaf(copy);
    expect(load(copy)).toEqual(loads);
  });

  test("comes in where the build in the workspace is broken", () => {
    const copy = copyPackage();
    installLeaf(copy);
    truncateSync(install(copy), 1000);
    expect(load(copy)).toEqual(loads);
  });

  test.runIf(process.platform !== "win32")("may not be read by this user", () => {
    const copy = copyPackage();
    chmodSync(installLeaf(copy), 0);
    chmodSync(copy.root, 0o755);
    // For root nothing is forbidden.
    const user = process.getuid?.() === 0 ? { uid: NOBODY } : {};
    const { code, help, loaded } = jsonOf(REPORT, copy.root, user) as Report;
    expect([code, loaded]).toEqual(["ERR_FERROTYPE_NOT_PERMITTED", []]);
    expect(help).toContain("Make the file readable");
  });
});
