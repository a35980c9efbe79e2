import { targets } from "@ferrotype/runtime/binary";
import { expect, test } from "vitest";

import { targets as known } from "../src/read/known-targets.js";
import { presenceOf } from "../src/types/presence.js";
import { baseTarget, targetFacts } from "../src/types/targets.js";

test("every target that a config may name has facts, a variant those of its base", () => {
  for (const { name, base } of targets) {
    expect(known).toContain(name);
    expect(baseTarget(name)).toBe(base);
    expect(targetFacts(name)).not.toBeNull();
    expect(targetFacts(name)).toEqual(targetFacts(base));
  }
});

test.each(["linux-arm64-gnu-modern", "linux-x64-gnu-new", "linux-x64-modern-gnu", "modern"])(
  "%s is not known",
  (target) => {
    expect(known).not.toContain(target);
    expect(targetFacts(target)).toBeNull();
  },
);

test("what a target lacks, its variants lack too: it is named once", () => {
  const crate = {
    name: "addon",
    version: "1.0.0",
    package: "addon",
    license: null,
    repository: null,
    description: null,
    root: "",
    features: [],
    napiDerive: null,
  };
  const cfg = { kind: "value", name: "target_os", value: "windows" } as const;
  const presence = presenceOf([{ cfg, crate: "addon" }], crate, [
    "linux-x64-gnu",
    "linux-x64-gnu-modern",
    "win32-x64-msvc-baseline",
  ]);
  expect(presence).toEqual({ emitted: true, missingOn: ["linux-x64-gnu"] });
});
