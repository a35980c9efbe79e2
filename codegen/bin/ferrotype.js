#!/usr/bin/env node
import { surviveClosedPipes } from "../dist/commands/closed-pipe.js";
import { endsUnchanged } from "../dist/commands/no-change.js";

const args = process.argv.slice(2);
surviveClosedPipes();
if (!endsUnchanged(args)) {
  const { main } = await import("../dist/run/main.js");
  process.exitCode = await main(args);
}
