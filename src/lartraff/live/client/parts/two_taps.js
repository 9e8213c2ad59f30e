// A button that asks for a second tap, where others use a dialogue. The first says what will happen.

import { html, nothing } from "lit-html";

const ARMED_MS = 5_000;

let armed = null;
let timer = null;
let redraw = () => {};

export function watchTaps(room, announcer) {
  redraw = (hint) => {
    if (hint) announcer.say(hint);
    room.render();
  };
  document.addEventListener("keydown", (event) => event.key === "Escape" && armed && disarm());
}

function disarm() {
  clearTimeout(timer);
  armed = null;
  redraw();
}

function tap({ key, hint, run }) {
  clearTimeout(timer);
  if (armed === key) {
    armed = null;
    run();
    redraw();
    return;
  }
  armed = key;
  timer = setTimeout(disarm, ARMED_MS);
  redraw(hint);
}

/** @param {{key: string, label: string, again: string, hint: string, run: () => void, look?: string}} tapping */
export function twoTaps(tapping) {
  const isArmed = armed === tapping.key;
  const look = tapping.look ?? "btn plain";
  return html`<span class="taps">
    <button type="button" class="${look}${isArmed ? " armed" : ""}" @click=${() => tap(tapping)}>
      ${isArmed ? tapping.again : tapping.label}</button
    >${isArmed ? html`<small class="tap-hint">${tapping.hint}</small>` : nothing}
  </span>`;
}
