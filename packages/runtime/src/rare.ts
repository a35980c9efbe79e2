/**
 * What a program does not need as long as all goes well: the words of errors and checks of brands, and the loader, for
 * what a quick load does not take on. `rarely.ts` tells how it is reached.
 */
export { argumentError, explainError } from "./call/argument-error.js";
export { checkValue } from "./call/check.js";
export { explainFully, loadFully, reportFully } from "./load/load-fully.js";
