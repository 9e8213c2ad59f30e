// The connection to the room. A websocket first; plain HTTP by itself when that is blocked; and back again.
// Nothing that was written depends on it: it waits here until the server says that it is kept.

import * as Y from "yjs";
import { fromBase64 } from "./line/bytes.js";
import { Exchange } from "./line/exchange.js";
import { Outbox } from "./line/outbox.js";
import { Socket } from "./line/socket.js";

const BEAT_MS = 30_000;
const SLOWEST_MS = 15_000;
const TRY_SOCKET_AGAIN_MS = 60_000;
const FAILURES_BEFORE_EXCHANGE = 2;
const SAMPLES = 4;
const SIGNED_OUT = 4401;
const NOT_ALLOWED = 4403;
const jitter = (ms) => ms * (0.5 + Math.random() / 2);

export class Line {
  /**
   * @param {{socket: string, exchange: string, csrf: string}} data
   * @param {import("./clock.js").Clock} clock
   * @param {{message: (message: object) => void, changed: () => void, outdated: (generation: string) => void,
   *   lost: (command: object, offered: boolean) => void, refused: (command: object, answer: object) => void}} to
   */
  constructor(data, clock, to) {
    this.data = data;
    this.clock = clock;
    this.to = to;
    this.outbox = new Outbox();
    this.sync = null;
    this.generation = null;
    this.socket = null;
    this.isUp = false;
    this.isOnExchange = false;
    this.stopped = null; // why nothing more is tried by itself: a sentence, or "" when signed out
    this.failures = 0;
    this.again = null;
    this.offSince = Date.now();
    this.exchange = new Exchange({ address: data.exchange, csrf: data.csrf }, this.exchangeHooks());
  }

  /** @param {import("./line/sync.js").Sync} sync @param {string} generation what its document was made with */
  use(sync, generation) {
    this.sync?.destroy();
    this.sync = sync;
    this.generation = generation;
  }

  start() {
    this.connect();
    setInterval(() => this.beat(), BEAT_MS);
    setInterval(() => this.watch(), 1_000);
    for (const [target, happening] of [[window, "online"], [window, "pageshow"], [document, "visibilitychange"]]) {
      target.addEventListener(happening, () => document.visibilityState === "visible" && this.wake());
    }
    window.addEventListener("offline", () => this.socket?.ping());
  }

  // --- Commands

  /** @returns {Promise<import("./line/outbox.js").Answer>} */
  command(name, data) {
    const { id, answer } = this.outbox.add(name, data);
    const command = this.outbox.waiting.get(id);
    if (this.socket?.isReady) {
      command.offered = true;
      this.socket.text({ command: { id, name, data } });
    } else this.exchange.poke();
    this.to.changed();
    return answer;
  }

  /** Everything that waits, once more: harmless where the server has had it already. */
  resend() {
    if (this.socket?.isReady) this.outbox.offer().forEach((command) => this.socket.text({ command }));
    this.exchange.poke();
    this.to.changed();
  }

  settle(id, answer) {
    const command = this.outbox.settle(id, answer);
    if (command && answer.refused !== undefined) this.to.refused(command, answer);
    this.to.changed();
  }

  /** There is something new in the document. */
  edited() {
    this.exchange.poke();
    this.to.changed();
  }

  // --- The socket

  connect() {
    clearTimeout(this.again);
    this.again = null;
    if (this.socket) return;
    this.socket = new Socket(this.data.socket, {
      hello: () => ({ generation: this.generation }),
      ready: () => this.ready(),
      text: (message) => this.hear(message),
      bytes: (bytes) => this.sync.receive(bytes),
      ended: (code, wasReady) => this.ended(code, wasReady),
    });
  }

  ready() {
    this.failures = 0;
    this.exchange.stop();
    this.up({ exchange: false });
    this.sync.attach((bytes) => this.socket?.bytes(bytes));
    this.resend();
    this.ask(SAMPLES);
  }

  hear(message) {
    if (message.time !== undefined && message.now !== undefined) this.clock.heard(message.time, message.now);
    else if (message.done) this.settle(message.done.id, { done: true });
    else if (message.refused) {
      this.settle(message.refused.id, { refused: message.refused.sentence, field: message.refused.field });
    } else if (message.saved !== undefined) this.sync.saved(message.saved);
    else if (message.outdated) this.to.outdated(message.outdated.generation);
    else this.to.message(message);
  }

  ended(code, wasReady) {
    this.socket = null;
    if (wasReady) this.sync.detach();
    this.failures = wasReady ? 0 : this.failures + 1;
    if (code === SIGNED_OUT || code === NOT_ALLOWED) {
      this.stop("");
      return;
    }
    if (!this.isOnExchange) this.down();
    if (this.failures >= FAILURES_BEFORE_EXCHANGE) this.exchange.start();
    const wait = this.isOnExchange ? TRY_SOCKET_AGAIN_MS : Math.min(SLOWEST_MS, 500 * 2 ** this.failures);
    this.again = setTimeout(() => this.connect(), jitter(wait));
  }

  /** Begin anew, with a new document. */
  restart() {
    this.exchange.stop();
    this.socket?.end(1000);
    this.connect();
  }

  stop(sentence) {
    this.exchange.stop();
    this.stopped = sentence;
    this.down();
  }

  up({ exchange }) {
    this.stopped = null;
    this.isUp = true;
    this.isOnExchange = exchange;
    this.to.changed();
  }

  down() {
    if (this.isUp) this.offSince = Date.now();
    this.isUp = false;
    this.isOnExchange = false;
    this.to.changed();
  }

  // --- Time and sleep

  /** Several questions one after the other, so that the quickest answer can be trusted. */
  ask(times) {
    this.socket?.isReady && this.socket.ping();
    if (times > 1) setTimeout(() => this.ask(times - 1), 200);
  }

  beat() {
    if (document.visibilityState === "visible") this.ask(1);
  }

  watch() {
    if (this.clock.slept()) this.wake();
    if (this.isUp) return;
    const late = this.outbox.giveUp();
    late.forEach((command) => this.to.lost(command, command.offered));
    if (late.length) this.to.changed();
  }

  /** The lid was opened, the network came back, or somebody looks again. */
  wake() {
    if (this.clock.slept()) this.to.changed();
    if (this.socket?.isReady) this.ask(SAMPLES);
    else {
      this.connect();
      this.exchange.wake();
    }
  }

  // --- The exchange

  exchangeHooks() {
    return {
      generation: () => this.generation,
      vector: () => Y.encodeStateVector(this.sync.doc),
      missing: (vector) => this.sync.missing(vector),
      edits: () => this.sync.edits,
      awareness: () => this.sync.awarenessUpdate(),
      commands: () => this.outbox.offer(),
      heard: (answer, about) => this.exchanged(answer, about),
      failed: () => this.isOnExchange && this.down(),
      refused: (sentence) => this.stop(sentence),
    };
  }

  exchanged(answer, { sent, isQuick, edits }) {
    if (answer.outdated) {
      this.to.outdated(answer.generation);
      return;
    }
    if (isQuick) this.clock.heard(sent, answer.now);
    if (answer.update) Y.applyUpdate(this.sync.doc, fromBase64(answer.update), this.sync);
    if (answer.awareness) this.sync.receiveAwareness(fromBase64(answer.awareness));
    if (edits !== null) this.sync.confirm(edits);
    answer.done.forEach((id) => this.settle(id, { done: true }));
    answer.refused.forEach(({ id, sentence, field }) => this.settle(id, { refused: sentence, field }));
    if (answer.state) this.to.message({ state: answer.state });
    if (answer.me) this.to.message({ me: answer.me });
    if (answer.online) this.to.message({ online: answer.online });
    this.to.message({ problems: answer.problems ?? [] });
    if (!this.isUp) {
      this.up({ exchange: true });
      this.exchange.poke();
    }
  }
}
