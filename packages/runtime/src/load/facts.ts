import type { BinaryInfo } from "../binary/binary-info.js";
import { inspectBinary, libcOfExecutable } from "../binary/inspect-binary.js";
import type { Libc } from "../binary/targets.js";
import { fs, module } from "../builtin.js";

/** All that the loader knows of the world; tests give it another one. */
export interface Facts {
  readonly platform: string;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** C library of this process; null where it cannot be told. Asked on Linux only. */
  libc(): Libc | null;
  exists(path: string): boolean;
  /** Text of a file. */
  read(path: string): string;
  /** Header and stamp of a binary; throws errors of the file system. */
  inspect(path: string): BinaryInfo;
  /** Resolves a module from the module with this URL. */
  resolve(specifier: string, from: string): string;
  /** Loads a binary. */
  require(path: string, from: string): unknown;
  warn(message: string, code: string): void;
}

/** The real world. */
export function nodeFacts(): Facts {
  let libc: Libc | null | undefined;
  let from: string | null = null;
  let cached: NodeJS.Require | null = null;
  const requireOf = (url: string): NodeJS.Require => {
    if (cached === null || from !== url) cached = module.createRequire(url);
    from = url;
    return cached;
  };
  return {
    platform: process.platform,
    arch: process.arch,
    env: process.env,
    libc: () => {
      if (libc === undefined) libc = libcOfExecutable(process.execPath) ?? reportedLibc();
      return libc;
    },
    exists: fs.existsSync,
    read: (path) => fs.readFileSync(path, "utf8"),
    inspect: (path) => inspectBinary(path, process.arch),
    resolve: (specifier, url) => requireOf(url).resolve(specifier),
    require: (path, url) => requireOf(url)(path) as unknown,
    warn: (message, code) => process.emitWarning(message, { type: "FerrotypeWarning", code }),
  };
}

interface Report {
  readonly header?: { readonly glibcVersionRuntime?: string };
  readonly sharedObjects?: readonly string[];
}

/** The C library as the process report tells it; slow, for executables whose header does not. */
function reportedLibc(): Libc | null {
  const { report } = process;
  if (report === undefined || typeof report.getReport !== "function") return null;
  // Without it, the report looks up the names of all network peers.
  Object.assign(report, { excludeNetwork: true });
  return libcOfReport(report.getReport());
}

/** The C library in a process report; null where it is silent. */
export function libcOfReport(report: Report): Libc | null {
  if (report.header?.glibcVersionRuntime !== undefined) return "gnu";
  const musl = (report.sharedObjects ?? []).some((path) =>
    /\/(?:libc\.musl-|ld-musl-)/u.test(path),
  );
  return musl ? "musl" : null;
}
