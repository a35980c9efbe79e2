/** `pnpm build`: the release addon, which packages and benchmarks use, and the package around it. */
process.argv.splice(2, 0, "generate", "--profile", "release");
await import("./codegen.js");
