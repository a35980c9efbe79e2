/**
 * Workflows of GitHub Actions for a project with addons, made from its targets: what builds them, packs them, tries
 * them out and publishes them. Pure; may import `@ferrotype/runtime/binary` (the targets) and `yaml`.
 *
 * Invariant: what a workflow does stands in its steps as plain commands, which a person can run and a test does run.
 */

/** A workflow file, as far as we write one; keys stand in the order of the file. */
export interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Permissions;
  readonly concurrency?: Readonly<Record<string, string | boolean>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export type Permissions = Readonly<Record<string, "read" | "write">>;

export interface Job {
  readonly name?: string;
  /** Another workflow of this repository, in place of steps. */
  readonly uses?: string;
  readonly needs?: readonly string[];
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly permissions?: Permissions;
  readonly strategy?: {
    readonly "fail-fast": boolean;
    readonly matrix: { readonly include: readonly MatrixRow[] };
  };
  readonly steps?: readonly Step[];
}

/** One run of a job; its values are `${{ matrix.<key> }}` in the steps. */
export type MatrixRow = Readonly<Record<string, string>>;

export type Step = UseStep | RunStep;

/** A step that an action does. */
export interface UseStep {
  readonly uses: Action;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

/** A step that a shell does. */
export interface RunStep {
  readonly name?: string;
  readonly if?: string;
  readonly shell?: "bash";
  readonly env?: Readonly<Record<string, string>>;
  readonly run: string;
}

/** An action at one commit, since its author can move a tag. */
export interface Action {
  /** `owner/repository`. */
  readonly name: string;
  readonly commit: string;
  /** The tag of that commit, for people. */
  readonly version: string;
}

/** The actions that we use: GitHub's own. */
export const actions: Readonly<
  Record<"checkout" | "downloadArtifact" | "setupNode" | "uploadArtifact", Action>
> = {
  checkout: {
    name: "actions/checkout",
    commit: "3d3c42e5aac5ba805825da76410c181273ba90b1",
    version: "v7.0.1",
  },
  setupNode: {
    name: "actions/setup-node",
    commit: "820762786026740c76f36085b0efc47a31fe5020",
    version: "v7.0.0",
  },
  uploadArtifact: {
    name: "actions/upload-artifact",
    commit: "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    version: "v7.0.0",
  },
  downloadArtifact: {
    name: "actions/download-artifact",
    commit: "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c",
    version: "v8.0.1",
  },
};
