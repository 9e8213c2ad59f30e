// A page with nothing but the editor, for the tests: pages of one browser are joined by a channel instead of a server.
import { Editor } from "../../../src/lartraff/live/client/editor/index.js"
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness"
import * as Y from "yjs"

const { words, people, me, nextMeeting } = JSON.parse(document.getElementById("data").textContent)
const doc = new Y.Doc()
const awareness = new Awareness(doc)
const channel = new BroadcastChannel("room")
const held = []
let paused = false
const post = (message) => (paused ? held.push(message) : channel.postMessage(message))
const all = () => encodeAwarenessUpdate(awareness, [doc.clientID])

channel.onmessage = ({ data }) => {
  if (data.hello) {
    channel.postMessage({ update: Y.encodeStateAsUpdate(doc, data.hello) })
    channel.postMessage({ awareness: all() })
  }
  if (data.update) Y.applyUpdate(doc, data.update, "others")
  if (data.awareness) applyAwarenessUpdate(awareness, data.awareness, "others")
}
doc.on("update", (update, origin) => origin === "others" || post({ update }))
awareness.on("update", (_changes, origin) => origin === "others" || channel.postMessage({ awareness: all() }))
channel.postMessage({ hello: Y.encodeStateVector(doc) })

const shaped = []
const editor = new Editor({
  mount: document.getElementById("mount"),
  doc, awareness, item: 7, words, people, me, nextMeeting,
  language: "sv",
  upload: (blob) => window.room.upload(blob),
  onShape: async (kind, text) => {
    shaped.push([kind, text])
    return window.room.takes
  },
})

window.room = {
  Y, doc, awareness, editor, shaped,
  takes: true,
  upload: async () => "/photos/00000000-0000-0000-0000-000000000001/",
  /** Cut the page off from the others, or let it back. */
  pause(cut) {
    paused = cut
    if (!cut) held.splice(0).forEach(post)
  },
  text: () => doc.getXmlFragment("item-7").toString(),
}
