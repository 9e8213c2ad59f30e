// What belongs beside the agenda: parking a matter, leaving the structure, the wall.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { refusal, submits, text } from "./form.js";

const REASONS = ["NATIONAL_TESTS", "MATERIALS", "SINGLE_PUPILS", "PRACTICAL", "OTHER"];

export function park(room, key = "park") {
  const run = (values) => room.act("park", { text: text(values, "text"), sent_to: text(values, "sent_to") });
  return html`<details class="fold">
    <summary>${room.t("park.title")}</summary>
    <form @submit=${submits(room, key, run)}>
      ${refusal(room, key)}
      <div class="field"><label for="${key}-text">${room.t("park.what")}</label>
        <input type="text" id="${key}-text" name="text" required maxlength="300" autocomplete="off"></div>
      <div class="field"><label for="${key}-to">${room.t("park.where")}</label>
        <input type="text" id="${key}-to" name="sent_to" maxlength="120" autocomplete="off"></div>
      <button class="btn plain">${room.t("park.do")}</button>
    </form>
  </details>`;
}

export function parked(room) {
  const waiting = room.line.outbox.named("park").map(({ id, data }) => ({ id, ...data, waits: true }));
  const rows = [...room.state.parked, ...waiting];
  if (!rows.length) return nothing;
  return html`<h3>${room.t("parked.today")}</h3>
    <ul class="plain">${repeat(rows, ({ id }) => id, (matter) => html`<li>${matterText(matter)}${matter.waits ? html` <span class="tag amber">${room.t("unsent")}</span>` : nothing}</li>`)}</ul>`;
}

export function carried(room) {
  const { carried: matters } = room.state;
  if (!matters.length) return nothing;
  return html`<h3>${room.t("parked.before")}</h3>
    <ul class="plain">${repeat(matters, ({ id }) => id, (matter) => html`<li>${matterText(matter)}
      <button type="button" class="link" @click=${() => room.act("settle", { matter: matter.id })}><small>${room.t("parked.settle")}<span class="hidden">: ${matter.text}</span></small></button></li>`)}</ul>`;
}

const matterText = ({ text: what, sent_to: to }) => html`${what}${to ? html` <span class="quiet">→ ${to}</span>` : nothing}`;

export function leave(room) {
  if (!room.leads || !room.isOpen || room.state.clock?.stopped === "AWAY") return nothing;
  const run = (values) => (values.get("reason") ? room.act("leave", { reason: values.get("reason") }) : null);
  return html`<details class="fold">
    <summary>${room.t("leave.title")}</summary>
    <form @submit=${submits(room, "leave", run)}>
      <fieldset class="plain-set"><legend>${room.t("leave.why")}</legend>
        ${REASONS.map((reason) => html`<label class="choice"><input type="radio" name="reason" value=${reason} required>${room.t(`reason.${reason}`)}</label>`)}
      </fieldset>
      <button class="btn plain">${room.t("leave.do")}</button>
    </form>
  </details>`;
}

export function wall(room) {
  const { wall: open } = room.state;
  if (!room.leads && !open) return nothing;
  return html`<details class="fold">
    <summary>${room.t("wall.title")}</summary>
    ${open ? code(room, open) : html`<p>${room.t("wall.why")}</p>`}
    ${room.leads ? switches(room, open) : nothing}
  </details>`;
}

function code(room, { code: letters }) {
  const address = new URL(room.data.wall ?? "/wall/", location.href);
  return html`<p>${room.t("wall.how", { address: address.host + address.pathname })}</p>
    <p class="code">${letters}</p>`;
}

function switches(room, open) {
  const set = (isOpen, shows) => room.act("wall", { open: isOpen, shows_text: shows });
  if (!open) return html`<button type="button" class="btn plain" @click=${() => set(true, false)}>${room.t("wall.open")}</button>`;
  return html`<label class="choice"><input type="checkbox" .checked=${open.shows_text} @change=${(event) => set(true, event.target.checked)}>${room.t("wall.text")}</label>
    <button type="button" class="btn plain" @click=${() => set(false, false)}>${room.t("wall.close")}</button>`;
}
