/* How long from an edit until it is in the others' documents?
 *
 * Everybody in every room has a document and a paragraph of their own. One of them, chosen by chance, writes one letter;
 * for each of the others the time is taken when the letter has been merged into their document.
 */

import * as Y from 'yjs'
import { run } from './input.mjs'
import { chance, cpuSeconds, ownCpuSeconds, pause, percentiles } from './statistics.mjs'
import { Peer } from './wire.mjs'

/** @param {{rooms: {seats: any[], fragments: string[]}[], editsPerSecond: number, seconds: number, warmUp: number,
 *   seed: number, pids: number[]}} job */
async function measure (job) {
  const rooms = []
  for (const room of job.rooms) rooms.push(await enter(room))
  await pause(500)
  const random = chance(job.seed)
  await write(rooms, job.editsPerSecond, job.warmUp, random)
  await pause(500)
  for (const room of rooms) room.times.length = 0
  const [server, client] = [cpuSeconds(job.pids), ownCpuSeconds()]
  await write(rooms, job.editsPerSecond, job.seconds, random)
  await arrived(rooms)
  const cpu = { server: cpuSeconds(job.pids) - server, client: ownCpuSeconds() - client }
  const times = rooms.flatMap(room => room.times)
  const expected = rooms.reduce((sum, room) => sum + room.edits.size * (room.peers.length - 1), 0)
  const [p50, p95, p99] = percentiles(times, [0.5, 0.95, 0.99])
  return { p50, p95, p99, deliveries: times.length, expected, cpu, alike: rooms.every(alike) }
}

async function enter ({ seats, fragments }) {
  const room = { peers: seats.map(seat => new Peer(seat)), paragraphs: [], edits: new Map(), times: [] }
  for (const [place, peer] of room.peers.entries()) {
    await peer.open()
    room.paragraphs.push(peer.paragraph(fragments[place % fragments.length]))
  }
  for (const peer of room.peers) peer.doc.on('afterTransaction', change => note(room, peer, change))
  return room
}

/** Take the time of each edit that this change has brought to this peer. */
function note (room, peer, change) {
  if (change.local) return
  const now = performance.now()
  for (const [author, clock] of change.afterState) {
    for (let at = change.beforeState.get(author) ?? 0; at < clock; at++) {
      const begun = room.edits.get(`${author} ${at}`)
      if (begun !== undefined) room.times.push(now - begun)
    }
  }
}

/** Edits by chance at about the wanted rate. */
async function write (rooms, editsPerSecond, seconds, random) {
  for (const room of rooms) room.edits.clear()
  const total = Math.round(editsPerSecond * seconds)
  const start = performance.now()
  let due = start
  for (let edit = 0; edit < total; edit++) {
    due += 1000 / editsPerSecond * (0.5 + random())
    await pause(Math.max(0, due - performance.now()))
    const room = rooms[edit % rooms.length]
    const place = Math.floor(random() * room.peers.length)
    const { doc } = room.peers[place]
    room.edits.set(`${doc.clientID} ${Y.getState(doc.store, doc.clientID)}`, performance.now())
    room.paragraphs[place].insert(room.paragraphs[place].length, 'abcdefghij klmno pqrstuvxyzåäö'[edit % 30])
  }
}

/** Wait until every edit is everywhere, ten seconds at most: what is lost is told, not waited for. */
async function arrived (rooms) {
  const missing = () => rooms.some(room => room.times.length < room.edits.size * (room.peers.length - 1))
  for (let waited = 0; waited < 10_000 && missing(); waited += 20) await pause(20)
}

function alike ({ peers }) {
  const content = peer => JSON.stringify([...peer.doc.share.keys()].sort().map(name => peer.doc.getXmlFragment(name).toString()))
  return peers.every(peer => content(peer) === content(peers[0]))
}

await run(measure)
