/** Whether a config is data: then its files alone decide what it exports, and it need not be run again while they stay. */
import type { Metafile } from "esbuild";

/** What brings in the time, the machine or the environment, or does more than to give a value. */
const OUTSIDE =
  /\b(?:process|globalThis|global|Date|Math|performance|crypto|fetch|require|eval|Function|navigator|Intl|Temporal|console|WebAssembly)\b|\bimport\s*\(/u;

/** `own`: where `import … from "ferrotype"` leads. */
export function isPlainConfig(bundle: string, { outputs }: Metafile, own: string): boolean {
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  if (imports.some(({ external, path }) => external !== true || path !== own)) return false;
  const code = bundle.replaceAll(JSON.stringify(own), "").replace(/^\/\/.*$/gmu, "");
  return !OUTSIDE.test(code);
}
