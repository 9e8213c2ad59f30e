/* What a script is to do comes as JSON on the first line of standard input; what it found goes out as one line. */

import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

export const nextLine = async () => (await lines.next()).value

/** @param {object} found */
export function tell (found) {
  process.stdout.write(JSON.stringify(found) + '\n')
}

/** Run `work` on the job and tell what it returns. @param {(job: any) => Promise<object>} work */
export async function run (work) {
  tell(await work(JSON.parse(await nextLine())))
  process.exit(0)
}
