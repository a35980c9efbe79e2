/** Writes the cache that lets the next `generate` end at once, where nothing moved while this one ran. */
import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { configNames } from "../read/read-config.js";
import { requestFiles } from "./build-record.js";
import { splitInputs } from "./cargo.js";
import { isSettled, joinFingerprints, takeFingerprint } from "./fingerprint.js";
import { mendingInputs } from "./mending-command.js";
import { writeRunCache } from "./no-change.js";
import { ownedFolders, type Session } from "./session.js";

/** Remembers a finished `generate` that started at `startedMs`. */
export function rememberRun(session: Session, startedMs: number): void {
  const { config, extractor, addons, plan, copies } = session;
  const builds = [...(extractor === null ? [] : [extractor]), ...addons.map(({ built }) => built)];
  const sources = addons.flatMap(({ manifest }) =>
    manifest.inputs.map((input) => join(config.root, input)),
  );
  const read = takeFingerprint(
    requestFiles(
      withFiles(splitInputs(sources), [
        ...config.inputs,
        ...foreignExtractors(session),
        ...configNames.map((name) => join(config.root, name)),
        ...mendingInputs.map((name) => join(config.root, name)),
        ...ownFiles(),
      ]),
    ),
  );
  // What was saved in the meantime may not be in what was written: the next run looks again.
  if (!builds.every(({ settled }) => settled) || !isSettled(read, startedMs)) return;
  const written = takeFingerprint(
    requestFiles({
      files: [
        ...plan.files.map(({ path }) => join(config.root, path)),
        ...copies.map(({ to }) => to),
      ],
      folders: ownedFolders(config).map(({ path, except }) => ({
        path: join(config.root, path),
        except,
      })),
    }),
  );
  writeRunCache(config.root, {
    config: config.path,
    profile: addons[0]?.built.profile ?? "",
    fingerprint: joinFingerprints([...builds.map(({ fingerprint }) => fingerprint), read, written]),
  });
}

/** An extractor that we did not build; that of a build is among its results. */
function foreignExtractors({ extractor, addons }: Session): readonly string[] {
  return extractor === null ? addons.map((addon) => addon.extractor) : [];
}

function withFiles(
  inputs: ReturnType<typeof splitInputs>,
  files: readonly string[],
): ReturnType<typeof splitInputs> {
  return { ...inputs, files: [...inputs.files, ...files] };
}

/** Our own code and that of the packages that shape the output. */
function ownFiles(): readonly string[] {
  const require = createRequire(import.meta.url);
  const dist = dirname(dirname(fileURLToPath(import.meta.url)));
  const runtime = require.resolve("@ferrotype/runtime/package.json");
  return [
    join(dist, "..", "package.json"),
    runtime,
    ...["@napi-rs/cli", "prettier", "ts-morph"].map((name) =>
      require.resolve(`${name}/package.json`),
    ),
    ...scripts(join(dist, "run")),
    ...scripts(join(dirname(runtime), "dist")),
  ];
}

function scripts(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return scripts(path);
    return entry.name.endsWith(".js") ? [path] : [];
  });
}
