/** Node that runs the tools in CI. */
export const toolNode = "24";

/** Lines of Node that packages are tried on: all that are maintained, the oldest first. */
export const testedNodes: readonly string[] = ["20", "22", "24", "26"];
