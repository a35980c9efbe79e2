/** Ways to break a declaration file: each takes a node of its syntax tree and gives the edits that break it there. */
import ts from "typescript";

/** @typedef {{ start: number, end: number, text: string }} Edit */
/** @typedef {(node: ts.Node, file: ts.SourceFile) => Edit[] | null} Mutation edits of one mutant, or null where it does not apply */

/** @param {ts.Node} node @param {string} text @param {ts.SourceFile} file @returns {Edit[]} */
const replace = (node, text, file) => [{ start: node.getStart(file), end: node.getEnd(), text }];

/** @param {ts.Node} node @returns {Edit[]} */
const remove = (node) => [{ start: node.getFullStart(), end: node.getEnd(), text: "" }];

/** @param {number} at @param {string} text @returns {Edit[]} */
const insert = (at, text) => [{ start: at, end: at, text }];

/** @param {ts.Node} node @param {ts.SyntaxKind} kind */
const modifier = (node, kind) =>
  ts.canHaveModifiers(node) ? node.modifiers?.find((each) => each.kind === kind) : undefined;

/** @param {ts.Node} node */
const isExported = (node) => modifier(node, ts.SyntaxKind.ExportKeyword) !== undefined;

/** @param {ts.Node} node */
const isProperty = (node) => ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);

/** @param {ts.Node} node */
const isSignature = (node) =>
  ts.isFunctionDeclaration(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isMethodSignature(node) ||
  ts.isConstructorDeclaration(node);

/** The member that keeps classes of equal shape apart. @param {ts.Node} node */
const isNominal = (node) => isProperty(node) && ts.isStringLiteral(node.name);

/** @param {ts.Node} node @param {ts.SourceFile} file */
const isPromise = (node, file) =>
  ts.isTypeReferenceNode(node) && node.typeName.getText(file) === "Promise";

/** A type that stands for itself: one as a whole, not the parts of `Signal["Kill"]`. @param {ts.Node} node */
const isWholeType = (node) =>
  ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node) && !ts.isLiteralTypeNode(node);

/** Keyword types by what they are mistaken for. */
const wrongKeyword = new Map([
  [ts.SyntaxKind.StringKeyword, "number"],
  [ts.SyntaxKind.NumberKeyword, "string"],
  [ts.SyntaxKind.BooleanKeyword, "string"],
  [ts.SyntaxKind.BigIntKeyword, "number"],
  [ts.SyntaxKind.VoidKeyword, "string"],
]);

/** @type {Readonly<Record<string, Mutation>>} */
export const mutations = {
  "drop an export": (node) => {
    const isListed = ts.isExportSpecifier(node) && !node.isTypeOnly;
    const isDeclared = ts.isSourceFile(node.parent) && isExported(node);
    return isListed ? dropFromList(node) : isDeclared ? remove(node) : null;
  },
  "rename an export": (node, file) =>
    ts.isExportSpecifier(node) && node.propertyName === undefined
      ? insert(node.getEnd(), ` as ${node.name.getText(file)}X`)
      : null,
  "drop a member": (node) =>
    isProperty(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node) ? remove(node) : null,
  "add a member": (node) =>
    ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)
      ? insert(node.members.pos, " added: string;")
      : null,
  "widen to unknown": (node, file) => (isUse(node) ? replace(node, "unknown", file) : null),
  // `Record<any, T>` is `Record<string, T>`.
  "widen to any": (node, file) =>
    isUse(node) && !isRecordKey(node, file) ? replace(node, "any", file) : null,
  "take a wrong type": (node, file) => {
    const wrong = wrongKeyword.get(node.kind);
    return wrong === undefined || !ts.isTypeNode(node) ? null : replace(node, wrong, file);
  },
  "drop a member of a union": (node) =>
    ts.isTypeNode(node) && ts.isUnionTypeNode(node.parent) ? dropFromList(node) : null,
  "drop a member of an intersection": (node) =>
    ts.isTypeNode(node) && ts.isIntersectionTypeNode(node.parent) ? dropFromList(node) : null,
  "lose readonly": (node) => {
    const found = isNominal(node) ? undefined : modifier(node, ts.SyntaxKind.ReadonlyKeyword);
    return found === undefined ? null : remove(found);
  },
  "gain readonly": (node, file) =>
    isProperty(node) && !isNominal(node) && !modifier(node, ts.SyntaxKind.ReadonlyKeyword)
      ? insert(node.name.getStart(file), "readonly ")
      : null,
  "make an option required": (node) =>
    isProperty(node) && node.questionToken ? remove(node.questionToken) : null,
  "make a field optional": (node) =>
    isProperty(node) && !isNominal(node) && !node.questionToken
      ? insert(node.name.getEnd(), "?")
      : null,
  "make a parameter required": (node) =>
    ts.isParameter(node) && node.questionToken ? remove(node.questionToken) : null,
  "make a parameter optional": (node) => {
    const isLast = ts.isParameter(node) && isSignature(node.parent) && isLastRequired(node);
    return isLast ? insert(node.name.getEnd(), "?") : null;
  },
  "drop a parameter": (node) =>
    ts.isParameter(node) && isSignature(node.parent) ? dropFromList(node) : null,
  "add a parameter": (node) =>
    isSignature(node) && !modifier(node, ts.SyntaxKind.PrivateKeyword)
      ? insert(node.parameters.end, `${node.parameters.length > 0 ? ", " : ""}added?: string`)
      : null,
  "swap two parameters of different types": (node, file) => {
    if (!ts.isParameter(node) || !isSignature(node.parent)) return null;
    const next = node.parent.parameters[node.parent.parameters.indexOf(node) + 1];
    const [a, b] = [node.type?.getText(file), next?.type?.getText(file)];
    if (next === undefined || node.type === undefined || next.type === undefined || a === b) {
      return null;
    }
    return [...replace(node.type, b ?? "", file), ...replace(next.type, a ?? "", file)];
  },
  "resolve at once": (node, file) =>
    isPromise(node, file) && ts.isTypeReferenceNode(node)
      ? replace(node, node.typeArguments?.[0]?.getText(file) ?? "void", file)
      : null,
  "lose a brand": (node, file) =>
    ts.isTypeAliasDeclaration(node) && /\bBrand</u.test(node.type.getText(file))
      ? replace(node.type, node.type.getText(file).replace(/ & Brand<.*>$/u, ""), file)
      : null,
  "take the brand of another": (node, file) =>
    ts.isLiteralTypeNode(node) && isBrandName(node, file)
      ? replace(node, `${node.getText(file).slice(0, -1)}X"`, file)
      : null,
  "give an enum a wrong value": (node, file) =>
    ts.isLiteralTypeNode(node) && !isBrandName(node, file) && !isNominal(node.parent)
      ? replace(node, ts.isStringLiteral(node.literal) ? '"wrong"' : "-999", file)
      : null,
  "open a private constructor": (node) => {
    const found = modifier(node, ts.SyntaxKind.PrivateKeyword);
    return found === undefined || !ts.isConstructorDeclaration(node) ? null : remove(found);
  },
  "close a constructor": (node, file) =>
    ts.isConstructorDeclaration(node) && !modifier(node, ts.SyntaxKind.PrivateKeyword)
      ? replace(node, "private constructor();", file)
      : null,
  "make a class look-alike": (node) => (isNominal(node) ? remove(node) : null),
  "make a method static": (node, file) =>
    ts.isMethodDeclaration(node) && !modifier(node, ts.SyntaxKind.StaticKeyword)
      ? insert(node.name.getStart(file), "static ")
      : null,
  "make a static a method": (node) => {
    const found = modifier(node, ts.SyntaxKind.StaticKeyword);
    return found === undefined ? null : remove(found);
  },
  "let a getter be set": (node, file) => {
    if (!ts.isGetAccessor(node) || node.type === undefined) return null;
    const text = `set ${node.name.getText(file)}(value: ${node.type.getText(file)});`;
    return insert(node.getEnd(), ` ${text}`);
  },
};

/** @param {ts.Node} node @param {ts.SourceFile} file */
function isBrandName(node, file) {
  return ts.isTypeReferenceNode(node.parent) && node.parent.typeName.getText(file) === "Brand";
}

/** A type where a value is described: of a parameter, result, field, or inside of one. @param {ts.Node} node */
function isUse(node) {
  const isWrapped = ts.isTypeAliasDeclaration(node.parent) || ts.isTypeQueryNode(node.parent);
  const isKey =
    node.kind === ts.SyntaxKind.UnknownKeyword || node.kind === ts.SyntaxKind.AnyKeyword;
  return isWholeType(node) && !isWrapped && !isKey && !isOfObjectKeys(node);
}

/** @param {ts.Node} node @param {ts.SourceFile} file */
function isRecordKey({ parent, pos }, file) {
  if (!ts.isTypeReferenceNode(parent) || parent.typeName.getText(file) !== "Record") return false;
  return parent.typeArguments?.[0]?.pos === pos;
}

/** `(typeof Signal)[keyof typeof Signal]`: its parts are no types of their own. @param {ts.Node} node */
function isOfObjectKeys(node) {
  for (let each = node; each !== undefined; each = each.parent) {
    if (ts.isIndexedAccessTypeNode(each)) return true;
  }
  return false;
}

/** @param {ts.ParameterDeclaration} node */
function isLastRequired(node) {
  const required = node.parent.parameters.filter(
    ({ questionToken, dotDotDotToken }) => !questionToken && !dotDotDotToken,
  );
  return required.at(-1) === node;
}

/** Takes a node with the separator beside it out of its list. @param {ts.Node} node @returns {Edit[] | null} */
function dropFromList(node) {
  const siblings = siblingsOf(node);
  const index = siblings.indexOf(node);
  const [before, after] = [siblings[index - 1], siblings[index + 1]];
  if (after !== undefined) {
    return [{ start: node.getStart(), end: after.getStart(), text: "" }];
  }
  if (before !== undefined) return [{ start: before.getEnd(), end: node.getEnd(), text: "" }];
  return ts.isParameter(node) ? remove(node) : null;
}

/** @param {ts.Node} node @returns {readonly ts.Node[]} */
function siblingsOf(node) {
  const { parent } = node;
  if (ts.isUnionTypeNode(parent) || ts.isIntersectionTypeNode(parent)) return parent.types;
  if (ts.isNamedExports(parent)) return parent.elements;
  return ts.isParameter(node) ? node.parent.parameters : [];
}
