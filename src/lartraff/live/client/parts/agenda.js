// To the left: where we are, and how the time stands. Everybody may look at any item.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

export function agenda(room) {
  const { meeting, items } = room.state;
  return html`<h2 id="agenda-title">${meeting.group}</h2>
    <p class="quiet"><small>${room.t("meeting.number", { number: meeting.number, day: room.day(meeting.starts_at) })}</small></p>
    <ol class="steps looked">
      ${repeat(items, ({ id }) => id, (item) => step(room, item))}
    </ol>
    ${plan(room)}`;
}

function step(room, item) {
  const isCurrent = item.position === room.state.current;
  const isShown = item === room.shown;
  return html`<li class=${item.done ? "done" : ""} aria-current=${isCurrent ? "step" : nothing}>
    <button type="button" aria-pressed=${isShown} @click=${() => room.look(item.position)}>
      <span>${item.title}</span><span class="span">${span(room, item)}</span>
    </button>
  </li>`;
}

function span(room, item) {
  if (item.skipped) return room.t("agenda.skipped");
  if (item.done) {
    const minutes = Math.round(item.used_ms / 60_000);
    return html`${room.t("agenda.minutes", { minutes })}<span class="hidden">, ${room.t("agenda.done")}</span> <span aria-hidden="true">✓</span>`;
  }
  if (item.from === item.to) return room.t("agenda.minutes", { minutes: item.to });
  return room.t("agenda.span", { from: item.from, to: item.to });
}

function plan(room) {
  const { plan } = room.state;
  if (!plan || !room.isOpen) return nothing;
  const slack = plan.slack_minutes;
  const done = room.t("plan.done", { hour: room.hour(plan.expected_at) });
  const rest = slack === 0 ? "" : ` · ${room.t(slack > 0 ? "plan.slack" : "plan.late", { minutes: Math.abs(slack) })}`;
  return html`<p class="quiet plan"><small>${done}${rest}</small></p>`;
}

/** For the one who has wandered: where the meeting is, and the way back. */
export function rejoin(room) {
  if (room.looking === null || !room.item || !room.isOpen) return nothing;
  return html`<div class="hint calm rejoin">
    <p>${room.t("rejoin.where", { title: room.item.title })}</p>
    <p class="bar tight">
      <button type="button" class="btn" @click=${() => room.look(room.state.current)}>${room.t("rejoin.come")}</button>
      ${room.leads && room.isOpen
        ? html`<button type="button" class="btn plain" @click=${() => bringAll(room)}>${room.t("rejoin.bring")}</button>`
        : nothing}
    </p>
  </div>`;
}

function bringAll(room) {
  room.act("go", { item: room.looking, came_from: room.state.current });
}
