// What turns into form while typing: "# " a heading, "- " and "1. " a list, "**x**" bold.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules"

import { schema } from "./schema.js"

const { heading, bullet_list, ordered_list } = schema.nodes

const bold = new InputRule(/\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, (state, match, from, to) => {
  // The star typed last is not in the document yet.
  const end = from + 2 + match[1].length
  const transaction = state.tr.delete(end, to).delete(from, from + 2)
  transaction.addMark(from, from + match[1].length, schema.marks.strong.create())
  return transaction.removeStoredMark(schema.marks.strong)
})

export function rules() {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,3})\s$/, heading, (match) => ({ level: match[1].length === 1 ? 2 : 3 })),
      wrappingInputRule(/^[-*•]\s$/, bullet_list),
      wrappingInputRule(/^1[.)]\s$/, ordered_list),
      bold,
    ],
  })
}
