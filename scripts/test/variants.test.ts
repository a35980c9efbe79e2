/**
 * The choice between CPU variants in real processes. Here the leaf packages hold copies of one build; `pnpm variants`
 * builds two. What other systems do is tested as tables in packages/runtime.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { libcOfExecutable, targets, targetsOf } from "@ferrotype/runtime/binary";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { linuxTexts } from "../../packages/runtime/test/cpu-texts.js";
import { root } from "../root.js";
import { layVariants, probe } from "../variants/project.js";

const { arch, execPath, platform } = process;
const [host = ""] = targetsOf(platform, arch, () => libcOfExecutable(execPath));
const built = join(root, `generated/natives/native/natives.${host}.node`);
const folder = mkdtempSync(join(tmpdir(), "ferrotype-variants-"));
const all = join(folder, "all");
const plain = join(folder, "plain");
const MODERN = `${host}-modern`;
const BASELINE = `${host}-baseline`;

const leaf = (app: string, target: string): string =>
  join(app, "node_modules/@ferrotype", `natives-${target}`, `natives.${target}.node`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(platform === "linux" && arch === "x64")("leaf packages of three variants", () => {
  beforeAll(() => {
    layVariants(all, { [host]: built, [MODERN]: built, [BASELINE]: built }, targets);
    layVariants(plain, { [host]: built }, targets);
  });

  /** That one file alone was loaded, by the word of the loader and of the system. */
  const expectLoaded = (found: ReturnType<typeof probe>, app: string, target: string): void => {
    const path = leaf(app, target);
    expect(found).toMatchObject({ error: null, loaded: path, mapped: [path], envChanged: false });
    expect(found.candidates.find(({ verdict }) => verdict === "loaded")?.path).toBe(path);
  };

  test("this processor: the loader's choice is what CPUID says", () => {
    const found = probe(all);
    const best = { 1: host, 2: BASELINE, 3: MODERN }[found.cpuLevel ?? 0];
    expectLoaded(found, all, best ?? "no level");
    expect(found.cpuinfoReads).toBe(1);
  });

  test.each([
    ["haswell", MODERN],
    ["epyc", MODERN],
    ["ivyBridge", BASELINE],
    ["withoutMovbe", BASELINE],
    ["mixed", BASELINE],
    ["qemu", host],
  ] as const)("%s", (name, target) => {
    const found = probe(all, { cpuinfo: linuxTexts[name] });
    expectLoaded(found, all, target);
    expect(found.variant).toBe(target === host ? null : target.slice(host.length + 1));
    expect(found.cpuinfoReads).toBe(1);
  });

  test("the system tells nothing: the baseline build is asked, as on Windows", () => {
    const found = probe(all, { cpuinfo: "" });
    const files = [leaf(all, MODERN), leaf(all, BASELINE)];
    expect(files).toContain(found.loaded);
    // CPUID knows this processor, whatever the text says.
    if (found.cpuLevel === 3) {
      expect(found.loaded).toBe(leaf(all, MODERN));
      expect(found.mapped).toEqual([leaf(all, BASELINE), leaf(all, MODERN)]);
    }
  });

  test("the variable decides, and nobody looks at the processor", () => {
    for (const [variant, target] of [
      ["modern", MODERN],
      ["baseline", BASELINE],
    ] as const) {
      const env = { FERROTYPE_NATIVES_VARIANT: variant };
      const found = probe(all, { cpuinfo: linuxTexts.qemu, env });
      expectLoaded(found, all, target);
      expect(found.cpuinfoReads).toBe(0);
    }
  });

  test("another value of it is ignored, with one warning", () => {
    const env = { FERROTYPE_NATIVES_VARIANT: "newest" };
    const found = probe(all, { cpuinfo: linuxTexts.ivyBridge, env });
    expectLoaded(found, all, BASELINE);
    expect(found.stderr.match(/FERROTYPE_NATIVES_VARIANT/gu)).toHaveLength(1);
  });

  test("a leaf that is missing: the next one", () => {
    rmSync(join(all, "node_modules/@ferrotype", `natives-${MODERN}`), { recursive: true });
    expectLoaded(probe(all, { cpuinfo: linuxTexts.haswell }), all, BASELINE);
  });

  test("no variant is published: nobody looks at the processor", () => {
    const found = probe(plain, { cpuinfo: linuxTexts.qemu });
    expectLoaded(found, plain, host);
    expect(found.cpuinfoReads).toBe(0);
  });
});
