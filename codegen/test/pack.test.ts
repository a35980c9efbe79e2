/** `ferrotype pack` on the natives: the packages are what registries want, and work where they are installed. */
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { TraceMap, originalPositionFor } from "@jridgewell/trace-mapping";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, posix } from "node:path";
import { publint } from "publint";
import { afterAll, beforeAll, expect, test } from "vitest";

import { packNatives } from "../../scripts/pack-ourselves.js";
import { prepare } from "../../scripts/prepare.js";
import {
  copyWorkspace,
  hostBinary,
  installed,
  openFolder,
  remove,
  root,
  runPack,
} from "./pack-workspace.js";
import { TsServer } from "./tsserver.js";

const folder = openFolder("pack");
const out = join(folder, "packages");
const host = hostBinary();
const core = join(out, "ferrotype-natives-0.1.0.tgz");
const leaf = join(out, `ferrotype-natives-${host.target}-0.1.0.tgz`);
let app = "";

beforeAll(async () => {
  expect(await prepare()).toBe(true);
  const { status, stdout, stderr } = runPack(root, ["--partial", "--out", out]);
  expect(status, stdout + stderr).toBe(0);
  // The order in which they are published, for a script.
  expect(stdout.split("\n").map((line) => posix.basename(line))).toEqual([
    posix.basename(leaf),
    posix.basename(core),
    "",
  ]);
  expect(stderr).toContain("not to be published without them");
  app = installed(join(folder, "app"), {
    "@ferrotype/natives": core,
    [`@ferrotype/natives-${host.target}`]: leaf,
  });
}, 120_000);
afterAll(() => remove(folder));

const manifest = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(join(app, "node_modules/@ferrotype", name, "package.json"), "utf8"));

test("the same tarballs from a copy of the workspace in another folder, under another umask", () => {
  const copy = copyWorkspace(join(folder, "copy"));
  const artifacts = join(folder, "artifacts");
  const mask = process.umask(0o077);
  try {
    // As the CI of napi-rs leaves them.
    mkdirSync(join(artifacts, `bindings-${host.target}`), { recursive: true });
    copyFileSync(host.path, join(artifacts, `bindings-${host.target}`, posix.basename(host.path)));
    const run = runPack(copy, ["--partial", "--binaries", artifacts]);
    expect(run.status, run.stdout + run.stderr).toBe(0);
  } finally {
    process.umask(mask);
  }
  const packages = join(copy, "target/ferrotype/natives/packages");
  expect(readdirSync(packages).sort()).toEqual(readdirSync(out).sort());
  for (const path of [core, leaf]) {
    const again = readFileSync(join(packages, posix.basename(path)));
    expect(again.equals(readFileSync(path)), path).toBe(true);
  }
}, 120_000);

test("publint and attw find nothing", async () => {
  for (const path of [core, leaf]) {
    const data = new Uint8Array(readFileSync(path));
    const { messages } = await publint({ pack: { tarball: data.buffer }, strict: true });
    expect(messages, path).toEqual([]);
  }
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(core)));
  if (analysis.types === false) throw new Error("the core has no types");
  // Both are of `require` and of resolutions without `exports`, which an ES module does not serve.
  const ignored = ["node10", "node16-cjs"];
  expect(
    analysis.problems.filter(
      (problem) => !("resolutionKind" in problem && ignored.includes(problem.resolutionKind)),
    ),
  ).toEqual([]);
});

test("the core depends on every leaf, in its own version, and on nothing of the workspace", () => {
  const { version, optionalDependencies, dependencies } = manifest("natives");
  const config = readFileSync(join(root, "ferrotype.config.ts"), "utf8");
  const configured = [...config.matchAll(/"((?:linux|darwin|win32)-[\w-]+)"/gu)].map(([, t]) => t);
  expect(configured.length).toBeGreaterThan(8);
  expect(optionalDependencies).toEqual(
    Object.fromEntries(configured.map((target) => [`@ferrotype/natives-${target}`, version])),
  );
  expect(dependencies).toEqual({ "@ferrotype/runtime": expect.stringMatching(/^\^\d/u) });
  const natives = join(app, "node_modules/@ferrotype/natives");
  expect(readFileSync(join(natives, "binding.js"), "utf8")).toContain("workspace: false");
  expect(existsSync(join(natives, "native"))).toBe(false);
  expect(existsSync(join(natives, "LICENSE"))).toBe(true);
});

test("the leaf says all that package managers and the loader want to know", () => {
  const file = posix.basename(host.path);
  const { ferrotype, ...said } = manifest(`natives-${host.target}`) as {
    readonly ferrotype: Readonly<Record<string, unknown>>;
  };
  expect(said).toMatchObject({
    version: manifest("natives")["version"],
    license: "MIT",
    os: [process.platform],
    cpu: [process.arch],
    exports: { ".": `./${file}`, "./package.json": "./package.json" },
    files: [file],
  });
  const packed = join(app, "node_modules/@ferrotype", `natives-${host.target}`);
  expect(readdirSync(packed).sort()).toEqual(["LICENSE", "README.md", file, "package.json"].sort());
  const { size, mode } = statSync(join(packed, file));
  expect([ferrotype["file"], ferrotype["sizeBytes"], ferrotype["target"]]).toEqual([
    file,
    size,
    host.target,
  ]);
  expect(mode & 0o777).toBe(0o644);
  const sum = createHash("sha256")
    .update(readFileSync(join(packed, file)))
    .digest("hex");
  expect(ferrotype["sha256"]).toBe(sum);
});

test("installed, all modules work", () => {
  copyFileSync(join(root, "scripts/smoke.js"), join(app, "smoke.js"));
  const run = spawnSync(process.execPath, ["smoke.js"], { cwd: app, encoding: "utf8" });
  expect(run.status, run.stderr).toBe(0);
  expect(run.stdout).toContain("all modules work");
});

test("every map leads to Rust that is in the package", () => {
  const natives = join(app, "node_modules/@ferrotype/natives");
  let checked = 0;
  for (const file of readdirSync(natives).filter((name) => name.endsWith(".d.ts"))) {
    const map = new TraceMap(readFileSync(join(natives, `${file}.map`), "utf8"));
    for (const [index, line] of readFileSync(join(natives, file), "utf8").split("\n").entries()) {
      const declared = /^(?:export )?(?:declare )?(?:function|class|interface) (\w+)/u.exec(line);
      const [whole = "", name = ""] = declared ?? [];
      if (declared === null || /^is\w+Error$/u.test(name)) continue;
      const place = { line: index + 1, column: whole.length - name.length };
      const { source, line: at, column } = originalPositionFor(map, place);
      expect(source, `${file}: ${name}`).toMatch(/^rust\/crates\/natives\//u);
      const rust = readFileSync(join(natives, source ?? ""), "utf8").split("\n")[(at ?? 0) - 1];
      const found = /^\w*/u.exec(rust?.slice(column ?? 0) ?? "")?.[0] ?? "";
      expect(found.replaceAll("_", "").toLowerCase()).toBe(name.toLowerCase());
      checked += 1;
    }
  }
  expect(checked).toBeGreaterThan(30);
});

test("an editor goes from an import to the Rust in node_modules", async () => {
  const file = join(app, "use.mts");
  writeFileSync(file, 'import { readFile } from "@ferrotype/natives/fs";\nreadFile("a");\n');
  const server = new TsServer(join(root, "node_modules/typescript/lib/tsserver.js"));
  try {
    await server.open(file);
    const [place] = await server.definition(file, 'readFile("a")');
    const path = place?.file ?? "";
    expect(path).toContain("node_modules/@ferrotype/natives/rust/crates/natives/src/fs.rs");
    const line = readFileSync(path, "utf8").split("\n")[(place?.line ?? 0) - 1];
    expect(line?.slice((place?.column ?? 0) - 1)).toMatch(/^read_file\(/u);
  } finally {
    server.close();
  }
});

test("for programs the same, by the function that the package exports", async () => {
  const tarballs = await packNatives(join(folder, "natives"));
  expect(tarballs.map((path) => posix.basename(path))).toEqual([
    posix.basename(leaf),
    posix.basename(core),
  ]);
  for (const path of tarballs) {
    const first = path.includes(host.target) ? leaf : core;
    expect(readFileSync(path).equals(readFileSync(first)), path).toBe(true);
  }
  const { pack } = await import("../src/index.js");
  const refused = pack({ config: join(root, "ferrotype.config.ts"), binaries: app, out: folder });
  await expect(refused).rejects.toMatchObject({ diagnostics: [{ code: "FT6018" }] });
}, 60_000);
