/* Write some letters one after the other, and kill the server at the moment another person's document has the last. */

import * as Y from 'yjs'
import { run } from './input.mjs'
import { pause } from './statistics.mjs'
import { Peer } from './wire.mjs'

/** @param {{room: {seats: any[], fragments: string[]}, edits: number, pids: number[]}} job */
async function killAtTheLast (job) {
  const [writer, reader] = job.room.seats.map(seat => new Peer(seat))
  for (const peer of [writer, reader]) {
    await peer.open()
    peer.onLost = () => {}
  }
  const [fragment] = job.room.fragments
  const text = writer.paragraph(fragment)
  await pause(300)
  const last = Y.getState(writer.doc.store, writer.doc.clientID) + job.edits
  const seen = new Promise(resolve => reader.doc.on('update', () => {
    if (Y.getState(reader.doc.store, writer.doc.clientID) < last) return
    for (const pid of job.pids) process.kill(pid, 'SIGKILL')
    resolve()
  }))
  for (let edit = 0; edit < job.edits; edit++) {
    text.insert(edit, 'x')
    await pause(10)
  }
  await seen
  return { seen: job.edits }
}

await run(killAtTheLast)
