/** What users of the natives write: everything here must compile. */
import { ProcessId, RelativePath, Signal as SignalFromIndex } from "@ferrotype/natives";
import { ProcessId as ProcessIdBrand } from "@ferrotype/natives/brands";
import { Signal } from "@ferrotype/natives/enums";
import { isFsError, isSearchError, type FsErrorCode } from "@ferrotype/natives/errors";
import {
  type FileInfo,
  listDirectory,
  readFile,
  readTextFile,
  writeFile,
} from "@ferrotype/natives/fs";
import { executeCommand, Process, type ExecuteOptions } from "@ferrotype/natives/process";
import {
  fuzzyFind,
  glob,
  grep,
  hasMatch,
  search,
  type GrepOptions,
} from "@ferrotype/natives/search";
import { NativeSession, Role } from "@ferrotype/natives/session";

const controller = new AbortController();

export async function files(): Promise<readonly FileInfo[]> {
  const bytes: Buffer = await readFile(new URL("file:///etc/hosts"), {
    maxBytes: 10,
    signal: controller.signal,
  });
  const text: string = await readTextFile("a", { signal: undefined });
  await writeFile("a", text + bytes.length, { atomic: true });
  await writeFile("b", new Uint8Array(3));
  const rows = await listDirectory(".", { recursive: true, signal: controller.signal });
  const names: readonly string[] = rows.column("name");
  const first: FileInfo | undefined = rows.at(0);
  if (rows.errors.length > 0 || first === undefined || names.length === 0) return [];
  return rows.toArray();
}

export async function processes(options: ExecuteOptions): Promise<void> {
  await executeCommand("git", ["status"], "/tmp", 1_000);
  const { stdout, exitCode } = await executeCommand("git", ["status"], {
    ...options,
    cwd: new URL("file:///tmp"),
    killSignal: Signal.Kill,
  });
  const code: number | null = exitCode;
  const self = Process.fromPid(process.pid);
  const pid: ProcessId = self.pid;
  const plain: number = pid;
  const made: ProcessId = ProcessIdBrand(7);
  const signal: Signal = SignalFromIndex.Term;
  const kill: Signal.Kill = Signal.Kill;
  void [stdout, code, plain, made, signal, kill, ProcessId.is(3), RelativePath.is("a/b")];
}

export async function searching(options: GrepOptions): Promise<number> {
  const found = await grep({ ...options, signal: AbortSignal.timeout(1_000) });
  for (const { path, lineNumber, ranges } of found)
    void [path.length, lineNumber, ranges[0]?.start];
  await glob("**/*.ts");
  await glob(["**/*.ts", "!a"], { gitignore: true });
  for (const { score, positions } of await fuzzyFind("dvb", { root: "." }))
    void [score, positions.length];
  return search("text", { pattern: "t" }).length + (hasMatch("text", "t") ? 1 : 0);
}

export async function session(): Promise<void> {
  using handle = new NativeSession();
  await handle.configure("model", "x");
  const value: string | null = await handle.getConfig("model");
  await handle.addMessage("hello");
  const messages: readonly string[] = await handle.getMessages();
  const role: Role = Role.User;
  void [value, messages, role];
}

export function codes(error: unknown): FsErrorCode | undefined {
  if (isSearchError(error) && error.code === "ERR_REGEX") return undefined;
  return isFsError(error) ? error.code : undefined;
}

export function exhaustive(signal: Signal): string {
  const names: Record<Signal, string> = Object.fromEntries(
    Object.entries(Signal).map(([name, value]) => [value, name]),
  ) as Record<Signal, string>;
  return names[signal];
}
