export type RecipeStep = { readonly config: string } | { readonly commands: string };

/** A recipe of docs/executables.md. */
export interface Recipe {
  readonly name: string;
  /** What the program begins with. */
  readonly imports: string;
  /** In order: shell commands, and texts of sea-config.json. */
  readonly steps: readonly RecipeStep[];
}
export declare function readRecipe(name: string): Recipe;
