// The small form for photographs: choose, say what they show, send. A picture that could not be sent stays here until it
// has been, or until the person lets it go.
import { html } from "lit-html"

import { remember } from "./collaboration.js"
import { chosenPhoto, putBlock } from "./commands.js"
import { draw, jpeg } from "./pictures.js"
import { schema } from "./schema.js"

export class PhotoForm {
  /** @type {"choose"|"ready"|"unreadable"|"sending"|"failed"} */
  step = "choose"
  sentence = ""
  #waiting = []
  #canvas = null
  #url = null

  /**
   * @param {import("prosemirror-view").EditorView} view
   * @param {{say: (key: string) => string, redraw: () => void, close: () => void,
   *   upload: (blob: Blob) => Promise<string>}} around `upload` may reject with an error that has a `sentence`
   */
  constructor(view, { say, redraw, close, upload }) {
    this.view = view
    this.say = say
    this.redraw = redraw
    this.close = close
    this.upload = upload
    this.place = remember(view.state, view.state.selection.from)
  }

  get name() {
    return this.say("editor.photo.form")
  }

  /** A picture is waiting: closing now would lose it. */
  get busy() {
    return this.#canvas !== null || this.#waiting.length > 0
  }

  async take(files) {
    this.#waiting.push(...files)
    if (this.#canvas === null) await this.#next()
  }

  async #next() {
    const file = this.#waiting.shift()
    this.#canvas = null
    this.#url = null
    if (!file) {
      this.close()
      return
    }
    try {
      this.#canvas = await draw(file)
      this.step = "ready"
    } catch {
      this.step = "unreadable"
    }
    this.redraw({ focus: true })
  }

  async #send(event) {
    event.preventDefault()
    if (this.step === "sending") return
    const alt = new FormData(event.target).get("alt").trim()
    this.step = "sending"
    this.redraw()
    try {
      this.#url ??= await this.upload(await jpeg(this.#canvas))
    } catch (error) {
      this.#failed(error?.sentence ?? "")
      return
    }
    if (this.view.isDestroyed) return
    if (!this.view.editable) {
      this.#failed("")
      return
    }
    this.#put(this.#url, alt)
    await this.#next()
  }

  #failed(sentence) {
    this.step = "failed"
    this.sentence = sentence
    this.redraw()
  }

  #put(src, alt) {
    const { state } = this.view
    const position = this.place(state) ?? state.selection.from
    this.view.dispatch(putBlock(state, schema.nodes.photo.create({ src, alt }), position))
    this.place = remember(this.view.state, this.view.state.selection.from)
  }

  template(id) {
    const { say, step } = this
    if (step === "choose") return this.#choosing(id)
    const words = { sending: say("editor.photo.sending"), failed: this.sentence || say("editor.photo.failed") }
    if (step === "unreadable") {
      return html`<div class="editor-ask">
        <p class="editor-wrong" role="alert">${say("editor.photo.unreadable")}</p>
        <p class="editor-do">${this.#letGo()}</p>
      </div>`
    }
    return html`<form class="editor-ask with-picture" @submit=${(event) => this.#send(event)}>
      ${this.#canvas}
      <div>
        <p>
          <label for="${id}-alt">${say("editor.photo.alt")}</label>
          <span id="${id}-why" class="editor-quiet">${say("editor.photo.why")}</span>
          <input id="${id}-alt" name="alt" type="text" autocomplete="off" data-first aria-describedby="${id}-why" />
        </p>
        <p class=${step === "failed" ? "editor-wrong" : "editor-quiet"} role="status">${words[step] ?? ""}</p>
        <p class="editor-do">
          <button class="btn" aria-disabled=${step === "sending"}>
            ${step === "failed" ? say("editor.photo.again") : say("editor.photo.put")}
          </button>
          ${this.#letGo()}
        </p>
      </div>
    </form>`
  }

  #letGo() {
    return html`<button type="button" class="link" data-first @click=${() => this.#next()}>
      ${this.say("editor.photo.discard")}
    </button>`
  }

  #choosing(id) {
    const { say } = this
    const taken = (event) => event.target.files.length && this.take(event.target.files)
    return html`<div class="editor-ask">
      <p class="editor-do">
        ${matchMedia("(pointer: coarse)").matches ? camera(id, say, taken) : null} ${chooser(id, say, taken)}
        <button type="button" class="link" @click=${this.close}>${say("editor.cancel")}</button>
      </p>
      <p class="editor-quiet">${say("editor.photo.pupils")}</p>
    </div>`
  }
}

// Two fields, since what a phone offers for one differs: some show the camera only when asked for it, some only the camera.
function camera(id, say, taken) {
  return html`<label class="editor-file btn plain" for="${id}-take">
    ${say("editor.photo.take")}
    <input id="${id}-take" type="file" accept="image/*" capture="environment" data-first @change=${taken} />
  </label>`
}

function chooser(id, say, taken) {
  return html`<label class="editor-file btn plain" for="${id}-choose">
    ${say("editor.photo.choose")}
    <input id="${id}-choose" type="file" accept="image/*" multiple data-first @change=${taken} />
  </label>`
}

/** The same question for a photograph that already stands in the minutes. */
export class DescribeForm {
  busy = false

  constructor(view, { say, close }) {
    this.view = view
    this.say = say
    this.close = close
    this.place = remember(view.state, view.state.selection.from)
    this.alt = chosenPhoto(view.state)?.attrs.alt ?? ""
  }

  get name() {
    return this.say("editor.photo.describe")
  }

  #save(event) {
    event.preventDefault()
    const alt = new FormData(event.target).get("alt").trim()
    const position = this.place(this.view.state)
    const photo = position === null ? null : this.view.state.doc.nodeAt(position)
    if (photo?.type === schema.nodes.photo) {
      this.view.dispatch(this.view.state.tr.setNodeMarkup(position, null, { ...photo.attrs, alt }))
    }
    this.close()
  }

  template(id) {
    const { say } = this
    return html`<form class="editor-ask" @submit=${(event) => this.#save(event)}>
      <p>
        <label for="${id}-alt">${say("editor.photo.alt")}</label>
        <span id="${id}-why" class="editor-quiet">${say("editor.photo.why")}</span>
        <input
          id="${id}-alt" name="alt" type="text" autocomplete="off" data-first value=${this.alt}
          aria-describedby="${id}-why"
        />
      </p>
      <p class="editor-do">
        <button class="btn">${say("editor.photo.save")}</button>
        <button type="button" class="link" @click=${this.close}>${say("editor.cancel")}</button>
      </p>
    </form>`
  }
}
