/** What `ferrotype init` plans to write, and what it tells a person of it. */
import { describe, expect, test } from "vitest";

import { configText } from "../src/init/config-text.js";
import { planAdoption } from "../src/init/plan-adoption.js";
import { typeTestNotes } from "../src/init/typescript.js";
import { alignVersion } from "../src/init/versions.js";
import { addon, project } from "./init-builders.js";

describe("the plan", () => {
  const planned = (
    value: Readonly<Record<string, unknown>>,
    texts?: Readonly<Record<string, string>>,
  ) => {
    const plan = planAdoption(project(value, texts), "0.1.0");
    if ("severity" in plan) throw new Error(plan.message);
    return new Map(plan.files.map(({ path, after }) => [path, after]));
  };

  test("keeps off folders that are somebody's, or ignored", () => {
    for (const texts of [{ "generated/x.js": "" }, { ".gitignore": "/generated/\n" }]) {
      const config = planned({}, texts).get("ferrotype.config.ts");
      expect(config).toContain('out: "ferrotype/my-crate"');
      expect(config).toContain('locks: "ferrotype/surface"');
    }
  });

  test("leaves dependencies alone that are there", () => {
    const value = {
      dependencies: { "@ferrotype/runtime": "1" },
      devDependencies: { ferrotype: "1" },
    };
    expect(JSON.parse(planned(value).get("package.json") ?? "")).toEqual({
      ...value,
      scripts: { codegen: "ferrotype generate", "codegen:check": "ferrotype check" },
    });
  });

  test("tells pnpm 11 of esbuild, and not pnpm 10", () => {
    const has = (manager: string): boolean =>
      planned({ packageManager: manager }).has("pnpm-workspace.yaml");
    expect([has("pnpm@10.34.0"), has("pnpm@11.0.0"), has("npm@11.0.0")]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test("takes the types of Node where the project compiles TypeScript", () => {
    const added = (...[value, texts]: Parameters<typeof planned>): unknown =>
      (JSON.parse(planned(value, texts).get("package.json") ?? "") as Record<string, object>)[
        "devDependencies"
      ];
    expect(added({})).not.toHaveProperty("@types/node");
    expect(added({}, { "tsconfig.json": "{}" })).toHaveProperty("@types/node", "^20.19.0");
    const own = { devDependencies: { typescript: "5", "@types/node": "22" } };
    expect(added(own)).toHaveProperty("@types/node", "22");
  });

  test("breaks long lists of targets", () => {
    const targets = [
      "linux-x64-gnu",
      "linux-arm64-gnu",
      "linux-arm64-musl",
      "darwin-x64",
      "darwin-arm64",
    ];
    const text = configText({
      base: "generated",
      addons: [{ crate: ".", out: "generated/x", targets }],
    });
    expect(text).toContain('      targets: [\n        "linux-x64-gnu",\n');
  });
});

describe("the project's own TypeScript", () => {
  const said = (config: string | null) =>
    typeTestNotes(project({}, config === null ? {} : { "tsconfig.json": config }), "generated");

  test.each([
    ["{}", '["generated/type-tests"]'],
    ['{ "include": ["**/*.ts"] } // theirs', '["generated/type-tests"]'],
    ['{ "include": ["./"], "exclude": ["dist",] }', '["dist", "generated/type-tests"]'],
    ['{ "include": ["generated"] }', '["generated/type-tests"]'],
    ['{ "compilerOptions": { "outDir": "lib" } }', '["lib", "generated/type-tests"]'],
    ['{ "include": ["gen*/**/*"], "exclude": ["src"] }', '["src", "generated/type-tests"]'],
  ])("%s is told to leave the type tests out", (config, list) => {
    expect(said(config)).toEqual([expect.stringContaining(`"exclude": ${list}. `)]);
  });

  test.each([
    null,
    "{ broken",
    '{ "include": ["src"] }',
    '{ "include": ["src/**/*", "*.ts", "*"] }',
    '{ "files": ["a.ts"] }',
    '{ "exclude": ["generated"] }',
    '{ "exclude": ["generated/**"] }',
    '{ "include": ["**/*"], "exclude": ["**/*.test-d.ts"] }',
  ])("%s is left alone", (config) => {
    expect(said(config)).toEqual([]);
  });
});

describe("versions", () => {
  const cargo = (version: string): string => `[package]\nname = "my-crate"\n${version}\n`;
  const aligned = (npm: unknown, line = 'version = "1.0.0"') =>
    alignVersion({
      ...addon({ owner: { path: "package.json", text: "", value: { version: npm } } }),
      cargoToml: { path: "Cargo.toml", text: cargo(line) },
    });

  test("that agree, or that no package.json tells, are left alone", () => {
    for (const version of ["1.0.0", undefined]) {
      const before = { path: "Cargo.toml", text: cargo('version = "1.0.0"') };
      expect(aligned(version)).toEqual({ cargoToml: before, note: null });
    }
  });

  test("that differ are said, and Cargo.toml is given that of package.json", () => {
    const { cargoToml, note } = aligned("3.4.6");
    expect(cargoToml.text).toBe(cargo('version = "3.4.6"'));
    expect(note).toBe(
      "package.json is version 3.4.6 and Cargo.toml 1.0.0, which the written package takes: it is set to 3.4.6. npm version does not set it; set it with each release.",
    );
  });

  test("of a workspace, and those that package.json does not count, are left to a person", () => {
    const shared = aligned("3.4.6", "version.workspace = true");
    expect(shared.cargoToml.text).toBe(cargo("version.workspace = true"));
    expect(shared.note).toContain("[workspace.package] of its workspace; set it to 3.4.6 there");
    for (const version of ["0.0.0", "0.0.0-development", "next"]) {
      const { cargoToml, note } = aligned(version);
      expect(cargoToml.text).toBe(cargo('version = "1.0.0"'));
      expect(note).toContain("set it in Cargo.toml with each release");
    }
  });

  test("are an edit of the plan, with the name", () => {
    const owner = { path: "package.json", text: "", value: { version: "3.4.6" } };
    const differing = { ...project({ version: "3.4.6" }), addons: [addon({ owner })] };
    const text = cargo('version = "1.0.0"');
    const [first] = differing.addons;
    if (first === undefined) throw new Error("no addon");
    const cargoToml = { path: "Cargo.toml", text };
    const plan = planAdoption({ ...differing, addons: [{ ...first, cargoToml }] }, "0.1.0");
    if ("severity" in plan) throw new Error(plan.message);
    expect(plan.files.find(({ path }) => path === "Cargo.toml")).toEqual({
      path: "Cargo.toml",
      before: text,
      after: `${cargo('version = "3.4.6"')}\n[package.metadata.ferrotype]\npackage = "my-crate"\n`,
    });
    expect(plan.notes.filter((note) => note.includes("3.4.6"))).toHaveLength(1);
  });
});
