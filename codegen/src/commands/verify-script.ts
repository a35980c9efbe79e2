/** What the JavaScript of a package exports, asked in a process of its own. */
import { spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";

/**
 * Names of the exports that have a value, and what classes and objects among them have: `Class.prototype.member`,
 * `Class.member`. Null where the package cannot be imported.
 */
export function readScriptExports(
  path: string,
  timeoutMs: number = 30_000,
): Promise<readonly string[] | null> {
  const script = `(${ask.toString()})(import(${JSON.stringify(pathToFileURL(path).href)}))`;
  const child = spawn(process.execPath, ["-e", script], {
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  return new Promise((settle) => {
    let text = "";
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    (child.stdio[3] as Readable).setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    const end = (): void => {
      clearTimeout(timer);
      settle(text === "" ? null : (JSON.parse(text) as readonly string[]));
    };
    child.on("error", end);
    child.on("close", end);
  });
}

/** Runs in the child, where it is sent as text: it uses nothing from outside its own body. */
function ask(imported: Promise<unknown>): void {
  const symbols = Object.getOwnPropertyNames(Symbol).map(
    (key) => [key, Object.getOwnPropertyDescriptor(Symbol, key)?.value as unknown] as const,
  );
  const nameOf = (key: string | symbol): string => {
    if (typeof key === "string") return key;
    const known = symbols.find(([, symbol]) => symbol === key);
    return known === undefined ? `[${key.description ?? ""}]` : `[Symbol.${known[0]}]`;
  };
  const roots: readonly unknown[] = [Object.prototype, Function.prototype, null];
  // Inherited members are there for callers too.
  const namesOf = (holder: unknown): readonly string[] =>
    typeof holder !== "object" && typeof holder !== "function"
      ? []
      : roots.includes(holder)
        ? []
        : [
            ...Reflect.ownKeys(holder as object).map(nameOf),
            ...namesOf(Object.getPrototypeOf(holder)),
          ];
  const membersOf = (name: string, value: unknown): readonly string[] => {
    const prototype: unknown =
      typeof value === "function"
        ? Object.getOwnPropertyDescriptor(value, "prototype")?.value
        : undefined;
    return [
      ...namesOf(value).map((member) => `${name}.${member}`),
      ...namesOf(prototype).map((member) => `${name}.prototype.${member}`),
    ];
  };
  const tell = async (): Promise<void> => {
    const all = (await imported) as Readonly<Record<string, unknown>>;
    const names = new Set<string>();
    const add = (from: Readonly<Record<string, unknown>>, keys: readonly string[]): void => {
      for (const key of keys) {
        const value = from[key];
        if (value === undefined) continue;
        for (const name of [key, ...membersOf(key, value)]) names.add(name);
      }
    };
    add(all, Object.keys(all));
    // CommonJS names that Node cannot tell beforehand stand on the default export.
    const inner = all["default"];
    if (typeof inner === "object" && inner !== null) {
      add(inner as Readonly<Record<string, unknown>>, Object.getOwnPropertyNames(inner));
    }
    const { writeSync } = process.getBuiltinModule("node:fs");
    let rest = Buffer.from(JSON.stringify([...names]));
    while (rest.length > 0) {
      try {
        rest = rest.subarray(writeSync(3, rest));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      }
    }
  };
  void tell().finally(() => process.exit(0));
}
