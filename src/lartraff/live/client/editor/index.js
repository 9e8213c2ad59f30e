// The editor of one agenda item's minutes, written by everybody at once.
import { EditorState } from "prosemirror-state"
import { EditorView } from "prosemirror-view"
import { html, nothing, render } from "lit-html"

import { collaboration, comesFromOthers, letGo, renameCursors, undoManager } from "./collaboration.js"
import { keys } from "./keys.js"
import { LinkForm } from "./links.js"
import { Mentions } from "./mentions.js"
import { pasting } from "./pasting.js"
import { DescribeForm, PhotoForm } from "./photos.js"
import { rules } from "./rules.js"
import { schema } from "./schema.js"
import { shape } from "./shapes.js"
import { isEmpty, surroundings } from "./surroundings.js"
import { tables } from "./tables.js"
import { Toolbar } from "./toolbar.js"

export { schema }

const FORMS = { link: LinkForm, photo: PhotoForm, describe: DescribeForm }

let made = 0

export class Editor {
  #words
  #people
  #editable
  #onShape
  #upload
  #nextMeeting
  #language
  #form = null
  #formName = null
  #said = ""

  #root = document.createElement("div")
  #asking = document.createElement("div")
  #below = document.createElement("div")

  /**
   * @param {object} options
   * @param {HTMLElement} options.mount the editor is put last in it
   * @param {import("yjs").Doc} options.doc one for the meeting
   * @param {import("y-protocols/awareness").Awareness} options.awareness
   * @param {number} options.item id of the agenda item
   * @param {Object<string, string>} options.words by key
   * @param {{id: number, name: string, given: string}[]} options.people as in the room's state, in its order
   * @param {number} options.me my id
   * @param {(blob: Blob) => Promise<string>} options.upload resolves to the photograph's address; what it rejects with
   *   may have a `sentence` to show
   * @param {(kind: "INFORMATION"|"DECISION"|"TASK", text: string) => Promise<boolean>} options.onShape true: the room has
   *   taken the line, and it leaves the text
   * @param {boolean} [options.editable]
   * @param {number|null} [options.nextMeeting] ms since epoch
   * @param {string} [options.language] of dates; the page's unless given
   */
  constructor({
    mount, doc, awareness, item, words, people, me, upload, onShape,
    editable = true, nextMeeting = null, language = document.documentElement.lang || "sv",
  }) {
    this.#words = words
    this.#people = people
    this.#editable = editable
    this.#onShape = onShape
    this.#upload = upload
    this.#nextMeeting = nextMeeting
    this.#language = language
    this.id = `editor-${item}-${(made += 1)}`
    awareness.setLocalStateField("user", { id: me })

    const around = { id: this.id, say: this.say, open: this.#open, shape: this.#shape }
    this.toolbar = new Toolbar(around)
    this.mentions = new Mentions({ ...around, room: () => this.#room() })
    this.#build(mount)
    const shared = collaboration(doc.getXmlFragment(`item-${item}`), awareness, { item, people: () => this.#people })
    this.view = this.#makeView(shared)
    this.#listen()
    this.#draw()
  }

  get element() {
    return this.#root
  }

  /** Something is on the way that closing the editor would lose: a picture that is not yet in the minutes. */
  get busy() {
    return Boolean(this.#form?.busy)
  }

  set editable(editable) {
    if (this.#editable === editable) return
    this.#editable = editable
    if (!editable && !this.busy) this.#close()
    this.view.setProps({})
    this.#draw()
  }

  get editable() {
    return this.#editable
  }

  /** @param {number|null} time ms since epoch */
  set nextMeeting(time) {
    this.#nextMeeting = time
  }

  setPeople(people) {
    this.#people = people
    renameCursors(this.view, people)
  }

  focus() {
    this.view.focus()
  }

  destroy() {
    letGo(this.view)
    this.view.destroy()
    this.#root.remove()
  }

  say = (key) => this.#words[key] ?? key

  #room() {
    return {
      people: this.#people,
      today: new Date(),
      nextMeeting: this.#nextMeeting === null ? null : new Date(this.#nextMeeting),
      language: this.#language,
      say: this.say,
    }
  }

  #build(mount) {
    this.#root.className = "editor"
    this.#asking.className = "editor-asking"
    this.#below.className = "editor-below"
    this.page = document.createElement("div")
    this.page.className = "editor-page"
    this.#root.append(this.toolbar.element, this.#asking, this.page, this.#below)
    mount.append(this.#root)
  }

  #makeView(shared) {
    const go = {
      link: () => this.#open("link"),
      tools: () => this.toolbar.focus(),
      leaving: () => this.#tell("editor.leaving"),
      photos: (files) => this.#takePhotos(files),
      tooMuch: () => this.#tell("editor.paste.long"),
    }
    const hint = () => (this.#editable ? this.say("editor.placeholder") : "")
    const plugins = [
      ...shared,
      this.mentions.plugin(),
      rules(),
      ...keys(go),
      pasting(go),
      tables(),
      surroundings({ hint, away: () => this.#form !== null }),
    ]
    const editor = this
    this.page.append(this.mentions.element)
    return new EditorView((dom) => this.page.prepend(dom), {
      state: EditorState.create({ schema, plugins }),
      editable: () => this.#editable,
      attributes: (state) => this.#attributes(state),
      dispatchTransaction(transaction) {
        editor.#dispatch(this, transaction)
      },
      handleClick: (_view, _position, event) => this.#openLink(event),
      handleDOMEvents: { blur: () => this.#quiet() },
    })
  }

  #listen() {
    const undo = undoManager(this.view.state)
    for (const event of ["stack-item-added", "stack-item-popped", "stack-cleared"]) undo.on(event, () => this.#draw())
  }

  #dispatch(view, transaction) {
    // The binding speaks once more after a moment, also to an editor that is gone by then.
    if (view.isDestroyed) return
    view.updateState(view.state.apply(transaction))
    if (transaction.docChanged && !comesFromOthers(transaction)) this.#said = ""
    this.#draw()
  }

  #attributes(state) {
    if (!this.#editable) return { class: "editor-text", role: "group", "aria-label": this.say("editor.label") }
    return {
      class: "editor-text",
      ...this.mentions.attributes(state),
      "aria-label": this.say("editor.label"),
      "aria-describedby": `${this.id}-help`,
      ...(isEmpty(state.doc) && { "aria-placeholder": this.say("editor.placeholder") }),
    }
  }

  /** In the text a click puts the cursor; with Ctrl or ⌘ it follows the link. */
  #openLink(event) {
    const link = event.target.closest?.("a[href]")
    if (!link || !(event.ctrlKey || event.metaKey)) return false
    window.open(link.href, "_blank", "noopener,noreferrer")
    return true
  }

  // --- Forms

  #open = (name) => {
    if (this.busy) {
      this.#focusForm()
      return
    }
    if (this.#formName === name) {
      this.#close()
      return
    }
    this.#form = new FORMS[name](this.view, {
      say: this.say,
      upload: this.#upload,
      close: this.#close,
      redraw: ({ focus = false } = {}) => this.#drawForm(focus),
    })
    this.#formName = name
    this.#drawForm(true)
  }

  #close = () => {
    if (!this.#form) return
    const hadFocus = this.#asking.contains(document.activeElement)
    this.#form = null
    this.#formName = null
    this.#drawForm(false)
    if (hadFocus) this.view.focus()
  }

  #takePhotos(files) {
    if (this.#formName !== "photo") {
      this.#close()
      this.#open("photo")
    }
    this.#form.take(files)
  }

  #drawForm(focus) {
    const form = this.#form
    const escape = (event) => {
      if (event.key === "Escape" && !form.busy) this.#close()
    }
    render(
      form
        ? html`<div role="group" aria-label=${form.name} @keydown=${escape}>${form.template(`${this.id}-form`)}</div>`
        : nothing,
      this.#asking,
    )
    this.view.setProps({}) // shows the selection while the form has the focus
    this.#draw()
    if (focus) this.#focusForm()
  }

  #focusForm() {
    this.#asking.querySelector("[data-first]")?.focus()
  }

  // --- Shapes

  #shape = async (kind) => {
    const taken = await shape(this.view, kind, this.#onShape)
    if (taken) this.#tell(`editor.made.${kind.toLowerCase()}`)
  }

  // --- What is drawn around the text

  #tell(key) {
    this.#said = key && this.say(key)
    this.#draw()
  }

  #quiet() {
    if (this.#said) this.#tell("")
    return false
  }

  #draw() {
    if (!this.view || this.view.isDestroyed) return
    this.toolbar.element.hidden = !this.#editable
    if (this.#editable) this.toolbar.draw(this.view, this.#formName)
    render(
      html`<p class="hidden" id="${this.id}-help">${this.say("editor.help")}</p>
        <p class="editor-said" role="status">${this.#said}</p>`,
      this.#below,
    )
  }
}
