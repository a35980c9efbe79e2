/** Names that nothing declares, accepted in the allow-list: printed as `unknown` with the reason. */
import type { Allowance } from "../model/views.js";

/** The entry accepts names of no meaning, and not another kind of finding. */
export function isAcceptedName({ code }: Allowance): boolean {
  return code === "FT1010" || code === "FT2002" || code === "FT2004";
}

/** What stands in place of an accepted name. */
export function acceptedText(because: string): string {
  return `unknown /* ${because.replaceAll("*/", "* /")} */`;
}
