/** A change of the Rust, then `generate`: exactly what should change does, and undoing it restores every byte. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import { changed, EditWorkspace } from "./edit-workspace.js";

const lock = "generated/surface/addon.json";
const paint = "addon/src/paint.rs";
const search = "addon/src/search.rs";
const tests = "generated/type-tests/addon";
const out = "generated/edits";
/** Files that hold the contract. */
const stamped = [lock, `${out}/binding.js`];

interface Edit {
  readonly title: string;
  readonly file: string;
  readonly change: (text: string) => string;
  /** A second file, for edits that move something. */
  readonly also?: { readonly file: string; readonly change: (text: string) => string };
  /** Files that must change, the stamped ones included where the contract is new. */
  readonly touches: readonly string[];
  /** What the new text of the first touched file must hold. */
  readonly shows?: readonly [file: string, text: string | RegExp];
}

const findFunction = /\/\/\/ Finds a thing\.[\s\S]*?\n\}\n/u;

const edits: readonly Edit[] = [
  {
    title: "add a function",
    file: search,
    change: (text) => `${text}\n/// Counts.\n#[napi]\npub fn count_things() -> u32 {\n    1\n}\n`,
    touches: [
      ...stamped,
      `${out}/README.md`,
      `${out}/index.d.ts`,
      `${out}/index.js`,
      `${out}/search.d.ts`,
      `${out}/search.js`,
      `${tests}/index.test-d.ts`,
      `${tests}/search.test-d.ts`,
    ],
    shows: [`${out}/search.d.ts`, "export declare function countThings(): number;"],
  },
  {
    title: "rename a parameter",
    file: paint,
    change: (text) => text.replaceAll("times", "repeat"),
    touches: [
      ...stamped,
      `${out}/README.md`,
      `${out}/paint.d.ts`,
      `${out}/paint.js`,
      `${tests}/paint.test-d.ts`,
    ],
    shows: [`${out}/paint.d.ts`, "draw(repeat: number"],
  },
  {
    title: "change u32 to f64",
    file: paint,
    change: (text) =>
      text.replace("pub width: u32", "pub width: f64").replace("|options| options.width", "|_| 2"),
    touches: stamped,
  },
  {
    title: "make a field optional",
    file: paint,
    change: (text) =>
      text
        .replace("pub width: u32", "pub width: Option<u32>")
        .replace("options.width", "options.width.unwrap_or(1)"),
    touches: [...stamped, `${out}/paint.d.ts`, `${out}/paint.js`, `${tests}/paint.test-d.ts`],
    shows: [`${out}/paint.d.ts`, "width?: number | undefined;"],
  },
  {
    title: "add an enum variant",
    file: paint,
    change: (text) =>
      text.replace("    DeepBlue,", "    DeepBlue,\n    /// Like grass.\n    Green,"),
    touches: [
      ...stamped,
      `${out}/enums.d.ts`,
      `${out}/native-free.js`,
      `${out}/paint.js`,
      `${tests}/enums.test-d.ts`,
    ],
    shows: [`${out}/native-free.js`, '"green"'],
  },
  {
    title: "add a brand",
    file: search,
    change: (text) => text.replace("/// Number of a thing.", "/// Number of a thing.\n/// @brand"),
    touches: [
      ...stamped,
      `${out}/README.md`,
      `${out}/brands.d.ts`,
      `${out}/brands.js`,
      `${out}/index.d.ts`,
      `${out}/index.js`,
      `${out}/native-free.js`,
      `${out}/search.d.ts`,
      `${out}/search.js`,
      `${tests}/brands.test-d.ts`,
      `${tests}/index.test-d.ts`,
      `${tests}/search.test-d.ts`,
    ],
    shows: [`${out}/brands.d.ts`, 'number & Brand<"@test/edits/ThingId">'],
  },
  {
    title: "move a function to another module",
    file: search,
    change: (text) => text.replace(findFunction, ""),
    also: {
      file: paint,
      change: (text) =>
        `${text.replace("use ferrotype::napi;", "use crate::search::ThingId;\nuse ferrotype::napi;")}\n/// Finds a thing.\n#[napi]\npub fn find(name: String) -> ThingId {\n    u32::try_from(name.len()).unwrap_or(0)\n}\n`,
    },
    touches: [
      ...stamped,
      `${out}/README.md`,
      `${out}/index.d.ts`,
      `${out}/index.js`,
      `${out}/paint.d.ts`,
      `${out}/paint.js`,
      `${out}/search.d.ts`,
      `${out}/search.js`,
      `${tests}/paint.test-d.ts`,
      `${tests}/search.test-d.ts`,
    ],
    shows: [`${out}/paint.d.ts`, "export declare function find(name: string): ThingId;"],
  },
  {
    title: "delete a class",
    file: paint,
    change: (text) => text.slice(0, text.indexOf("/// Where to draw.")),
    touches: [
      ...stamped,
      `${out}/README.md`,
      `${out}/index.d.ts`,
      `${out}/index.js`,
      `${out}/paint.d.ts`,
      `${out}/paint.js`,
      `${tests}/index.test-d.ts`,
      `${tests}/paint.test-d.ts`,
    ],
  },
  {
    title: "deprecate",
    file: paint,
    change: (text) =>
      text.replace(
        "/// Draws a line.\n#[napi]",
        '/// Draws a line.\n#[deprecated(note = "use a pen")]\n#[napi]',
      ),
    touches: [lock, `${out}/README.md`, `${out}/paint.d.ts`],
    shows: [`${out}/paint.d.ts`, "@deprecated use a pen"],
  },
  {
    title: "edit a doc comment",
    file: paint,
    change: (text) => text.replace("/// Width in pixels.", "/// Width in metres."),
    touches: [lock, `${out}/paint.d.ts`],
    shows: [`${out}/paint.d.ts`, "Width in metres."],
  },
  {
    title: "edit a body",
    file: paint,
    change: (text) => text.replace("map_or(1,", "map_or(2,"),
    touches: [],
  },
  {
    title: "insert a line",
    file: paint,
    change: (text) => text.replace("//! Colours and canvases.\n", "//! Colours and canvases.\n\n"),
    touches: [],
  },
];

const workspace = new EditWorkspace("edits");

/** What Node says to the generated package when it is given the binary that `check` has just built. */
function loadNewerBinary(): string {
  const folder = workspace.path("target/ferrotype/addon/build");
  const binary = readdirSync(folder).find((name) => name.endsWith(".node")) ?? "";
  const { stderr } = spawnSync(process.execPath, [workspace.path(`${out}/index.js`)], {
    encoding: "utf8",
    env: { ...process.env, TEST_EDITS_PATH: join(folder, binary) },
  });
  return stderr;
}

let pristine: ReadonlyMap<string, string> = new Map();

function contract(): string {
  return (JSON.parse(workspace.read(lock)) as { contract: { hash: string } }).contract.hash;
}

beforeAll(() => {
  const run = workspace.run(["generate"]);
  expect(run.stderr + run.stdout, "the first generate").not.toContain("error[");
  expect(run.status, run.stderr).toBe(0);
  pristine = workspace.committed();
  expect(pristine.size).toBeGreaterThan(15);
}, 300_000);

describe.each(edits)("$title", ({ title, file, change, also, touches, shows }) => {
  test(
    "changes exactly what it should, and undone restores every byte",
    { timeout: 180_000 },
    () => {
      const original = workspace.read(file);
      const originalAlso = also === undefined ? "" : workspace.read(also.file);
      const maps = workspace.maps();
      const before = contract();
      try {
        workspace.edit(file, change);
        if (also !== undefined) workspace.edit(also.file, also.change);
        expect(workspace.run(["check"]).status, "check before generate").toBe(
          touches.length === 0 ? 0 : 1,
        );
        if (title === "add a function") {
          const refusal = loadNewerBinary();
          expect(refusal).toContain("ERR_FERROTYPE_WRONG_CONTRACT");
          expect(refusal).toContain("countThings");
        }
        const run = workspace.run(["generate"]);
        expect(run.status, run.stderr + run.stdout).toBe(0);
        expect(changed(pristine, workspace.committed())).toEqual([...touches].sort());
        if (shows !== undefined) expect(workspace.read(shows[0])).toMatch(shows[1]);
        expect(contract() !== before, "a new contract").toBe(touches.includes(`${out}/binding.js`));
        if (title === "insert a line")
          expect(changed(maps, workspace.maps())).toContain(`${out}/paint.d.ts.map`);
      } finally {
        workspace.write(file, original);
        if (also !== undefined) workspace.write(also.file, originalAlso);
      }
      expect(workspace.run(["generate"]).status).toBe(0);
      expect(changed(pristine, workspace.committed())).toEqual([]);
      expect(workspace.maps()).toEqual(maps);
    },
  );
});
