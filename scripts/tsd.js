/** tsd, as a function of files and compiler options: it reads those from package.json alone, we have them in tsd.config.json. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
/** The internal entries below were read in this version. */
const TSD_VERSION = "0.33.0";

/** @typedef {{ fileName: string, line?: number, column?: number, message: string }} Finding */

/**
 * @param {Record<string, unknown>} compilerOptions as in a tsconfig.json
 * @param {string} folder that relative paths in them are meant from
 * @returns {{
 *   countAssertions: (file: string) => number,
 *   check: (files: string[]) => Finding[],
 *   quickCheck: (files: string[]) => Finding[],
 * }} `check` is tsd itself; `quickCheck` asks TypeScript and tsd's assertions the same, but not about the files of
 * TypeScript and of dependencies, and parses no file twice
 */
export function openTsd(compilerOptions, folder) {
  const entry = require.resolve("tsd");
  const { version } = JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8"));
  if (version !== TSD_VERSION) {
    throw new Error(
      `tsd is ${version}, this was written for ${TSD_VERSION}: read its lib/compiler.js again`,
    );
  }
  const { getDiagnostics } = require(join(dirname(entry), "lib/compiler.js"));
  /** @type {typeof import("typescript")} */
  const ts = createRequire(entry)("@tsd/typescript");
  const { options } = ts.parseJsonConfigFileContent({ compilerOptions, files: [] }, ts.sys, folder);
  const { extractAssertions } = require(join(dirname(entry), "lib/parser.js"));
  const { handle } = require(join(dirname(entry), "lib/assertions/index.js"));
  const createProgram = createPrograms(ts, options);
  return {
    countAssertions: (file) => countAssertions(file, ts),
    check: (testFiles) =>
      getDiagnostics({
        cwd: folder,
        pkg: {},
        typingsFile: "",
        testFiles,
        config: { directory: "", compilerOptions: options },
      }),
    quickCheck: (testFiles) => {
      const program = createProgram(testFiles);
      const own = program
        .getSourceFiles()
        .filter(({ fileName }) => !fileName.includes("/node_modules/"));
      const refused = own.flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ]);
      return [
        ...handle(program.getTypeChecker(), extractAssertions(program)),
        ...refused.map(({ file, messageText }) => ({
          fileName: file?.fileName ?? "",
          message: ts.flattenDiagnosticMessageText(messageText, "\n"),
        })),
      ];
    },
  };
}

/**
 * Programs that keep the parsed files of those before.
 * @param {typeof import("typescript")} ts
 * @param {import("typescript").CompilerOptions} options
 */
function createPrograms(ts, options) {
  const host = ts.createCompilerHost(options, true);
  const getSourceFile = host.getSourceFile.bind(host);
  /** @type {Map<string, { text: string, file: import("typescript").SourceFile }>} */
  const known = new Map();
  host.getSourceFile = (name, ...rest) => {
    const text = host.readFile(name);
    const cached = known.get(name);
    if (cached !== undefined && cached.text === text) return cached.file;
    const file = getSourceFile(name, ...rest);
    if (file !== undefined && text !== undefined) known.set(name, { text, file });
    return file;
  };
  /** @param {string[]} files */
  return (files) => ts.createProgram({ rootNames: files, options, host });
}

/**
 * Counts the assertions of a type test and refuses the forms that assert nothing.
 * @param {string} file
 * @param {typeof import("typescript")} ts
 */
function countAssertions(file, ts) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ESNext);
  let count = 0;
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text;
      if (/^expect[A-Z]/u.test(name)) {
        if (name === "expectType" && node.typeArguments === undefined) {
          throw new Error(`${file}: expectType without a type argument asserts nothing`);
        }
        count += 1;
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return count;
}
