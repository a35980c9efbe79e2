export declare function namesOfDeclaration(file: string): Set<string>;
export declare function namesOfBinary(file: string): Set<string>;
export declare function compareNames(
  declared: ReadonlySet<string>,
  loaded: ReadonlySet<string>,
): { readonly absent: readonly string[]; readonly undeclared: readonly string[] };
