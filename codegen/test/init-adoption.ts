/** What each adopted project has to go through, whatever its layout. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

import type { Tarballs } from "../../scripts/pack-ourselves.js";
import { root, type StrangersProject } from "./init-project.js";

const quiet = ["--no-audit", "--no-fund", "--loglevel", "error", "--prefer-offline"];

/** The project's own dependencies, with ours from tarballs, as `npm install` would bring them from the registry. */
export function npmInstall(project: StrangersProject, tarballs: Tarballs): void {
  const types = `@types/node@${versionOf("@types/node")}`;
  const ours = [tarballs.ferrotype, tarballs.runtime, tarballs.leaf];
  project.ok("npm", ["install", ...quiet, "--no-save", "--no-package-lock", ...ours, types]);
}

function versionOf(name: string): string {
  const text = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

/** What a person gave and what `napi build` wrote, without what we did. */
export function theirs(project: StrangersProject): ReadonlyMap<string, string> {
  return new Map(
    [...project.files()].filter(
      ([path]) => !/^(?:generated|ferrotype\.config\.ts|Cargo\.lock)/u.test(path),
    ),
  );
}

export function compile(project: StrangersProject, files: readonly string[]): void {
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    skipLibCheck: false,
    types: ["node"],
    exactOptionalPropertyTypes: true,
    noEmit: true,
  };
  project.write("tsconfig.json", JSON.stringify({ compilerOptions, files }));
  const compiler = join(root, "node_modules/ts7/bin/tsc");
  expect(project.run(process.execPath, [compiler, "-p", "."])).toMatchObject({
    status: 0,
    stdout: "",
  });
}

/** `init` shows the plan and writes nothing; with `--yes` it writes that, once. */
export function adopt(
  project: StrangersProject,
  tool: string,
  flags: readonly string[] = [],
): string {
  const init = (...more: readonly string[]) =>
    project.run(process.execPath, [tool, "init", ...flags, ...more]);
  const before = project.files();
  const shown = init();
  expect(shown).toMatchObject({ status: 1, stderr: "" });
  expect(shown.stdout).toMatch(/\nNothing was written; ferrotype init --yes writes it\.\n$/u);
  expect(project.files()).toEqual(before);

  const written = init("--yes");
  expect(written).toMatchObject({ status: 0, stderr: "" });
  const plan = shown.stdout.slice(0, shown.stdout.indexOf("Nothing was written"));
  expect(written.stdout.startsWith(plan)).toBe(true);
  const after = project.files();
  expect(after).not.toEqual(before);

  expect(init("--yes")).toEqual({
    status: 0,
    stdout: "ferrotype.config.ts is here: this project is adopted, and nothing was changed.\n",
    stderr: "",
  });
  expect(project.files()).toEqual(after);
  return plan;
}

/** The plans are goldens: `vitest run codegen/test/init.test.ts --update` writes them again. */
export async function expectPlan(plan: string, fixture: string): Promise<void> {
  await expect(plan).toMatchFileSnapshot(`fixtures/init/plans/${fixture}.txt`);
}

export function expectNothingLinked(project: StrangersProject): void {
  expect(project.linksOut()).toEqual([]);
  for (const [path, text] of project.files()) {
    if (!path.endsWith(".node")) expect(text.includes(root), path).toBe(false);
  }
}

/** What the project's own build wrote before is there again, byte for byte; a binary promises no equal bytes. */
export function expectSame(project: StrangersProject, before: ReadonlyMap<string, string>): void {
  const texts = [...before].filter(
    ([path]) => !/\.node$|(?:Cargo\.lock|pnpm-lock\.yaml)$/u.test(path),
  );
  expect(texts.length).toBeGreaterThan(8);
  for (const [path, text] of texts) {
    expect(project.read(path), path).toBe(Buffer.from(text, "latin1").toString());
  }
}
