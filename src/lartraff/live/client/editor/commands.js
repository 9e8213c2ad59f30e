// What can be done to the text. A command is (state, dispatch, view) → boolean, as ProseMirror has them.
import { setBlockType } from "prosemirror-commands"
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list"
import { NodeSelection, Selection, TextSelection } from "prosemirror-state"

import { schema } from "./schema.js"

const { paragraph, heading, bullet_list, ordered_list, list_item, table, photo } = schema.nodes

/** @returns {boolean} whether the chosen text, or what is typed next, carries the mark */
export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection
  if (empty) return Boolean(type.isInSet(state.storedMarks || $from.marks()))
  return state.doc.rangeHasMark(from, to, type)
}

/** The nearest node around the cursor for which `fits` holds: {node, pos, depth}, or null. */
export function around(state, fits) {
  const { $from } = state.selection
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (fits(depth, $from)) return { node: $from.node(depth), pos: $from.before(depth), depth }
  }
  return null
}

const isList = (node) => node.type === bullet_list || node.type === ordered_list

export function listAround(state) {
  return around(state, (depth, $from) => isList($from.node(depth)))
}

export function tableAround(state) {
  return around(state, (depth, $from) => $from.node(depth).type === table)
}

export function isHeading(state) {
  return state.selection.$from.parent.type === heading
}

export function chosenPhoto(state) {
  const { selection } = state
  return selection instanceof NodeSelection && selection.node.type === photo ? selection.node : null
}

export function toggleHeading(state, dispatch) {
  const command = isHeading(state) ? setBlockType(paragraph) : setBlockType(heading, { level: 2 })
  return command(state, dispatch)
}

/** Make a list of the lines, make the list one of the other kind, or make lines of it again. */
export function toggleList(type) {
  return (state, dispatch, view) => {
    const list = listAround(state)
    if (!list) return wrapInList(type)(state, dispatch)
    if (list.node.type === type) return liftListItem(list_item)(state, dispatch, view)
    if (dispatch) dispatch(state.tr.setNodeMarkup(list.pos, type))
    return true
  }
}

export const indent = sinkListItem(list_item)
export const outdent = liftListItem(list_item)

/** The outermost block around the cursor, as a range of the document. */
function outermost(state) {
  const { $from, $to } = state.selection
  if ($from.depth === 0) return { from: $from.pos, to: $to.pos }
  return { from: $from.before(1), to: $to.after(1) }
}

/** Put a new paragraph into the document and go there. */
function paragraphAt(state, position, dispatch) {
  if (dispatch) {
    const transaction = state.tr.insert(position, paragraph.create())
    transaction.setSelection(TextSelection.create(transaction.doc, position + 1))
    dispatch(transaction.scrollIntoView())
  }
  return true
}

export function paragraphBelow(state, dispatch) {
  return paragraphAt(state, outermost(state).to, dispatch)
}

/** From a table or photo that stands first or last one gets past it, though there is no line yet. */
export function leaveEdge(direction) {
  return (state, dispatch, view) => {
    const { from, to } = outermost(state)
    const edge = direction === "up" ? from : to
    if (edge !== (direction === "up" ? 0 : state.doc.content.size)) return false
    const block = direction === "up" ? state.doc.firstChild : state.doc.lastChild
    if (block.type !== table && block.type !== photo) return false
    if (block.type === table && !atTablesEdge(state, direction, view)) return false
    return paragraphAt(state, edge, dispatch)
  }
}

function atTablesEdge(state, direction, view) {
  const found = tableAround(state)
  if (!found) return true
  const row = state.selection.$from.index(found.depth)
  const last = direction === "up" ? 0 : found.node.childCount - 1
  return row === last && Boolean(view?.endOfTextblock(direction))
}

/**
 * Put a block after the one at `position` (in its place, when that is an empty line), followed by a line to go on in.
 * @returns {import("prosemirror-state").Transaction}
 */
export function putBlock(state, block, position) {
  const $place = state.doc.resolve(position)
  const top = $place.depth ? $place.node(1) : $place.nodeAfter
  const start = $place.depth ? $place.before(1) : $place.pos
  const end = start + (top ? top.nodeSize : 0)
  const empty = top?.type === paragraph && top.childCount === 0
  const transaction = state.tr
  const at = empty ? start : end
  if (empty) transaction.replaceWith(start, end, block)
  else transaction.insert(end, block)
  const after = at + block.nodeSize
  if (!transaction.doc.resolve(after).nodeAfter?.isTextblock) transaction.insert(after, paragraph.create())
  const cursor = block.isAtom ? after + 1 : at + 1
  return transaction.setSelection(Selection.near(transaction.doc.resolve(cursor))).scrollIntoView()
}
