import { describe, expect, test } from "vitest";
import {
  docs,
  errorEnum,
  fn,
  klass,
  member,
  object,
  ref,
  rust,
  signature,
  unit,
} from "./builders.js";
import { find, surfaceOf } from "./find-item.js";

describe("docs", () => {
  const text = `Finds [\`Match\`]es with [a pattern](crate::search::pattern), see [\`Index::len\`] and [docs](https://x.y/z).

Not public: [\`Hidden\`], [\`std::fs\`].

\`\`\`
let x = [\`Match\`];
\`\`\`

# Errors
When the [\`pattern\`] is bad.

# Examples
\`\`\`ts
grep("x");
\`\`\`

# Panics
Never.

# Notes
Kept.`;
  const items = [
    errorEnum("search::SearchError", { Regex: "ERR_REGEX", Io: "EIO" }),
    object("search::Match", []),
    klass("search::Index", [
      member("method", "len", { signature: signature([]) }, { jsName: "length" }),
    ]),
    fn("search::pattern", []),
    fn("search::grep", [], rust("ferrotype::Job", unit, ref("search::SearchError")), {
      docs: docs(text, {
        tags: [
          { name: "default", value: "3" },
          { name: "internal", value: "" },
        ],
        deprecated: "Use [`pattern`].",
      }),
    }),
  ];
  const { docs: found } = find(surfaceOf(items), "grep", "function");

  test("links to items become {@link}, others code", () => {
    expect(found.text).toBe(
      `Finds {@link Match}es with {@link pattern | a pattern}, see {@link Index.length} and [docs](https://x.y/z).

Not public: \`Hidden\`, \`std::fs\`.

\`\`\`
let x = [\`Match\`];
\`\`\`

# Notes
Kept.`,
    );
  });

  test("sections and attributes become tags, in the order of printing", () => {
    expect(found.tags).toEqual([
      {
        name: "throws",
        text: "An error with a code of {@link SearchErrorCode}: `ERR_REGEX`, `EIO`.\n\nWhen the {@link pattern} is bad.",
      },
      { name: "example", text: '```ts\ngrep("x");\n```' },
      { name: "remarks", text: "Never." },
      { name: "default", text: "3" },
      { name: "deprecated", text: "Use {@link pattern}." },
      { name: "internal", text: "" },
    ]);
  });
});

test("of a union with the codes of the system, the author's own are listed", () => {
  const system =
    "EPERM ENOENT EINTR EIO EBADF EAGAIN ENOMEM EACCES EBUSY EEXIST ENOTDIR EISDIR EMFILE";
  const names = [...system.split(" "), "ERR_TOO_LARGE"];
  const codes = Object.fromEntries(names.map((code) => [code, code]));
  const items = [
    errorEnum("fs::FsError", codes),
    fn("fs::read", [], rust("ferrotype::Result", unit, ref("fs::FsError"))),
  ];
  expect(find(surfaceOf(items), "read", "function").docs.tags).toEqual([
    {
      name: "throws",
      text: "An error with a code of {@link FsErrorCode}: `ERR_TOO_LARGE`, or a code of the system.",
    },
  ]);
});
