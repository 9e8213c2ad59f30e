// The tools: words, not pictures; one stop for Tab, arrow keys between them.
import { html, nothing, render } from "lit-html"
import { toggleMark } from "prosemirror-commands"
import { redoCommand, undoCommand } from "y-prosemirror"

import { undoManager } from "./collaboration.js"
import { chosenPhoto, hasMark, isHeading, listAround, tableAround, toggleHeading, toggleList } from "./commands.js"
import { linkAround } from "./links.js"
import { schema } from "./schema.js"
import { addColumn, addRow, putTable, removeColumn, removeRow, removeTable } from "./tables.js"

const { marks, nodes } = schema

/**
 * @typedef {object} Tool
 * @property {string} word key of its word
 * @property {string} [keys] as aria-keyshortcuts has them
 * @property {import("prosemirror-state").Command} [run]
 * @property {string} [opens] the form it opens
 * @property {string} [shape] the kind of row it makes of the line
 * @property {(state: object) => boolean} [pressed]
 * @property {(state: object) => boolean} [ready] false: nothing to do just now
 * @property {boolean} [writes] one goes on writing afterwards
 */

/** @type {Tool[]} */
const FORM = [
  { word: "bold", keys: "Control+B", run: toggleMark(marks.strong), pressed: (state) => hasMark(state, marks.strong) },
  { word: "italic", keys: "Control+I", run: toggleMark(marks.em), pressed: (state) => hasMark(state, marks.em) },
  { word: "heading", run: toggleHeading, pressed: isHeading },
  {
    word: "bullets", keys: "Control+Shift+8", run: toggleList(nodes.bullet_list),
    pressed: (state) => listAround(state)?.node.type === nodes.bullet_list,
  },
  {
    word: "numbers", keys: "Control+Shift+7", run: toggleList(nodes.ordered_list),
    pressed: (state) => listAround(state)?.node.type === nodes.ordered_list,
  },
  { word: "link", keys: "Control+K", opens: "link", inside: (state) => Boolean(linkAround(state)) },
  { word: "table", run: putTable, writes: true, ready: (state) => !tableAround(state) },
  { word: "photo", opens: "photo" },
  { word: "undo", keys: "Control+Z", run: undoCommand, ready: (state) => undoManager(state).canUndo() },
  { word: "redo", keys: "Control+Y", run: redoCommand, ready: (state) => undoManager(state).canRedo() },
]

/** @type {Tool[]} */
const LINE = [
  { word: "information", shape: "INFORMATION" },
  { word: "decision", shape: "DECISION" },
  { word: "task", shape: "TASK" },
]

/** @type {Tool[]} */
const TABLE = [
  { word: "row.add", run: addRow, writes: true },
  { word: "column.add", run: addColumn, writes: true },
  { word: "row.remove", run: removeRow, writes: true },
  { word: "column.remove", run: removeColumn, writes: true },
  { word: "table.remove", run: removeTable, writes: true },
]

/** @type {Tool[]} */
const PHOTO = [
  { word: "photo.describe", opens: "describe" },
  { word: "photo.remove", run: removeChosen, writes: true },
]

function removeChosen(state, dispatch) {
  dispatch(state.tr.deleteSelection().scrollIntoView())
  return true
}

/** The second row goes by where the cursor is. */
function secondRow(state) {
  if (chosenPhoto(state)) return { title: "editor.photo", tools: PHOTO }
  if (tableAround(state)) return { title: "editor.table", tools: TABLE }
  return { title: "editor.make", tools: LINE }
}

export class Toolbar {
  #element = document.createElement("div")
  #stop = "bold"
  #opened = null

  /**
   * @param {{id: string, say: (key: string) => string, open: (form: string) => void, shape: (kind: string) => void}} around
   */
  constructor({ id, say, open, shape }) {
    this.id = id
    this.say = say
    this.open = open
    this.shape = shape
    this.#element.className = "editor-tools"
    this.#element.setAttribute("role", "toolbar")
    this.#element.setAttribute("aria-label", say("editor.tools"))
    this.#element.addEventListener("keydown", (event) => this.#move(event))
    this.#element.addEventListener("mousedown", (event) => event.preventDefault()) // the text keeps its selection
  }

  get element() {
    return this.#element
  }

  focus() {
    this.#element.querySelector("[tabindex='0']").focus()
  }

  /** @param {string|null} opened the form that is open */
  draw(view, opened) {
    this.view = view
    this.#opened = opened
    const { title, tools } = secondRow(view.state)
    const known = [...FORM, ...tools].some((tool) => tool.word === this.#stop)
    if (!known) this.#stop = "bold"
    render(
      html`<div class="editor-row">${FORM.map((tool) => this.#button(tool))}</div>
        <div class="editor-row" role="group" aria-labelledby="${this.id}-second">
          <span class="editor-quiet" id="${this.id}-second">${this.say(title)}</span>
          ${tools.map((tool) => this.#button(tool))}
        </div>`,
      this.#element,
    )
  }

  #button(tool) {
    const { state } = this.view
    const pressed = tool.pressed?.(state)
    return html`<button
      type="button" data-tool=${tool.word} class=${tool.inside?.(state) ? "inside" : nothing}
      tabindex=${tool.word === this.#stop ? 0 : -1}
      aria-pressed=${tool.pressed ? String(pressed) : nothing}
      aria-expanded=${tool.opens ? String(this.#opened === tool.opens) : nothing}
      aria-disabled=${tool.ready && !tool.ready(state) ? "true" : nothing}
      aria-keyshortcuts=${tool.keys ?? nothing}
      @click=${(event) => this.#use(tool, event)}
      @focus=${() => this.#stopAt(tool.word)}
    >${this.say(`editor.${tool.word}`)}</button>`
  }

  #use(tool, event) {
    const { view } = this
    if (tool.ready && !tool.ready(view.state)) return
    if (tool.opens) {
      this.open(tool.opens)
      return
    }
    // By mouse or finger one is back in the text at once; by keyboard one may want another tool first.
    if (event.detail > 0 || tool.writes || tool.shape) view.focus()
    if (tool.shape) {
      this.shape(tool.shape)
      return
    }
    undoManager(view.state).stopCapturing() // what a button does is undone by itself, not with what was typed before
    tool.run(view.state, view.dispatch, view)
  }

  #stopAt(word) {
    if (this.#stop === word) return
    this.#stop = word
    this.draw(this.view, this.#opened)
  }

  #move(event) {
    if (event.key === "Escape") {
      this.view.focus()
      event.preventDefault()
      return
    }
    const buttons = [...this.#element.querySelectorAll("button")]
    const at = buttons.indexOf(event.target)
    const last = buttons.length - 1
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }
    if (at < 0 || !(event.key in to)) return
    event.preventDefault()
    buttons[to[event.key]].focus()
  }
}
