// The phone's face: only what I may do this minute.

import { html, nothing } from "lit-html";
import { actions, back, button, mine, pausing } from "../parts/actions.js";
import { rejoin } from "../parts/agenda.js";
import { park } from "../parts/aside.js";
import { band, offers, stopped } from "../parts/band.js";
import { rescued } from "../parts/connection.js";
import { hands, nudge, nudged, queue } from "../parts/discussion.js";
import { minutes } from "../parts/minutes.js";
import { outcomes } from "../parts/outcomes.js";
import { ownWordsPlace, promised } from "../parts/own_words.js";
import { takeOver, unheard } from "../parts/people.js";
import { doubts } from "../parts/phases.js";
import { settings } from "../parts/settings.js";
import { myTask, tasks } from "../parts/tasks.js";
import { situation } from "./situation.js";

/** As at the table: one order of places, so that nothing moves under a thumb that writes. */
export function phone(room) {
  const isWriting = room.isWritingHere || room.looking !== null;
  return html`<div class="phone">
    ${rescued(room)}
    <p class="quiet over"><small>${over(room)}</small></p>
    ${room.isOpen && !room.state.clock?.stopped ? band(room) : nothing}
    ${isWriting ? writing(room) : now(room)}
    ${ownWordsPlace(room)}
    ${isWriting ? minutes(room) : nothing}${isWriting ? outcomes(room) : nothing}
    ${isWriting ? leaveWriting(room) : html`${deck(room)}${more(room)}`}
    ${settings(room)}
  </div>`;
}

const over = (room) => [room.state.meeting.group, room.shown?.title].filter(Boolean).join(" · ");

function now(room) {
  const { heading, line } = situation(room);
  return html`<h1 tabindex="-1" id="prompt">${heading}</h1>
    ${line ? html`<p>${line}</p>` : nothing}
    ${stopped(room)}${takeOver(room)}${nudged(room)}${offers(room)}${hands(room)}
    ${room.state.clock?.stopped ? nothing : part(room)}`;
}

function part(room) {
  const kind = room.state.meeting.status === "PLANNED" ? "WELCOME" : room.item?.kind;
  if (kind === "WELCOME") return promised(room, room.myself, room.t("promised.mine"));
  if (kind === "ROUND" && !hasBeenHeard(room)) return beforeMyTurn(room);
  if (kind === "DISCUSSION") return html`${queue(room)}${unheard(room)}`;
  if (kind === "TASK" || kind === "READ_ALOUD") return myTask(room);
  return nothing;
}

const hasBeenHeard = ({ state, me }) => state.heard.includes(me.id) || state.passed.includes(me.id);

function beforeMyTurn(room) {
  const { turn } = room.state;
  const words = turn?.person === room.me.id && turn.words ? html`<div class="said words">${turn.words}</div>` : nothing;
  return html`${promised(room, room.myself, room.t("promised.mine"))}${words}`;
}

/** One big button, the rest as links below it. Who leads may also do what is their own. */
function deck(room) {
  const [first, ...rest] = actions(room);
  const own = room.leads ? mine(room).filter(({ key }) => key !== "speaker" && key !== first?.key && !rest.some((other) => other.key === key)) : [];
  if (!first) return nothing;
  return html`<div class="deck">${button(first, first.isPressed || first.key === "more" ? "btn plain" : "btn")}</div>
    <div class="links">${[...own, ...rest, ...back(room), ...pausing(room)].map((action) => button(action, "link"))}</div>`;
}

function more(room) {
  if (!room.isOpen) return nothing;
  const kind = room.item.kind;
  return html`${kind === "READ_ALOUD" && room.leads ? doubts(room) : nothing}
  <div class="folds">
    <p class="fold-like"><button type="button" class="link" @click=${() => open(room, true)}>${room.t("phone.write")}</button></p>
    ${kind === "TASK" ? html`<details class="fold"><summary>${room.t("task.set")}</summary>${tasks(room)}</details>` : nothing}
    ${park(room)}
    ${kind === "DISCUSSION" || kind === "ROUND" ? html`<p class="fold-like">${nudge(room)}</p>` : nothing}
  </div>`;
}

function open(room, isOpen) {
  room.isWritingHere = isOpen;
  room.looking = null;
  room.render();
}

const writing = (room) => html`<h1 tabindex="-1" id="prompt">${room.shown.prompt || room.shown.title}</h1>${rejoin(room)}`;

function leaveWriting(room) {
  return html`${tasks(room)}<p class="bar"><button type="button" class="btn plain" @click=${() => open(room, false)}>${room.t("phone.back")}</button></p>`;
}
