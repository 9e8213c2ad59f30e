// What is shown around what is written: a hint while there is nothing, the selection while a form has the focus, and empty
// cells of a table's first row as what they are, since a heading without words says nothing.
import { Plugin } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"

/** @returns {boolean} nothing is written yet */
export function isEmpty(doc) {
  return doc.childCount === 1 && doc.firstChild.type.name === "paragraph" && doc.firstChild.childCount === 0
}

function emptyHeaders(doc) {
  const found = []
  doc.descendants((node, position) => {
    if (node.type.name === "table_header" && !node.textContent.trim()) {
      found.push(Decoration.node(position, position + node.nodeSize, { role: "cell" }))
    }
    return !node.isTextblock
  })
  return found
}

/** @param {{hint: () => string, away: () => boolean}} say */
export function surroundings({ hint, away }) {
  return new Plugin({
    props: {
      decorations({ doc, selection }) {
        const found = emptyHeaders(doc)
        if (isEmpty(doc) && hint()) {
          found.push(Decoration.node(0, doc.firstChild.nodeSize, { class: "editor-empty", "data-hint": hint() }))
        }
        if (away() && !selection.empty) {
          found.push(Decoration.inline(selection.from, selection.to, { class: "editor-away" }))
        }
        return DecorationSet.create(doc, found)
      },
    },
  })
}
