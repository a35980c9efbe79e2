/** What is said of the package as a whole. */
import type { Surface } from "../model/surface.js";
import type { Found } from "./change.js";

export function comparePackage(before: Surface, after: Surface): readonly Found[] {
  const [old, now] = [before.package, after.package];
  const { name } = now;
  const found: Found[] = [];
  const texts = (oldText: string | null, nowText: string | null) => ({
    before: oldText ?? "none",
    after: nowText ?? "none",
  });
  if (old.name !== name) {
    found.push({ kind: "package-renamed", name, ...texts(old.name, name) });
  }
  for (const target of old.targets) {
    if (!now.targets.includes(target)) {
      found.push({ kind: "target-removed", name, subject: target });
    }
  }
  for (const target of now.targets) {
    if (!old.targets.includes(target)) found.push({ kind: "target-added", name, subject: target });
  }
  if (old.envPrefix !== now.envPrefix) {
    found.push({ kind: "prefix-changed", name, ...texts(old.envPrefix, now.envPrefix) });
  }
  if (old.license !== now.license) {
    found.push({ kind: "license-changed", name, ...texts(old.license, now.license) });
  }
  if (before.contract.algorithm !== after.contract.algorithm) {
    found.push({
      kind: "contract-algorithm-changed",
      name,
      ...texts(String(before.contract.algorithm), String(after.contract.algorithm)),
    });
  }
  return found;
}
