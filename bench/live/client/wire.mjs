/* One websocket that speaks y-protocols to any of the servers.
 *
 * The same code for all, so that what differs is the server: Hocuspocus wants the document's name before each message and
 * a token first; Lärträff wants the session's cookie, and gets the greeting that its own page sends. Nothing else differs.
 */

import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import WebSocket from 'ws'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1
const TOKEN = 2
const SYNC_REPLY = 4
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/**
 * @typedef {object} Seat  where one person sits: see bench/live/servers.py
 * @property {string} url
 * @property {string} document
 * @property {string | null} cookie
 * @property {string} origin
 * @property {'plain' | 'named' | 'house'} speaks
 */

export class Wire {
  /** @param {Seat} seat */
  constructor (seat) {
    this.seat = seat
    this.bytesIn = 0
    /** Called with each update (step 2 and after) and whether it was the answer to our step 1. */
    this.onUpdate = (/** @type {Uint8Array} */ _update, /** @type {boolean} */ _first) => {}
    /** Called with each text frame. */
    this.onText = (/** @type {Buffer} */ _text) => {}
    /** What the server asks for, which is what it lacks; by default we have nothing. */
    this.state = () => EMPTY
    /** Called when the socket closes without being asked to. */
    this.onLost = (/** @type {number} */ code) => { throw new Error(`${seat.url} closed with ${code}`) }
    this.closing = false
    this.opened = 0
  }

  /** Resolves when the server's document has come. */
  open () {
    const { url, cookie, origin } = this.seat
    this.socket = new WebSocket(url, { perMessageDeflate: false, origin, headers: cookie ? { cookie } : {} })
    return new Promise((resolve, reject) => {
      this.synced = resolve
      this.socket.on('open', () => this.greet())
      this.socket.on('message', (data, isBinary) => isBinary ? this.read(data) : this.onText(data))
      this.socket.on('error', reject)
      this.socket.on('close', code => { if (!this.closing) this.onLost(code) })
    })
  }

  greet () {
    if (this.seat.speaks === 'named') {
      this.write(TOKEN, encoder => {
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'no token')
      })
    }
    if (this.seat.speaks === 'house') this.socket.send('{"hello": {"generation": null}}')
    this.write(SYNC, encoder => {
      encoding.writeVarUint(encoder, STEP_1)
      encoding.writeVarUint8Array(encoder, Y.encodeStateVectorFromUpdate(this.state()))
    })
  }

  /** @param {number} kind @param {(encoder: encoding.Encoder) => void} fill */
  frame (kind, fill) {
    const encoder = encoding.createEncoder()
    if (this.seat.speaks === 'named') encoding.writeVarString(encoder, this.seat.document)
    encoding.writeVarUint(encoder, kind)
    fill(encoder)
    return encoding.toUint8Array(encoder)
  }

  write (kind, fill) {
    this.socket.send(this.frame(kind, fill))
  }

  /** @param {Uint8Array} update */
  updateFrame (update) {
    return this.frame(SYNC, encoder => {
      encoding.writeVarUint(encoder, UPDATE)
      encoding.writeVarUint8Array(encoder, update)
    })
  }

  /** @param {Uint8Array} update */
  send (update) {
    this.socket.send(this.updateFrame(update))
  }

  /** @param {Uint8Array} update  encoded awareness */
  sendAwareness (update) {
    this.write(AWARENESS, encoder => encoding.writeVarUint8Array(encoder, update))
  }

  /** @param {Buffer} data */
  read (data) {
    this.bytesIn += data.length
    const decoder = decoding.createDecoder(data)
    if (this.seat.speaks === 'named') decoding.readVarString(decoder)
    const kind = decoding.readVarUint(decoder)
    if (kind !== SYNC && kind !== SYNC_REPLY) return
    const step = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    if (step === STEP_1) {
      this.write(SYNC, encoder => {
        encoding.writeVarUint(encoder, STEP_2)
        encoding.writeVarUint8Array(encoder, Y.diffUpdate(this.state(), content))
      })
      return
    }
    const first = step === STEP_2 && this.synced !== null
    this.onUpdate(content, first)
    if (first) {
      this.synced()
      this.synced = null
    }
  }

  close () {
    this.closing = true
    this.socket.close()
  }
}

export const EMPTY = Y.encodeStateAsUpdate(new Y.Doc())

/** A wire with a document at its end: what it reads is applied, what is written in the document is sent. */
export class Peer extends Wire {
  constructor (seat) {
    super(seat)
    this.doc = new Y.Doc()
    this.state = () => Y.encodeStateAsUpdate(this.doc)
    this.onUpdate = update => Y.applyUpdate(this.doc, update, this)
    this.doc.on('update', (update, origin) => { if (origin !== this) this.send(update) })
  }

  /** An own paragraph in the named fragment, to write in. @param {string} fragment */
  paragraph (fragment) {
    const text = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    const parent = this.doc.getXmlFragment(fragment)
    parent.insert(parent.length, [paragraph])
    return text
  }
}
