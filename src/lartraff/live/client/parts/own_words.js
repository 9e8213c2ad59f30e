// My own words before my turn: mine alone until I have the floor.

import { html, nothing } from "lit-html";

const PAUSE_MS = 1_000;
let timer = null;

function typed(room, text) {
  room.ownWords = text;
  clearTimeout(timer);
  timer = setTimeout(() => send(room), PAUSE_MS);
  room.render();
}

function send(room) {
  clearTimeout(timer);
  timer = null;
  if (room.ownWords !== null && room.ownWords !== room.me.words) room.act("prepare", { text: room.ownWords });
}

/** What I have typed goes at once when I leave the field or the page. */
export function sendOwnWords(room) {
  if (timer !== null) send(room);
}

function ownWords(room) {
  // While somebody speaks it is folded together at the table, for then the minutes are written.
  const isFirst = room.isPhone || room.isQuiet || room.item?.kind !== "ROUND" || document.activeElement?.id === "own-words";
  return html`<details class="own-words" ?open=${isFirst}>
    <summary><h2>${room.t("own.title")}</h2></summary>
    <label class="hidden" for="own-words">${room.t("own.title")}</label>
    <p class="help" id="own-help">${room.t("own.help")}</p>
    <textarea id="own-words" aria-describedby="own-help own-state" maxlength="4000"
      .value=${room.mine} @input=${(event) => typed(room, event.target.value)} @blur=${() => sendOwnWords(room)}></textarea>
    <p class="quiet" id="own-state"><small>${room.t("own.private")}${room.mine ? html` · ${state(room)}` : nothing}</small></p>
  </details>`;
}

function state(room) {
  return room.t(timer !== null || room.line.outbox.named("prepare").length ? (room.line.isUp ? "saving" : "unsent") : "saved");
}

/** Whether there is still something to prepare: until I have been heard. */
function mayPrepare(room) {
  const { heard, passed, turn } = room.state;
  return !heard.includes(room.me.id) && !passed.includes(room.me.id) && turn?.person !== room.me.id;
}

/**
 * The same place for as long as it is there, whatever happens around it: nobody's words are taken from under their hands.
 */
export function ownWordsPlace(room) {
  if (document.activeElement?.id === "own-words") return ownWords(room);
  if (room.looking !== null || (room.isPhone && room.isWritingHere)) return nothing;
  if (room.state.meeting.status === "PLANNED" || room.item?.kind === "WELCOME") return ownWords(room);
  return room.item?.kind === "ROUND" && mayPrepare(room) ? ownWords(room) : nothing;
}

/** What somebody promised last time, and how it went, in the words they gave it. */
export function promised(room, person, heading) {
  if (!person.promised.length) return nothing;
  return html`<div class="promised">
    ${heading ? html`<h2>${heading}</h2>` : nothing}
    ${person.promised.map((task) => html`<p class=${heading ? "" : "quiet"}>${heading ? nothing : `${room.t("promised")} `}${task.teaching}${task.evidence ? html` <span class="quiet">· ${room.t("bring")} ${task.evidence}</span>` : nothing}</p>
      ${task.outcome ? html`<p class="said">${task.outcome}</p>` : nothing}`)}
  </div>`;
}
