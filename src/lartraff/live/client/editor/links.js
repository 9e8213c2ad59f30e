// The small form for a link: put one in, change it, open it, take it away.
import { html } from "lit-html"

import { isSafe, readAddress } from "./addresses.js"
import { schema } from "./schema.js"

const { link } = schema.marks

/** The link at the cursor, as {from, to, href}; null when there is none. */
export function linkAround(state) {
  const { $from, from, to, empty } = state.selection
  const mark = empty ? link.isInSet($from.marks()) || ($from.nodeAfter && link.isInSet($from.nodeAfter.marks)) : null
  const chosen = empty ? mark : state.doc.rangeHasMark(from, to, link) && firstLink(state.doc, from, to)
  if (!chosen) return null
  return { href: chosen.attrs.href, ...(empty ? stretch($from, chosen) : { from, to }) }
}

function firstLink(doc, from, to) {
  let found = null
  doc.nodesBetween(from, to, (node) => {
    found ||= link.isInSet(node.marks) || null
  })
  return found
}

/** How far the same link goes to both sides of the cursor. */
function stretch($from, mark) {
  const { parent } = $from
  const start = $from.start()
  let from = $from.pos
  let to = $from.pos
  parent.forEach((node, offset) => {
    const [begins, ends] = [start + offset, start + offset + node.nodeSize]
    if (mark.isInSet(node.marks) && begins <= to && ends >= from) [from, to] = [Math.min(from, begins), Math.max(to, ends)]
  })
  return { from, to }
}

export class LinkForm {
  wrong = false

  /**
   * @param {import("prosemirror-view").EditorView} view
   * @param {{say: (key: string) => string, redraw: () => void, close: () => void}} around
   */
  constructor(view, { say, redraw, close }) {
    this.view = view
    this.say = say
    this.redraw = redraw
    this.close = close
    this.old = linkAround(view.state)
    this.withText = view.state.selection.empty && !this.old
  }

  get name() {
    return this.say("editor.link.form")
  }

  #put(event) {
    event.preventDefault()
    const form = new FormData(event.target)
    const href = readAddress(form.get("address"))
    this.wrong = href === null
    if (this.wrong) {
      this.redraw()
      event.target.elements.address.focus()
      return
    }
    const { state } = this.view
    const mark = link.create({ href })
    const transaction = state.tr
    const range = this.#range()
    if (range.from === range.to) {
      const text = (form.get("text") || "").trim() || form.get("address").trim()
      transaction.replaceSelectionWith(schema.text(text, [mark]), false)
    } else {
      transaction.removeMark(range.from, range.to, link).addMark(range.from, range.to, mark)
    }
    this.view.dispatch(transaction.scrollIntoView())
    this.close()
  }

  #remove() {
    const { from, to } = this.#range()
    this.view.dispatch(this.view.state.tr.removeMark(from, to, link))
    this.close()
  }

  /** Looked up when it is needed, since others may have written since the form was opened. */
  #range() {
    return linkAround(this.view.state) ?? this.view.state.selection
  }

  template(id) {
    const { say } = this
    return html`<form class="editor-ask" novalidate @submit=${(event) => this.#put(event)}>
      <p>
        <label for="${id}-address">${say("editor.link.address")}</label>
        <input
          id="${id}-address" name="address" type="url" inputmode="url" autocomplete="off" data-first
          value=${this.old?.href ?? ""} aria-invalid=${this.wrong} aria-describedby="${id}-wrong"
        />
      </p>
      ${this.withText
        ? html`<p>
            <label for="${id}-text">${say("editor.link.text")}</label>
            <input id="${id}-text" name="text" type="text" autocomplete="off" />
          </p>`
        : null}
      <p id="${id}-wrong" class="editor-wrong" role="alert">${this.wrong ? say("editor.link.wrong") : ""}</p>
      <p class="editor-do">
        <button class="btn">${say("editor.link.put")}</button>
        ${this.old ? this.#forOld() : null}
        <button type="button" class="link" @click=${this.close}>${say("editor.cancel")}</button>
      </p>
    </form>`
  }

  #forOld() {
    const { say, old } = this
    return html`${isSafe(old.href)
        ? html`<a href=${old.href} target="_blank" rel="noopener noreferrer">${say("editor.link.open")}</a>`
        : null}
      <button type="button" class="link" @click=${() => this.#remove()}>${say("editor.link.remove")}</button>`
  }
}
