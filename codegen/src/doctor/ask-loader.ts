import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the loader's own report holds, as far as it is read here; `LoadReport` of the runtime. */
export interface ToldReport {
  readonly table: {
    readonly package: string;
    readonly version: string;
    readonly algorithm: number;
    readonly contract: string;
    readonly targets: readonly string[];
    readonly leaf: string;
    readonly envPrefix: string;
    readonly workspace: boolean;
  };
  readonly candidates: readonly {
    readonly source: string;
    readonly path: string;
    readonly verdict: string;
    readonly detail: string;
  }[];
  readonly loaded: string | null;
  readonly failure: {
    readonly code: string;
    readonly message: string;
    readonly help: string;
  } | null;
  readonly variant: string | null;
  readonly host: {
    readonly platform: string;
    readonly arch: string;
    readonly libc: string | null;
    readonly runtime: string;
    readonly napi: number | null;
    readonly targets: readonly string[];
  };
  readonly settings: Readonly<Record<string, string>>;
  readonly cacheFolder: string | null;
  readonly installedBy: string | null;
  /** Not told by a runtime of an earlier release; so the next. */
  readonly isBuiltHere?: boolean;
  readonly ignoredSettings?: readonly string[];
}

/** What came back from the process that loaded. */
export interface LoaderAnswer {
  /** Folder of the runtime that the package found; null: it found none. */
  readonly runtime: string | null;
  /** Null where the process did not live to tell. */
  readonly report: ToldReport | null;
  readonly cpuLevel: number | null;
  /** What `import` threw, where it is not for the loader to tell. */
  readonly error: { readonly code: string; readonly message: string } | null;
  /** The file that was being loaded when nothing more was heard. */
  readonly loading: string | null;
  /** How the process ended, where it did not end well: `SIGSEGV`, `exit code 3`, `no answer within 20 s`. */
  readonly end: string | null;
  /** The last that it wrote to standard error. */
  readonly words: string;
}

interface Told {
  readonly runtime?: string | null;
  readonly loading?: string;
  readonly report?: ToldReport;
  readonly cpuLevel?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Runs in a process of its own. Each line is on the disk before the next step, as a crash leaves no time to tell. */
const script = `
import { appendFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
const tell = (line) => appendFileSync(answer, JSON.stringify(line) + "\\n");
const told = (error) => ({ code: String(error?.code ?? error?.name ?? "Error"), message: String(error?.message ?? error) });
// Not by require: it follows NODE_PATH too, and the import of the package does not.
const findRuntime = () => {
  for (let folder = dirname(binding); ; folder = dirname(folder)) {
    const place = join(folder, "node_modules", "@ferrotype", "runtime");
    if (existsSync(join(place, "package.json"))) return place;
    if (folder === dirname(folder)) break;
  }
  const { pnp, deno } = process.versions;
  return pnp ?? deno ? dirname(createRequire(binding).resolve("@ferrotype/runtime/package.json")) : null;
};
try {
  const { dlopen } = process;
  process.dlopen = (...values) => {
    tell({ loading: String(values[1]) });
    return dlopen.apply(process, values);
  };
  const runtime = findRuntime();
  tell({ runtime });
  let addon = null;
  try {
    ({ addon } = await import(pathToFileURL(binding).href));
  } catch (error) {
    if (error?.name !== "LoadError") tell({ error: told(error) });
  }
  const { cpuLevel } = addon?.__ferrotype ?? {};
  if (typeof cpuLevel === "number") tell({ cpuLevel });
  if (runtime === null) process.exit(0);
  const entry = createRequire(join(runtime, "package.json")).resolve("@ferrotype/runtime");
  const loader = await import(pathToFileURL(entry).href);
  const report = loader.explainLoad().find(({ table }) => table.package === name);
  if (report !== undefined) tell({ report: { ...report, candidates: report.candidates.map(({ error, ...rest }) => rest) } });
} catch (error) {
  tell({ error: told(error) });
}
process.exit(0);
`;

/** Imports the module that loads the addon, in a process of its own, and asks its loader what came of it. */
export async function askLoader(
  binding: string,
  name: string,
  timeoutMs: number = 20_000,
): Promise<LoaderAnswer> {
  const folder = mkdtempSync(join(tmpdir(), "ferrotype-doctor-"));
  try {
    const [file, answer] = [join(folder, "ask.mjs"), join(folder, "answer.jsonl")];
    const code = `const [binding, answer, name] = ${JSON.stringify([binding, answer, name])};${script}`;
    writeFileSync(file, code);
    // Deno looks for node_modules from the script that it is given, and without one from the working folder.
    const deno = process.versions["deno"] !== undefined;
    const { end, words } = await run(deno ? ["eval", code] : [file], timeoutMs);
    const told = readLines(answer);
    const { runtime, report, cpuLevel, error } = Object.assign({}, ...told) as Told;
    return {
      runtime: runtime ?? null,
      report: report ?? null,
      cpuLevel: cpuLevel ?? null,
      error: error ?? null,
      loading: told.at(-1)?.loading ?? null,
      end,
      words,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The last line may be cut off. */
function readLines(path: string): readonly Told[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Told];
      } catch {
        return [];
      }
    });
}

const MOST_WORDS = 2_000;

function run(
  args: readonly string[],
  timeoutMs: number,
): Promise<{ readonly end: string | null; readonly words: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "ignore", "pipe"],
      windowsHide: true,
    });
    let words = "";
    let hung = false;
    const timer = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, timeoutMs);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      words = (words + text).slice(-MOST_WORDS);
    });
    child.on("error", ({ message }) => settle(message));
    child.on("exit", (code, signal) => {
      if (hung) settle(`no answer within ${timeoutMs / 1000} s`);
      else if (signal !== null) settle(signal);
      else settle(code === 0 ? null : `exit code ${code}`);
    });
    const settle = (end: string | null): void => {
      clearTimeout(timer);
      child.stderr.destroy();
      resolve({ end, words: words.trim() });
    };
  });
}
