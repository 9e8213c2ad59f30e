/* Two official Yjs clients at one meeting: do they and our server understand each other?
 *
 * One line of JSON comes in: {"socket": "ws://127.0.0.1:8000/live/meetings", "meeting": "12", "fragment": "item-34",
 * "origin": "http://127.0.0.1:8000", "people": [{"id": 1, "cookie": "sessionid=…"}, {"id": 2, "cookie": "…"}]}
 * One goes out: {"synced", "texts": [each one's text of the fragment], "alike", "seen": [ids each sees present]}.
 */

import { text } from 'node:stream/consumers'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const PATIENCE = 10_000

const { socket, meeting, fragment, origin, people } = JSON.parse(await text(process.stdin))

const clients = people.map(({ id, cookie }) => {
  // In a browser the cookie and the origin are sent by themselves.
  class Socket extends WebSocket {
    constructor (address, protocols) {
      super(address, protocols, { headers: { cookie }, origin })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(socket, meeting, doc, { WebSocketPolyfill: Socket, disableBc: true })
  provider.awareness.setLocalState({ user: { id }, cursor: null, item: null })
  return { id, doc, provider }
})

/** Waits until it holds; gives up silently, for what came of it is told. */
async function until (holds) {
  for (const begun = Date.now(); !holds() && Date.now() - begun < PATIENCE;) {
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}

await until(() => clients.every(({ provider }) => provider.synced))
const synced = clients.map(({ provider }) => provider.synced)

const sentences = ['Vi läste elevernas texter. ', 'Många återger, få jämför. ']
const paragraphs = clients.map(({ doc }) => {
  const words = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [words])
  doc.getXmlFragment(fragment).push([paragraph])
  return words
})
for (let at = 0; at < Math.max(...sentences.map(sentence => sentence.length)); at++) {
  for (const [place, words] of paragraphs.entries()) {
    const letter = sentences[place % sentences.length][at]
    if (letter !== undefined) words.insert(words.length, letter)
  }
  await new Promise(resolve => setTimeout(resolve, 2))
}

const written = ({ doc }) => doc.getXmlFragment(fragment).toString()
const whole = client => sentences.slice(0, people.length).every(sentence => written(client).includes(sentence))
const alike = () => clients.every(client => written(client) === written(clients[0]))
const seen = ({ provider }) => [...provider.awareness.getStates().values()].map(state => state.user?.id).sort()
await until(() => clients.every(whole) && alike() && clients.every(client => people.every(({ id }) => seen(client).includes(id))))

process.stdout.write(JSON.stringify({ synced, texts: clients.map(written), alike: alike(), seen: clients.map(seen) }) + '\n')
for (const { provider } of clients) provider.destroy()
process.exit(0)
