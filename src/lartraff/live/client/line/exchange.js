// The same room over plain HTTP, where websockets are blocked: one long question for what is new, and a quick one
// whenever there is something to send.

import { fromBase64, toBase64 } from "./bytes.js";

const WAIT_S = 20;
const GATHER_MS = 250;
const REST_MS = 1_000;
const SLOWEST_MS = 15_000;

export class Exchange {
  /**
   * @param {{address: string, csrf: string}} where
   * @param {{generation: () => string | null, vector: () => Uint8Array, missing: (v: Uint8Array | null) => Uint8Array | null,
   *   edits: () => number, awareness: () => Uint8Array | null, commands: () => object[],
   *   heard: (answer: object, about: object) => void, failed: () => void, refused: (sentence: string) => void}} to
   */
  constructor(where, to) {
    this.where = where;
    this.to = to;
    this.seen = -1; // the sequence of the last state
    this.shown = null; // and its moment: not all that is shown has a line in the log
    this.vector = null; // what the server has
    this.isOn = false;
    this.failures = 0;
    this.gathering = null;
    this.isPushing = false;
    this.rest = null;
  }

  start() {
    if (this.isOn) return;
    this.isOn = true;
    this.seen = -1;
    this.vector = null;
    this.stopping = new AbortController();
    this.pull();
    this.poke();
  }

  stop() {
    if (!this.isOn) return;
    this.isOn = false;
    this.stopping.abort();
    clearTimeout(this.gathering);
    clearTimeout(this.rest);
    this.gathering = null;
  }

  /** Try at once instead of resting after a failure. */
  wake() {
    if (!this.isOn || this.rest === null) return;
    clearTimeout(this.rest);
    this.rest = null;
    this.pull();
  }

  async pull() {
    this.rest = null;
    const began = performance.now();
    const signal = this.stopping.signal;
    const wait = this.seen === -1 ? 0 : WAIT_S;
    const answer = await this.ask({ wait, commands: [], update: null }, signal);
    if (signal.aborted) return;
    const pause = answer ? Math.max(0, wait ? REST_MS - (performance.now() - began) : 0) : this.backOff();
    this.rest = setTimeout(() => this.pull(), pause);
  }

  backOff() {
    return Math.min(SLOWEST_MS, 1000 * 2 ** Math.min(this.failures, 4)) * (0.5 + Math.random() / 2);
  }

  /** There is something to send: soon, together with what comes in the same moment. */
  poke() {
    if (this.isOn) this.gathering ??= setTimeout(() => this.push(), GATHER_MS);
  }

  async push() {
    this.gathering = null;
    if (!this.isOn) return;
    if (this.isPushing || this.vector === null) {
      this.poke();
      return;
    }
    this.isPushing = true;
    const signal = this.stopping.signal;
    const edits = this.to.edits();
    const update = this.to.missing(this.vector);
    const commands = this.to.commands();
    const answer = await this.ask({ wait: 0, commands, update: update && toBase64(update) }, signal, edits);
    this.isPushing = false;
    if (answer && !signal.aborted && this.to.edits() !== edits) this.poke();
  }

  async ask(question, signal, edits = null) {
    const sent = performance.now();
    try {
      const answer = await this.post({ ...this.whereWeAre(), ...question }, signal);
      if (answer === null || signal.aborted) return null;
      this.failures = 0;
      this.seen = answer.state?.sequence ?? this.seen;
      this.shown = answer.state?.now ?? this.shown;
      if (answer.vector) this.vector = fromBase64(answer.vector);
      this.to.heard(answer, { sent, isQuick: question.wait === 0, edits });
      return answer;
    } catch {
      if (signal.aborted) return null;
      this.failures += 1;
      this.to.failed();
      return null;
    }
  }

  whereWeAre() {
    const awareness = this.to.awareness();
    return {
      generation: this.to.generation(),
      vector: toBase64(this.to.vector()),
      awareness: awareness && toBase64(awareness),
      seen: this.seen,
      shown: this.shown,
    };
  }

  async post(question, signal) {
    const answer = await fetch(this.where.address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.where.csrf },
      body: JSON.stringify(question),
      signal: AbortSignal.any ? AbortSignal.any([signal, AbortSignal.timeout((WAIT_S + 15) * 1000)]) : signal,
    });
    if (answer.ok) return answer.json();
    if (answer.status !== 401 && answer.status !== 403) throw new Error(String(answer.status));
    const { sentence } = await answer.json().catch(() => ({ sentence: "" }));
    this.failures += 1;
    this.to.refused(sentence);
    return null;
  }
}
