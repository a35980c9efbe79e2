/**
 * How loaders fail in the field, and where each failure is tested here. The numbers are those of issues of the project
 * that was studied (can1357/oh-my-pi); `1.2` and the like are the parts of that study. What no loader can mend is named
 * with the reason.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const runtime = "packages/runtime/test/";
const natives = "crates/natives/test/";
const goldens = `${runtime}load-cases.ts`;
const order = `${runtime}load-order.test.ts`;
const copies = `${runtime}load-copies.test.ts`;
const addon = `${runtime}load-addon.test.ts`;

/** Failure, file of the test, and its title (or a part of the case). */
const tested: readonly (readonly [failure: string, file: string, title: string])[] = [
  [
    "1.1 the environment says which build is used; other values pass in silence",
    `${runtime}load-settings.test.ts`,
    "is told, once",
  ],
  [
    "1.1 a relative override of the cache is followed",
    `${runtime}cache-folder.test.ts`,
    "the place for caches",
  ],
  [
    "1.1 a compiled program is told by variables and by parts of paths",
    `${runtime}embedded.test.ts`,
    "the environment has no say",
  ],
  [
    "1.1 PI_COMPILED=0 breaks a good installation",
    `${runtime}load-settings.test.ts`,
    "PI_COMPILED",
  ],
  [
    "1.1 every file of an archive is extracted, not the one that is needed",
    `${runtime}embedded.test.ts`,
    "is unpacked only when it is asked for",
  ],
  [
    "1.1 a file of the right size counts as current",
    `${runtime}cache-damaged.test.ts`,
    "a damaged file is replaced, once",
  ],
  [
    "1.1 stale caches: names of prereleases, newer versions, grace",
    `${runtime}cache-stale.test.ts`,
    "the item itself stays, however old",
  ],
  [
    "1.1 a copy on Windows is taken for whole because it is there",
    copies,
    "the leaf itself is left alone",
  ],
  [
    "1.1 not memoised: every module loads again",
    `${natives}loader-report.test.ts`,
    "asked for twice, it is loaded once",
  ],
  [
    "1.1 an addon without a sentinel is accepted at any version",
    addon,
    "without a stamp: the exports decide, and the leaf's own version",
  ],
  [
    "1.1 an unsupported platform drops what was found out",
    goldens,
    "a target that is not published",
  ],
  [
    "1.2 import.meta.dir: it cannot be loaded in Node at all",
    `${natives}import.test.ts`,
    "require() gives the same objects as import()",
  ],
  [
    "1.2 core and leaf of two releases: both are loaded and read whole to be refused",
    addon,
    "a file that does not fit is not loaded",
  ],
  [
    "1.2 the leaf is missing, and the message does not name it",
    goldens,
    "the leaf is not installed",
  ],
  [
    "1.2 outside node_modules the leaf is not looked for",
    `${runtime}load-settings.test.ts`,
    "from a bundle that has the package in it",
  ],
  ["1.2 outside node_modules the version is not looked at", goldens, "another contract, workspace"],
  ["1.2 equal size, other bytes: never repaired", copies, "a copy in the cache that is broken"],
  [
    "1.2 a link, a folder or an empty file at the place of the copy",
    `${runtime}cache-place.test.ts`,
    "what stands at the place",
  ],
  [
    "1.2 threads share the name of the temporary file",
    `${runtime}cache-place.test.ts`,
    "another one that was faster wins, so that threads do not load two copies",
  ],
  [
    "1.2 the variant is put into the environment of children",
    `${runtime}cpu.test.ts`,
    "a process remembers, and tells no child",
  ],
  [
    "1.2 the loader costs more than the load",
    `${runtime}dist.test.ts`,
    "reads one file of at most 40 kB, and another only when it is needed",
  ],
  [
    "1.3 AVX2 alone decides for x86-64-v3",
    `${runtime}cpu.test.ts`,
    "every single feature of a level counts",
  ],
  [
    "1.3 x86-64-v2 is never checked",
    `${runtime}load-variants.test.ts`,
    "compiled for better processors than its name says",
  ],
  [
    "1.3 a variant is probed that was never published",
    order,
    "no variant published: nobody asks for the processor",
  ],
  ["1.3 Alpine gets the glibc build", order, "linux-x64-musl"],
  [
    "1.3 musl and glibc share name and folder in the cache",
    `${runtime}cache-folder.test.ts`,
    "the folder of a version tells target and content apart",
  ],
  [
    "1.3 nobody looks at owner and mode of the cache",
    `${runtime}cache-fall-back.test.ts`,
    "everybody may replace what is in it: nothing is written at all",
  ],
  [
    "1.3 a read-only home is the end",
    `${runtime}cache-fall-back.test.ts`,
    "the folder for temporary files",
  ],
  [
    "1.3 a candidate that will be refused runs its start",
    addon,
    "a file that does not fit is not loaded",
  ],
  [
    "1.3 no asar",
    `${natives}loader-electron.test.ts`,
    "the binary is left out of the archive: loaded from beside it",
  ],
  ["1.3 no SEA", `${runtime}embedded.test.ts`, "is an asset of a Node SEA"],
  ["1.3 no Deno", `${natives}loader-permissions.test.ts`, "all that it needs"],
  [
    "1.4 staging copies on every version and cannot fail softly",
    copies,
    "the leaf, where the cache cannot be used",
  ],
  [
    "#684 candidates are paths of the machine that built it",
    copies,
    "also where the table says workspace: the machine that built it is not this one",
  ],
  ["#684 the addon is missing in the program", goldens, "an executable that holds nothing"],
  [
    "#823 a define does not reach the environment: not known as compiled",
    `${runtime}embedded.test.ts`,
    "a program is an executable",
  ],
  [
    "#892 #884 named exports are missing",
    `${natives}package.test.ts`,
    "exports at run time what it declares, no more and no less",
  ],
  ["#670 a stale copy crashes later", copies, "one of another release is not replaced"],
  ["#727 #651 an undefined symbol in one build", goldens, "refused for another reason"],
  ["#672 #89 SIGILL on processors without AVX2", order, "only for newer processors"],
  [
    "#1777 an old addon after git pull: x is not a function",
    `${natives}loader.test.ts`,
    "a new one is named, a removed one too",
  ],
  ["#2426 a glibc that is newer than the system's", goldens, "a newer glibc"],
  ["#2564 a release that is published in part", goldens, "the leaf is older"],
  [
    "#2562 #6606 #6953 cleaning removes what others are about to load",
    `${runtime}cache-stale.test.ts`,
    "used after the look at it, before it was moved: put back",
  ],
  [
    "#2895 a fresh clone without a build",
    goldens,
    "nothing was built in a clone of the project that generates it",
  ],
  [
    "#3238 detection fails in workers, and then nothing is loaded",
    order,
    "a missing variant is no reason to fail: any that runs will do",
  ],
  ["#4515 #5975 Android", order, "android-arm64"],
  [
    "#4812 updated in place: restart, or install again?",
    goldens,
    "updated under a running process",
  ],
  ["#4812 rebuilt in place", addon, "an older binary in memory: start again"],
  ["#8439 VCRUNTIME140.dll is missing", goldens, "a missing DLL"],
  [
    "#8811 a plugin brings an old copy of the package",
    goldens,
    "an old copy of the package in another one",
  ],
  ["#8901 Bun's cache: the leaf is a sibling with a version", order, "Bun, another registry"],
  ["#9318 pnpm left the optional leaf out", `${runtime}load-managers.test.ts`, "pnpm by its store"],
  ["#10126 the URLs that are printed do not exist", `${runtime}load-error.test.ts`, "names no URL"],
  [
    "#10757 an update for the user leaves the leaf behind",
    `${runtime}load-managers.test.ts`,
    "bun, for the user",
  ],
  ["#11831 a stale binary is embedded", goldens, "an executable that holds another release"],
  [
    "#14735 homes differ: the cache goes elsewhere",
    `${runtime}cache-folder.test.ts`,
    "the place for caches",
  ],
];

/** Failures that are no loader's. */
const elsewhere: readonly (readonly [failure: string, whose: string])[] = [
  [
    "#2553 threads that are started while the addon is loaded hang",
    "the addon: crates/ferrotype starts none",
  ],
  [
    "#4385 a copy of 110 MB for each version on Windows",
    "kept as the contract of the loader says; old ones are removed",
  ],
  ["#8353 a system interface traps without a session", "the addon"],
  ["#13495 all matches are held until the end", "the addon: streams"],
  ["#1579 a flake for Nix", "packaging"],
  ["17.3.1 18.3.4 18.4.7 18.6.3 notes of releases", "the addon"],
  ["1.1 startup markers", "no such thing: nothing is written unless something is wrong"],
  ["1.2 #5 the reader of tar archives", "no such thing: each binary is its own gzip file"],
  ["part 2 enums read by regular expressions", "the generator"],
];

test.each(tested)("%s", (_failure, file, title) => {
  expect(readFileSync(root + file, "utf8").replace(/\s+/gu, " ")).toContain(title);
});

test("each is named once", () => {
  const names = [...tested, ...elsewhere].map(([failure]) => failure);
  expect(new Set(names).size).toBe(names.length);
});
