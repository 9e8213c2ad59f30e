// To the right: who is here, in words.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

const ROLES = ["SECRETARY", "TIMEKEEPER", "CRITICAL_FRIEND", "DEVILS_ADVOCATE"];

export function people(room) {
  return html`<h2 id="people-title">${room.t("people.title")}</h2>
    <ul class="who">${repeat(room.state.people, ({ id }) => id, (person) => row(room, person))}</ul>`;
}

function row(room, person) {
  const hasFloor = room.state.turn?.person === person.id;
  const isOnline = room.online?.has(person.id);
  return html`<li aria-current=${hasFloor ? "true" : nothing} class=${[person.here ? "" : "away", isOnline ? "online" : ""].join(" ").trim()}>
    <span class="face" aria-hidden="true">${person.initials}</span>
    <span class="name">${room.called(person)}
      <small class="quiet">${sign(room, person, hasFloor)}${parts(room, person, { hasFloor, isOnline }).map((part) => html`<span class="part">${part}</span> `)}</small>${person.here && room.online && !isOnline ? html`<span class="hidden">, ${room.t("people.no_screen")}</span>` : nothing}</span>
    ${deed(room, person, hasFloor)}
  </li>`;
}

function parts(room, person, { hasFloor, isOnline }) {
  const { t, state } = room;
  return [
    person.leads ? t("people.leads") : "",
    ...person.roles.map((role) => t(`does.${role}`)),
    hasFloor ? t("people.floor") : "",
    state.passed.includes(person.id) ? t("people.passed") : "",
    state.later.includes(person.id) ? t("people.later") : "",
    state.queue.includes(person.id) && !hasFloor ? t("people.asks") : "",
    !person.here ? t(isOnline ? "people.online" : "people.away") : "",
  ].filter(Boolean);
}

function sign(room, { id }, hasFloor) {
  const { ready, heard, passed } = room.state;
  if (hasFloor) return nothing;
  if (heard.includes(id)) return html`<span class="part tick">${room.t("people.heard")} <span aria-hidden="true">✓</span></span> `;
  if (ready.includes(id) && !passed.includes(id)) return html`<span class="part tick">${room.t("people.ready")} <span aria-hidden="true">✓</span></span> `;
  return nothing;
}

function deed(room, person, hasFloor) {
  const kind = room.item?.kind;
  const holdsFloor = room.state.turn?.person === room.me.id;
  if (!room.isOpen) return nothing;
  if (!person.here) return tick(room, person);
  if (!(room.leads || holdsFloor) || hasFloor || room.state.clock?.stopped) return nothing;
  if (kind !== "ROUND" && kind !== "DISCUSSION") return nothing;
  return html`<button type="button" class="link" @click=${() => room.act("turn", { person: person.id })}>
    <small>${room.t("people.give")}<span class="hidden">: ${person.given}</span></small></button>`;
}

function tick(room, person) {
  return html`<button type="button" class="link" @click=${() => room.act("here", { person: person.id, here: true })}>
    <small>${room.t("people.is_here")}<span class="hidden">: ${person.given}</span></small></button>`;
}

/** Kindly, and to the group only: whom we have not heard yet. */
export function unheard(room) {
  const names = room.unheard;
  if (room.item?.kind !== "DISCUSSION" || !room.state.heard.length || !names.length || names.length > 4) return nothing;
  return html`<p class="unheard"><small>${room.t("people.unheard", { names: room.names(names) })}</small></p>`;
}

/** The leader's screen has been away for a while. Anybody here may go on. */
export function takeOver(room) {
  if (room.leads || !room.leaderIsGone) return nothing;
  return html`<div class="hint">
    <p>${room.t("lead.gone", { name: room.leader.given })}</p>
    <p class="bar tight"><button type="button" class="btn plain" @click=${() => room.act("take_over")}>${room.t("lead.take_over")}</button></p>
  </div>`;
}

// --- Roles of the day

export function roles(room) {
  if (room.state.meeting.status === "CLOSED") return nothing;
  return html`<h3>${room.t("roles.title")}</h3>
    <ul class="roles">${ROLES.map((role) => roleRow(room, role))}</ul>
    ${handOver(room)}`;
}

function roleRow(room, role) {
  const who = room.who(role);
  const proposed = who ? null : room.state.proposed[role];
  return html`<li>
    <span class="quiet">${room.t(`role.${role}`)}</span>
    ${who ? html`<span>${room.called(who)}</span>` : nothing}
    ${proposed ? html`<button type="button" class="link" @click=${() => room.act("choose", { role, person: proposed })}>${room.t("roles.propose", { name: room.given(proposed) })}<span class="hidden">: ${room.t(`role.${role}`)}</span></button>` : nothing}
    ${chooser(room, {
      name: `role-${role}`,
      label: room.t(who || proposed ? "roles.other" : "roles.choose"),
      of: room.t(`role.${role}`),
      chosen: who?.id,
      empty: room.t("roles.nobody"),
      run: (id) => room.act("choose", { role, person: id }),
    })}
  </li>`;
}

function handOver(room) {
  if (!room.leads || !room.isOpen) return nothing;
  return html`<div class="handover">${chooser(room, {
    name: "lead",
    label: room.t("lead.hand_over"),
    of: "",
    chosen: null,
    empty: room.t("roles.pick"),
    run: (id) => (id === null ? null : room.act("lead", { person: id })),
  })}</div>`;
}

function chooser(room, { name, label, of, chosen, empty, run }) {
  const choose = (event) => {
    event.preventDefault();
    const value = new FormData(event.target).get("person");
    run(value ? Number(value) : null);
    event.target.closest("details").open = false;
  };
  return html`<details class="fold small"><summary>${label}<span class="hidden">${of ? `: ${of}` : ""}</span></summary>
    <form class="choosing" @submit=${choose}>
      <label class="hidden" for=${name}>${of || label}</label>
      <select name="person" id=${name}>
        <option value="">${empty}</option>
        ${room.state.people.filter(({ leads }) => name !== "lead" || !leads || room.leaders.length > 1).map((person) => html`<option value=${person.id} ?selected=${person.id === chosen}>${person.name}</option>`)}
      </select>
      <button class="btn plain">${room.t("roles.do")}</button>
    </form></details>`;
}
