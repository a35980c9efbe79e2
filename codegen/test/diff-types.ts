/** Types at random, for the properties of a comparison. */
import * as fc from "fast-check";

import type { TsType } from "../src/model/type.js";
import { global, item, keyword } from "./surface-builders.js";

/** Of an interface, an enum, a brand and a class. */
const names = ["Alpha", "Beta", "Gamma", "Delta"] as const;
export const word: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "d", "e");

/** Types of all structures over a few names. */
export const anyType: fc.Arbitrary<TsType> = fc.letrec<{ readonly type: TsType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .constantFrom("string", "number", "boolean", "null", "undefined", "bigint", "unknown", "any")
      .map((name) => keyword(name as "string")),
    fc.constantFrom("x", "y", 1, true).map((value): TsType => ({ kind: "literal", value })),
    fc.constantFrom(...names).map((name) => item(name)),
    fc.record({
      kind: fc.constant("array" as const),
      element: tie("type"),
      readonly: fc.boolean(),
    }),
    fc
      .array(tie("type"), { minLength: 1, maxLength: 3 })
      .map((members): TsType => ({ kind: "union", members })),
    tie("type").map((one) => global("Promise", one)),
    fc
      .uniqueArray(fc.record({ name: word, type: tie("type"), optional: fc.boolean() }), {
        selector: ({ name }) => name,
        maxLength: 3,
      })
      .map((fields): TsType => ({
        kind: "object",
        fields: fields.map((one) => ({ ...one, readonly: false })),
      })),
    fc
      .record({ parameters: fc.array(tie("type"), { maxLength: 2 }), returns: tie("type") })
      .map(({ parameters, returns }): TsType => ({
        kind: "function",
        parameters: parameters.map((one, index) => ({
          name: `p${index}`,
          type: one,
          optional: false,
          rest: false,
        })),
        returns,
      })),
  ),
})).type;

/** The type with one thing changed, at every place. */
export function neighbours(type: TsType): readonly TsType[] {
  const orNull: TsType = { kind: "union", members: [type, keyword("null")] };
  return [orNull, ...changedWithin(type)];
}

function changedWithin(type: TsType): readonly TsType[] {
  switch (type.kind) {
    case "array":
      return [
        { ...type, readonly: !type.readonly },
        ...neighbours(type.element).map((element) => ({ ...type, element })),
      ];
    case "union":
      return type.members.flatMap((member, index) => [
        { ...type, members: type.members.filter((one) => one !== member) },
        ...changedWithin(member).map((one) => ({
          ...type,
          members: type.members.with(index, one),
        })),
      ]);
    case "object":
      return type.fields.flatMap((field, index) => [
        { ...type, fields: type.fields.filter((one) => one !== field) },
        { ...type, fields: type.fields.with(index, { ...field, optional: !field.optional }) },
        ...neighbours(field.type).map((one) => ({
          ...type,
          fields: type.fields.with(index, { ...field, type: one }),
        })),
      ]);
    case "function":
      return [
        ...type.parameters.flatMap((parameter, index) => [
          { ...type, parameters: type.parameters.slice(0, index) },
          ...neighbours(parameter.type).map((one) => ({
            ...type,
            parameters: type.parameters.with(index, { ...parameter, type: one }),
          })),
        ]),
        ...neighbours(type.returns).map((returns) => ({ ...type, returns })),
      ];
    case "name":
      return type.arguments.flatMap((argument, index) =>
        neighbours(argument).map((one) => ({
          ...type,
          arguments: type.arguments.with(index, one),
        })),
      );
    default:
      return [];
  }
}
