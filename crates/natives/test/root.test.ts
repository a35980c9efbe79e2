/** What is loaded, and what it logs. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CpuVariant, LogLevel, getVersion, init } from "@ferrotype/natives";
import { addon } from "../../../generated/natives/binding.js";
import { afterAll, expect, test } from "vitest";

import { failureOf } from "./failure.js";
import { tempFolder } from "./temp-folder.js";

afterAll(() => init({ logLevel: LogLevel.Off }));
