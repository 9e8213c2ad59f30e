// The discussion: who would like the floor, a show of hands, a question to oneself.

import { html, nothing } from "lit-html";
import { submits, text } from "./form.js";
import { unheard } from "./people.js";
import { speaker } from "./turn.js";

const ANSWERS = ["YES", "NO", "UNSURE"];
const NUDGE_SHOWN_MS = 90_000;

export function discussion(room) {
  return html`${speaker(room)}${queue(room)}${unheard(room)}${thinking(room)}`;
}

export function queue(room) {
  const { queue: waiting } = room.state;
  if (!waiting.length) return nothing;
  return html`<section class="queue"><h2>${room.t("queue.title")}</h2>
    <ol class="people">${waiting.map((id) => html`<li><span class="face" aria-hidden="true">${room.person(id).initials}</span>${room.given(id)}
      ${room.leads ? html`<button type="button" class="link" @click=${() => room.act("turn", { person: id })}>${room.t("people.give")}<span class="hidden">: ${room.given(id)}</span></button>` : nothing}</li>`)}</ol>
  </section>`;
}

/** A thinking role is a hat for the day; the one who wears it is reminded what it is for. */
function thinking(room) {
  const mine = ["CRITICAL_FRIEND", "DEVILS_ADVOCATE"].filter((role) => room.myself.roles.includes(role));
  return mine.map((role) => html`<p class="hint calm">${room.t(`hat.${role}`)}</p>`);
}

// --- A show of hands

export function hands(room) {
  const { hands: asked } = room.state;
  if (!asked) return nothing;
  return html`<section class="hands"><h2>${asked.question}</h2>
    <div class="bar tight" role="group" aria-label=${asked.question}>${ANSWERS.map((answer) => handButton(room, asked, answer))}</div>
    <p class="quiet"><small>${room.t("hands.answered", { count: answered(asked), all: room.here.length })}</small></p>
    ${room.leads ? counting(room) : nothing}
  </section>`;
}

function handButton(room, asked, answer) {
  const isMine = asked[answer].includes(room.me.id);
  return html`<button type="button" class="btn ${isMine ? "" : "plain"}" aria-pressed=${isMine} @click=${() => room.act("show_hand", { answer })}>
    ${room.t(`hands.${answer}`)} <span class="figure">${asked[answer].length}</span></button>`;
}

const answered = (asked) => ANSWERS.reduce((sum, answer) => sum + asked[answer].length, 0);

/** The counts, without names, become information in the minutes. */
function counting(room) {
  return html`<p class="bar tight">
    <button type="button" class="btn plain" @click=${() => room.act("count_hands")}>${room.t("hands.end")}</button></p>`;
}

export function askHands(room) {
  if (!room.leads || room.state.hands || !room.isOpen) return nothing;
  const run = (values) => room.act("ask_hands", { question: text(values, "question") });
  return html`<details class="fold"><summary>${room.t("hands.ask")}</summary>
    <form class="inline" @submit=${submits(room, "hands", run)}>
      <div class="field"><label for="hands-question">${room.t("hands.question")}</label>
        <input type="text" id="hands-question" name="question" required maxlength="200" autocomplete="off"></div>
      <button class="btn plain">${room.t("hands.do")}</button>
    </form></details>`;
}

// --- Are we still at the question?

export function nudged(room) {
  const at = room.state.nudged_at;
  if (at === null || room.clock.now() - at > NUDGE_SHOWN_MS) return nothing;
  return html`<p class="hint calm">${room.t("nudge.seen")}</p>`;
}

export function nudge(room) {
  return html`<button type="button" class="link" @click=${() => room.act("nudge")}>${room.t("nudge.do")}</button>`;
}
