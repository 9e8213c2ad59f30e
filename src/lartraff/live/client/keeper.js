// Watches what is not saved: says so, keeps it in the browser where that is allowed, and takes it up again.

import * as Y from "yjs";
import { sendOwnWords } from "./parts/own_words.js";

const GATHER_MS = 500;
const LATE_MS = 3_000;
const SIGN_OUT = 'form[action*="logout"]';

export class Keeper {
  /** @param {import("./room.js").Room} room @param {(sentence: string) => void} say */
  constructor(room, say) {
    this.room = room;
    this.say = say;
    this.timer = null;
    this.unsavedSince = null;
    this.isKept = true;
    this.wasLate = false;
    setInterval(() => this.look(), 1_000);
    window.addEventListener("beforeunload", (event) => this.leaving(event));
    window.addEventListener("pagehide", () => this.away());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.away());
    document.querySelectorAll(SIGN_OUT).forEach((form) => form.addEventListener("submit", (event) => this.signOut(event)));
  }

  get isSaved() {
    return this.room.unsaved === 0;
  }

  changed() {
    if (this.isSaved) {
      this.unsavedSince = null;
      this.isKept = true;
      clearTimeout(this.timer);
      this.timer = null;
      this.room.pending.confirmed(this.room.line.generation);
      return;
    }
    this.unsavedSince ??= Date.now();
    this.isKept = false;
    this.timer ??= setTimeout(() => this.keep(), GATHER_MS);
  }

  /** The one sentence that is worth interrupting for: not saved, and saved again. */
  look() {
    const isLate = this.unsavedSince !== null && Date.now() - this.unsavedSince >= LATE_MS;
    this.room.isLate = isLate;
    if (isLate === this.wasLate) return;
    this.wasLate = isLate;
    this.say(isLate ? this.room.count("thin.unsaved", this.room.unsaved) : this.room.t("say.saved_again"));
    this.room.render();
  }

  async keep() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isSaved) return;
    const { sync, generation, outbox } = this.room.line;
    const { edits } = sync;
    const isKept = await this.room.pending.keep(generation, {
      update: sync.isSaved ? null : Y.encodeStateAsUpdate(sync.doc, sync.confirmed),
      commands: outbox.patient().map(({ id, name, data, at }) => ({ id, name, data, at })),
      text: sync.unsavedText(),
      lines: sync.unsavedLines,
      at: Date.now(),
    });
    this.isKept = isKept && sync.edits === edits;
    if (this.isSaved) this.room.pending.confirmed(generation);
  }

  /** The page is put aside, and on a phone perhaps for good. */
  away() {
    sendOwnWords(this.room);
    this.keep();
  }

  /** Text from an earlier visit is merged and sent. If the minutes were begun anew since, it is shown to be copied. */
  async restore() {
    const { pending, line } = this.room;
    for (const leftover of await pending.leftovers()) {
      const { generation, kept } = leftover;
      if (generation !== line.generation) this.room.rescued = [this.room.rescued, kept.text].filter(Boolean).join("\n");
      else if (kept.update) line.sync.merge(kept.update, kept.lines);
      line.outbox.restore(kept.commands);
      await this.keep();
      await pending.taken(leftover);
      line.resend();
    }
  }

  /** The document of this generation has been let go of. */
  left(generation) {
    this.room.pending.confirmed(generation);
  }

  leaving(event) {
    if (this.room.rescued || (!this.isSaved && !this.isKept)) event.preventDefault();
  }

  /** On the way out nothing of mine stays in the browser. */
  async signOut(event) {
    event.preventDefault();
    await this.room.pending.signOut();
    event.target.submit();
  }
}
