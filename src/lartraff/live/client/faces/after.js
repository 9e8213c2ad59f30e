// When the meeting is over: thanks, and where to go. Nobody is sent anywhere.

import { html, nothing } from "lit-html";
import { rescued } from "../parts/connection.js";
import { myTask } from "../parts/tasks.js";

export function after(room) {
  const { minutes, group, after: checkOut } = room.data;
  const { next_meeting: next } = room.state;
  return html`<div class="after">
    ${rescued(room)}
    <p class="quiet over"><small>${room.state.meeting.group}</small></p>
    <h1 tabindex="-1" id="prompt">${room.t("after.title")}</h1>
    <p class="lead">${next === null ? room.t("after.thanks") : room.t("after.next", { day: room.day(next), hour: room.hour(next) })}</p>
    ${myTask(room)}
    <p class="bar">
      ${checkOut ? html`<a class="btn" href=${checkOut}>${room.t("after.check_out")}</a>` : nothing}
      <a class=${checkOut ? "btn plain" : "btn"} href=${minutes}>${room.t("after.minutes")}</a>
    </p>
    ${checkOut ? html`<p class="quiet"><small>${room.t("after.check_out_why")}</small></p>` : nothing}
    <p class="quiet">${room.t(room.state.minutes === "SHARED" ? "after.shared" : "after.not_shared")}</p>
    <p><a href=${group}>${room.t("after.group")}</a></p>
  </div>`;
}

/** Somebody is still writing when the meeting is closed: they go when they like. */
export function closedMeanwhile(room) {
  const go = () => {
    room.staysOpen = false;
    room.render();
  };
  return html`<div class="hint calm closed"><p>${room.t("after.closed_meanwhile")}</p>
    <p class="bar tight"><button type="button" class="btn plain" @click=${go}>${room.t("after.come")}</button></p></div>`;
}
