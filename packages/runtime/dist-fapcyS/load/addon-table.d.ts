/** What an export of the binary is at run time; `type` for items that leave nothing there. */
export type ExportKind = "class" | "enum" | "function" | "type" | "value";
/**
 * Who an addon is and what it must hold; generated, static, one for each package.
 * `exports` has every key of the contract, so that two contracts can be told apart by name.
 */
export interface AddonTable {
    /** npm name of the package. */
    readonly package: string;
    readonly version: string;
    /** Number of the algorithm that made the contract. */
    readonly algorithm: number;
    readonly contract: string;
    /** How names of binaries begin: `natives` for `natives.linux-x64-gnu.node`. */
    readonly binary: string;
    /** Targets that are published. */
    readonly targets: readonly string[];
    /** Name of a leaf package, with `<target>` in it. */
    readonly leaf: string;
    /** How environment variables begin: `FERROTYPE_NATIVES`. */
    readonly envPrefix: string;
    /** The package stands in the workspace that builds it: its own `native/` comes before the leaf. */
    readonly workspace: boolean;
    /** `import.meta.url` of the module that holds the table. */
    readonly from: string;
    /** By name in the binary (`name` or `namespace.name`): kind, hash, and the targets that lack it. */
    readonly exports: Readonly<Record<string, readonly [kind: ExportKind, hash: string, missingOn?: readonly string[]]>>;
    /** What makes the package anew; `ferrotype generate` by default. */
    readonly command?: string;
}
/** The exports of a loaded binary. */
export type Addon = Readonly<Record<string, unknown>>;
