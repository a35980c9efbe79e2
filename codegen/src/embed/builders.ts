/** What each maker of executables needs beside the archives. */
import type { EmbeddedManifest } from "@ferrotype/runtime";

export const builders = ["bun", "node-sea", "deno"] as const;
/** What makes the executable. */
export type Builder = (typeof builders)[number];

/** Files beside the archives, by name. */
export type BuilderFiles = Readonly<Record<string, string>>;

/** Text of the files that the builder needs; `header` are the comment lines of generated files. */
export function emitBuilderFiles(
  builder: Builder,
  manifest: EmbeddedManifest,
  header: readonly string[],
  assets: Readonly<Record<string, string>>,
): BuilderFiles {
  if (builder === "node-sea") return { "sea-assets.json": json(assets) };
  return {
    "register.js": registerModule(builder, manifest, header),
    "register.d.ts": `${header.map((line) => `// ${line}\n`).join("")}\nexport {};\n`,
    // Bundlers may drop an import without names, and a program in CommonJS may import this.
    "package.json": json({ private: true, type: "module", sideEffects: true }),
  };
}

/** Assets of a Node SEA, by key: paths of the files as `locate` tells them. */
export function seaAssets(
  manifest: EmbeddedManifest,
  locate: (file: string) => string,
): Readonly<Record<string, string>> {
  const files = ["manifest.json", ...manifest.files.map(({ archive }) => archive)];
  return Object.fromEntries(
    files.map((file) => [`ferrotype/${manifest.package}/${file}`, locate(file)]),
  );
}

/**
 * A module that tells the loader of the archives. It imports nothing: in pnpm's layout a program cannot see the runtime
 * of its dependency.
 */
function registerModule(
  builder: "bun" | "deno",
  { files, ...manifest }: EmbeddedManifest,
  header: readonly string[],
): string {
  const imports = files.map(
    ({ archive }, index) =>
      `import archive${index} from ${JSON.stringify(`./${archive}`)} with { type: "file" };`,
  );
  const listed = files.flatMap(({ archive, ...file }, index) => {
    const url = `new URL(${JSON.stringify(`./${archive}`)}, import.meta.url).href`;
    const place = builder === "bun" ? `archive${index}` : url;
    return ["    {", ...fields(file, 6), `      archive: ${place},`, "    },"];
  });
  return [
    ...header.map((line) => `// ${line}`),
    "",
    ...(builder === "bun" ? [...imports, ""] : []),
    'globalThis[Symbol.for("ferrotype.embedded")] ??= [];',
    'globalThis[Symbol.for("ferrotype.embedded")].push({',
    ...fields(manifest, 2),
    "  files: [",
    ...listed,
    "  ],",
    "});",
    "",
  ].join("\n");
}

function fields(of: object, indent: number): readonly string[] {
  return Object.entries(of).map(
    ([key, value]) => `${" ".repeat(indent)}${key}: ${JSON.stringify(value)},`,
  );
}

/** Text of a JSON file. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
