/* Sit idle in many rooms, one person in each, until told to leave; fill the rooms first if asked to. */

import { nextLine, run, tell } from './input.mjs'
import { typicalDocument } from './document.mjs'
import { pause } from './statistics.mjs'
import { Wire } from './wire.mjs'

/** @param {{rooms: {seats: any[], fragments: string[]}[], fill: boolean}} job */
async function hold (job) {
  const wires = []
  let bytes = 0
  for (const { seats, fragments } of job.rooms) {
    const wire = new Wire(seats[0])
    wire.onUpdate = update => { bytes += update.length }
    await wire.open()
    if (job.fill) wire.send(typicalDocument(fragments))
    wires.push(wire)
  }
  tell({ open: wires.length })
  await nextLine()
  for (const wire of wires) {
    wire.close()
    if (job.fill) await pause(5)
  }
  await pause(500)
  return { closed: wires.length, bytes }
}

await run(hold)
