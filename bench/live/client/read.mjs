/* What does the server say is in a room's document?
 *
 * y-websocket answers before it has read its disk, and sends what was there afterwards: so we wait for that too.
 */

import { run } from './input.mjs'
import { pause } from './statistics.mjs'
import { Peer } from './wire.mjs'

/** @param {{room: {seats: any[], fragments: string[]}}} job */
async function read ({ room }) {
  const peer = new Peer(room.seats[0])
  await peer.open()
  await pause(1000)
  return { text: room.fragments.map(name => peer.doc.getXmlFragment(name).toString()) }
}

await run(read)
