// The server's time on this screen. Every countdown is worked out from it, so that all screens change at the same second.

const KEEP_SAMPLES_MS = 5 * 60_000;
const JUMP_MS = 1_000;

export class Clock {
  /** @param {number} now the server's time when the page was made: a first guess until it has been asked */
  constructor(now) {
    this.offset = now - performance.now();
    this.samples = [];
    this.drift = Date.now() - performance.now();
  }

  /** The server's time, in milliseconds since the epoch. */
  now() {
    return performance.now() + this.offset;
  }

  /**
   * The server said `now` between two of our moments. The quickest answer of the last minutes is the truest.
   * @param {number} sent @param {number} now @param {number} [received] by performance.now()
   */
  heard(sent, now, received = performance.now()) {
    const sample = { trip: received - sent, offset: now - (sent + received) / 2, at: received };
    this.samples = [...this.samples, sample].filter(({ at }) => received - at < KEEP_SAMPLES_MS);
    this.offset = this.samples.reduce((best, other) => (other.trip < best.trip ? other : best)).offset;
  }

  /** Whether the machine has slept, or its clock was set, since last asked. Then what was measured no longer holds. */
  slept() {
    const drift = Date.now() - performance.now();
    const jump = drift - this.drift;
    this.drift = drift;
    if (Math.abs(jump) < JUMP_MS) return false;
    this.offset += jump;
    this.samples = [];
    return true;
  }
}

/**
 * What is left of the item's longest time; below zero when it is over.
 * @param {{now: number, clock: {left_ms: number, stopped: string | null}}} state @param {number} now
 */
export function left(state, now) {
  return state.clock.stopped ? state.clock.left_ms : state.clock.left_ms - (now - state.now);
}

/** Whole seconds as people count them down: 1 until the very end, 0 when it is over. */
export function seconds(ms) {
  return ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(ms / 1000);
}

/** Milliseconds until the figure on the screen changes. */
export function untilNextSecond(ms) {
  return ((ms % 1000) + 1000) % 1000 || 1000;
}
