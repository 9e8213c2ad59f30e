// The room as this screen knows it: the state, who I am in it, and what only this screen remembers.

import { isLittle } from "./announce.js";
import { left, seconds } from "./clock.js";
import { read, write } from "./pending.js";
import { counted, speaker } from "./words.js";

const WIDE = "(min-width: 62rem)";
const LEADER_GONE_MS = 20_000;
const FACE = "lartraff face";

export class Room {
  /** @param {object} data what the page came with @param {import("./clock.js").Clock} clock */
  constructor(data, clock) {
    this.data = data;
    this.clock = clock;
    this.t = speaker(data.words);
    this.state = data.state;
    this.me = data.mine;
    this.online = null; // not known before the room has told
    this.leaderGoneAt = null;
    this.problems = new Map(); // agenda item → why its text cannot be kept as it is
    this.looking = null; // position of the item looked at, when it is not the meeting's own
    this.staysOpen = false; // the meeting was closed while I was writing
    this.face = read(FACE);
    this.wide = matchMedia(WIDE);
    this.notices = [];
    this.refusals = new Map(); // form → why it was refused
    this.ownWords = null; // my own words as I have them here, when they differ from the server's
    this.rescued = ""; // text that could not be joined with the minutes
    this.taskDraft = "";
    this.line = null;
    this.pending = null;
    this.editors = null;
    this.isLate = false; // something has not been saved for a while
    this.isWritingHere = false; // on the phone: the minutes are open
    this.asksDevice = false;
    this.render = () => {};
  }

  // --- Words

  count(key, number, filling) {
    return counted(this.t, key, number, filling);
  }

  /** The given name, as people call each other; in full where two would answer to it. */
  called(person) {
    const isAlone = this.state.people.filter(({ given }) => given === person.given).length === 1;
    return isAlone ? person.given : person.name;
  }

  names(ids) {
    const names = ids.map((id) => this.given(id));
    return new Intl.ListFormat(this.data.language, { type: "conjunction" }).format(names);
  }

  /** The hour as a clock on the wall has it. */
  hour(ms) {
    const at = new Date(ms);
    const two = (number) => String(number).padStart(2, "0");
    return this.t("clock.hour", { hours: two(at.getHours()), minutes: two(at.getMinutes()) });
  }

  day(ms) {
    return new Intl.DateTimeFormat(this.data.language, { day: "numeric", month: "long" }).format(new Date(ms));
  }

  /** Minutes and seconds, without a sign. */
  span(ms) {
    const all = Math.abs(seconds(ms));
    return this.t("clock.span", { minutes: Math.floor(all / 60), seconds: String(all % 60).padStart(2, "0") });
  }

  // --- People

  person(id) {
    return this.state.people.find((person) => person.id === id) ?? { id, name: "", given: "", initials: "", roles: [], promised: [] };
  }

  given(id) {
    return this.person(id).given;
  }

  get myself() {
    return this.person(this.me.id);
  }

  get leads() {
    return this.me.may_lead;
  }

  get keepsTime() {
    return this.leads || this.myself.roles.includes("TIMEKEEPER");
  }

  get here() {
    return this.state.people.filter(({ here }) => here);
  }

  who(role) {
    return this.state.people.find(({ roles }) => roles.includes(role)) ?? null;
  }

  /** Several where the leading was handed over: the learning leader may lead all the while. */
  get leaders() {
    return this.state.people.filter(({ leads }) => leads);
  }

  /** Whom the others think of as leading: whoever of them is here. */
  get leader() {
    return this.leaders.find(({ here }) => here) ?? this.leaders[0] ?? null;
  }

  /** Here, and neither heard nor passed at this item. */
  get unheard() {
    const { heard, passed, turn } = this.state;
    const done = new Set([...heard, ...passed, turn?.person]);
    return this.here.map(({ id }) => id).filter((id) => !done.has(id));
  }

  get leaderIsGone() {
    return this.leaderGoneAt !== null && this.clock.now() - this.leaderGoneAt >= LEADER_GONE_MS;
  }

  heardOnline(ids) {
    this.online = new Set(ids);
    this.watchLeader();
  }

  watchLeader() {
    const isGone = this.online && this.leader && this.isOpen && !this.leaders.some(({ id }) => this.online.has(id));
    this.leaderGoneAt = isGone ? (this.leaderGoneAt ?? this.clock.now()) : null;
  }

  // --- Where we are

  get item() {
    return this.state.items[this.state.current] ?? null;
  }

  /** The item on this screen. */
  get shown() {
    return this.looking === null ? this.item : (this.state.items[this.looking] ?? null);
  }

  get nextItem() {
    return this.state.items[this.state.current + 1] ?? null;
  }

  get previousItem() {
    return this.state.items[this.state.current - 1] ?? null;
  }

  get isOpen() {
    return this.state.meeting.status === "OPEN";
  }

  get isQuiet() {
    return this.state.quiet !== null && this.state.quiet.until > this.clock.now();
  }

  get left() {
    return this.state.clock ? left(this.state, this.clock.now()) : null;
  }

  get isLittleLeft() {
    return this.left !== null && isLittle(this.left);
  }

  get mayWrite() {
    return this.me.may_write && this.state.meeting.status !== "PLANNED" && this.state.minutes !== "SHARED";
  }

  look(position) {
    this.looking = position === this.state.current ? null : position;
    this.render();
  }

  /** Whether moving this screen to another item now would take somebody's text from under their hands. */
  get isWriting() {
    const field = document.activeElement;
    if (field?.id === "own-words") return false; // they come along, wherever the meeting goes
    return Boolean(field?.closest(".middle, .phone") && (field.isContentEditable || field.matches("input:not([type=checkbox], [type=radio]), textarea, select")));
  }

  /** The meeting went on. Who is writing or looks elsewhere stays; everybody else comes along. */
  take(state) {
    if (state.sequence < this.state.sequence || state.now < this.state.now) return;
    const before = this.state;
    this.state = state;
    if (before.current !== state.current && before.current !== null) {
      if (this.looking === null && this.isWriting) this.looking = before.current;
      else if (this.looking === state.current) this.looking = null;
    }
    if (before.meeting.status !== state.meeting.status && state.meeting.status === "CLOSED") {
      this.staysOpen = this.isWriting;
    }
    this.watchLeader();
  }

  takeMe(me) {
    this.me = me;
    if (this.ownWords === me.words) this.ownWords = null;
  }

  // --- Faces

  get isPhone() {
    return this.face ? this.face === "phone" : !this.wide.matches;
  }

  choose(face) {
    this.face = face;
    write(FACE, face);
    this.render();
  }

  // --- Doing

  /** @returns {Promise<import("./line/outbox.js").Answer>} */
  act(name, data = {}) {
    return this.line.command(name, data);
  }

  notice(text) {
    this.notices = [...this.notices.filter((other) => other.text !== text), { text, id: crypto.getRandomValues(new Uint32Array(1))[0] }].slice(-3);
    this.render();
  }

  dismiss(id) {
    this.notices = this.notices.filter((notice) => notice.id !== id);
    this.render();
  }

  get mine() {
    return this.ownWords ?? this.me.words;
  }

  /** Lines that are not known to be kept: of text, and of what is on its way to the log. */
  get unsaved() {
    const { sync, outbox } = this.line;
    if (sync.isSaved && !outbox.patient().length) return 0;
    return Math.max(1, (sync.isSaved ? 0 : sync.unsavedLines) + outbox.lines);
  }
}
