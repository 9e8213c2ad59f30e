// A line of the minutes becomes information, a decision or a task: a row of its own in the room, no longer only text.
import { Selection } from "prosemirror-state"

import { remember, undoManager } from "./collaboration.js"
import { schema } from "./schema.js"

export const SHAPES = ["INFORMATION", "DECISION", "TASK"]

const textOf = (node) => node.textBetween(0, node.content.size, "\n").trim()

/** The transaction without the line: without the list item or list that holds nothing else, too. */
function without($place, transaction) {
  let depth = $place.depth
  while (depth > 1 && $place.node(depth - 1).childCount === 1) depth -= 1
  const parent = $place.node(depth - 1)
  if (depth === 1 && parent.childCount === 1) {
    return transaction.replaceWith(0, parent.content.size, schema.nodes.paragraph.create())
  }
  // What a list item begins with, and what a cell holds, can be emptied but not be missing.
  const needed = parent.type.name === "list_item" && $place.index(depth - 1) === 0
  if (needed || parent.type.spec.tableRole) return transaction.delete($place.start(), $place.end())
  return transaction.delete($place.before(depth), $place.after(depth))
}

/**
 * Offer the current line to the room, and take it out of the text if the room has taken it. A line that somebody went on
 * writing meanwhile stays.
 * @param {import("prosemirror-view").EditorView} view
 * @param {"INFORMATION"|"DECISION"|"TASK"} kind
 * @param {(kind: string, text: string) => Promise<boolean>} onShape
 * @returns {Promise<boolean>} whether the room has taken it
 */
export async function shape(view, kind, onShape) {
  const { $from } = view.state.selection
  const text = $from.parent.isTextblock ? textOf($from.parent) : ""
  const place = $from.parent.isTextblock && remember(view.state, $from.pos)
  const taken = await onShape(kind, text)
  if (taken && text && view.editable && !view.isDestroyed) removeLine(view, place(view.state), text)
  return taken
}

function removeLine(view, position, text) {
  if (position === null) return
  const $place = view.state.doc.resolve(position)
  if (!$place.parent.isTextblock || textOf($place.parent) !== text) return
  const undo = undoManager(view.state)
  const transaction = without($place, view.state.tr)
  const near = transaction.doc.resolve(Math.min(transaction.mapping.map(position), transaction.doc.content.size))
  undo.stopCapturing()
  view.dispatch(transaction.setSelection(Selection.near(near)))
  undo.stopCapturing()
}
