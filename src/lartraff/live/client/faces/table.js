// The table's face: the agenda to the left, one thing in the middle, people to the right, few large buttons below.

import { html, nothing } from "lit-html";
import { back, bar, button, closing, mine, pausing, silenceAgain } from "../parts/actions.js";
import { agenda, rejoin } from "../parts/agenda.js";
import { carried, leave, park, parked, wall } from "../parts/aside.js";
import { band, offers, stopped } from "../parts/band.js";
import { rescued } from "../parts/connection.js";
import { askHands, hands, nudge, nudged } from "../parts/discussion.js";
import { minutes } from "../parts/minutes.js";
import { outcomes } from "../parts/outcomes.js";
import { ownWordsPlace } from "../parts/own_words.js";
import { people, roles, takeOver } from "../parts/people.js";
import { phase, waitingRoom } from "../parts/phases.js";
import { settings } from "../parts/settings.js";
import { tasks } from "../parts/tasks.js";

export function table(room) {
  return html`<div class="room">
    <div class="middle">
      <div class="page-part">${rescued(room)}${middle(room)}</div>
      ${bar(room)}
    </div>
    <aside class="left" aria-labelledby="agenda-title">${left(room)}</aside>
    <aside class="right" aria-labelledby="people-title">${right(room)}</aside>
  </div>`;
}

function left(room) {
  return html`${agenda(room)}
    ${[...back(room), ...pausing(room)].map((action) => html`<p class="fold-like">${button(action, "link")}</p>`)}
    ${room.isOpen ? html`<div class="folds">${park(room)}${leave(room)}${wall(room)}${closeEarly(room)}</div>` : wall(room)}
    ${parked(room)}${carried(room)}`;
}

function closeEarly(room) {
  if (!room.leads || !room.nextItem) return nothing;
  return html`<p class="fold-like">${button({ ...closing(room), key: "close early", label: room.t("close.early") }, "link")}</p>`;
}

function right(room) {
  return html`${takeOver(room)}${people(room)}${roles(room)}
    <p class="quiet"><small>${room.t("people.privacy")}</small></p>
    <p class="quiet"><small>${room.t("pupils.rule")}</small></p>
    ${settings(room)}`;
}

/** One order of places for every minute of the meeting, so that no field moves while somebody writes in it. */
function middle(room) {
  return html`${above(room)}${ownWordsPlace(room)}${sideDeeds(room)}${tasks(room)}${minutes(room)}${outcomes(room)}`;
}

function above(room) {
  const { meeting } = room.state;
  if (room.looking !== null) return elsewhere(room);
  if (meeting.status === "PLANNED") {
    return html`${heading(room.t("waiting.over", { hour: room.hour(meeting.starts_at) }), room.t("waiting.title"))}${waitingRoom(room)}`;
  }
  return html`${heading(room.item.title, room.item.prompt)}
    ${stopped(room)}${band(room)}${offers(room)}${nudged(room)}${hands(room)}${phase(room)}`;
}

const heading = (title, prompt) => html`<p class="quiet over"><small>${title}</small></p>
  <h1 tabindex="-1" id="prompt">${prompt || title}</h1>`;

/** Looking at another item than the meeting's, and the way back. */
function elsewhere(room) {
  const { shown } = room;
  return html`${heading(shown.title, shown.prompt)}${rejoin(room)}${hands(room)}`;
}

/** Small things beside the big buttons. The leader's own turn is among them, since the bar is for leading. */
function sideDeeds(room) {
  if (!room.isOpen || room.looking !== null || room.state.clock?.stopped) return nothing;
  const isTalk = room.item.kind === "DISCUSSION" || room.item.kind === "ROUND";
  const own = room.leads ? mine(room).filter(({ key }) => key !== "speaker") : [];
  return html`<div class="bar tight side">
    ${own.map((action) => button(action, "link"))}
    ${isTalk ? nudge(room) : nothing}
    ${isTalk ? silenceAgain(room) : nothing}
    ${isTalk ? askHands(room) : nothing}
  </div>`;
}
