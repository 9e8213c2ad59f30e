// What comes out of an item: information, decisions and tasks. Three shapes, each with its word.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { refusal, submits, text } from "./form.js";
import { twoTaps } from "./two_taps.js";

const SHAPES = { INFORMATION: "●", TASK: "■", DECISION: "◆" };
const OTHER = { INFORMATION: "DECISION", DECISION: "INFORMATION" };
const SENT_AS = { INFORMATION: "inform", DECISION: "decide" };

export function outcomes(room) {
  const item = room.shown;
  if (!item || room.state.meeting.status === "PLANNED") return nothing;
  if (item.kind === "READ_ALOUD" && room.looking === null) return nothing; // they are in what is read
  const rows = [...together(room.state.outcomes.filter((row) => belongs(row, item))), ...unsent(room, item)];
  return html`<section class="outcomes" aria-labelledby="outcomes-title">
    <h2 id="outcomes-title">${room.t("outcomes.title")}</h2>
    ${rows.length ? html`<ul class="rows">${repeat(rows, ({ kind, id }) => `${kind} ${id}`, (row) => outcome(room, row))}</ul>` : nothing}
    ${room.mayWrite ? add(room, item) : nothing}
  </section>`;
}

/** Tasks are set at their own item, whatever item the log has them under. */
function belongs(row, item) {
  return row.kind === "TASK" && row.item === null ? item.kind === "TASK" : row.item === item.id;
}

/** A task that several have taken on is one task, with all their names. */
export function together(rows) {
  const found = new Map();
  for (const row of rows) {
    const key = row.kind === "TASK" ? JSON.stringify([row.text, row.study, row.evidence, row.due_on]) : `${row.kind} ${row.id}`;
    const same = found.get(key);
    if (same) found.set(key, { ...same, people: [...same.people, ...row.people], ids: [...same.ids, row.id] });
    else found.set(key, { ...row, ids: [row.id] });
  }
  return [...found.values()];
}

function unsent(room, item) {
  return ["INFORMATION", "DECISION"].flatMap((kind) =>
    room.line.outbox
      .named(SENT_AS[kind])
      .filter(({ data, at }) => data.item === item.id && (!room.line.isUp || Date.now() - at > 2_000))
      .map(({ id, data }) => ({ kind, id, text: data.text, people: [], waits: true })),
  );
}

function outcome(room, row) {
  return html`<li class="outcome ${row.kind.toLowerCase()}">
    <p class="kind"><span class="shape" aria-hidden="true">${SHAPES[row.kind]}</span> ${room.t(`kind.${row.kind}`)}${row.people.length ? html` · ${room.names(row.people)}` : nothing}${row.due_on ? html` <span class="quiet">${room.t("task.by", { day: room.day(Date.parse(row.due_on)) })}</span>` : nothing}
      ${row.waits ? html`<span class="tag amber">${room.t("unsent")}</span>` : nothing}</p>
    <p>${row.text}</p>
    ${row.study ? html`<p class="quiet">${room.t("task.study_short")} ${row.study}</p>` : nothing}
    ${row.evidence ? html`<p class="quiet">${room.t("bring")} ${row.evidence}</p>` : nothing}
    ${room.mayWrite && !row.waits ? deeds(room, row) : nothing}
  </li>`;
}

function deeds(room, row) {
  const { kind, id, ids } = row;
  const to = OTHER[kind];
  return html`<p class="deeds"><small>
    ${to ? html`<button type="button" class="link" @click=${() => room.act("convert", { kind, id, to })}>${room.t(`convert.${to}`)}<span class="hidden">: ${row.text}</span></button>` : nothing}
    ${twoTaps({
      key: `remove ${kind} ${id}`,
      label: html`${room.t("outcome.remove")}<span class="hidden">: ${row.text}</span>`,
      again: room.t("outcome.remove_again"),
      hint: room.t("outcome.remove_hint"),
      run: () => ids.forEach((one) => room.act("remove", { kind, id: one })),
      look: "link",
    })}</small></p>`;
}

function add(room, item) {
  const run = (values, button) => {
    const what = text(values, "text");
    return what ? room.act(button ?? "inform", { item: item.id, text: what }) : null;
  };
  return html`<form class="adding" @submit=${submits(room, "outcome", run)}>
    ${refusal(room, "outcome")}
    <div class="field"><label for="outcome-text">${room.t("outcome.add")}</label>
      <input type="text" id="outcome-text" name="text" maxlength="2000" autocomplete="off"></div>
    <p class="bar tight">
      <button class="btn plain" name="as" value="inform"><span class="shape" aria-hidden="true">${SHAPES.INFORMATION}</span> ${room.t("kind.INFORMATION")}</button>
      <button class="btn plain" name="as" value="decide"><span class="shape" aria-hidden="true">${SHAPES.DECISION}</span> ${room.t("kind.DECISION")}</button>
    </p>
  </form>`;
}

/** A line of the text was made into something; a task needs its form. @returns {Promise<object> | null} */
export function shape(room, kind, what, itemId) {
  const name = SENT_AS[kind.toUpperCase()];
  if (name) return room.act(name, { item: itemId, text: what });
  room.taskDraft = what;
  room.render();
  return null;
}
