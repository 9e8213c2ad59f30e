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

/** The forms that do only this. */
export const text = (values, name) => String(values.get(name) ?? "").trim();
