/* Many meetings at the speed of real ones, by one lean client.
 *
 * In each meeting two people type, each letter with the cursor's new place as the editor sends it; somebody gives a
 * command now and then; everybody asks for the time now and then. Nothing is decoded that need not be: an update's bytes
 * say whose letters it brings, and all in a meeting get the same bytes, so they are looked at once.
 */

import { randomUUID } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { run } from './input.mjs'
import { chance, cpuSeconds, ownCpuSeconds, pause, percentiles } from './statistics.mjs'
import { EMPTY, Wire } from './wire.mjs'

const TIME_EVERY = 30_000
const AWARENESS_EVERY = 15_000
const LETTERS = 'vi läste två texter och såg att många återger men få drar en slutsats '

/** @param {{rooms: {seats: any[], fragments: string[], people: number[]}[], minutes: number, lettersPerSecond: number,
 *   typists: number, commandEvery: number, cursors: boolean, seed: number, pids: number[]}} job */
async function crowd (job) {
  const random = chance(job.seed)
  const errors = new Map()
  const rooms = []
  for (const [number, room] of job.rooms.entries()) rooms.push(new Room(room, number, job, random, errors))
  // As people come in: many at the same minute, but not all in the same millisecond.
  for (const room of rooms) await room.enter()
  await pause(3000)
  const [begun, cpu, server] = [performance.now(), ownCpuSeconds(), cpuSeconds(job.pids)]
  for (const room of rooms) room.begin()
  await pause(job.minutes * 60_000)
  for (const room of rooms) room.stop()
  await pause(5000)
  const seconds = (performance.now() - begun) / 1000
  for (const room of rooms) room.settle()
  return {
    seconds,
    clientCpu: (ownCpuSeconds() - cpu) / seconds,
    serverCpu: (cpuSeconds(job.pids) - server) / seconds,
    letters: sum(rooms, room => room.letters),
    edits: told(rooms.flatMap(room => room.editTimes), sum(rooms, room => room.letters * (room.wires.length - 1))),
    commands: told(rooms.flatMap(room => room.commandTimes), sum(rooms, room => room.given * room.wires.length)),
    refused: sum(rooms, room => room.refused),
    late: percentiles(rooms.flatMap(room => room.late), [0.5, 0.95, 0.99]),
    errors: Object.fromEntries(errors)
  }
}

const sum = (list, count) => list.reduce((total, one) => total + count(one), 0)

function told (times, expected) {
  const [p50, p95, p99, most] = percentiles(times, [0.5, 0.95, 0.99, 1])
  return { p50, p95, p99, most, arrived: times.length, expected }
}

class Room {
  constructor (room, number, job, random, errors) {
    Object.assign(this, { room, number, job, random, errors })
    this.wires = room.seats.map(seat => new Wire(seat))
    this.timers = []
    this.editTimes = []
    this.commandTimes = []
    this.late = [] // how much later than meant this client itself did things
    this.letters = 0
    this.given = 0
    this.refused = 0
    this.typed = new Map() // client id → when each letter was sent, by its place in that client's history
    this.latest = null // the update looked at last, and what it brings
  }

  error (what) {
    this.errors.set(what, (this.errors.get(what) ?? 0) + 1)
  }

  async enter () {
    for (const [place, wire] of this.wires.entries()) {
      wire.seen = new Map()
      wire.sequence = -1
      wire.onUpdate = update => this.brought(wire, update)
      wire.onText = text => this.heard(wire, text)
      wire.onLost = code => this.error(`closed ${code}`)
      await wire.open()
      wire.typist = place < this.job.typists ? this.typist(wire, place) : null
      wire.awareness = this.awareness(place)
    }
  }

  /** Somebody with a paragraph of their own. What others write need not be in their document for that. */
  typist (wire, place) {
    const doc = new Y.Doc()
    const text = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    doc.getXmlFragment(this.room.fragments[place % this.room.fragments.length]).insert(0, [paragraph])
    wire.send(Y.encodeStateAsUpdate(doc))
    const times = []
    times[Y.getState(doc.store, doc.clientID) - 1] = undefined
    this.typed.set(doc.clientID, times)
    doc.on('update', update => wire.send(update))
    return { doc, text, times }
  }

  /** What the editor tells of a person, as y-protocols puts it. */
  awareness (place) {
    const client = Math.floor(this.random() * 2 ** 31)
    let clock = 0
    return cursor => {
      const encoder = encoding.createEncoder()
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ++clock)
      const item = Number(this.room.fragments[place % this.room.fragments.length].slice(5))
      encoding.writeVarString(encoder, JSON.stringify({ user: { id: this.room.people[place] }, item, cursor }))
      return encoding.toUint8Array(encoder)
    }
  }

  begin () {
    const { lettersPerSecond, commandEvery } = this.job
    for (const wire of this.wires) {
      if (wire.typist) this.every(1000 / lettersPerSecond, () => this.type(wire))
      this.every(TIME_EVERY, () => wire.socket.send(`{"time": ${performance.now()}}`))
      this.every(AWARENESS_EVERY, () => wire.sendAwareness(wire.awareness(null)))
    }
    this.every(commandEvery * 1000, () => this.command())
  }

  /** Do it again and again, at about these intervals, beginning anywhere in the first. */
  every (interval, act) {
    const again = wait => {
      const due = performance.now() + wait
      this.timers.push(setTimeout(() => {
        if (this.stopped) return
        this.late.push(performance.now() - due)
        act()
        this.timers.length > 1000 && this.timers.splice(0, 500)
        again(interval * (0.7 + 0.6 * this.random()))
      }, wait))
    }
    again(interval * this.random())
  }

  stop () {
    this.stopped = true
  }

  settle () {
    for (const wire of this.wires) wire.closing = true
  }

  type (wire) {
    const { doc, text, times } = wire.typist
    const letter = LETTERS[text.length % LETTERS.length]
    times[Y.getState(doc.store, doc.clientID)] = performance.now()
    text.insert(text.length, letter)
    this.letters++
    if (this.job.cursors) {
      const at = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length))
      wire.sendAwareness(wire.awareness({ anchor: at, head: at }))
    }
  }

  /** An update has come: the time of each letter in it, for this person. */
  brought (wire, update) {
    if (this.latest === null || !this.latest.bytes.equals(update)) {
      const bytes = Buffer.from(update)
      this.latest = { bytes, upTo: update.length > EMPTY.length ? Y.parseUpdateMeta(bytes).to : new Map() }
    }
    const now = performance.now()
    for (const [client, clock] of this.latest.upTo) {
      const times = this.typed.get(client)
      if (times === undefined || times === wire.typist?.times) continue
      for (let at = wire.seen.get(client) ?? 0; at < clock; at++) {
        if (times[at] !== undefined) this.editTimes.push(now - times[at])
      }
      wire.seen.set(client, Math.max(clock, wire.seen.get(client) ?? 0))
    }
  }

  /** Something that changes what all screens show. Each kind in turn, by anybody who may. */
  command () {
    const place = Math.floor(this.random() * this.wires.length)
    const item = Number(this.room.fragments[this.given % this.room.fragments.length].slice(5))
    const [name, data] = [
      ['hand', { up: true }],
      ['park', { text: `En fråga till arbetslaget ${'i'.repeat(this.given % 50)}`, sent_to: 'arbetslaget' }],
      ['hand', { up: false }],
      ['inform', { item, text: 'Nästa gång ses vi i biblioteket.' }],
      ['decide', { item, text: 'Vi provar samma uppgift i alla klasser.' }]
    ][this.given % 5]
    // Who raised a hand takes it down.
    const wire = this.wires[name === 'hand' ? Math.floor(this.given / 5) % this.wires.length : place]
    this.given++
    this.asked = { at: performance.now(), seen: new Set() }
    wire.socket.send(JSON.stringify({ command: { id: randomUUID(), name, data } }))
  }

  heard (wire, text) {
    const begins = text.toString('latin1', 0, 60)
    if (begins.startsWith('{"state"')) {
      const sequence = Number(/"sequence": ?(\d+)/.exec(begins)?.[1])
      if (sequence > wire.sequence && this.asked && wire.sequence >= 0 && !this.asked.seen.has(wire)) {
        this.asked.seen.add(wire)
        this.commandTimes.push(performance.now() - this.asked.at)
      }
      wire.sequence = sequence
    } else if (begins.startsWith('{"refused"')) {
      this.refused++
      this.error(`refused ${JSON.parse(text).refused.sentence}`)
    } else if (begins.startsWith('{"problem"')) {
      this.error(`problem ${JSON.parse(text).problem.sentence}`)
    } else if (begins.startsWith('{"outdated"')) {
      this.error('outdated')
    }
  }
}

await run(crowd)
