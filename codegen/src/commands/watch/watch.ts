/**
 * The loop of `watch`: saves come in, types go out at once, and a build follows when it is quiet.
 *
 * Invariant: at most one pass runs at a time, and no build runs beside a pass, so what is on disk never goes back to an
 * older state of the source.
 */
import { existsSync } from "node:fs";
import { join, relative, sep } from "node:path";

import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { Manifest } from "../../model/manifest.js";
import type { Confirmed } from "../../provisional.js";
import type { ResolvedConfig } from "../../read/config.js";
import { findExtractor, readSource } from "../../read/source.js";
import type { Flags } from "../arguments.js";
import { buildExtractor, declaredPath, openCargo } from "../build.js";
import { openProgress } from "../progress.js";
import { hasErrors, report } from "../report.js";
import { openConfig, ownedFolders } from "../session.js";
import { Stop } from "../stop.js";
import { startConfirmation, type Confirmation } from "./confirm.js";
import { follow, likelySources, type Followed } from "./follow.js";
import { openStatus, type Status } from "./status.js";
import { writeTypes } from "./write-types.js";

/** So long after the first save of several they are taken together. */
const GATHER_MS = 10;
/** So long nothing may be saved before a build starts, and before an error is shown. */
const QUIET_MS = 200;

export class Watch {
  readonly #flags: Flags;
  readonly #status: Status;
  #config: ResolvedConfig;
  #extractor = "";
  #followed: Followed | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pass: Promise<void> = Promise.resolve();
  #build: Confirmation | null = null;
  #saved = new Set<string>();
  #closed = false;
  /** Types were written that no build has confirmed. */
  #ahead = false;
  /** By crate folder. */
  readonly #sources = new Map<string, Manifest>();
  readonly #confirmed = new Map<string, Confirmed>();

  private constructor(flags: Flags, config: ResolvedConfig) {
    this.#flags = flags;
    this.#status = openStatus(flags.quiet);
    this.#config = config;
  }

  /** Reads the config and finds the extractor; a `Stop` says why it cannot begin. */
  static async open(flags: Flags): Promise<Watch> {
    const watch = new Watch(flags, await openConfig(flags));
    const { root, addons } = watch.#config;
    const progress = openProgress(flags.quiet);
    await buildExtractor(openCargo(root, addons[0]?.crate ?? "."), progress);
    progress.end();
    const extractor = await findExtractor({ env: process.env, workspaceRoot: root });
    if (extractor.path === null) throw new Stop(extractor.diagnostics);
    watch.#extractor = extractor.path;
    return watch;
  }

  /** Follows the sources, and brings the packages to what they are now by a build. */
  async start(): Promise<void> {
    const { root, addons } = this.#config;
    const paths = addons.flatMap(({ crate }) => likelySources(root, crate));
    const own = ownedFolders(this.#config).map(({ path }) => join(root, path));
    this.#followed = follow(root, [...paths, ...this.#config.inputs], own, (path) =>
      this.#save(path),
    );
    await this.#followed.ready;
    this.#status.say(`watching ${addons.map(({ crate }) => crate).join(", ")}`);
    this.#pass = this.#readAll();
    await this.#pass;
    if (this.#saved.size === 0) this.#settle([]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#followed?.close();
    await this.#pass;
    await this.#build?.end();
  }

  #save(path: string): void {
    this.#saved.add(path);
    this.#after(GATHER_MS, () => this.#run());
  }

  /** Replaces what was to happen next. */
  #after(ms: number, next: () => void): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = this.#closed ? null : setTimeout(next, ms);
  }

  #run(): void {
    this.#timer = null;
    this.#pass = this.#pass.then(() => this.#writeTypes());
  }

  async #writeTypes(): Promise<void> {
    if (this.#closed) return;
    const startedMs = performance.now();
    const saved = this.#saved;
    this.#saved = new Set();
    const build = this.#build;
    this.#build = null;
    await build?.end();
    const findings: Diagnostic[] = [];
    const written: string[] = [];
    try {
      if (this.#config.inputs.some((input) => saved.has(input))) {
        this.#config = await openConfig(this.#flags);
      }
      for (const addon of this.#config.addons) {
        const confirmed = this.#confirmed.get(addon.crate) ?? null;
        const pass = await writeTypes(this.#config, addon, this.#extractor, confirmed);
        findings.push(...pass.diagnostics);
        written.push(...pass.written);
        if (pass.source !== null) this.#read(addon.crate, pass.source);
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      findings.push(...error.diagnostics);
    }
    if (written.length > 0) {
      this.#ahead = true;
      this.#status.provisional(written, performance.now() - startedMs);
    }
    if (this.#saved.size === 0) this.#after(QUIET_MS, () => this.#settle(findings));
  }

  /** The sources as they are, and what the last build declared, if there was one. */
  async #readAll(): Promise<void> {
    const { root, addons } = this.#config;
    for (const { crate } of addons) {
      const extractBinary = this.#extractor;
      const { manifest } = await readSource({
        crateDir: crate,
        workspaceRoot: root,
        extractBinary,
      });
      if (manifest !== null) this.#read(crate, manifest);
    }
    await this.#remember(this.#sources);
  }

  #read(crate: string, source: Manifest): void {
    this.#sources.set(crate, source);
    this.#followed?.add(source.inputs.map((input) => join(this.#config.root, input)));
  }

  /** It is quiet: an error is shown, else a build is started. */
  #settle(findings: readonly Diagnostic[]): void {
    this.#timer = null;
    const { root, path } = this.#config;
    if (hasErrors(findings)) {
      report({ verb: "watch", diagnostics: findings, json: this.#flags.json, root });
      return;
    }
    const startedMs = performance.now();
    const sources = new Map(this.#sources);
    const flags = ["json", "quiet", "verbose"] as const;
    const passedOn = flags.filter((flag) => this.#flags[flag]).map((flag) => `--${flag}`);
    const build = startConfirmation(path, passedOn);
    this.#build = build;
    void build.finished.then(async (code) => {
      if (this.#build !== build) return;
      this.#build = null;
      if (code !== 0) {
        this.#status.unconfirmed(this.#ahead);
        return;
      }
      this.#ahead = false;
      this.#status.confirmed(performance.now() - startedMs);
      await this.#remember(sources);
    });
  }

  /** Reads what the build declared, for what the source does not prove. */
  async #remember(sources: ReadonlyMap<string, Manifest>): Promise<void> {
    const { readDeclaredFile } = await import("../../read/declared.js");
    const { root, addons } = this.#config;
    for (const { name, crate } of addons) {
      const source = sources.get(crate);
      const path = declaredPath(root, name);
      if (source === undefined || !existsSync(path)) continue;
      const declared = readDeclaredFile(root, relative(root, path).split(sep).join("/"));
      this.#confirmed.set(crate, { source, declared });
    }
  }
}
