// What is pasted becomes minutes and nothing else. Word and Google Docs say with styles what they mean; it is turned into
// elements here, and the schema then leaves out everything it does not know.
import { DOMParser as Reader } from "prosemirror-model"
import { Plugin } from "prosemirror-state"
import { prosemirrorToYXmlFragment } from "y-prosemirror"
import * as Y from "yjs"

import { readAddress } from "./addresses.js"
import { schema } from "./schema.js"

const AT_ONCE = 180_000 // bytes; a message to the server may have 256 kB
const WIDEST = 30 // columns
const WORTH_WEIGHING = 5_000 // positions in a document; less than this is never too much

const styleOf = (element) => element.getAttribute("data-style") || ""

function unwrap(element) {
  element.replaceWith(...element.childNodes)
}

function rename(element, name) {
  const other = element.ownerDocument.createElement(name)
  other.append(...element.childNodes)
  element.replaceWith(other)
  return other
}

/** Google Docs: everything lies in a <b> that is not bold, and what is bold is a span. */
function readStyles(page) {
  for (const wrapper of page.querySelectorAll("b[data-style], strong[data-style]")) {
    if (/font-weight:\s*(normal|[1-4]00)/.test(styleOf(wrapper))) unwrap(wrapper)
  }
  for (const span of page.querySelectorAll("span[data-style]")) {
    if (span.closest("h1, h2, h3, h4, h5, h6")) continue
    const style = styleOf(span)
    const names = [/font-weight:\s*(bold|[6-9]00)/.test(style) && "strong", /font-style:\s*italic/.test(style) && "em"]
    for (const name of names.filter(Boolean)) {
      const mark = page.createElement(name)
      mark.append(...span.childNodes)
      span.append(mark)
    }
  }
}

/** Word: a list is paragraphs that say "l0 level2 lfo1", with the bullet or number written out. */
function readWordLists(page) {
  const items = [...page.querySelectorAll("p")].filter((p) => /mso-list:\s*l\d/i.test(styleOf(p)))
  let open = []
  for (const p of items) {
    if (!open.length || !follows(p, open)) open = []
    const level = Number(/level(\d+)/i.exec(styleOf(p))?.[1] ?? 1)
    const marker = takeMarker(p)
    const name = /^\(?[\da-z]{1,4}[.)]/i.test(marker) ? "ol" : "ul"
    while (open.length > level) open.pop()
    if (open.length && open.length === level && open.at(-1).localName !== name) open.pop()
    const item = page.createElement("li")
    if (!open.length || open.length < level) {
      const list = page.createElement(name)
      const last = open.at(-1)?.lastElementChild
      if (last) last.append(list)
      else p.before(list)
      open.push(list)
    }
    open.at(-1).append(item)
    item.append(p)
  }
}

/** Whether a paragraph comes directly after the list that is being put together. */
function follows(p, open) {
  return p.previousElementSibling === open[0]
}

function takeMarker(p) {
  const ignored = [...p.querySelectorAll("span[data-style]")].filter((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
  const text = ignored.map((span) => span.textContent).join("")
  for (const span of ignored) span.remove()
  return text.trim()
}

/** A list directly inside a list belongs to the item before it. */
function nestLists(page) {
  for (const list of page.querySelectorAll(":is(ul, ol) > :is(ul, ol)")) {
    const item = list.previousElementSibling
    if (item?.localName === "li") item.append(list)
    else unwrap(list)
  }
}

/** A cell holds lines, nothing larger, and is one column wide. */
function flattenCells(page) {
  for (const wide of page.querySelectorAll(":is(td, th)[colspan]")) {
    const more = Math.min(Number(wide.getAttribute("colspan")) || 1, WIDEST) - 1
    wide.after(...Array.from({ length: more }, () => page.createElement(wide.localName)))
  }
  for (const inner of page.querySelectorAll(":is(td, th) :is(table, tbody, tr, ul, ol)")) unwrap(inner)
  for (const line of page.querySelectorAll(":is(td, th) :is(li, h1, h2, h3, h4, h5, h6, div)")) {
    if (line.querySelector("p")) unwrap(line)
    else rename(line, "p")
  }
  for (const cell of page.querySelectorAll(":is(td, th) :is(td, th)")) rename(cell, "p")
}

/**
 * @param {string} html as another program put it on the clipboard
 * @returns {string} HTML that means the same by its elements alone
 */
export function clean(html) {
  const harmless = html
    .replace(/<style\b[^]*?<\/style>/gi, "")
    .replace(/<!--[^]*?-->|<!\[[^]*?\]>/g, "")
    // Parsing a style attribute at all is against the page's policy.
    .replace(/(\s)style\s*=/gi, "$1data-style=")
  const page = new DOMParser().parseFromString(harmless, "text/html")
  readStyles(page)
  readWordLists(page)
  nestLists(page)
  flattenCells(page)
  for (const element of page.querySelectorAll("[data-style]")) element.removeAttribute("data-style")
  return page.body.innerHTML
}

/** Whether it is so much that the server would not take it in one message. */
function tooMuch(slice) {
  if (slice.size < WORTH_WEIGHING) return false
  const doc = new Y.Doc()
  prosemirrorToYXmlFragment(schema.nodes.doc.create(null, slice.content), doc.getXmlFragment("weighed"))
  return Y.encodeStateAsUpdate(doc).byteLength > AT_ONCE
}

const picturesIn = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"))

/** Word and Excel send a picture of the text along with the text; then the text is what was meant. */
function onlyPictures(data) {
  const html = data.getData("text/html")
  if (!html) return !data.getData("text/plain")
  return !clean(html).replace(/<[^>]*>/g, "").trim()
}

function pasteAddress(view, data) {
  const text = data?.getData("text/plain").trim() ?? ""
  const href = /^(https?:\/\/|www\.|mailto:)/i.test(text) ? readAddress(text) : null
  if (!href) return false
  const mark = schema.marks.link.create({ href })
  const { empty, from, to } = view.state.selection
  const transaction = view.state.tr
  if (empty) transaction.replaceSelectionWith(schema.text(text, [mark]), false)
  else transaction.addMark(from, to, mark)
  view.dispatch(transaction.setMeta("paste", true).scrollIntoView())
  return true
}

/** @param {{photos: (files: File[]) => void, tooMuch: () => void}} go */
export function pasting(go) {
  return new Plugin({
    props: {
      clipboardParser: Reader.fromSchema(schema),
      transformPastedHTML: clean,
      handlePaste(view, event, slice) {
        const pictures = picturesIn(event.clipboardData)
        if (pictures.length && onlyPictures(event.clipboardData)) {
          go.photos(pictures)
          return true
        }
        if (pasteAddress(view, event.clipboardData)) return true
        if (!tooMuch(slice)) return false
        go.tooMuch()
        return true
      },
      handleDrop(view, event) {
        const pictures = picturesIn(event.dataTransfer)
        if (pictures.length) go.photos(pictures)
        return pictures.length > 0
      },
    },
  })
}
