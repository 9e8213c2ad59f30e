// The room's script begins here: it puts the line, the document and the faces together.

import { html, nothing, render } from "lit-html";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { Announcer, TimeTeller, news } from "./announce.js";
import { Clock, untilNextSecond } from "./clock.js";
import { after, closedMeanwhile } from "./faces/after.js";
import { phone } from "./faces/phone.js";
import { table } from "./faces/table.js";
import { Line } from "./line.js";
import { Sync } from "./line/sync.js";
import { notices, thin } from "./parts/connection.js";
import { putBack, typed } from "./parts/form.js";
import { MinutesEditor } from "./parts/minutes.js";
import { soundTimeUp } from "./parts/settings.js";
import { watchTaps } from "./parts/two_taps.js";
import { Keeper } from "./keeper.js";
import { Pending } from "./pending.js";
import { Room } from "./room.js";

const data = JSON.parse(document.getElementById("live-data").textContent);
const place = document.getElementById("live");
const announcer = new Announcer(document.getElementById("live-said"));
const times = new TimeTeller();
const clock = new Clock(data.state.now);
const room = new Room(data, clock);

room.pending = new Pending({ user: data.me, meeting: data.meeting });
room.line = new Line(data, clock, { message, changed, outdated, lost, refused });
room.editors = new MinutesEditor(room);
room.render = schedule;
const keeper = new Keeper(room, (sentence) => announcer.say(sentence));

let isScheduled = false;
let isAt = null;
let wasPhone = room.isPhone;
let unsent = new Map(); // what was typed in the forms of the other face

newDocument(data.state.generation);
watchTaps(room, announcer);
room.wide.addEventListener("change", schedule);
place.replaceChildren();
draw();
place.removeAttribute("aria-busy");
keeper.restore();
room.line.start();
tick();

// --- What comes from the room

function message({ state, me, online, problem, problems }) {
  if (state) takeState(state);
  if (me) room.takeMe(me);
  if (online) room.heardOnline(online);
  if (problem) takeProblems([problem], room.problems);
  if (problems) takeProblems(problems, new Map());
  schedule();
}

function takeState(state) {
  const before = room.state;
  room.take(state);
  room.line.generation ??= state.generation;
  if (room.state === before) return;
  news(before, state, data.me, { t: room.t, name: (id) => room.given(id) }).forEach((said) => announcer.say(said));
}

function takeProblems(problems, known) {
  for (const { item, sentence } of problems) {
    if (sentence === null) known.delete(item);
    else {
      if (!room.problems.has(item)) announcer.say(sentence);
      known.set(item, sentence);
    }
  }
  room.problems = known;
}

function changed() {
  keeper.changed();
  schedule();
}

function lost({ name }, wasOffered) {
  const sentence = room.t(wasOffered ? "lost.unknown" : "lost.unsent", { what: room.t(`name.${name}`) }).replace("?.", "?");
  room.notice(sentence);
  announcer.say(sentence);
}

/** Refusals of forms stand in the form; of anything else they are told where everybody looks. */
function refused({ name, data: about }, { refused: sentence, field }) {
  const inForm = ["park", "leave", "task", "ask_hands"].includes(name) || (["inform", "decide"].includes(name) && field === "text");
  announcer.say(sentence);
  if (!inForm) room.notice(about.text && !about.text.includes(sentence) ? `${sentence} (${about.text})` : sentence);
}

// --- The document

function newDocument(generation) {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  awareness.setLocalState({ user: { id: data.me }, cursor: null, item: null });
  room.line.use(new Sync(doc, awareness, () => room.line.edited()), generation);
  doc.on("update", schedule);
}

/** The minutes were begun anew. What was not saved is shown as text, to be copied by hand: it fits nowhere by itself. */
function outdated(generation) {
  room.rescued = [room.rescued, room.line.sync.unsavedText()].filter(Boolean).join("\n");
  keeper.left(room.line.generation);
  newDocument(generation);
  room.line.restart();
  schedule();
}

// --- Drawing

function schedule() {
  if (isScheduled) return;
  isScheduled = true;
  const later = document.visibilityState === "visible" ? requestAnimationFrame : (run) => setTimeout(run, 500);
  later(() => {
    isScheduled = false;
    draw();
  });
}

function draw() {
  const held = document.activeElement;
  const settle = room.isPhone === wasPhone ? null : turned(held);
  render(html`<div class="on-top">${thin(room)}${notices(room)}</div>${face()}`, place);
  if (unsent.size) putBack(place, unsent);
  settle?.();
  begin(`${room.state.meeting.status} ${room.shown?.id} ${room.isWritingHere}`);
  // What had the focus is gone, for it can be done no longer: stay in the room instead of at the top of the page.
  if (!held?.isConnected && document.activeElement === document.body) document.getElementById("prompt")?.focus({ preventScroll: true });
}

/** The other face is drawn: whoever was writing goes on there. @returns {() => void} to be called when it stands */
function turned(held) {
  const isInMinutes = Boolean(held?.closest(".writing"));
  wasPhone = room.isPhone;
  room.isWritingHere ||= room.isPhone && isInMinutes;
  unsent = new Map([...unsent, ...typed(place)]);
  return () => (isInMinutes ? room.editors.editor.focus() : held?.id && document.getElementById(held.id)?.focus({ preventScroll: true }));
}

/** Another item is read from its beginning. */
function begin(at) {
  if (isAt !== null && isAt !== at) {
    place.querySelector(".page-part")?.scrollTo(0, 0);
    window.scrollTo(0, 0);
  }
  isAt = at;
}

function face() {
  if (room.state.meeting.status === "CLOSED" && !room.staysOpen) return after(room);
  return html`${room.staysOpen ? closedMeanwhile(room) : nothing}${room.isPhone ? phone(room) : table(room)}`;
}

/** Once a second, at the moment the figure changes, so that all screens change together. */
function tick() {
  const ms = room.left;
  if (ms !== null) tellTime(ms);
  if (room.isOpen || !room.line.isUp) schedule();
  setTimeout(tick, ms === null || room.state.clock.stopped ? 1_000 : untilNextSecond(ms));
}

function tellTime(ms) {
  const stage = times.tell(room.state, ms);
  if (stage === null) return;
  announcer.say(room.t(stage === "up" ? "say.up" : "say.little", { minutes: Math.max(1, Math.ceil(ms / 60_000)) }));
  if (stage === "up") soundTimeUp();
}
