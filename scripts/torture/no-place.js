/** Homes and disks that cannot be written to, met by a user who is not root. */
import { chmodSync, chownSync } from "node:fs";
import { dirname, join } from "node:path";

import { fallenBack } from "./distrust.js";
import { fault, NOBODY, start } from "./ground.js";

/** A user who is not in the list of users, and so has no home at all. */
const STRANGER = 54_321;

/**
 * A home that may only be read, and none.
 * @param {import("./ground.js").Ground} ground
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function noHome(ground) {
  /** @type {string[]} */
  const failures = [];
  const temp = ground.newFolder();
  chmodSync(temp, 0o1777);
  const home = ground.newFolder();
  const readOnly = await start(ground, { env: { HOME: home, TMPDIR: temp }, uid: NOBODY });
  failures.push(
    ...fallenBack(
      readOnly,
      temp,
      `${join(home, ".cache/ferrotype")}: this user may not write there`,
    ),
  );
  /** @type {readonly Record<string, string>[]} */
  const homeless = [{}, { HOME: "" }, { HOME: "relative" }];
  for (const env of homeless) {
    const started = await start(ground, { env: { ...env, TMPDIR: temp }, uid: STRANGER });
    failures.push(...oneWarning(started, "No cache: the user has no home folder"));
  }
  const nowhere = await start(ground, { env: { HOME: "/nowhere", TMPDIR: temp }, uid: NOBODY });
  failures.push(...fallenBack(nowhere, temp, "/nowhere/.cache/ferrotype: this user may not write"));
  return {
    trial: "HOME read-only, no HOME",
    tried: homeless.length + 2,
    failures,
    seen: "a private folder instead; one warning says which and what to set",
  };
}

/**
 * Small disks, full, read-only or not for programs. They are mounted in a namespace of their own, which ends with the
 * program.
 * @param {import("./ground.js").Ground} ground
 * @returns {Promise<import("./ground.js").Outcome>}
 */
export async function disks(ground) {
  const home = ground.newFolder(NOBODY);
  const temp = ground.newFolder();
  chmodSync(temp, 0o1777);
  const small = `uid=${NOBODY},mode=700,size=4m`;
  const folder = join(home, ".cache", dirname(ground.inCache));
  const env = { HOME: home, TMPDIR: temp };

  const full = await onDisks(ground, env, [[home, small]]);
  const failures = fallenBack(full, temp, `${folder}: the disk is full`);

  const readOnly = await onDisks(ground, env, [[home, `${small},ro`]]);
  failures.push(...fallenBack(readOnly, temp, "its file system is read-only"));

  const nowhere = ground.newFolder();
  chmodSync(nowhere, 0o1777);
  const both = await onDisks(ground, { HOME: home, TMPDIR: nowhere }, [
    [home, small],
    [nowhere, "mode=1777,size=4m"],
  ]);
  failures.push(
    ...failedWith(both, "both full", "ERR_FERROTYPE_NOT_CACHED", [
      `the disk is full; nor ${nowhere}/`,
      "FERROTYPE_NATIVES_CACHE_DIR",
    ]),
  );

  const noexec = await onDisks(ground, env, [[home, `uid=${NOBODY},mode=700,size=64m,noexec`]]);
  failures.push(
    ...failedWith(noexec, "noexec", "ERR_FERROTYPE_NOT_PERMITTED", [
      folder,
      "noexec",
      "Set FERROTYPE_NATIVES_CACHE_DIR",
    ]),
  );
  const elsewhere = ground.newFolder();
  chownSync(elsewhere, NOBODY, NOBODY);
  const followed = { ...env, FERROTYPE_NATIVES_CACHE_DIR: elsewhere };
  const after = await onDisks(ground, followed, [[home, `${small},noexec`]]);
  const why = fault(after);
  if (why !== null) failures.push(`noexec, the advice followed: ${why}`);
  return {
    trial: "disk full, read-only, noexec (small tmpfs)",
    tried: 5,
    failures,
    seen: "a private folder instead, or the error says which folder and what to set",
  };
}

/**
 * @param {import("./ground.js").Ground} ground
 * @param {Record<string, string>} env
 * @param {readonly (readonly [folder: string, options: string])[]} mounts
 */
function onDisks(ground, env, mounts) {
  const lines = mounts.map(([folder, options]) => `mount -t tmpfs -o ${options} none ${folder}`);
  const drop = `setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups "$@"`;
  const script = [...lines, `exec ${drop}`].join(" && ");
  const wrap = ["unshare", "--mount", "--propagation", "private", "sh", "-c", script, "sh"];
  return start(ground, { env, wrap });
}

/**
 * @param {import("./ground.js").Start} started
 * @param {string} words
 */
function oneWarning(started, words) {
  const why = fault(started);
  if (why !== null) return [why];
  const { warnings } = started;
  return warnings.length === 1 && warnings[0]?.includes(words) === true
    ? []
    : [`the warnings are not one that says "${words}": ${warnings.join(" | ")}`];
}

/**
 * What is wrong with a start that has to fail, with an error that says so much.
 * @param {import("./ground.js").Start} started
 * @param {string} name
 * @param {string} code
 * @param {readonly string[]} words
 */
function failedWith({ result }, name, code, words) {
  if (result === null || result.works) return [`${name}: it was loaded`];
  const failures = result.code === code ? [] : [`${name}: ${result.code}: ${result.error}`];
  for (const part of words) {
    if (result.error?.includes(part) !== true)
      failures.push(`${name}: the error does not say "${part}": ${result.error}`);
  }
  return failures;
}
