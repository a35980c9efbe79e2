/**
 * A second opinion on which names a binary and its d.ts have, by nothing but text and `Object.getOwnPropertyNames`:
 * what it finds must be what `ferrotype verify` reports as FT4001 and FT4002.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Declared by napi in every d.ts, and never there at run time. */
const neverLoaded = ["ExternalObject"];

const valueDeclaration =
  /^export (?:declare )?(?:abstract )?(?:class|function\*?|const enum|enum|const|var|let|namespace) (?<name>[\w$]+)/gmu;

/** @param {string} file */
export function namesOfDeclaration(file) {
  const text = readFileSync(file, "utf8").replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, "");
  const names = [...text.matchAll(valueDeclaration)].map(({ groups }) => groups?.["name"] ?? "");
  return new Set(names.filter((name) => !neverLoaded.includes(name)));
}

const probe = `
const shell = { exports: {} };
process.dlopen(shell, process.argv[1]);
process.stdout.write(JSON.stringify(Object.getOwnPropertyNames(shell.exports)));
process.exit();
`;

/** @param {string} file */
export function namesOfBinary(file) {
  const run = spawnSync(process.execPath, ["-e", probe, file], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${file} cannot be loaded\n${run.stderr}`);
  /** @type {readonly string[]} */
  const names = JSON.parse(run.stdout);
  return new Set(names);
}

/**
 * @param {ReadonlySet<string>} declared
 * @param {ReadonlySet<string>} loaded
 */
export function compareNames(declared, loaded) {
  return {
    absent: [...declared].filter((name) => !loaded.has(name)).sort(),
    undeclared: [...loaded].filter((name) => !declared.has(name)).sort(),
  };
}
