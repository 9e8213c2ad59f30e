// What minutes are made of. The server knows the same names and turns them into Markdown and HTML; what it does not
// know it leaves out.
import { Schema } from "prosemirror-model"
import { tableNodes } from "prosemirror-tables"

import { isPhoto, isSafe } from "./addresses.js"

const cells = tableNodes({ tableGroup: "block", cellContent: "paragraph+", cellAttributes: {} })

const nodes = {
  doc: { content: "block+" },

  paragraph: {
    content: "inline*",
    group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", 0],
  },

  heading: {
    attrs: { level: { default: 2 } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [
      { tag: "h1", attrs: { level: 2 } },
      { tag: "h2", attrs: { level: 2 } },
      { tag: "h3", attrs: { level: 3 } },
      { tag: "h4", attrs: { level: 3 } },
      { tag: "h5", attrs: { level: 3 } },
      { tag: "h6", attrs: { level: 3 } },
    ],
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },

  bullet_list: {
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: () => ["ul", 0],
  },

  ordered_list: {
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ol" }],
    toDOM: () => ["ol", 0],
  },

  list_item: {
    content: "paragraph block*",
    defining: true,
    parseDOM: [{ tag: "li" }],
    toDOM: () => ["li", 0],
  },

  table: cells.table,
  table_row: cells.table_row,
  table_cell: cells.table_cell,
  table_header: { ...cells.table_header, toDOM: () => ["th", { scope: "col" }, 0] },

  photo: {
    attrs: { src: { default: "" }, alt: { default: "" } },
    group: "block",
    atom: true,
    parseDOM: [
      {
        tag: "img[src]",
        getAttrs: (dom) =>
          isPhoto(dom.getAttribute("src")) && { src: dom.getAttribute("src"), alt: dom.getAttribute("alt") || "" },
      },
    ],
    toDOM: ({ attrs }) => ["figure", { class: "photo" }, ["img", { src: attrs.src, alt: attrs.alt }]],
  },

  mention: {
    attrs: { kind: { default: "person" }, ref: { default: "" }, label: { default: "" } },
    group: "inline",
    inline: true,
    atom: true,
    leafText: (node) => node.attrs.label,
    parseDOM: [
      {
        tag: "span.mention",
        getAttrs: (dom) => ({ kind: dom.dataset.kind, ref: dom.dataset.ref, label: dom.textContent }),
      },
    ],
    toDOM: ({ attrs }) => ["span", { class: "mention", "data-kind": attrs.kind, "data-ref": attrs.ref }, attrs.label],
  },

  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    leafText: () => "\n",
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },

  text: { group: "inline" },
}

const marks = {
  link: {
    attrs: { href: { default: "" } },
    inclusive: false,
    parseDOM: [
      {
        tag: "a[href]",
        getAttrs: (dom) => isSafe(dom.getAttribute("href")) && { href: dom.getAttribute("href") },
      },
    ],
    // Somebody's own program may have put anything into the shared document.
    toDOM: ({ attrs }) =>
      isSafe(attrs.href) ? ["a", { href: attrs.href, rel: "noopener noreferrer", target: "_blank" }, 0] : ["span", 0],
  },

  strong: {
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
    toDOM: () => ["strong", 0],
  },

  em: {
    parseDOM: [{ tag: "em" }, { tag: "i" }],
    toDOM: () => ["em", 0],
  },
}

export const schema = new Schema({ nodes, marks })

// Attributes come from the shared document as others have written them, unchecked. A cell that says it spans a billion
// columns would stop every browser in the room, so each kind of node makes its own attributes sound.
const text = (value) => (typeof value === "string" ? value : "")
const plainCell = () => ({ colspan: 1, rowspan: 1, colwidth: null })
const SOUND = {
  heading: ({ level }) => ({ level: Number(level) === 3 ? 3 : 2 }),
  table_cell: plainCell,
  table_header: plainCell,
  photo: ({ src, alt }) => ({ src: isPhoto(src) ? src : "", alt: text(alt) }),
  mention: ({ kind, ref, label }) => ({ kind: kind === "date" ? "date" : "person", ref: text(ref), label: text(label) }),
}

for (const [name, sound] of Object.entries(SOUND)) {
  const type = schema.nodes[name]
  const compute = type.computeAttrs
  type.computeAttrs = (attrs) => sound(compute.call(type, attrs))
}
