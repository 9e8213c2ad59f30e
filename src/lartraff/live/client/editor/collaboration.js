// The shared document behind the text: what is typed, where the others are, and undo of my own changes only.
import { Plugin } from "prosemirror-state"
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition } from "y-prosemirror"
import { yCursorPlugin, yCursorPluginKey, ySyncPlugin, ySyncPluginKey, yUndoPlugin, yUndoPluginKey } from "y-prosemirror"
import { createRelativePositionFromJSON } from "yjs"

const COLOURS = 8

/** @returns {boolean} whether a transaction brings what somebody else wrote (or an undo), not what was typed here */
export function comesFromOthers(transaction) {
  return Boolean(transaction.getMeta(ySyncPluginKey)?.isChangeOrigin)
}

/** @returns {import("yjs").UndoManager} */
export function undoManager(state) {
  return yUndoPluginKey.getState(state).undoManager
}

/**
 * Remember a place that stays the same place however much others write meanwhile.
 * @returns {(later: import("prosemirror-state").EditorState) => number|null} null when it has been removed
 */
export function remember(state, position) {
  const { type, binding } = ySyncPluginKey.getState(state)
  const relative = absolutePositionToRelativePosition(position, type, binding.mapping)
  return (later) => {
    const now = ySyncPluginKey.getState(later)
    const found = relativePositionToAbsolutePosition(now.doc, now.type, relative, now.binding.mapping)
    return found === null ? null : Math.min(found, later.doc.content.size)
  }
}

/**
 * What the cursor plugin is given instead of awareness itself: only people of the group, only positions that can be read
 * (the plugin would stumble over others), and copies, since the plugin writes into what it gets. Towards the others it
 * sends cursor and agenda item as one message, and clears them only if it was this editor that set them.
 */
class Presence {
  #awareness
  #knows
  #item
  #mine = false

  constructor(awareness, { item, knows }) {
    this.#awareness = awareness
    this.#item = item
    this.#knows = knows
  }

  getStates() {
    const states = new Map()
    for (const [client, state] of this.#awareness.getStates()) {
      if (state.cursor && this.#knows(state.user?.id) && readable(state.cursor)) {
        states.set(client, { cursor: state.cursor, user: { id: state.user.id, color: "#000000", name: "" } })
      }
    }
    return states
  }

  getLocalState() {
    return this.#awareness.getLocalState()
  }

  setLocalStateField(_field, cursor) {
    const state = this.#awareness.getLocalState()
    if (state === null || (cursor === null && !this.#mine)) return
    this.#mine = cursor !== null
    this.#awareness.setLocalState({ ...state, cursor, item: this.#mine ? this.#item : null })
  }

  on(event, listener) {
    this.#awareness.on(event, listener)
  }

  off(event, listener) {
    this.#awareness.off(event, listener)
  }
}

function readable({ anchor, head }) {
  return [anchor, head].every((end) => {
    try {
      const position = createRelativePositionFromJSON(end)
      return [position.type, position.item].every((id) => id === null || (id.client >= 0 && id.clock >= 0))
    } catch {
      return false
    }
  })
}

/** The name is drawn by the style sheet, so that it is neither text of the minutes nor read out in the middle of it. */
function label(cursor, index, name) {
  cursor.classList.remove(...Array.from({ length: COLOURS }, (_, colour) => `cursor-${colour}`))
  cursor.classList.add(`cursor-${index % COLOURS}`)
  cursor.dataset.name = name
}

function cursorElement(id, people) {
  const cursor = document.createElement("span")
  cursor.className = "cursor"
  cursor.dataset.person = String(id)
  cursor.setAttribute("aria-hidden", "true")
  const index = people.findIndex((person) => person.id === id)
  label(cursor, index, people[index]?.given ?? "")
  return cursor
}

/** Cursors that are shown already take the names and colours of new people. */
export function renameCursors(view, people) {
  for (const cursor of view.dom.querySelectorAll(".cursor[data-person]")) {
    const index = people.findIndex((person) => String(person.id) === cursor.dataset.person)
    if (index >= 0) label(cursor, index, people[index].given)
  }
  view.dispatch(view.state.tr.setMeta(yCursorPluginKey, { awarenessUpdated: true }))
}

/**
 * The plugins move cursors a moment later, and would stumble over an editor that has gone meanwhile. They look for this
 * word, which nothing of theirs says.
 */
export function letGo(view) {
  ySyncPluginKey.getState(view.state).binding.isDestroyed = true
}

/** What I chose to write in (bold, say) outlives that somebody else writes before I do. */
const keepChosenMarks = new Plugin({
  appendTransaction(transactions, before, after) {
    if (!before.storedMarks || after.storedMarks || !transactions.some(comesFromOthers)) return null
    return after.tr.setStoredMarks(before.storedMarks)
  },
})

/**
 * @param {import("yjs").XmlFragment} fragment
 * @param {import("y-protocols/awareness").Awareness} awareness
 * @param {{item: number, people: () => {id: number, given: string}[]}} room `people` in the order of the room's state
 */
export function collaboration(fragment, awareness, { item, people }) {
  const indexOf = (id) => people().findIndex((person) => person.id === id)
  const presence = new Presence(awareness, { item, knows: (id) => indexOf(id) >= 0 })
  return [
    ySyncPlugin(fragment),
    yCursorPlugin(presence, {
      cursorBuilder: ({ id }) => cursorElement(id, people()),
      selectionBuilder: ({ id }) => ({ class: `cursor-selection cursor-${indexOf(id) % COLOURS}` }),
    }),
    yUndoPlugin(),
    keepChosenMarks,
  ]
}
