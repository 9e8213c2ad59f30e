// Commands on their way. Each is kept until the server has answered; sending one twice is harmless, its id is the same.

import { newId } from "./bytes.js";

// What people wrote, or what stays true however late it comes: waits for as long as it takes.
const PATIENT = new Set([
  "inform", "decide", "task", "park", "prepare", "ask_hands", "settle", "here", "choose", "convert", "remove",
]);
// Of these, what people have written.
const WRITTEN = new Set(["inform", "decide", "task", "park", "prepare", "ask_hands"]);
const GIVE_UP_MS = 10_000;

/**
 * @typedef {{id: string, name: string, data: object, at: number, offered: boolean}} Waiting
 * @typedef {{done: true} | {refused: string, field: string | null} | {lost: true, offered: boolean}} Answer
 */

export class Outbox {
  constructor() {
    /** @type {Map<string, Waiting>} */
    this.waiting = new Map();
    this.answers = new Map();
  }

  /** @returns {{id: string, answer: Promise<Answer>}} */
  add(name, data) {
    // Only the newest of one's own words matters.
    if (name === "prepare") this.named("prepare").forEach(({ id }) => this.settle(id, { done: true }));
    const id = newId();
    this.waiting.set(id, { id, name, data, at: Date.now(), offered: false });
    return { id, answer: new Promise((resolve) => this.answers.set(id, resolve)) };
  }

  /** Commands kept from an earlier visit on this device. */
  restore(commands) {
    commands.forEach((command) => this.waiting.set(command.id, { ...command, offered: true }));
  }

  /** @param {Answer} answer */
  settle(id, answer) {
    const command = this.waiting.get(id);
    this.waiting.delete(id);
    this.answers.get(id)?.(answer);
    this.answers.delete(id);
    return command;
  }

  /** Everything unanswered, in the order it was given, as the server takes it. */
  offer() {
    return [...this.waiting.values()].map((command) => {
      command.offered = true;
      return { id: command.id, name: command.name, data: command.data };
    });
  }

  named(...names) {
    return [...this.waiting.values()].filter(({ name }) => names.includes(name));
  }

  /** What is worth keeping: text and ticks, not presses of a button that was meant for that minute. */
  patient() {
    return [...this.waiting.values()].filter(({ name }) => PATIENT.has(name));
  }

  get lines() {
    return [...this.waiting.values()].filter(({ name }) => WRITTEN.has(name)).length;
  }

  /** Without a connection, what was meant for a certain minute is given up when that minute has gone. */
  giveUp() {
    const late = [...this.waiting.values()].filter(
      ({ name, at }) => !PATIENT.has(name) && Date.now() - at >= GIVE_UP_MS,
    );
    late.forEach(({ id, offered }) => this.settle(id, { lost: true, offered }));
    return late;
  }
}
