/** Names that nothing declares, accepted in the allow-list: printed as `unknown` with the reason. */
import type { Item, Signature } from "../model/surface.js";
import type { TsType } from "../model/type.js";
import type { Allowance } from "../model/views.js";

/** The entry accepts names of no meaning, and not another kind of finding. */
export function isAcceptedName({ code }: Allowance): boolean {
  return code === "FT1010" || code === "FT2002" || code === "FT2004";
}

/** What stands in place of an accepted name. */
export function acceptedText(because: string): string {
  return `unknown /* ${because.replaceAll("*/", "* /")} */`;
}

/** All types in the declaration of an item. */
export function typesOfItem(item: Item): readonly TsType[] {
  switch (item.kind) {
    case "function":
      return item.overloads.flatMap(typesOfSignature);
    case "class":
      return [
        ...(item.construct === null ? [] : typesOfSignature(item.construct.signature)),
        ...item.members.flatMap((member) => [
          ...(member.signature === null ? [] : typesOfSignature(member.signature)),
          ...(member.type === null ? [] : [member.type]),
        ]),
      ];
    case "interface":
      return item.fields.map((field) => field.type);
    case "alias":
    case "const":
      return [item.type];
    case "brand":
      return [item.base];
    case "enum":
    case "error":
      return [];
  }
}

function typesOfSignature(signature: Signature): readonly TsType[] {
  return [...signature.parameters.map((parameter) => parameter.type), signature.returns];
}
