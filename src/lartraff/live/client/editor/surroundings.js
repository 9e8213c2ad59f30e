// What the text looks like around what is written: a hint while it is empty, and the selection while a form has the focus.
import { Plugin } from "prosemirror-state"
import { Decoration, DecorationSet } from "prosemirror-view"

/** @returns {boolean} nothing is written yet */
export function isEmpty(doc) {
  return doc.childCount === 1 && doc.firstChild.type.name === "paragraph" && doc.firstChild.childCount === 0
}

/** @param {{hint: () => string, away: () => boolean}} say */
export function surroundings({ hint, away }) {
  return new Plugin({
    props: {
      decorations({ doc, selection }) {
        const found = []
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
