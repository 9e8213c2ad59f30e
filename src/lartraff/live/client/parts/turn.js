// The round: silence first, then one at a time. Whose turn it is fills the middle.

import { html, nothing } from "lit-html";
import { promised } from "./own_words.js";

export function round(room) {
  return room.isQuiet ? silence(room) : speaking(room);
}

/** Everybody writes, nobody speaks. */
export function silence(room) {
  if (!room.isQuiet) return nothing;
  const left = room.state.quiet.until - room.clock.now();
  return html`<section class="silence">
    <h2>${room.t("quiet.title")} <span class="figure">${room.span(left)}</span></h2>
    <p>${room.t("quiet.why")}</p>
  </section>`;
}

function speaking(room) {
  const { turn, order } = room.state;
  if (turn) return speaker(room);
  if (!room.here.length) return html`<p class="hint">${room.t("round.nobody_here")}</p>`;
  if (!order.length) return html`<p class="hint calm">${room.t("round.all_heard")}</p>`;
  return html`<p class="lead">${room.t("round.first", { name: room.given(order[0]) })}</p>${inLine(room, order.slice(1))}`;
}

/** @param {object} room the one who has the floor: promise, own words, and who is next */
export function speaker(room) {
  const { turn, order } = room.state;
  const isRound = room.item.kind === "ROUND"; // elsewhere nobody stands in line, and nobody has a share
  if (!turn) return nothing;
  const person = room.person(turn.person);
  return html`<section class="speaker" aria-label=${room.t("people.floor_label")}>
    <h2><span class="face" aria-hidden="true">${person.initials}</span> ${person.name}
      ${isRound ? share(room, turn) : nothing}</h2>
    ${isRound ? prepared(room, person, turn) : nothing}
    ${isRound ? inLine(room, order) : nothing}
  </section>`;
}

/** What was promised last time and written before the round belongs to the round. */
function prepared(room, person, turn) {
  return html`${promised(room, person, "")}
    ${turn.words ? html`<div class="said words">${turn.words}</div>` : nothing}`;
}

/** An equal share is an offer, not a border: when it has gone, somebody is waiting, and that is all. */
function share(room, turn) {
  if (turn.until === null) return nothing;
  const left = turn.until - room.clock.now();
  return html`<small class="quiet">${left > 0 ? room.t("turn.share", { span: room.span(left) }) : room.t("turn.shared")}</small>`;
}

function inLine(room, order) {
  if (!order.length) return nothing;
  return html`<p class="quiet"><small>${room.t("round.then", { names: order.map((id) => room.given(id)).join(", ") })}</small></p>`;
}
