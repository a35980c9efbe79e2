import { prepare } from "./prepare.js";

/** Compiles runtime and generator once, before test files run side by side. */
export async function setup(): Promise<void> {
  if (!(await prepare())) throw new Error("the runtime or the generator does not compile");
}
