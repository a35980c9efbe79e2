/**
 * `pnpm pack:all [folder]`: what we publish on npm, as tarballs: `ferrotype`, `@ferrotype/runtime`, `@ferrotype/natives`,
 * and the leaf packages of the extractor and the natives for this platform. Equal inputs give equal bytes: npm sets every
 * time of a tarball to the same moment.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";

import { root } from "./root.js";

/**
 * Packs the compiled packages; `scripts/prepare.js` has compiled them.
 * @param {object} request
 * @param {string} request.destination folder that the tarballs are put into
 * @param {string} request.extractor the built `ferrotype-extract` of this host
 * @returns {Promise<import("./pack-ourselves.js").Tarballs>}
 */
export async function packOurselves({ destination, extractor }) {
  const extractors = [{ target: await hostTarget(), program: extractor }];
  const { leaves, runtime, ferrotype } = await packTools({ destination, extractors });
  const [leaf] = leaves;
  return { ferrotype: ferrotype.tarball, runtime: runtime.tarball, leaf: leaf?.tarball ?? "" };
}

/**
 * The same with the extractor for several platforms.
 * @param {object} request
 * @param {string} request.destination folder that the tarballs are put into
 * @param {readonly import("./pack-ourselves.js").Extractor[]} request.extractors
 * @returns {Promise<import("./pack-ourselves.js").Tools>}
 */
export async function packTools({ destination, extractors }) {
  mkdirSync(destination, { recursive: true });
  const staging = mkdtempSync(join(tmpdir(), "ferrotype-pack-"));
  try {
    const version = readJson(join(root, "codegen/package.json")).version;
    const packed = (/** @type {{ name: string, folder: string }} */ { name, folder }) => ({
      name,
      version,
      tarball: pack(folder, destination),
    });
    const leaves = extractors.map((each) => stageLeaf(staging, each, version));
    const runtime = stagePackage(staging, join(root, "packages/runtime"), {});
    const ferrotype = stagePackage(staging, join(root, "codegen"), {
      optionalDependencies: Object.fromEntries(leaves.map(({ name }) => [name, version])),
    });
    return {
      leaves: leaves.map((leaf) => packed(leaf)),
      runtime: packed(runtime),
      ferrotype: packed(ferrotype),
    };
  } finally {
    rmSync(staging, { recursive: true });
  }
}

/**
 * Packs the natives by the generator that we ship: their leaf for this platform, from the last build, and their core.
 * @param {string} destination folder that the tarballs are put into
 * @returns {Promise<readonly string[]>}
 */
export async function packNatives(destination) {
  const { pack: packAddons } = await import("../codegen/dist/index.js");
  const results = await packAddons({ config: join(root, "ferrotype.config.ts"), partial: true });
  mkdirSync(destination, { recursive: true });
  return results.flatMap(({ destination: made, packages }) =>
    packages.map(({ tarball }) => {
      copyFileSync(join(made, tarball), join(destination, tarball));
      return join(destination, tarball);
    }),
  );
}

/**
 * Packs the runtime alone; gives the path of its tarball.
 * @param {string} destination
 */
export function packRuntime(destination) {
  const staging = mkdtempSync(join(tmpdir(), "ferrotype-pack-"));
  try {
    return pack(stagePackage(staging, join(root, "packages/runtime"), {}).folder, destination);
  } finally {
    rmSync(staging, { recursive: true });
  }
}

/**
 * A workspace package as a registry wants it: versions instead of `workspace:` and `catalog:`, and the licence.
 * @param {string} staging
 * @param {string} source
 * @param {object} more
 */
function stagePackage(staging, source, more) {
  const manifest = readJson(join(source, "package.json"));
  const folder = join(staging, basename(source));
  mkdirSync(folder);
  for (const file of [...(manifest.files ?? []), "README.md"]) {
    if (!existsSync(join(source, file))) throw new Error(`${source} has no ${file}`);
    cpSync(join(source, file), join(folder, file), { recursive: true });
  }
  const dependencies = Object.entries(manifest.dependencies ?? {}).map(
    ([name, range]) => /** @type {const} */ ([name, published(source, name, range)]),
  );
  writeManifest(folder, {
    ...manifest,
    ...(dependencies.length === 0 ? {} : { dependencies: Object.fromEntries(dependencies) }),
    ...more,
  });
  return { name: manifest.name, folder };
}

/**
 * Our own packages go together, so their versions are exact, as those of the catalog are.
 * @param {string} source
 * @param {string} name
 * @param {string} range
 */
function published(source, name, range) {
  if (!/^(?:workspace|catalog):/u.test(range)) return range;
  return readJson(join(source, "node_modules", name, "package.json")).version;
}

/**
 * The extractor like the binary of any addon: one package for each platform, installed where it fits.
 * @param {string} staging
 * @param {import("./pack-ourselves.js").Extractor} extractor
 * @param {string} version
 */
function stageLeaf(staging, { target, program: built }, version) {
  const name = `@ferrotype/extract-${target.name}`;
  const folder = join(staging, target.name);
  const program = target.platform === "win32" ? "ferrotype-extract.exe" : "ferrotype-extract";
  mkdirSync(folder);
  copyFileSync(built, join(folder, program));
  chmodSync(join(folder, program), 0o755);
  writeFileSync(
    join(folder, "README.md"),
    `# ${name}\n\nThe program \`ferrotype-extract\` for ${target.triple}. [ferrotype](https://www.npmjs.com/package/ferrotype) installs and runs it.\n`,
  );
  const { license, repository, engines } = readJson(join(root, "codegen/package.json"));
  writeManifest(folder, {
    name,
    version,
    description: `ferrotype-extract for ${target.triple}`,
    license,
    repository: { ...repository, directory: "crates/extract" },
    engines,
    type: "module",
    // A program has to lie on the disk; yarn would keep it in an archive.
    preferUnplugged: true,
    files: [program],
    os: [target.platform],
    cpu: [...target.arches],
    ...(target.libc === null ? {} : { libc: [target.libc === "gnu" ? "glibc" : target.libc] }),
  });
  return { name, folder };
}

async function hostTarget() {
  const { libcOfExecutable, targets, targetsOf } =
    await import("../packages/runtime/dist/binary.js");
  const { platform, arch, execPath } = process;
  const [name] = targetsOf(platform, arch, () => libcOfExecutable(execPath));
  const target = targets.find((each) => each.name === name);
  if (target === undefined) throw new Error(`there is no target for ${platform} ${arch}`);
  return target;
}

/**
 * @param {string} folder
 * @param {object} manifest
 */
function writeManifest(folder, manifest) {
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
}

/**
 * @param {string} folder
 * @param {string} destination
 */
function pack(folder, destination) {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", destination];
  const run = spawnSync("npm", args, {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (run.status !== 0) throw new Error(`npm pack failed: ${run.stderr}`);
  const [{ filename }] = JSON.parse(run.stdout);
  return join(destination, filename);
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The natives that are published: built for release, with the package that is written around them. */
function buildNatives() {
  const args = [join(root, "codegen/bin/ferrotype.js"), "generate", "--profile", "release"];
  const run = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (run.status !== 0) throw new Error("the natives do not build");
}

/** The extractor that is published: built for release. */
function buildExtractor() {
  const args = ["build", "--release", "-p", "ferrotype-extract", "--message-format=json"];
  const run = spawnSync("cargo", args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const built = run.stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line).executable)
    .findLast((path) => typeof path === "string");
  if (run.status !== 0 || built === undefined) throw new Error("the extractor does not compile");
  return built;
}

if (process.argv[1] === import.meta.filename) {
  const { prepare } = await import("./prepare.js");
  if (!(await prepare())) process.exit(1);
  const destination = resolve(process.argv[2] ?? join(root, "target/packages"));
  const tarballs = await packOurselves({ destination, extractor: buildExtractor() });
  buildNatives();
  for (const path of [...Object.values(tarballs), ...(await packNatives(destination))]) {
    console.log(path);
  }
}
