// "@" opens a list beside the cursor. The text keeps the focus; the list is steered from it and told by
// aria-activedescendant.
import { html, nothing, render } from "lit-html"
import { Plugin, PluginKey } from "prosemirror-state"

import { choicesFor } from "./choices.js"
import { comesFromOthers } from "./collaboration.js"
import { schema } from "./schema.js"

const LONGEST = 30 // characters after the "@"
const LOWEST = 130 // pixels: two choices and a half
const TYPED = new RegExp(`(?:^|[\\s(\\ufffc])@([\\p{L}\\p{N}/. -]{0,${LONGEST}})$`, "u")
const GROUPS = ["people", "dates", "lines"]
const CLOSED = { open: false, typed: "", active: 0, dismissed: false }

const key = new PluginKey("mentions")

/** What stands after an "@" directly before the cursor; null when there is none. */
function typedAt(state) {
  const { empty, $from } = state.selection
  if (!empty || !$from.parent.inlineContent) return null
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - LONGEST - 2), $from.parentOffset, null, "\ufffc")
  const match = TYPED.exec(before)
  return match && match[1]
}

/** It opens by typing, never by only moving there or by what others write, and stays closed once closed. */
function next(transaction, before, state) {
  const typed = typedAt(state)
  if (typed === null) return CLOSED
  const meta = transaction.getMeta(key)
  if (meta) return { ...before, ...meta }
  const typing = transaction.docChanged && !comesFromOthers(transaction) && !transaction.getMeta("paste")
  if (before.dismissed && !(typing && typed === "")) return before
  if (!before.open && !typing) return CLOSED
  return { open: true, typed, active: typed === before.typed ? before.active : 0, dismissed: false }
}

export class Mentions {
  #view = null
  #list = document.createElement("div")

  /**
   * @param {{id: string, say: (key: string) => string, room: () => object, shape: (kind: string) => void}} around
   *   `room` gives what choicesFor needs
   */
  constructor({ id, say, room, shape }) {
    this.id = `${id}-choices`
    this.say = say
    this.room = room
    this.shape = shape
    this.#list.className = "editor-choices"
    this.#list.id = this.id
    this.#list.setAttribute("role", "listbox")
    this.#list.setAttribute("aria-label", say("editor.mention.list"))
    this.#list.addEventListener("mousedown", (event) => event.preventDefault()) // the text keeps the focus
  }

  get element() {
    return this.#list
  }

  /** The choices now, empty when the list is closed. */
  #choices(state) {
    const { open, typed } = key.getState(state)
    return open ? choicesFor(typed, this.room()) : []
  }

  plugin() {
    return new Plugin({
      key,
      state: { init: () => CLOSED, apply: (transaction, before, _old, state) => next(transaction, before, state) },
      props: {
        handleKeyDown: (_view, event) => this.#steer(event),
        handleDOMEvents: {
          blur: (view) => {
            this.#dismiss(view)
            return false
          },
        },
      },
      view: (view) => {
        this.#view = view
        this.draw()
        return { update: () => this.draw() }
      },
    })
  }

  /** What the text says of itself: while the list is open it is a combobox, as screen readers know them. */
  attributes(state) {
    const choices = this.#choices(state)
    if (!choices.length) return { role: "textbox", "aria-multiline": "true", "aria-autocomplete": "list" }
    return {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-haspopup": "listbox",
      "aria-expanded": "true",
      "aria-controls": this.id,
      "aria-activedescendant": `${this.id}-${Math.min(key.getState(state).active, choices.length - 1)}`,
    }
  }

  #steer(event) {
    const choices = this.#choices(this.#view.state)
    if (!choices.length || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
    const last = choices.length - 1
    const active = Math.min(key.getState(this.#view.state).active, last)
    const to = { ArrowDown: active === last ? 0 : active + 1, ArrowUp: active === 0 ? last : active - 1 }
    if (event.key in to) {
      this.#set({ active: to[event.key] })
    } else if (event.key === "Enter" && !event.shiftKey) {
      this.#choose(choices[active])
    } else if (event.key === "Escape") {
      this.#dismiss(this.#view)
    } else {
      return false
    }
    return true
  }

  #set(meta) {
    this.#view.dispatch(this.#view.state.tr.setMeta(key, meta))
  }

  #dismiss(view) {
    if (key.getState(view.state).open) this.#set({ open: false, dismissed: true })
  }

  #choose({ group, ref, text }) {
    const { state } = this.#view
    const { from } = state.selection
    const start = from - 1 - typedAt(state).length
    const transaction = state.tr.delete(start, from)
    if (group !== "lines") {
      const mention = schema.nodes.mention.create({ kind: group === "people" ? "person" : "date", ref, label: text })
      transaction.insert(start, [mention, schema.text(" ")])
    }
    this.#view.dispatch(transaction.scrollIntoView())
    this.#view.focus()
    if (group === "lines") this.shape(ref)
  }

  draw() {
    const choices = this.#choices(this.#view.state)
    const active = Math.min(key.getState(this.#view.state).active, choices.length - 1)
    this.#list.hidden = choices.length === 0
    render(choices.length ? this.#template(choices, active) : nothing, this.#list)
    if (choices.length) {
      this.#place()
      this.#list.querySelector("[aria-selected=true]").scrollIntoView({ block: "nearest" })
    }
  }

  #template(choices, active) {
    const group = (name) => {
      const mine = choices.filter((choice) => choice.group === name)
      if (!mine.length) return nothing
      return html`<div role="group" aria-labelledby="${this.id}-${name}">
        <div class="editor-kind" id="${this.id}-${name}" role="presentation">${this.say(`editor.mention.${name}`)}</div>
        ${mine.map((choice) => this.#option(choice, choices.indexOf(choice), active))}
      </div>`
    }
    return GROUPS.map(group)
  }

  #option(choice, index, active) {
    return html`<div
      role="option" id="${this.id}-${index}" aria-selected=${index === active} @click=${() => this.#choose(choice)}
    >
      <span>${choice.text}</span> ${choice.more ? html`<span class="editor-quiet">${choice.more}</span>` : nothing}
    </div>`
  }

  /** Below the cursor, or above it when there is more room: a phone's keyboard may cover what is below. */
  #place() {
    const frame = this.#list.parentElement.getBoundingClientRect()
    const { left, top, bottom } = this.#view.coordsAtPos(this.#view.state.selection.from)
    const seen = window.visualViewport?.height ?? window.innerHeight
    const { style } = this.#list
    style.maxHeight = ""
    const needed = this.#list.offsetHeight
    const below = needed <= seen - bottom || seen - bottom >= top
    style.maxHeight = `${Math.max(LOWEST, Math.min(needed, below ? seen - bottom : top))}px`
    style.left = `${Math.max(0, Math.min(left - frame.left, frame.width - this.#list.offsetWidth))}px`
    style.top = `${(below ? bottom : top - this.#list.offsetHeight) - frame.top}px`
  }
}
