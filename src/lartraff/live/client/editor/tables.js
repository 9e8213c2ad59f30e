// Tables: three by three to begin with, rows and columns by button, Tab from cell to cell.
import { Plugin, Selection } from "prosemirror-state"
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, fixTables, goToNextCell, tableEditing,
} from "prosemirror-tables"

import { putBlock, tableAround } from "./commands.js"
import { schema } from "./schema.js"

const SIZE = 3
const { table, table_row, table_cell, table_header } = schema.nodes

export function putTable(state, dispatch) {
  if (tableAround(state)) return false
  if (dispatch) {
    const row = (type) => table_row.create(null, Array.from({ length: SIZE }, () => type.createAndFill()))
    const rows = [row(table_header), ...Array.from({ length: SIZE - 1 }, () => row(table_cell))]
    dispatch(putBlock(state, table.create(null, rows), state.selection.from))
  }
  return true
}

/**
 * Rows that two people changed at once may have come out uneven. The one who next works with rows and columns evens them
 * out. (Everybody's browser doing so by itself, as the table library would have it, would add cells without end.)
 */
function evenly(command) {
  return (state, dispatch) => {
    if (!tableAround(state)) return false
    if (!dispatch) return true
    const mended = fixTables(state)
    if (mended) {
      dispatch(mended)
      state = state.apply(mended)
    }
    return command(state, dispatch)
  }
}

const unless = (command, otherwise) => (state, dispatch) => command(state, dispatch) || otherwise(state, dispatch)

export const addRow = evenly(addRowAfter)
export const addColumn = evenly(addColumnAfter)
export const removeRow = evenly(unless(deleteRow, deleteTable))
export const removeColumn = evenly(unless(deleteColumn, deleteTable))
export const removeTable = evenly(deleteTable)

/** Tab in the last cell makes a new row, as in other programs. */
export function nextCell(state, dispatch) {
  return goToNextCell(1)(state, dispatch) || evenly(rowAtEnd)(state, dispatch)
}

export const previousCell = goToNextCell(-1)

function rowAtEnd(state, dispatch) {
  const { node, pos } = tableAround(state)
  const cells = Array.from({ length: node.lastChild.childCount }, () => table_cell.createAndFill())
  const end = pos + node.nodeSize - 1
  const transaction = state.tr.insert(end, table_row.create(null, cells))
  dispatch(transaction.setSelection(Selection.near(transaction.doc.resolve(end + 3))).scrollIntoView())
  return true
}

/** Choosing cells, and pasting into them; uneven tables are left as they are but for a paste. */
export function tables() {
  const { spec } = tableEditing()
  return new Plugin({
    ...spec,
    appendTransaction(transactions, before, after) {
      const transaction = spec.appendTransaction(transactions, before, after)
      const pasted = transactions.some((one) => one.getMeta("paste"))
      return transaction?.docChanged && !pasted ? null : transaction
    },
  })
}
