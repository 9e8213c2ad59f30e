/* A typical document of minutes: about three pages over the items of the agenda, typed a few letters at a time. */

import * as Y from 'yjs'

const SENTENCES = [
  'Vi läste elevernas texter två och två och skrev upp vad de redan kan. ',
  'Många stannar vid att återge, och få jämför eller drar en slutsats. ',
  'Någon prövade att låta klassen sortera exempel före egen text, och fler kom igång. ',
  'Vi tror att mallen hjälper, men vi vet det inte förrän vi har sett texter utan den. ',
  'Till nästa gång provar var och en samma uppgift i en klass och tar med tre texter. '
]
const LETTERS_A_PAGE = 2500

/** The document as one update. @param {string[]} fragments @param {number} pages */
export function typicalDocument (fragments, pages = 3) {
  const doc = new Y.Doc()
  for (let written = 0, part = 0; written < LETTERS_A_PAGE * pages; part++) {
    const fragment = doc.getXmlFragment(fragments[part % fragments.length])
    if (part < fragments.length) add(fragment, 'heading', 'Det vi kom fram till')
    const text = SENTENCES.join('')
    written += text.length
    if (part % 3 === 2) list(fragment)
    else add(fragment, 'paragraph', text)
  }
  return Y.encodeStateAsUpdate(doc)
}

function add (parent, name, text) {
  const element = new Y.XmlElement(name)
  if (name === 'heading') element.setAttribute('level', 2)
  const content = new Y.XmlText()
  element.insert(0, [content])
  parent.insert(parent.length, [element])
  // As it is typed: a few letters at a time, so that the history is like a real one.
  for (let at = 0; at < text.length; at += 4) content.insert(at, text.slice(at, at + 4))
}

function list (parent) {
  const element = new Y.XmlElement('bullet_list')
  parent.insert(parent.length, [element])
  for (const sentence of SENTENCES) {
    const item = new Y.XmlElement('list_item')
    element.insert(element.length, [item])
    add(item, 'paragraph', sentence)
  }
}
