/** Runs one case: arranges the fault, compares what the loader says, does it, and imports again. */
import { rmSync } from "node:fs";
import { join } from "node:path";

import { Project } from "./project.js";

/**
 * @typedef {import("./failures.js").Failure} Failure
 * @typedef {import("./managers.js").Manager} Manager
 * @typedef {import("./project.js").Ground} Ground
 */

/** @typedef {{ readonly verdict: "ok" | "n/a" | "FAULT", readonly detail: string }} Outcome */

/**
 * Into an empty project, as a user does it.
 * @param {Ground} ground @param {string} key @param {Manager} manager
 * @returns {Promise<Outcome>}
 */
export async function runSuccess(ground, key, manager) {
  return attempt(async () => {
    const project = new Project(ground, key, manager, "installs");
    await project.run(manager.start);
    const outcome = await project.import();
    if (!outcome.ran) return fault("it does not run", outcome.message);
    if (manager.name === "bun") {
      const output = await project.run("node ask.js");
      if (!output.includes("ran true")) return fault("it does not run under Node", output);
    }
    return { verdict: "ok", detail: `\`${manager.start}\`; it runs` };
  });
}

/**
 * What `ferrotype doctor` says of the project that runs.
 * @param {Ground} ground @param {string} key @param {Manager} manager @param {string} program
 * @returns {Promise<Outcome>}
 */
export async function runDoctor(ground, key, manager, program) {
  return attempt(async () => {
    const project = new Project(ground, key, manager, "doctor");
    await project.run(manager.start);
    const output = await project.run(
      `${manager.node} ${program} doctor --package @ferrotype/natives`,
    );
    const says = [` loads`, `installed by ${manager.name}`].filter(
      (each) => !output.includes(each),
    );
    if (says.length > 0) return fault(`doctor does not say "${says.join('", "')}"`, output);
    return { verdict: "ok", detail: `loads, installed by ${manager.name}` };
  });
}

/**
 * @param {Ground} ground @param {string} key @param {Manager} manager @param {Failure} failure
 * @returns {Promise<Outcome>}
 */
export async function runFailure(ground, key, manager, failure) {
  const without = failure.without({ key, manager });
  if (without !== null) return { verdict: "n/a", detail: without };
  return attempt(async () => {
    const project = new Project(ground, key, manager, failure.title.replaceAll(" ", "-"));
    const one = { ground, key, manager, project };
    await failure.arrange(one);
    const expected = failure.expected(one);
    const told = await project.import();
    if (expected === null) {
      return told.ran
        ? { verdict: "ok", detail: "nothing is wrong: it runs" }
        : fault("it was to run", told.message);
    }
    if (told.ran) return fault("it runs, so that the failure was not arranged", "");
    const mend = expected.mend.replaceAll("{folder}", project.folder);
    const lacking = [expected.code, ...expected.cause].filter(
      (each) => !`${told.code}\n${told.message}`.includes(each),
    );
    if (lacking.length > 0)
      return fault(`the message lacks "${lacking.join('", "')}"`, told.message);
    if (!told.help.endsWith(mend)) return fault(`the help does not end in:\n${mend}`, told.message);
    failure.byHand?.(one);
    await follow(project, told.help);
    const after = await project.import();
    if (!after.ran)
      return fault("what the help says does not mend it", `${told.help}\n---\n${after.message}`);
    return { verdict: "ok", detail: `\`${commandOf(told.help)}\` mends it` };
  });
}

/** Does what a help says, as it says it. @param {Project} project @param {string} help */
async function follow(project, help) {
  const folder = / Remove (?:that setting and )?(\S+) and install again/u.exec(help)?.[1];
  if (folder !== undefined) rmSync(join(project.folder, folder), { recursive: true });
  await project.run(commandOf(help));
}

/** The command is the last line, and the only one that is indented. @param {string} help */
function commandOf(help) {
  const commands = help.split("\n").filter((line) => line.startsWith("  "));
  if (commands.length !== 1) throw new Error(`there is not one command:\n${help}`);
  return String(commands[0]).trim();
}

/** @param {string} what @param {string} text @returns {Outcome} */
function fault(what, text) {
  return { verdict: "FAULT", detail: `${what}\n${text}` };
}

/** @param {() => Promise<Outcome>} run @returns {Promise<Outcome>} */
async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error), "");
  }
}
