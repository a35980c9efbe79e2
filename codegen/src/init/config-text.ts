/** An addon as the config names it. */
export interface ConfiguredAddon {
  readonly crate: string;
  readonly out: string;
  /** Null: the default ones. */
  readonly targets: readonly string[] | null;
}

export interface Folders {
  /** Holds the packages, the locks and the type tests. */
  readonly base: string;
  readonly addons: readonly ConfiguredAddon[];
}

const WIDTH = 100;

/** `ferrotype.config.ts`: what differs from the defaults, and where each package goes. */
export function configText({ base, addons }: Folders): string {
  const entries = addons.flatMap(({ crate, out, targets }) => [
    "    {",
    `      crate: ${JSON.stringify(crate)},`,
    `      out: ${JSON.stringify(out)},`,
    ...(targets === null ? [] : listOf("targets", targets)),
    "    },",
  ]);
  const folders =
    base === "generated"
      ? []
      : [`  locks: "${base}/surface",`, `  typeTests: "${base}/type-tests",`];
  return [
    'import { defineConfig } from "ferrotype";',
    "",
    "export default defineConfig({",
    "  addons: [",
    ...entries,
    "  ],",
    ...folders,
    "});",
    "",
  ].join("\n");
}

function listOf(key: string, values: readonly string[]): readonly string[] {
  const texts = values.map((value) => JSON.stringify(value));
  const line = `      ${key}: [${texts.join(", ")}],`;
  if (line.length <= WIDTH) return [line];
  return [`      ${key}: [`, ...texts.map((text) => `        ${text},`), "      ],"];
}
