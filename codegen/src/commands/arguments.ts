/** The command line: verbs, flags, and what is said of them. */
import { parseArgs } from "node:util";

import { near } from "../read/nearest.js";
import { UsageError } from "./stop.js";

/** How findings are printed. */
export type Format = "text" | "github";

export interface Flags {
  readonly config: string | null;
  readonly json: boolean;
  readonly format: Format;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Only of `generate`: cargo profile of the build. */
  readonly profile: string | null;
  /** Only of `generate`: print what would be written. */
  readonly print: boolean;
  /** Only of `verify`. */
  readonly verify: VerifyFlags;
  /** Only of `diff`. */
  readonly diff: DiffFlags;
  /** Only of `embed`. */
  readonly embed: EmbedFlags;
  /** Only of `init`. */
  readonly init: InitFlags;
  /** Only of `pack`. */
  readonly pack: PackFlags;
  /** Only of `doctor`. */
  readonly doctor: DoctorFlags;
}

/** Where the views of an addon are, and how the findings are wanted. */
export interface VerifyFlags {
  readonly package: string | null;
  readonly dts: string | null;
  readonly binary: string | null;
  /** The addon first; the items of the others belong to it. */
  readonly crates: readonly string[];
  readonly load: boolean;
  /** List the findings that are only counted else. */
  readonly policy: boolean;
}

/** Which binaries go into an executable, and what makes it. */
export interface EmbedFlags {
  readonly package: string | null;
  readonly targets: readonly string[];
  readonly builder: string | null;
  readonly out: string | null;
}

/** What a lock is compared with, and how much may have changed. */
export interface DiffFlags {
  /** A git ref or a file; null is the lock on disk. */
  readonly to: string | null;
  readonly expect: string | null;
}

/** What is adopted, and whether somebody has said yes to it. */
export interface InitFlags {
  readonly crates: readonly string[];
  readonly yes: boolean;
  /** Write workflows that build, try out and publish. */
  readonly ci: boolean;
}

/** What is looked at; null: what is found from here. */
export interface DoctorFlags {
  readonly package: string | null;
}

/** Which binaries become packages, and where. */
export interface PackFlags {
  readonly binaries: string | null;
  readonly targets: readonly string[];
  readonly partial: boolean;
  /** Maps into Rust, and the Rust files that they lead to. */
  readonly rust: boolean;
  readonly out: string | null;
}

export interface Command {
  readonly verb: Verb | "help" | "version";
  readonly operands: readonly string[];
  readonly flags: Flags;
}

export const verbs = [
  "generate",
  "check",
  "watch",
  "verify",
  "diff",
  "pack",
  "doctor",
  "embed",
  "init",
  "explain",
] as const;
export type Verb = (typeof verbs)[number];

const OPTIONS = {
  config: { type: "string" },
  json: { type: "boolean" },
  format: { type: "string" },
  quiet: { type: "boolean" },
  verbose: { type: "boolean" },
  profile: { type: "string" },
  print: { type: "boolean" },
  // Repeated, it is refused instead of half read.
  package: { type: "string", multiple: true },
  dts: { type: "string" },
  binary: { type: "string" },
  crate: { type: "string", multiple: true },
  "no-load": { type: "boolean" },
  policy: { type: "boolean" },
  yes: { type: "boolean" },
  ci: { type: "boolean" },
  to: { type: "string" },
  expect: { type: "string" },
  binaries: { type: "string" },
  target: { type: "string", multiple: true },
  for: { type: "string" },
  partial: { type: "boolean" },
  "no-rust": { type: "boolean" },
  out: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

/** Flags that not every verb has. */
const OWNERS: Readonly<Partial<Record<keyof typeof OPTIONS, Verb | readonly Verb[]>>> = {
  print: "generate",
  profile: "generate",
  package: ["verify", "embed", "doctor"],
  dts: "verify",
  binary: "verify",
  crate: ["verify", "init"],
  "no-load": "verify",
  policy: "verify",
  yes: "init",
  ci: "init",
  to: "diff",
  expect: "diff",
  binaries: "pack",
  target: ["pack", "embed"],
  for: "embed",
  partial: "pack",
  "no-rust": "pack",
  out: ["pack", "embed"],
};

/** Reads a command line; throws a UsageError for what is not understood. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.json === true && values.format !== undefined) {
    throw new UsageError("--json and --format exclude each other");
  }
  const flags: Flags = {
    config: values.config ?? null,
    json: values.json ?? false,
    format: formatOf(values.format),
    quiet: values.quiet ?? false,
    verbose: values.verbose ?? false,
    profile: values.profile ?? null,
    print: values.print ?? false,
    verify: {
      package: onlyOne("package", values.package),
      dts: values.dts ?? null,
      binary: values.binary ?? null,
      crates: values.crate ?? [],
      load: values["no-load"] !== true,
      policy: values.policy ?? false,
    },
    embed: {
      package: onlyOne("package", values.package),
      targets: values.target ?? [],
      builder: values.for ?? null,
      out: values.out ?? null,
    },
    doctor: { package: onlyOne("package", values.package) },
    diff: { to: values.to ?? null, expect: values.expect ?? null },
    init: { crates: values.crate ?? [], yes: values.yes ?? false, ci: values.ci ?? false },
    pack: {
      binaries: values.binaries ?? null,
      targets: values.target ?? [],
      partial: values.partial ?? false,
      rust: values["no-rust"] !== true,
      out: values.out ?? null,
    },
  };
  const [name, ...operands] = positionals;
  if (values.version === true) return { verb: "version", operands, flags };
  if (values.help === true || name === "help") return { verb: "help", operands, flags };
  if (name === undefined) throw new UsageError(`a verb is missing; there are ${verbs.join(", ")}`);
  const verb = verbs.find((known) => known === name);
  if (verb === undefined) {
    const close = near(name, verbs);
    const advice = close === null ? `there are ${verbs.join(", ")}` : `did you mean ${close}?`;
    throw new UsageError(`${name} is not a verb; ${advice}`);
  }
  for (const flag of Object.keys(values)) {
    if (!belongs(flag, verb)) {
      throw new UsageError(`--${flag} belongs to ${ownersOf(flag).join(" and ")}`);
    }
  }
  const excess = operands[verb === "diff" ? 1 : 0];
  if (verb !== "explain" && excess !== undefined) {
    const meant = verb === "verify" ? `; did you mean --package ${excess}?` : "";
    throw new UsageError(`${verb} takes no ${excess}${meant}`);
  }
  return { verb, operands, flags };
}

function belongs(flag: string, verb: Verb | undefined): boolean {
  const owners = ownersOf(flag);
  return verb === undefined || owners.length === 0 || owners.includes(verb);
}

/** Verbs that have a flag; empty where all have it. */
function ownersOf(flag: string): readonly Verb[] {
  const owners = Object.entries(OWNERS).find(([name]) => name === flag)?.[1] ?? [];
  return typeof owners === "string" ? [owners] : owners;
}

function onlyOne(flag: string, values: readonly string[] = []): string | null {
  const [value = null, second] = values;
  if (second === undefined) return value;
  throw new UsageError(`--${flag} is given ${values.length} times; name one at a time`);
}

function formatOf(name: string = "text"): Format {
  if (name === "text" || name === "github") return name;
  throw new UsageError(`--format ${name} is not known; there are text and github`);
}

function parse(args: readonly string[]): ReturnType<typeof parseStrictly> {
  try {
    return parseStrictly(args);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const flag = /'(--?[\w-]+)/u.exec(error.message)?.[1];
    const name = flag?.replace(/^-+/u, "") ?? "";
    const unknown = flag !== undefined && !Object.hasOwn(OPTIONS, name);
    if (!unknown) throw new UsageError(error.message);
    const verb = verbs.find((known) => args.includes(known));
    const close = near(
      name,
      Object.keys(OPTIONS).filter((known) => belongs(known, verb)),
    );
    throw new UsageError(
      `${flag} is not a flag${close === null ? "; see ferrotype --help" : `; did you mean --${close}?`}`,
    );
  }
}

const parseStrictly = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, strict: true });
