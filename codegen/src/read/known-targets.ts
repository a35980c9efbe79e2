import { targets as table } from "@ferrotype/runtime/binary";

/** Targets that a config may name. */
export const targets: readonly string[] = table.map(({ name }) => name);
