/** Runs `napi build` of `@napi-rs/cli`, in a process of its own. */
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

import { cargoEnvironment, failedBuild, runProgram, type CargoMetadata } from "./cargo.js";
import type { Progress } from "./progress.js";
import { stop, type Stop } from "./stop.js";

/** Builds the addon and its `index.d.ts` into `<folder>/build`. */
export async function runNapi(
  root: string,
  addon: { readonly name: string; readonly crate: string },
  folder: string,
  profile: string,
  metadata: CargoMetadata,
  cratesWithItems: readonly string[],
  progress: Progress,
): Promise<void> {
  const output = join(folder, "build");
  mkdirSync(output, { recursive: true });
  const manifest = join(root, addon.crate, "Cargo.toml");
  refuseOtherCrateTypes(metadata, manifest, addon.crate);
  // napi-rs writes none where no item has types; the one of an earlier build would be read again.
  const [declared, earlier] = [join(output, "index.d.ts"), join(output, "earlier.d.ts")];
  rmSync(earlier, { recursive: true, force: true });
  if (existsSync(declared)) renameSync(declared, earlier);
  forgetDeadTypes(metadata, manifest, cratesWithItems);
  const [config] = userNapiConfig(root, addon.crate);
  const packageJson = config ?? join(folder, "package.json");
  if (config === undefined) {
    const content = { name: addon.name, version: "0.0.0", napi: { binaryName: addon.name } };
    writeFileSync(packageJson, JSON.stringify(content));
  }
  const args = [
    napiCli().program,
    "build",
    "--manifest-path",
    manifest,
    "--package-json-path",
    packageJson,
    "--output-dir",
    output,
    ...napiProfile(profile),
    "--platform",
    "--no-js",
    "--no-const-enum",
    "--runtime-string-enum",
  ];
  // Paths in an author's own config are relative to where it stands, as in a build of theirs.
  const cwd = config === undefined ? root : dirname(config);
  let isBuilt = false;
  let run: { readonly code: number; readonly output: string };
  try {
    run = await runProgram(process.execPath, args, cwd, "pipe", cargoEnvironment(progress));
    isBuilt = run.code === 0;
  } finally {
    // A build that failed leaves the record of the last one true, for when the Rust is as it was again.
    if (!isBuilt && existsSync(earlier)) renameSync(earlier, declared);
    rmSync(earlier, { recursive: true, force: true });
  }
  if (run.code === 0) return;
  // After cargo's own message, napi-rs prints a stack of its own; what else it refuses is news.
  if (run.output.includes("Build failed with exit code")) {
    throw failedBuild(addon.name, addon.crate);
  }
  process.stderr.write(run.output.replaceAll(/^ {4}at .*\n/gmu, ""));
  throw refusedByNapi(addon.name, addon.crate);
}

/** napi-rs looks for the artifact in a folder called as `--profile`, and cargo has others for its own two profiles. */
export function napiProfile(profile: string): readonly string[] {
  if (profile === "dev") return [];
  return profile === "release" ? ["--release"] : ["--profile", profile];
}

/** FT6007 where cargo was content or not asked, and `napi build` was not. */
function refusedByNapi(what: string, crate: string): Stop {
  return stop(
    "FT6007",
    `\`napi build\` of ${what} failed, and not in cargo`,
    `mend what napi-rs says of ${crate} above, then run the same command again`,
  );
}

/** cargo builds any crate; Node loads a `cdylib` alone. */
export function refuseOtherCrateTypes(
  metadata: CargoMetadata,
  manifest: string,
  crate: string,
): void {
  const owner = metadata.packages.find(({ manifest_path }) => manifest_path === manifest);
  // A crate that cargo knows under another path, through a link for instance, is left to cargo.
  if (owner?.targets.every(({ crate_types }) => !crate_types.includes("cdylib")) !== true) return;
  throw stop(
    "FT6007",
    `${crate}/Cargo.toml does not build an addon: its library is no cdylib`,
    'add crate-type = ["cdylib"] beneath [lib]',
  );
}

/**
 * napi-rs keeps the types of each crate in a file of its own until the crate is expanded again with at least one item.
 * A crate that lost its last `#[napi]` would be listed for ever; the source view knows better.
 */
function forgetDeadTypes(
  metadata: CargoMetadata,
  manifest: string,
  cratesWithItems: readonly string[],
): void {
  const cache = join(metadata.target_directory, "napi-rs");
  const owner = metadata.packages.find(({ manifest_path }) => manifest_path === manifest)?.name;
  if (!existsSync(cache) || owner === undefined) return;
  const alive = new Set(cratesWithItems.map((name) => name.replaceAll("_", "-")));
  for (const folder of readdirSync(cache)) {
    if (folder.slice(0, -17) !== owner) continue;
    for (const crate of readdirSync(join(cache, folder))) {
      if (!alive.has(crate.replaceAll("_", "-"))) rmSync(join(cache, folder, crate));
    }
  }
}

/** The addon and the d.ts of the last build. */
export function findOutputs(
  folder: string,
  addon: { readonly name: string; readonly crate: string },
): { readonly binary: string; readonly declared: string } {
  const output = join(folder, "build");
  const names = existsSync(output) ? readdirSync(output) : [];
  // An earlier build may have had another name.
  const binary = names
    .filter((name) => name.endsWith(".node"))
    .toSorted((a, b) => statSync(join(output, b)).mtimeMs - statSync(join(output, a)).mtimeMs)[0];
  if (binary === undefined) {
    throw stop(
      "FT6007",
      `the build of ${addon.crate} gave no addon`,
      `add crate-type = ["cdylib"] beneath [lib] in ${addon.crate}/Cargo.toml`,
    );
  }
  if (!names.includes("index.d.ts")) {
    throw stop(
      "FT6007",
      `the build of ${addon.crate} gave no index.d.ts`,
      `${addon.crate}/Cargo.toml needs the dependency napi-derive with its feature type-def (a default one), and the crate one #[napi] item`,
    );
  }
  return { binary: join(output, binary), declared: join(output, "index.d.ts") };
}

/** The package.json with a `napi` section (an adopter's header, for instance): the crate's own, or the one at the root. */
export function userNapiConfig(root: string, crate: string): readonly string[] {
  return [join(root, crate, "package.json"), join(root, "package.json")]
    .filter((path) => existsSync(path) && readFileSync(path, "utf8").includes('"napi"'))
    .slice(0, 1);
}

/** The program of `@napi-rs/cli`, and the package.json that carries its version. */
export function napiCli(): { readonly program: string; readonly manifest: string } {
  const manifest = createRequire(import.meta.url).resolve("@napi-rs/cli/package.json");
  return { program: join(dirname(manifest), "dist", "cli.js"), manifest };
}
