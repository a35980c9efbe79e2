import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A `ferrotype watch` that runs beside the test. */
export class WatchProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<number | null>;
  #text = "";
  #told: () => void = () => undefined;

  constructor(folder: string) {
    this.#child = spawn(process.execPath, [join(root, "codegen/bin/ferrotype.js"), "watch"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FERROTYPE_EXTRACT: join(root, "target/quick/ferrotype-extract") },
    });
    const hear = (chunk: Buffer): void => {
      this.#text += chunk.toString();
      this.#told();
    };
    this.#child.stdout?.on("data", hear);
    this.#child.stderr?.on("data", hear);
    this.#exit = new Promise((resolve) => this.#child.once("exit", resolve));
  }

  /** All that it printed since `from`, a length that `said` had. */
  said(from = 0): string {
    return this.#text.slice(from);
  }

  /** Waits until what it printed since `from` holds a text. */
  async says(text: string | RegExp, from: number): Promise<string> {
    const holds = (): boolean => {
      const said = this.said(from);
      return typeof text === "string" ? said.includes(text) : text.test(said);
    };
    const deadline = Date.now() + 240_000;
    while (!holds()) {
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`watch did not say ${String(text)}, but:\n${this.said(from)}`);
      }
      await new Promise<void>((resolve) => {
        this.#told = resolve;
        setTimeout(resolve, 500);
      });
    }
    return this.said(from);
  }

  /** As Ctrl-C does. */
  interrupt(): Promise<number | null> {
    this.#child.kill("SIGINT");
    return this.#exit;
  }
}
