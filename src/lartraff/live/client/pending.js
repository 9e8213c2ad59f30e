// What the server has not confirmed, kept in this browser until it has; only on a device that the person has said is
// their own. On a shared computer nothing is kept.

import { createStore, del, delMany, get, keys, set } from "idb-keyval";

const OWN = "own";
const SHARED = "shared";

/** @typedef {{update: Uint8Array | null, commands: object[], text: string, at: number}} Kept */

export class Pending {
  /** @param {{user: number, meeting: number}} whose */
  constructor({ user, meeting }) {
    this.user = user;
    this.meeting = meeting;
    this.answerKey = `lartraff device ${user}`;
    this.tab = Math.random().toString(36).slice(2);
    this.isKeeping = false;
  }

  get store() {
    this.opened ??= createStore("lartraff-room", "unsaved");
    return this.opened;
  }

  /** @returns {"own" | "shared" | null} null: not asked yet */
  get device() {
    return read(this.answerKey);
  }

  get isOwn() {
    return this.device === OWN;
  }

  async answer(isOwn) {
    write(this.answerKey, isOwn ? OWN : SHARED);
    if (!isOwn) await this.forget();
  }

  key(generation, tab = this.tab) {
    return [this.user, this.meeting, generation, tab].join(" ");
  }

  /** @param {string} generation @param {Kept} what */
  async keep(generation, what) {
    if (!this.isOwn) return false;
    this.isKeeping = true;
    return attempt(() => set(this.key(generation), what, this.store).then(() => true), false);
  }

  /** The server has it: there is nothing left to keep. */
  async confirmed(generation) {
    if (!this.isKeeping) return;
    this.isKeeping = false;
    await attempt(() => del(this.key(generation), this.store));
  }

  /**
   * What was left here at an earlier visit. What somebody else left is removed unread.
   * @returns {Promise<{generation: string, kept: Kept}[]>}
   */
  async leftovers() {
    const all = await attempt(() => keys(this.store), []);
    const mine = all.filter((key) => key.startsWith(`${this.user} `));
    const others = all.filter((key) => !mine.includes(key));
    if (others.length) await attempt(() => delMany(others, this.store));
    if (!this.isOwn) return [];
    const here = mine.filter((key) => key.startsWith(`${this.user} ${this.meeting} `));
    const found = await Promise.all(here.map(async (key) => ({ key, kept: await get(key, this.store) })));
    return found.filter(({ kept }) => kept).map(({ key, kept }) => ({ key, generation: key.split(" ")[2], kept }));
  }

  /** What an earlier visit left is now in this visit's hands. */
  async taken(leftover) {
    await attempt(() => del(leftover.key, this.store));
  }

  /** Signing out, or a shared computer after all: nothing stays. */
  async forget() {
    this.isKeeping = false;
    const all = await attempt(() => keys(this.store), []);
    await attempt(() => delMany(all, this.store));
  }

  signOut() {
    remove(this.answerKey);
    return this.forget();
  }
}

/** A browser may forbid its storage. Then nothing is kept, and the room works all the same. */
async function attempt(work, otherwise = undefined) {
  try {
    return await work();
  } catch {
    return otherwise;
  }
}

export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function write(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Not remembered, then.
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // There was nothing there.
  }
}
