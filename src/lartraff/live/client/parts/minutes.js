// The editor of the item on this screen. One at a time, made when it is first looked at, and never drawn over.

import { html, nothing } from "lit-html";
import { Editor } from "../editor/index.js";
import { sendPhoto } from "./photo.js";
import { shape } from "./outcomes.js";

export class MinutesEditor {
  /** @param {import("../room.js").Room} room */
  constructor(room) {
    this.room = room;
    this.key = null;
    this.editor = null;
    this.place = null;
    this.people = null;
  }

  /** The place of the editor for an item; the same one for as long as the item is looked at. */
  at(item) {
    const { room } = this;
    const key = `${room.line.sync.doc.guid} ${item.id}`;
    if (key !== this.key) this.make(key, item);
    this.editor.editable = room.mayWrite;
    this.editor.nextMeeting = room.state.next_meeting;
    this.tellPeople();
    return this.place;
  }

  make(key, item) {
    const { room } = this;
    this.editor?.destroy();
    this.key = key;
    this.place = document.createElement("div");
    this.place.className = "writing";
    this.people = JSON.stringify(room.state.people.map(({ id, name }) => [id, name]));
    const { doc, awareness } = room.line.sync;
    this.editor = new Editor({
      mount: this.place,
      doc,
      awareness,
      item: item.id,
      words: room.data.words,
      people: room.state.people,
      me: room.me.id,
      upload: (blob) => sendPhoto(room, blob),
      onShape: (kind, text) => this.shaped(kind, text, item),
      editable: room.mayWrite,
      nextMeeting: room.state.next_meeting,
      language: room.data.language,
    });
  }

  async shaped(kind, text, item) {
    const answer = text ? await shape(this.room, kind, text, item.id) : null;
    if (answer?.refused !== undefined) this.room.notice(answer.refused);
    return Boolean(answer?.done);
  }

  tellPeople() {
    const people = JSON.stringify(this.room.state.people.map(({ id, name }) => [id, name]));
    if (people === this.people) return;
    this.people = people;
    this.editor.setPeople(this.room.state.people);
  }
}

export function minutes(room) {
  const item = room.shown;
  if (!item || room.state.meeting.status === "PLANNED") return nothing;
  const problem = room.problems.get(item.id);
  return html`<section class="minutes-part" aria-labelledby="minutes-title">
    <div class="heading"><h2 id="minutes-title">${room.t("minutes.title")}</h2>
      <p class="quiet saved"><small>${saved(room)}</small></p></div>
    ${problem ? html`<p class="hint">${problem}</p>` : nothing}
    ${room.editors.at(item)}
  </section>`;
}

function saved(room) {
  if (!room.mayWrite) return room.t(room.state.minutes === "SHARED" ? "minutes.shared" : "minutes.read_only");
  if (room.line.sync.isSaved) return room.t("saved");
  return room.t(room.line.isUp ? "saving" : "unsent");
}
