/** Links between the documents lead somewhere. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { root } from "../root.js";
import { readTracked, trackedFiles } from "./tracked-files.js";

test("every relative link of a Markdown file names a file or folder", () => {
  const documents = trackedFiles().filter(
    (file) => file.endsWith(".md") && !/\/fixtures\//u.test(file),
  );
  const links = documents.flatMap((file) =>
    [...readTracked(file).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/gu)]
      .map(([, target = ""]) => ({ file, target }))
      .filter(({ target }) => !/^[a-z]+:/u.test(target)),
  );
  expect(links.length).toBeGreaterThan(10);
  expect(
    links.filter(({ file, target }) => !existsSync(join(root, dirname(file), target))),
  ).toEqual([]);
});
