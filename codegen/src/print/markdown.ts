/** Markdown of one line, as prettier leaves it. */

/** A sentence of a doc comment: links become code, emphasis becomes plain, the rest is escaped. */
export function escapeMarkdown(text: string): string {
  const linked = text.replace(/\{@link(?:code|plain)?\s+([^}\s|]+)[^}]*\}/g, "`$1`");
  return linked
    .split(/(`+[^`]*`+)/)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join("");
}

function escapeText(text: string): string {
  return text
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, "$2")
    .replace(/(?<![\w*])[*_](?=\S)([^*_]+?)[*_](?![\w*])/g, "$1")
    .replace(/\[([^\]]+)\]\([^)]*\)/g, "$1")
    .replace(/[<>[\]*_#|~&`\\]/g, (character) => `\\${character}`)
    .replace(/(?<=\w)\\_(?=\w)/g, "_");
}
