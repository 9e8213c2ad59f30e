// The keyboard. Tab leaves the text, as anywhere on a page; in lists and tables, where it moves within, Escape comes first.
import { baseKeymap, chainCommands, toggleMark } from "prosemirror-commands"
import { undoInputRule } from "prosemirror-inputrules"
import { keydownHandler, keymap } from "prosemirror-keymap"
import { splitListItem } from "prosemirror-schema-list"
import { Plugin } from "prosemirror-state"
import { redoCommand, undoCommand } from "y-prosemirror"

import { indent, leaveEdge, listAround, outdent, paragraphBelow, tableAround, toggleList } from "./commands.js"
import { schema } from "./schema.js"
import { nextCell, previousCell } from "./tables.js"

const { marks, nodes } = schema

function lineBreak(state, dispatch) {
  if (!state.selection.$from.parent.inlineContent) return false
  if (dispatch) dispatch(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
  return true
}

/** @param {{link: () => void, tools: () => void}} go what opens beside the text */
function bindings(go) {
  const opens = (open) => () => {
    open()
    return true
  }
  return {
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-k": opens(go.link),
    "Mod-z": undoCommand,
    "Mod-y": redoCommand,
    "Mod-Shift-z": redoCommand,
    "Mod-Shift-7": toggleList(nodes.ordered_list),
    "Mod-Shift-8": toggleList(nodes.bullet_list),
    "Alt-F10": opens(go.tools),
    Backspace: undoInputRule,
    Enter: splitListItem(nodes.list_item),
    "Shift-Enter": lineBreak,
    "Mod-Enter": paragraphBelow,
    ArrowDown: leaveEdge("down"),
    ArrowUp: leaveEdge("up"),
  }
}

// In a list Tab does nothing where it cannot indent: leaving by mistake would be worse.
const stay = () => true
const inTable = keydownHandler({ Tab: nextCell, "Shift-Tab": previousCell })
const inList = keydownHandler({ Tab: chainCommands(indent, stay), "Shift-Tab": chainCommands(outdent, stay) })

/** @param {() => void} told says that Tab now leaves */
function tabKey(told) {
  let leaving = false
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const inside = tableAround(view.state) || listAround(view.state)
        if (event.key === "Escape" && inside) {
          leaving = true
          told()
          return true
        }
        if (event.key !== "Tab" || !inside || leaving) {
          if (event.key !== "Shift") leaving = false
          return false
        }
        return listAround(view.state)?.depth > (tableAround(view.state)?.depth ?? 0)
          ? inList(view, event)
          : inTable(view, event)
      },
    },
  })
}

/** @param {{link: () => void, tools: () => void, leaving: () => void}} go */
export function keys(go) {
  return [tabKey(go.leaving), keymap(bindings(go)), keymap(baseKeymap)]
}
