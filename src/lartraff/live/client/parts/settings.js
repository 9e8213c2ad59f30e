// What a person may choose for this screen only.

import { html, nothing } from "lit-html";
import { read, write } from "../pending.js";
import { device } from "./connection.js";

const SOUND = "lartraff sound";
let audio = null;

export function settings(room) {
  const isAsked = room.pending.device === null;
  return html`<div class="settings">
    ${isAsked ? device(room) : nothing}
    <details class="fold small"><summary>${room.t("settings.title")}</summary>
    ${isAsked ? nothing : device(room)}
    <p><label class="choice"><input type="checkbox" .checked=${read(SOUND) === "on"} @change=${chooseSound}><small>${room.t("sound.choose")}</small></label></p>
    <p><button type="button" class="link" @click=${() => room.choose(room.isPhone ? "table" : "phone")}><small>${room.t(room.isPhone ? "face.table" : "face.phone")}</small></button></p>
    ${room.data.plain ? html`<p><a href=${room.data.plain}><small>${room.t("face.plain")}</small></a></p>` : nothing}
    </details></div>`;
}

function chooseSound(event) {
  write(SOUND, event.target.checked ? "on" : "off");
  if (event.target.checked) soft();
}

/** One soft tone when the time is up, for those who have asked for it. */
export function soundTimeUp() {
  if (read(SOUND) === "on") soft();
}

function soft() {
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  const now = audio.currentTime;
  tone.frequency.value = 440;
  volume.gain.setValueAtTime(0, now);
  volume.gain.linearRampToValueAtTime(0.08, now + 0.1);
  volume.gain.exponentialRampToValueAtTime(0.0001, now + 1.2);
  tone.connect(volume).connect(audio.destination);
  tone.start(now);
  tone.stop(now + 1.3);
}
