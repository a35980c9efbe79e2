/** A server that uses one module of the natives, bundled by three bundlers, with and without the packages inside. */
import { execFileSync } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import webpack from "webpack";

const root = fileURLToPath(new URL("../..", import.meta.url));
const native = join(root, "generated/natives/native");
const external = [/^@ferrotype\/natives(\/|$)/u];
let folder = "";

const server = `
import { readTextFile } from "@ferrotype/natives/fs";
console.log(await readTextFile(process.argv[2]));
`;
const enums = `
import { Signal } from "@ferrotype/natives";
console.log(Object.keys(Signal).length > 0 ? "no binary needed" : "");
`;

beforeAll(() => {
  mkdirSync(join(root, "target/tmp"), { recursive: true });
  folder = mkdtempSync(join(root, "target/tmp/bundlers-"));
  const scope = join(folder, "node_modules/@ferrotype");
  mkdirSync(scope, { recursive: true });
  symlinkSync(join(root, "generated/natives"), join(scope, "natives"), "junction");
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "server.js"), server);
  writeFileSync(join(folder, "enums.js"), enums);
  // What a bundle with the loader inside finds from where it lies: the leaf package.
  for (const binary of readdirSync(native)) {
    const target = binary.slice("natives.".length, -".node".length);
    const leaf = join(scope, `natives-${target}`);
    mkdirSync(leaf);
    writeFileSync(join(leaf, "package.json"), `{ "name": "@ferrotype/natives-${target}" }`);
    linkSync(join(native, binary), join(leaf, binary));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bundles `<entry>.js` for Node; the result is the path of the bundle. */
type Bundle = (entry: string, inside: boolean) => Promise<string>;

const bundlers: Readonly<Record<string, Bundle>> = {
  async esbuild(entry, inside) {
    const outfile = join(folder, `esbuild-${entry}-${inside}.mjs`);
    await esbuild({
      entryPoints: [join(folder, `${entry}.js`)],
      outfile,
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      ...(inside ? {} : { external: ["@ferrotype/natives"] }),
    });
    return outfile;
  },

  async vite(entry, inside) {
    const outDir = join(folder, `vite-${entry}-${inside}`);
    await vite({
      root: folder,
      configFile: false,
      logLevel: "error",
      build: { ssr: join(folder, `${entry}.js`), outDir, minify: false, target: "node20" },
      ssr: inside ? { noExternal: true } : { external: ["@ferrotype/natives"] },
    });
    return join(outDir, `${entry}.js`);
  },

  webpack(entry, inside) {
    const filename = `webpack-${entry}-${inside}.mjs`;
    const compiler = webpack({
      mode: "production",
      target: "node20",
      context: folder,
      entry: join(folder, `${entry}.js`),
      output: { path: folder, filename, module: true, chunkFormat: "module" },
      experiments: { outputModule: true },
      ...(inside ? {} : { externalsType: "module", externals: external }),
      // webpack would write the path of this machine in the place of `import.meta.url`.
      module: { parser: { javascript: { importMeta: false } } },
    });
    return new Promise((resolve, reject) => {
      compiler.run((error, stats) => {
        if (error !== null) reject(error);
        else if (stats?.hasErrors() === true) reject(new Error(stats.toString("errors-only")));
        else resolve(join(folder, filename));
      });
    });
  },
};

function run(bundle: string): string {
  const text = join(folder, "text.txt");
  writeFileSync(text, "hello");
  return execFileSync(process.execPath, [bundle, text], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  }).trim();
}

describe.each(Object.entries(bundlers))("%s", (_, bundle) => {
  test("a server with the package outside runs, and holds nothing of it", async () => {
    const path = await bundle("server", false);
    expect(run(path)).toBe("hello");
    const text = readFileSync(path, "utf8");
    expect(text.includes("@ferrotype/natives/fs")).toBe(true);
    expect(text.length).toBeLessThan(3000);
  });

  test("a server with the package inside runs, and holds no code of modules it does not use", async () => {
    const path = await bundle("server", true);
    expect(run(path)).toBe("hello");
    const text = readFileSync(path, "utf8");
    const wrapped = Array.from(text.matchAll(/name: ?"([\w .]+)",\s*async/gu), ([, name]) => name);
    expect(wrapped).toContain("readTextFile");
    // esbuild drops a file as a whole: reading a property of the addon might do something.
    const ofThatFile = ["listDirectory", "readFile", "readTextFile", "writeFile"];
    expect(wrapped.filter((name) => !ofThatFile.includes(name ?? ""))).toEqual([]);
    expect(text.match(/from ?"@ferrotype[^"]*"|rare\.cjs/u)).toBeNull();
    // What wraps classes, and what only enums and brands need.
    expect(text.match(/Illegal constructor|SIGUSR1|RelativePath"/u)).toBeNull();
  });

  test("a bundle that needs an enum alone holds no loader", async () => {
    const path = await bundle("enums", true);
    expect(run(path)).toBe("no binary needed");
    expect(readFileSync(path, "utf8").match(/createRequire|@ferrotype/u)).toBeNull();
  });
});

test("enums, brands and errors are imported where no addon can be loaded", () => {
  const refuse = "process.dlopen = () => { throw new Error('a binary was loaded'); };";
  const load = (entry: string): string => {
    const url = pathToFileURL(
      createRequire(join(folder, "server.js")).resolve(`@ferrotype/natives/${entry}`),
    ).href;
    const code = `${refuse} await import(${JSON.stringify(url)}).then(
      (all) => console.log(Object.keys(all).length > 0),
      (error) => console.log(error.message.split("\\n")[2]),
    );`;
    const args = ["--input-type=module", "-e", code];
    return execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" }).trim();
  };
  for (const entry of ["enums", "brands", "errors"]) expect(load(entry), entry).toBe("true");
  // The trap works.
  for (const entry of ["fs", "process", "search", "session"]) {
    expect(load(entry), entry).not.toBe("true");
  }
});
