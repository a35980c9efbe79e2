/** Reads the three views of one addon; the build comes between the source, which needs none, and the other two. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

import { diagnostic } from "../diagnostics/make.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { DeclaredView } from "../model/declared.js";
import type { Manifest } from "../model/manifest.js";
import type { Views } from "../model/views.js";
import type { ResolvedAddon } from "../read/config.js";
import type { DeclaredReader } from "../read/declared-reader.js";
import { readLoaded, type LoadedReading } from "../read/loaded.js";
import { findExtractor, readSource } from "../read/source.js";
import type { BuiltAddon } from "./build.js";
import type { Progress } from "./progress.js";
import { refuseOddTexts } from "./odd-texts.js";
import { Stop, stop } from "./stop.js";

export interface BuiltViews extends Views {
  readonly built: BuiltAddon;
  /** Absolute path of the extractor that read the source. */
  readonly extractor: string;
}

export interface ViewReader {
  readonly root: string;
  readonly addon: ResolvedAddon;
  readonly progress: Progress;
  readonly declared: DeclaredReader;
  /** The last build, where it holds: it is read from the start on. */
  readonly last: BuiltAddon | null;
  readonly build: (source: Manifest) => Promise<BuiltAddon>;
  /** What can be done with the source while the other two are read. */
  readonly beside: (source: Manifest) => void;
}

/** Reads the views; ends where one cannot be had, or where the source alone is wrong enough that cargo need not be asked. */
export async function readViews(reader: ViewReader): Promise<BuiltViews> {
  const { root, addon, progress, last } = reader;
  if (!existsSync(join(root, addon.crate, "Cargo.toml"))) {
    throw stop(
      "FT6003",
      `addons: ${addon.crate} holds no Cargo.toml`,
      "name the folder of a crate",
    );
  }
  refuseOddTexts(root, addon.crate);
  const end = new AbortController();
  try {
    progress.begin(`read ${addon.crate}`);
    const { path: extractor, diagnostics: missing } = await findExtractor({
      env: process.env,
      workspaceRoot: root,
    });
    if (extractor === null) throw new Stop(missing);
    const reading = readSource({
      crateDir: addon.crate,
      workspaceRoot: root,
      extractBinary: extractor,
    });
    const early = last === null ? null : readBuilt(reader, last, end.signal);
    const { manifest: source, diagnostics: unread } = await reading;
    if (source === null) throw new Stop(unread);
    progress.end();
    refuseSource(root, addon, source);
    const built = await reader.build(source);
    progress.begin(`read what was built of ${addon.crate}`);
    const others = early !== null && built.reused ? early : readBuilt(reader, built, end.signal);
    reader.beside(source);
    const [declared, loaded] = await others;
    progress.end();
    if (loaded.view === null) throw new Stop(loaded.diagnostics);
    return { source, declared, loaded: loaded.view, built, extractor };
  } finally {
    end.abort();
  }
}

function readBuilt(
  { root, declared }: ViewReader,
  built: BuiltAddon,
  ending: AbortSignal,
): Promise<[DeclaredView, LoadedReading]> {
  const path = relative(root, built.declared).split(sep).join("/");
  const reading = Promise.all([declared.read(path), readLoaded(built.binary, { ending })]);
  // Nobody may wait for it in the end.
  reading.catch(() => undefined);
  return reading;
}

/** Ends where the source is wrong enough that nothing can come of a build. */
function refuseSource(root: string, addon: ResolvedAddon, source: Manifest): void {
  const refused = source.diagnostics.filter(({ severity }) => severity === "error");
  if (refused.some((finding) => !isAllowed(finding, addon))) throw new Stop(source.diagnostics);
  if (!namesPackage(root, source)) throw new Stop([namelessPackage(addon)]);
  const { package: name } = source.crate;
  if (!isNpmName(name)) throw new Stop([misnamedPackage(addon, name)]);
}

function isAllowed({ code, at }: Diagnostic, { allow }: ResolvedAddon): boolean {
  return allow.some((allowance) => allowance.code === code && allowance.at === at);
}

/** Without a name of its own the extractor takes the crate's, which is fit for a stamp and not for npm. */
function namesPackage(root: string, { crate }: Manifest): boolean {
  if (crate.package !== crate.name) return crate.package !== "";
  const text = readFileSync(join(root, crate.root, "Cargo.toml"), "utf8");
  return /^\s*(\[package\.metadata\.ferrotype\]|metadata\.ferrotype\b|\[package\.metadata\]\s*ferrotype\b)/mu.test(
    text,
  );
}

function namelessPackage({ crate }: ResolvedAddon): Diagnostic {
  return diagnostic("FT6010", `${crate}/Cargo.toml does not name the npm package`, {
    help: 'add [package.metadata.ferrotype] with package = "@scope/name"',
  });
}

/** npm's rule for new packages: `name` or `@scope/name`, in lower case and fit for an URL. */
export function isNpmName(name: string): boolean {
  return (
    name.length <= 214 &&
    /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/u.test(name) &&
    name !== "node_modules" &&
    name !== "favicon.ico"
  );
}

function misnamedPackage({ crate }: ResolvedAddon, name: string): Diagnostic {
  return diagnostic(
    "FT6010",
    `${crate}/Cargo.toml: ${JSON.stringify(name)} is not a name that npm takes for a package`,
    { help: 'write package = "@scope/name", in lower-case letters, digits, -, _ and .' },
  );
}
