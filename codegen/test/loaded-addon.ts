/** The addon of `fixtures/loaded`, compiled by rustc alone. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("./fixtures/loaded/addon.rs", import.meta.url));

/** Compiles the fixture; symbols of the host are left open, as in every addon. */
export function buildAddon(
  folder: string,
  fixture: string,
  name: string = `${fixture}.node`,
  more: readonly string[] = [],
): string {
  const path = join(folder, name);
  const open =
    process.platform === "darwin" ? ["-C", "link-arg=-Wl,-undefined,dynamic_lookup"] : [];
  const form = ["--edition", "2024", "--crate-type", "cdylib", "-A", "warnings"];
  const how = ["--cfg", `fixture="${fixture}"`, "-C", "debuginfo=0"];
  execFileSync("rustc", form.concat(how, open, more, "-o", path, source));
  return path;
}
