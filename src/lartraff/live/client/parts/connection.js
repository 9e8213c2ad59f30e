// A thin line, never a wall: what is not saved yet, what did not get through, and what is kept on this device.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

const SOON_MS = 3_000;

export function thin(room) {
  const { line } = room;
  if (line.stopped !== null) return signedOut(room);
  if (line.isUp && !room.isLate) return nothing;
  if (!line.isUp && Date.now() - line.offSince < SOON_MS) return nothing;
  const number = room.unsaved;
  const words = number ? room.count("thin.unsaved", number) : room.t("thin.off");
  return html`<p class="thin">${words}</p>`;
}

function signedOut(room) {
  return html`<p class="thin">${room.line.stopped || room.t("thin.signed_out")}
    <a href=${location.href} target="_blank" rel="noopener">${room.t("thin.sign_in")}</a></p>`;
}

/** What was refused, or could not be sent in time. It stays until it has been read. */
export function notices(room) {
  if (!room.notices.length) return nothing;
  return html`<div class="notices">${repeat(room.notices, ({ id }) => id, ({ id, text }) => html`<p class="hint">
    <span>${text}</span> <button type="button" class="link" @click=${() => room.dismiss(id)}>${room.t("notice.close")}</button></p>`)}</div>`;
}

/** Text that cannot be joined with the minutes any more: to be copied, and let go of when its writer says so. */
export function rescued(room) {
  if (!room.rescued) return nothing;
  const done = () => {
    room.rescued = "";
    room.render();
  };
  return html`<section class="hint rescued"><h2><label for="rescued">${room.t("rescued.title")}</label></h2>
    <p>${room.t("rescued.why")}</p>
    <textarea id="rescued" readonly rows="4">${room.rescued}</textarea>
    <p class="bar tight"><button type="button" class="btn plain" @click=${done}>${room.t("rescued.done")}</button></p></section>`;
}

/** Asked once, quietly. Until it is answered nothing is kept. */
export function device(room) {
  const answer = async (isOwn) => {
    await room.pending.answer(isOwn);
    room.asksDevice = false;
    room.render();
  };
  const { device: said } = room.pending;
  if (said !== null && !room.asksDevice) return settled(room, said);
  return html`<div class="device"><p><small>${room.t("device.ask")}</small></p>
    <p class="bar tight">
      <button type="button" class="link" @click=${() => answer(true)}>${room.t("device.own")}</button>
      <button type="button" class="link" @click=${() => answer(false)}>${room.t("device.shared")}</button></p></div>`;
}

function settled(room, said) {
  const ask = () => {
    room.asksDevice = true;
    room.render();
  };
  return html`<p class="quiet device"><small>${room.t(`device.is_${said}`)}
    <button type="button" class="link" @click=${ask}>${room.t("device.change")}</button></small></p>`;
}
