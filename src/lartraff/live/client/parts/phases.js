// What the middle shows at each kind of item.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { discussion } from "./discussion.js";
import { promised } from "./own_words.js";
import { reading } from "./reading.js";
import { round, silence } from "./turn.js";

const PHASES = { WELCOME: welcome, ROUND: round, DISCUSSION: discussion, READ_ALOUD: readAloud };

export function phase(room) {
  const { item } = room;
  const silent = item.kind === "ROUND" ? nothing : silence(room);
  return html`${silent}${(PHASES[item.kind] ?? (() => nothing))(room)}`;
}

/** Before the meeting is opened: who is here, what we promised, and quiet time to prepare. */
export function waitingRoom(room) {
  return html`<p class="lead">${room.t(room.leads ? "waiting.leader" : "waiting.others")}</p>
    ${promised(room, room.myself, room.t("promised.mine"))}`;
}

function welcome(room) {
  return html`${attendance(room)}${suggestions(room)}
    ${promised(room, room.myself, room.t("promised.mine"))}`;
}

/** Anybody ticks anybody: the one who sits nearest the door, or each for themselves. */
function attendance(room) {
  return html`<fieldset class="plain-set attendance"><legend>${room.t("attendance.title")}</legend>
    <div class="chosen">${repeat(room.state.people, ({ id }) => id, (person) => html`<label class="choice">
      <input type="checkbox" .checked=${person.here} @change=${(event) => room.act("here", { person: person.id, here: event.target.checked })}>${room.called(person)}</label>`)}</div>
  </fieldset>`;
}

function suggestions(room) {
  const { suggestions: all } = room.state;
  if (!all.length) return nothing;
  return html`<section><h2>${room.t("suggestions.title")}</h2>
    <ul class="rows two">${repeat(all, ({ id }) => id, ({ id, text }) => html`<li><p>${text}</p>
      ${room.leads ? html`<button type="button" class="btn plain" @click=${() => room.act("take_up", { suggestion: id })}>${room.t("suggestions.take")}<span class="hidden">: ${text}</span></button>` : nothing}</li>`)}</ul></section>`;
}

function readAloud(room) {
  const isRead = room.state.minutes !== "DRAFT";
  const reader = room.who("SECRETARY");
  return html`<p class="lead">${isRead ? room.t("reading.done") : reader ? room.t("reading.by", { name: reader.given }) : room.t("reading.somebody")}</p>
    <div class="sheet">${reading(room)}</div>
    ${isRead || room.leads ? doubts(room) : nothing}`;
}

/** What to think of once more before closing. Every doubt may be overruled. */
export function doubts(room) {
  const { doubts: all } = room.state;
  if (!all.length) return nothing;
  return html`<div class="hint doubts"><p>${room.t("doubts.title")}</p>
    <ul>${all.map((doubt) => html`<li>${room.t(`doubt.${doubt}`)}</li>`)}</ul></div>`;
}
