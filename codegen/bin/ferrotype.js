#!/usr/bin/env node
import { surviveClosedPipes } from "../dist/commands/closed-pipe.js";
import { endsUnchanged } from "../dist/commands/no-change.js";

const args = process.argv.slice(2);
surviveClosedPipes();
if (!endsUnchanged(args)) {
  const { main } = await import("../dist/run/main.js").catch(async (error) => {
    const { tellMissing } = await import("../dist/commands/missing-dependency.js");
    return { main: () => tellMissing(error) };
  });
  process.exitCode = await main(args);
}
