// A form that gives a command. What was typed is never lost: it stays until the server has taken it, and comes back
// into the form if it was refused.

import { html, nothing } from "lit-html";

const UNHURRIED_MS = 1_500;

/** @param {(values: FormData, button: string | null) => Promise<object> | null} run null: nothing to do */
export function submits(room, key, run) {
  return async (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = run(new FormData(form), event.submitter?.value || null);
    if (answer === null) return;
    const before = [...form.elements].map((field) => field.value);
    room.refusals.delete(key);
    const first = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, UNHURRIED_MS, null))]);
    // No answer yet: it is on its way, and is shown as not sent where its like are shown.
    if (!first?.refused) form.reset();
    const final = first ?? (await answer);
    if (final.refused === undefined) return;
    room.refusals.set(key, final);
    if (first === null && form.isConnected) refill(form, before);
    room.render();
  };
}

function refill(form, values) {
  [...form.elements].forEach((field, at) => {
    if (!field.matches("button, [type=checkbox], [type=radio]") && !field.value) field.value = values[at];
  });
}

export function refusal(room, key) {
  const refused = room.refusals.get(key);
  return refused ? html`<p class="hint" id="refused-${key}">${refused.refused}</p>` : nothing;
}

// --- Another face: a window that was made narrower, a tablet that was turned

// The text of the minutes is not drawn anew, nor are the editor's own forms.
const FIELDS = "form:not(.writing *) :is(input, textarea, select)";

/** What has been typed and not sent, by field. @param {HTMLElement} place @returns {Map<string, string | boolean>} */
export function typed(place) {
  const changed = [...place.querySelectorAll(FIELDS)].filter(hasChanged);
  return new Map(changed.map((field) => [nameOf(field), isTick(field) ? field.checked : field.value]));
}

/** Put it back where its fields are now; what has no field yet stays in `values`. */
export function putBack(place, values) {
  for (const field of place.querySelectorAll(FIELDS)) {
    const name = nameOf(field);
    if (!values.has(name) || hasChanged(field)) continue;
    if (isTick(field)) field.checked = values.get(name);
    else field.value = values.get(name);
    field.closest("details")?.setAttribute("open", "");
    values.delete(name);
  }
}

const isTick = (field) => field.matches("[type=checkbox], [type=radio]");
const nameOf = (field) => field.id || `${field.name} ${field.value}`;

function hasChanged(field) {
  if (isTick(field)) return field.checked !== field.defaultChecked;
  return field.value !== (field.matches("select") ? firstOf(field) : field.defaultValue);
}

const firstOf = ({ options }) => ([...options].find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value;

/** The forms that do only this. */
export const text = (values, name) => String(values.get(name) ?? "").trim();
