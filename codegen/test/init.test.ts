/** Three projects that nobody made for us are adopted, and everything of ours reaches them as it would be published. */
import { inspectBinary } from "@ferrotype/runtime/binary";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { Tarballs } from "../../scripts/pack-ourselves.js";
import {
  adopt,
  compile,
  expectNothingLinked,
  expectPlan,
  expectSame,
  npmInstall,
  theirs,
} from "./init-adoption.js";
import { packForStrangers, packageCrates, root, StrangersProject } from "./init-project.js";

const MINUTES = 60_000;
let tarballs: Tarballs;
/** `ferrotype` as npm installed it into the first project: what `npx ferrotype` runs elsewhere. */
let installed: string;

beforeAll(async () => {
  tarballs = await packForStrangers();
}, 10 * MINUTES);

describe("a project laid out as napi new does", () => {
  let project: StrangersProject;
  let built: ReadonlyMap<string, string>;

  beforeAll(() => {
    project = new StrangersProject("template");
    project.lockCrates();
    npmInstall(project, tarballs);
    installed = project.path("node_modules/ferrotype/bin/ferrotype.js");
    project.ok("npm", ["run", "--silent", "build:debug"]);
    project.ok("npm", ["test"]);
  }, 15 * MINUTES);

  test("is adopted", async () => {
    await expectPlan(adopt(project, installed), "template");
    built = theirs(project);
    expect(JSON.parse(project.read("package.json"))).toMatchObject({
      scripts: { codegen: "ferrotype generate", "codegen:check": "ferrotype check" },
      dependencies: { "@ferrotype/runtime": "^0.1.0" },
      devDependencies: { "@napi-rs/cli": "^3.10.0", ferrotype: "^0.1.0" },
    });
  });

  test(
    "generate and check pass, by npx and by the scripts",
    () => {
      expect(project.ok("npx", ["ferrotype", "generate"])).toContain(
        "added generated/init-template/index.js\n",
      );
      expect(project.run("npx", ["ferrotype", "check"]).status).toBe(0);
      expect(project.run("npm", ["run", "--silent", "codegen:check"]).status).toBe(0);
      expectNothingLinked(project);
    },
    10 * MINUTES,
  );

  test("the extractor is the one of the leaf package", () => {
    const leaf = project.path("node_modules/@ferrotype/extract-linux-x64-gnu");
    renameSync(leaf, `${leaf}.away`);
    const { status, stdout } = project.run("npx", ["ferrotype", "check"]);
    renameSync(`${leaf}.away`, leaf);
    expect(status).toBe(1);
    expect(stdout).toContain("error[FT6006]: `ferrotype-extract` was not found");
    expect(stdout).toContain("`@ferrotype/extract-linux-x64-gnu` is not installed");
  });

  test("every finding has its page in the package", () => {
    expect(project.ok("npx", ["ferrotype", "explain", "FT1005"])).toContain("# FT1005: ");
  });

  test(
    "its own build runs and gives the same",
    () => {
      project.ok("npm", ["run", "--silent", "build:debug"]);
      project.ok("npm", ["test"]);
      expectSame(project, built);
      expect(project.run("npx", ["ferrotype", "check"]).status).toBe(0);
    },
    10 * MINUTES,
  );

  test("its own test passes with the written package, and a consumer compiles and runs", () => {
    const written = "../generated/init-template/index.js";
    project.write(
      "__test__/generated.spec.mjs",
      project.read("__test__/index.spec.mjs").replace("../index.js", written),
    );
    project.ok(process.execPath, ["__test__/generated.spec.mjs"]);
    project.write(
      "consumer.mts",
      [
        'import { Cut, type CutOptions, kindOfCut, Tally } from "./generated/init-template/index.js";',
        "const options: CutOptions = { limit: 2 };",
        'const kind: Cut = kindOfCut("abc", options);',
        'console.log(kind === Cut.Shortened, new Tally().add("a"));',
        "",
      ].join("\n"),
    );
    compile(project, ["consumer.mts", "ferrotype.config.ts"]);
    project.write(
      "consumer.mjs",
      project
        .read("consumer.mts")
        .replace(/type CutOptions, /u, "")
        .replaceAll(/: (?:CutOptions|Cut)(?= =)/gu, ""),
    );
    expect(project.ok(process.execPath, ["consumer.mjs"])).toBe("true 1\n");
  });

  test(
    "with the author crate, from packaged crates, panics are caught and the binary is stamped",
    () => {
      mkdirSync(project.path(".cargo"));
      project.write(".cargo/config.toml", packageCrates());
      project.edit("Cargo.toml", (text) =>
        text
          .replace("[dependencies]\n", '[dependencies]\nferrotype = "0.1"\n')
          .replace("[build-dependencies]\n", '[build-dependencies]\nferrotype-extract = "0.1"\n'),
      );
      project.edit("build.rs", (text) =>
        text.replace("setup();\n", "setup();\n  ferrotype_extract::build::setup();\n"),
      );
      project.edit("src/lib.rs", (text) =>
        text.replace("use napi_derive::napi;\n", "use ferrotype::napi;\n\nferrotype::stamp!();\n"),
      );
      const { status, stdout, stderr } = project.run("npx", ["ferrotype", "generate"]);
      expect(status, stderr).toBe(0);
      expect(stdout).not.toMatch(/FT1005|FT1012/u);
      expect(project.run("npx", ["ferrotype", "check"])).toMatchObject({ status: 0, stdout: "" });
      const binary = "generated/init-template/native/init-template.linux-x64-gnu.node";
      const { stamp } = inspectBinary(project.path(binary));
      expect(stamp).toMatchObject({ package: "@init-fixture/template", version: "0.3.0" });
      project.ok(process.execPath, ["__test__/generated.spec.mjs"]);
      const metadata = project.ok("cargo", ["metadata", "--format-version", "1", "--offline"]);
      const { packages } = JSON.parse(metadata) as {
        readonly packages: readonly { readonly manifest_path: string }[];
      };
      expect(packages.filter(({ manifest_path }) => manifest_path.startsWith(`${root}/`))).toEqual(
        [],
      );
      project.ok("npm", ["run", "--silent", "build:debug"]);
      project.ok("npm", ["test"]);
      expectNothingLinked(project);
    },
    15 * MINUTES,
  );
});

describe("a crate with a facade that somebody wrote", () => {
  let project: StrangersProject;
  let built: ReadonlyMap<string, string>;

  beforeAll(() => {
    project = new StrangersProject("facade");
    project.lockCrates("native");
    npmInstall(project, tarballs);
    project.ok("npm", ["run", "--silent", "build"]);
    project.ok("npm", ["test"]);
  }, 15 * MINUTES);

  test("is adopted, under names that are free", async () => {
    await expectPlan(
      adopt(project, project.path("node_modules/ferrotype/bin/ferrotype.js")),
      "facade",
    );
    built = theirs(project);
  });

  test(
    "generate and check pass, and its own build gives the same",
    () => {
      project.ok("npm", ["run", "--silent", "ferrotype"]);
      project.ok("npx", ["ferrotype", "check"]);
      project.ok("npm", ["run", "--silent", "build"]);
      project.ok("npm", ["test"]);
      expectSame(project, built);
      expectNothingLinked(project);
    },
    10 * MINUTES,
  );

  test("the facade works on the written package, and compiles", () => {
    project.edit("lib/index.js", (text) =>
      text
        .replace(/^import \{ createRequire \}.*\n\n/u, "")
        .replace(
          /^const \{ countWords \} = .*$/mu,
          'import { countWords } from "../generated/native/index.js";',
        ),
    );
    project.ok("npm", ["test"]);
    project.write(
      "consumer.mts",
      'export { countWords, type Word, type WordCount } from "./generated/native/index.js";\n',
    );
    compile(project, ["consumer.mts"]);
  });
});

describe("a workspace of several crates", () => {
  let project: StrangersProject;
  let built: ReadonlyMap<string, string>;
  const pnpm = (...args: readonly string[]): string =>
    project.ok("npx", ["-y", "pnpm@12", ...args]);

  beforeAll(() => {
    project = new StrangersProject("workspace");
    project.lockCrates();
    // What a registry would do, and what pnpm asks of a machine without one.
    project.edit("pnpm-workspace.yaml", (text) =>
      [
        text,
        "pmOnFail: ignore",
        "overrides:",
        `  ferrotype: "file:${tarballs.ferrotype}"`,
        `  "@ferrotype/runtime": "file:${tarballs.runtime}"`,
        `  "@ferrotype/extract-linux-x64-gnu": "file:${tarballs.leaf}"`,
        "",
      ].join("\n"),
    );
    pnpm("install", "--prefer-offline");
    pnpm("build");
  }, 15 * MINUTES);

  test("names its addons, and adopts those that are asked for", async () => {
    const unasked = project.run(process.execPath, [installed, "init", "--yes"]);
    expect(unasked.status).toBe(1);
    expect(unasked.stdout).toContain("there are 2 addons here: packages/alpha, packages/beta");
    const flags = ["--crate", "packages/alpha", "--crate", "packages/beta"];
    expect(unasked.stdout).toContain(`ferrotype init ${flags.join(" ")}`);
    const plan = adopt(project, installed, flags);
    await expectPlan(plan.replaceAll(/file:.*\//gu, "file:TARBALLS/"), "workspace");
    built = theirs(project);
  });

  test(
    "after pnpm install, generate and check pass, and its own build gives the same",
    () => {
      pnpm("install", "--prefer-offline", "--no-frozen-lockfile");
      pnpm("codegen");
      pnpm("exec", "ferrotype", "check");
      pnpm("codegen:check");
      pnpm("build");
      expectSame(project, built);
      expectNothingLinked(project);
    },
    15 * MINUTES,
  );

  test("both written packages run, with the items of the crate that one of them depends on", () => {
    for (const name of ["alpha", "beta"])
      expect(existsSync(project.path(`generated/${name}/native`))).toBe(true);
    project.write(
      "consumer.mjs",
      [
        'import { areaOf, square } from "./generated/alpha/index.js";',
        'import { Triangle, triangleArea } from "./generated/beta/index.js";',
        'console.log(areaOf(square(3)), triangleArea(Triangle.RightAngled, 2, 3), triangleArea("other", 1, 1));',
        "",
      ].join("\n"),
    );
    expect(project.ok(process.execPath, ["consumer.mjs"])).toBe("9 3 null\n");
  });
});
