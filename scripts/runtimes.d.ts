/** A runtime that npm brings. */
export type RuntimeName = "node20" | "node22" | "node24" | "node26" | "bun" | "deno";
export declare const runtimeNames: readonly RuntimeName[];
export declare function runtime(name: RuntimeName): Promise<string>;
