/** `pnpm codegen` and `pnpm codegen:check`: the generator of this working tree, compiled first where it has to be. */
import { prepare } from "./prepare.js";
import { root } from "./root.js";

if (await prepare()) {
  if (!process.argv.includes("--config")) process.chdir(root);
  await import("../codegen/bin/ferrotype.js");
} else process.exitCode = 1;
