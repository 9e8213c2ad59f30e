/* Percentiles, and what /proc says of a process. */

import { readFileSync } from 'node:fs'

const TICKS_A_SECOND = 100

/** @param {number[]} values  sorted here @param {number[]} wanted  from 0 to 1 */
export function percentiles (values, wanted) {
  values.sort((a, b) => a - b)
  return wanted.map(share => values.length ? values[Math.min(values.length - 1, Math.floor(share * values.length))] : null)
}

/** Seconds of processor time that these processes have used. @param {number[]} pids */
export function cpuSeconds (pids) {
  let ticks = 0
  for (const pid of pids) {
    // The name in parentheses may hold anything, so fields are counted from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')
    ticks += Number(fields[11]) + Number(fields[12])
  }
  return ticks / TICKS_A_SECOND
}

export const ownCpuSeconds = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6

/** Numbers from 0 to 1, the same for the same seed. @param {number} seed */
export function chance (seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pause = (/** @type {number} */ ms) => new Promise(resolve => setTimeout(resolve, ms))
