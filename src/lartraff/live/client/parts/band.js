// Time as a shrinking band, beside its words.

import { html, nothing } from "lit-html";

export function band(room) {
  const { clock } = room.state;
  if (!clock) return nothing;
  const left = room.left;
  const look = clock.stopped ? "still" : left <= 0 ? "over soon" : room.isLittleLeft ? "soon" : "";
  return html`<div class="time ${look}">
    <progress class="band" max=${clock.total_ms} value=${Math.max(0, left)} aria-hidden="true"></progress>
    <p><b class="figure">${room.t(left < 0 ? "clock.over" : "clock.left", { span: room.span(left) })}</b>
      <span class="quiet">${words(room, clock, left)}</span></p>
  </div>`;
}

function words(room, clock, left) {
  if (clock.stopped) return room.t("clock.still");
  if (left <= 0) return room.t("clock.up");
  if (room.isLittleLeft) return room.t("clock.little");
  return room.t("clock.until", { hour: room.hour(room.clock.now() + left) });
}

/** Nobody is to blame: the agenda waits, and it is said why. */
export function stopped(room) {
  const { clock } = room.state;
  if (!clock?.stopped) return nothing;
  const key = clock.stopped === "PAUSED" ? "stopped.paused" : "stopped.away";
  const reason = clock.reason ? room.t(`reason.${clock.reason}`) : "";
  return html`<div class="hint calm">
    <p>${room.t(key, { hour: room.hour(clock.since), reason })}</p>
    ${clock.reason === "SINGLE_PUPILS" ? html`<p><small>${room.t("pupils.rule")}</small></p>` : nothing}
  </div>`;
}

/** When little is left: more time, or time from where there is slack. */
export function offers(room) {
  const { state } = room;
  if (!room.keepsTime || !room.isLittleLeft || state.clock.stopped || room.looking !== null) return nothing;
  const give = (minutes, from) => room.act("extend", { item: state.current, minutes, taken_from: from });
  return html`<p class="bar tight offers">
    ${state.plan.offers.map(
      (offer) => html`<button type="button" class="btn plain" @click=${() => give(offer.minutes, offer.item)}>
        ${room.t("offer.take", { minutes: offer.minutes, title: state.items[offer.item].title })}
      </button>`,
    )}
  </p>`;
}
