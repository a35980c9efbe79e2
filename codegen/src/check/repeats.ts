import type { Diagnostic } from "../diagnostics/diagnostic.js";

/** One finding of a code for one place and text: a dangling name is found in source and in d.ts. */
export function withoutRepeats(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter((finding) => {
    const name = /names? `|uses the type `/u.test(finding.message)
      ? lastName(finding)
      : finding.message;
    const key = JSON.stringify([finding.code, finding.at, name]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function lastName({ message }: Diagnostic): string {
  return [...message.matchAll(/(?:names|type) `([^`]+)`/gu)].at(-1)?.[1] ?? message;
}
