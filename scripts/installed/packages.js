/** What is published to the local registry: the packages that we ship, and forms of them that failures need. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

import { run } from "../fetch-npm.js";
import { packRuntime } from "../pack-ourselves.js";
import { withVersion } from "../platforms/spoil.js";
import { root } from "../root.js";

export const core = "@ferrotype/natives";
/** Of the release that everything is installed in. */
export const version = String(readJson(join(root, "generated/natives/package.json")).version);
/** Of as many characters, as it is written into the stamp of a binary. */
export const older = "0.0.9";
export const newer = "0.2.0";
export const hostTarget = "linux-x64-gnu";
export const leaf = `${core}-${hostTarget}`;

/**
 * Packs and publishes. Folders of the leaf of other releases stay below `folder`, as `older` and `newer`.
 * @param {object} request
 * @param {string} request.folder
 * @param {string} request.url of the registry
 * @param {boolean} request.isShort this release for this host alone; npm does without the leaves that the core names
 */
export async function publishAll({ folder, url, isShort }) {
  const { pack } = await import("../../codegen/dist/index.js");
  const packed = join(folder, "packed");
  await pack({
    config: join(root, "ferrotype.config.ts"),
    binaries: join(root, "generated/natives/native"),
    partial: true,
    out: packed,
  });
  const leafFolder = join(packed, unscoped(leaf));
  const coreFolder = join(packed, unscoped(core));
  const publish = publisher(folder, url);
  publish(packRuntime(folder), "latest");
  publish(join(packed, `${unscoped(leaf)}-${version}.tgz`), "latest");
  publish(join(packed, `${unscoped(core)}-${version}.tgz`), "latest");
  if (isShort) return;
  for (const each of await foreignLeaves(join(folder, "foreign"), leafFolder)) {
    publish(each, "latest");
  }
  publish(otherLeaf(join(folder, "older"), leafFolder, older), "old");
  publish(otherLeaf(join(folder, "newer"), leafFolder, newer), "next");
  publish(otherCore(join(folder, "newer"), coreFolder, newer), "next");
}

/**
 * `npm publish`, as anybody: the registry looks at no token, but npm asks for one.
 * @param {string} folder
 * @param {string} url
 */
function publisher(folder, url) {
  const userconfig = join(folder, "publisher.npmrc");
  writeFileSync(userconfig, `registry=${url}\n${url.replace("http:", "")}:_authToken=anybody\n`);
  return (/** @type {string} */ what, /** @type {string} */ tag) =>
    run(
      "npm",
      ["publish", what, "--tag", tag, "--userconfig", userconfig, "--registry", url],
      folder,
    );
}

/**
 * The leaves of the other targets, which are there to be installed and never loaded: the manifest is that of a leaf of the
 * target, the binary a line of text.
 * @param {string} folder
 * @param {string} model folder of the leaf of this host
 */
async function foreignLeaves(folder, model) {
  const { targets } = await import("../../packages/runtime/dist/binary.js");
  const { optionalDependencies } = readJson(join(model, `../${unscoped(core)}/package.json`));
  const manifest = readJson(join(model, "package.json"));
  return targets
    .filter(({ name }) => name !== hostTarget && `${core}-${name}` in optionalDependencies)
    .map(({ name, platform, arches, libc }) => {
      const made = join(folder, name);
      const file = `natives.${name}.node`;
      const { libc: _, ...rest } = manifest;
      mkdirSync(made, { recursive: true });
      writeFileSync(join(made, file), `stands for the binary of ${name}\n`);
      writeJson(join(made, "package.json"), {
        ...rest,
        name: `${core}-${name}`,
        os: [platform],
        cpu: [...arches],
        ...(libc === null ? {} : { libc: [libc === "gnu" ? "glibc" : libc] }),
        exports: { ".": `./${file}`, "./package.json": "./package.json" },
        files: [file],
        ferrotype: { ...manifest.ferrotype, file, target: name },
      });
      return made;
    });
}

/**
 * The leaf of another release, with a binary that says so.
 * @param {string} folder
 * @param {string} model
 * @param {string} release
 */
function otherLeaf(folder, model, release) {
  const made = join(folder, basename(model));
  cpSync(model, made, { recursive: true });
  const manifest = readJson(join(model, "package.json"));
  const bytes = withVersion(join(model, manifest.ferrotype.file), release);
  exportVersion(bytes, release);
  writeFileSync(join(made, manifest.ferrotype.file), bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  writeJson(join(made, "package.json"), {
    ...manifest,
    version: release,
    ferrotype: { ...manifest.ferrotype, sha256 },
  });
  return made;
}

/**
 * Writes a version into the stamp that the loaded addon exports, which lies apart from that in the section.
 * @param {Buffer} bytes
 * @param {string} release
 */
function exportVersion(bytes, release) {
  const at = bytes.indexOf(`${core}${version}`);
  if (at < 0) throw new Error("the binary does not hold name and version of its package in a row");
  bytes.write(release, at + core.length, "latin1");
}

/**
 * The core of another release, which names the leaf of this host alone.
 * @param {string} folder
 * @param {string} model
 * @param {string} release
 */
function otherCore(folder, model, release) {
  const made = join(folder, basename(model));
  cpSync(model, made, { recursive: true });
  const binding = join(made, "binding.js");
  const text = readFileSync(binding, "utf8");
  writeFileSync(binding, text.replace(`version: "${version}"`, `version: "${release}"`));
  writeJson(join(made, "package.json"), {
    ...readJson(join(model, "package.json")),
    version: release,
    optionalDependencies: { [leaf]: release },
  });
  return made;
}

/** @param {string} name */
function unscoped(name) {
  return name.slice(1).replace("/", "-");
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"));
}

/**
 * @param {string} path
 * @param {object} value
 */
function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
