// The task until next time, with the report's own question: is it clear?

import { html, nothing } from "lit-html";
import { refusal, submits, text } from "./form.js";

const DAY_MS = 86_400_000;

/** At its own item, and wherever a line of the text was made a task. */
export function tasks(room) {
  const isHere = room.shown?.kind === "TASK" || room.taskDraft;
  return isHere && room.mayWrite && (room.isOpen || room.staysOpen) ? taskForm(room) : nothing;
}

function taskForm(room) {
  const refused = room.refusals.get("task");
  const run = (values, button) => room.act("task", {
    people: values.getAll("people").map(Number),
    teaching: text(values, "teaching"),
    study: text(values, "study"),
    evidence: text(values, "evidence"),
    due_on: text(values, "due_on") || null,
    as_it_is: button === "as_it_is",
  });
  return html`<form class="task-form" @submit=${submits(room, "task", run)} @reset=${() => cleared(room)}>
    <fieldset class="plain-set"><legend>${room.t("task.who")}</legend>
      <div class="chosen">${room.here.map(({ id, given }) => html`<label class="choice"><input type="checkbox" name="people" value=${id} checked>${given}</label>`)}</div></fieldset>
    ${field(room, "teaching", { value: room.taskDraft, isRequired: true })}
    <div class="columns">${field(room, "study")}${field(room, "evidence")}</div>
    <div class="field"><label for="task-due_on">${room.t("task.due_on")}</label>
      <input type="date" id="task-due_on" name="due_on" value=${due(room)}></div>
    ${refused ? unclear(room, refused) : nothing}
    <p class="bar tight">
      <button class="btn plain" name="do" value="set">${room.t("task.set")}</button>
      ${refused?.field === "unclear" ? html`<button class="btn plain" name="do" value="as_it_is">${room.t("task.as_it_is")}</button>` : nothing}
    </p>
  </form>`;
}

function field(room, name, { value = "", isRequired = false } = {}) {
  return html`<div class="field"><label for="task-${name}">${room.t(`task.${name}`)}</label>
    <p class="help" id="task-${name}-help">${room.t(`task.${name}_help`)}</p>
    <textarea id="task-${name}" name=${name} rows="2" ?required=${isRequired} aria-describedby="task-${name}-help" .defaultValue=${value}></textarea></div>`;
}

function due(room) {
  const at = room.state.next_meeting;
  return at === null ? "" : new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function unclear(room, refused) {
  if (refused.field !== "unclear") return refusal(room, "task");
  return html`<div class="hint"><p><b>${room.t("task.unclear")}</b></p><p>${refused.refused}</p></div>`;
}

function cleared(room) {
  room.taskDraft = "";
  room.render();
}

/** My own task from this meeting: what I take with me. */
export function myTask(room) {
  const mine = room.state.outcomes.filter(({ kind, people }) => kind === "TASK" && people.includes(room.me.id));
  if (!mine.length) return nothing;
  return html`<section><h2>${room.t("task.mine")}</h2>${mine.map((task) => html`<p>${task.text}</p>
    ${task.study ? html`<p class="quiet">${room.t("task.study_short")} ${task.study}</p>` : nothing}
    ${task.evidence ? html`<p class="quiet">${room.t("bring")} ${task.evidence}</p>` : nothing}
    ${task.due_on ? html`<p class="quiet"><small>${room.t("task.by", { day: room.day(Date.parse(task.due_on) + DAY_MS / 2) })}</small></p>` : nothing}`)}</section>`;
}
