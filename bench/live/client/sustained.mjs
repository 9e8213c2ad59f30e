/* How many edits does a server take in and hand on, for each second of its processor time?
 *
 * Some in the room write as fast as they are heard: each has at most `backlog` letters under way that a listener has not
 * yet seen. The listener merges all it gets; the others keep the bytes and merge them afterwards, so that the client is
 * not what is measured. Work that a server has put off until later is counted too: its processor time is read again
 * after a while of rest.
 */

import * as Y from 'yjs'
import { run } from './input.mjs'
import { cpuSeconds, ownCpuSeconds, pause } from './statistics.mjs'
import { Peer, Wire } from './wire.mjs'

/** @param {{room: {seats: any[], fragments: string[]}, writers: number, edits: number, backlog: number, rest: number,
 *   pids: number[], patience: number}} job */
async function measure (job) {
  const { seats, fragments } = job.room
  const writers = []
  for (let place = 0; place < job.writers; place++) {
    writers.push(await writer(seats[place], fragments[place % fragments.length], Math.ceil(job.edits / job.writers)))
  }
  const listener = new Peer(seats[job.writers])
  await listener.open()
  const others = []
  for (const seat of seats.slice(job.writers + 1)) others.push(await other(seat))
  await pause(1000)

  const [server, client] = [cpuSeconds(job.pids), ownCpuSeconds()]
  const begun = performance.now()
  await heard(writers, listener, job.backlog, job.patience)
  const seconds = (performance.now() - begun) / 1000
  const cpu = { server: cpuSeconds(job.pids) - server, client: ownCpuSeconds() - client }
  await pause(job.rest * 1000)
  const rested = cpuSeconds(job.pids) - server
  const [edits, seen] = [sum(writers, one => one.frames.length), sum(writers, one => seenOf(listener, one) - one.from)]
  return { edits, seen, seconds, cpu, rested, alike: alike(writers, listener, others) }
}

/** Somebody whose letters are written beforehand, so that sending them costs next to nothing. */
async function writer (seat, fragment, count) {
  const peer = new Peer(seat)
  await peer.open()
  const frames = []
  const author = new Y.Doc()
  Y.applyUpdate(author, Y.encodeStateAsUpdate(peer.doc))
  const text = new Y.XmlText()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  const parent = author.getXmlFragment(fragment)
  parent.insert(parent.length, [paragraph])
  peer.send(Y.encodeStateAsUpdate(author, Y.encodeStateVector(peer.doc)))
  const from = Y.getState(author.store, author.clientID)
  author.on('update', update => frames.push(peer.updateFrame(update)))
  for (let edit = 0; edit < count; edit++) text.insert(edit, 'abcdefghij klmno pqrstuvxyzåäö'[edit % 30])
  // Writers only write: what comes to them they keep, as the others do.
  const kept = []
  peer.onUpdate = update => kept.push(update)
  return { peer, author, frames, from, sent: 0, kept }
}

async function other (seat) {
  const wire = new Wire(seat)
  const kept = []
  wire.onUpdate = update => kept.push(update)
  await wire.open()
  return { wire, kept }
}

const sum = (list, count) => list.reduce((total, one) => total + count(one), 0)
const seenOf = (listener, { author }) => Y.getState(listener.doc.store, author.clientID)

/** Write until all is written and heard; gives up when nothing has been heard for `patience` seconds. */
function heard (writers, listener, backlog, patience) {
  return new Promise(resolve => {
    let last = performance.now()
    const go = () => {
      for (const one of writers) {
        const underWay = one.sent - (seenOf(listener, one) - one.from)
        const upTo = Math.min(one.frames.length, one.sent + backlog - underWay)
        while (one.sent < upTo) one.peer.socket.send(one.frames[one.sent++])
      }
    }
    const done = () => writers.every(one => seenOf(listener, one) - one.from === one.frames.length)
    const watch = setInterval(() => { if (performance.now() - last > patience * 1000) finish() }, 200)
    const finish = () => { clearInterval(watch); resolve() }
    listener.doc.on('update', () => {
      last = performance.now()
      if (done()) finish()
      else go()
    })
    go()
  })
}

/** Everybody has the same text once they have merged what they kept. */
function alike (writers, listener, others) {
  const docs = writers.map(one => merged(one.kept, one.author))
  docs.push(...others.map(one => merged(one.kept, new Y.Doc())))
  const content = doc => JSON.stringify([...listener.doc.share.keys()].sort().map(name => doc.getXmlFragment(name).toString()))
  return docs.every(doc => content(doc) === content(listener.doc))
}

function merged (updates, doc) {
  doc.transact(() => updates.forEach(update => Y.applyUpdate(doc, update)))
  return doc
}

await run(measure)
