// The few big buttons at the bottom: what I may do this minute, most important first, five at most.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { twoTaps } from "./two_taps.js";

const MOST = 5;
const MORE_MINUTES = 5;
const SILENT_MINUTES = 2;

/**
 * @typedef {{key: string, label: string, run: () => void, more?: string, isPressed?: boolean,
 *   twice?: {again: string, hint: string}}} Action
 */

/** @returns {Action[]} */
export function actions(room) {
  const { meeting, clock } = room.state;
  if (meeting.status === "PLANNED") return waiting(room);
  if (meeting.status === "CLOSED") return [];
  if (clock?.stopped === "AWAY") return room.leads ? [deed(room, "resume", "resume")] : [];
  if (clock?.stopped === "PAUSED") return room.keepsTime ? [deed(room, "unpause", "unpause")] : [];
  const all = room.leads ? leading(room) : [...mine(room), ...keeping(room)];
  return all.slice(0, MOST);
}

const deed = (room, key, name, data = {}, filling = {}) => ({
  key,
  label: room.t(`do.${key}`, filling),
  run: () => room.act(name, data),
});

function waiting(room) {
  const here = room.myself.here ? [] : [deed(room, "here", "here", { person: room.me.id, here: true })];
  return room.leads ? [deed(room, "open", "open"), ...here] : here;
}

// --- The one who leads

function leading(room) {
  const next = room.item.kind === "ROUND" ? nextSpeaker(room) : [];
  return [...next, ...reading(room), ...onward(room), ...keeping(room)];
}

function nextSpeaker(room) {
  const { order, turn } = room.state;
  if (!order.length) return [];
  const key = turn ? "next_speaker" : "first_speaker";
  return [{ ...deed(room, key, "turn", { person: order[0] }, { name: room.given(order[0]) }), key: "speaker" }];
}

function reading(room) {
  if (room.item.kind !== "READ_ALOUD" || room.state.minutes !== "DRAFT") return [];
  return [deed(room, "read_aloud", "read_aloud")];
}

function onward(room) {
  const { nextItem } = room;
  if (!nextItem) return [closing(room)];
  const { current } = room.state;
  const action = deed(room, "onward", "go", { item: nextItem.position, came_from: current }, { title: nextItem.title });
  const hint = tooEarly(room);
  return [hint ? { ...action, twice: { again: room.t("do.onward_again", { title: nextItem.title }), hint } } : action];
}

/** Why one might wait a little with going on; "" when there is no reason to. */
function tooEarly(room) {
  const { item, unheard } = room;
  if (item.kind === "ROUND" && unheard.length) return room.t("early.unheard", { names: room.names(unheard) });
  const used = room.state.clock ? room.state.clock.total_ms - room.left : item.used_ms;
  const minutes = Math.ceil(item.from - used / 60_000);
  return minutes > 0 && item.kind !== "WELCOME" ? room.count("early.minutes", minutes) : "";
}

export function closing(room) {
  return {
    ...deed(room, "close", "close"),
    twice: { again: room.t("do.close_again"), hint: room.t(room.state.doubts.length ? "close.doubts" : "close.hint") },
  };
}

/** A step back is always possible, and never in the way. */
export function back(room) {
  const { previousItem } = room;
  if (!room.leads || !room.isOpen || !previousItem) return [];
  const where = { item: previousItem.position, came_from: room.state.current };
  return [{ ...deed(room, "back", "go", where), more: previousItem.title }];
}

// --- The one who keeps the time

function keeping(room) {
  if (!room.keepsTime) return [];
  const more = { item: room.state.current, minutes: MORE_MINUTES, taken_from: null };
  return [deed(room, "more", "extend", more, { minutes: MORE_MINUTES })];
}

/** Beside the agenda: a break, for those who keep the time. */
export function pausing(room) {
  return room.isOpen && room.keepsTime && !room.state.clock?.stopped ? [deed(room, "pause", "pause")] : [];
}

// --- Everybody

/** What I may do for myself just now. */
export function mine(room) {
  const { turn, order, later } = room.state;
  const me = room.me.id;
  if (!room.isOpen || room.state.clock?.stopped) return [];
  if (!room.myself.here) return [deed(room, "here", "here", { person: me, here: true })];
  if (turn?.person === me) return floor(room, order);
  if (room.item.kind === "ROUND" && order.includes(me)) {
    return [ready(room), deed(room, "pass", "pass", { person: me }), ...(later.includes(me) ? [] : [deed(room, "later", "later", { person: me })])];
  }
  if (room.item.kind === "DISCUSSION") return [hand(room)];
  if (room.item.kind === "TASK" || room.item.kind === "ROUND") return [ready(room)];
  return [];
}

function floor(room, order) {
  const done = deed(room, "done_speaking", "done_speaking");
  if (room.item.kind !== "ROUND" || !order.length) return [done];
  return [{ ...deed(room, "hand_over", "turn", { person: order[0] }, { name: room.given(order[0]) }), key: "speaker" }, done];
}

function ready(room) {
  const isReady = room.state.ready.includes(room.me.id);
  return { ...deed(room, isReady ? "is_ready" : "ready", "ready", { ready: !isReady }), key: "ready", isPressed: isReady };
}

function hand(room) {
  const isUp = room.state.queue.includes(room.me.id);
  return { ...deed(room, isUp ? "hand_down" : "hand_up", "hand", { up: !isUp }), key: "hand", isPressed: isUp };
}

/** A new silence, when a question needs it. */
export function silenceAgain(room) {
  if (!room.leads || room.isQuiet || !room.isOpen) return nothing;
  const start = () => room.act("quiet", { minutes: SILENT_MINUTES });
  return html`<button type="button" class="link" @click=${start}>${room.t("quiet.start", { minutes: SILENT_MINUTES })}</button>`;
}

// --- How they look

export function button(action, look) {
  if (action.twice) return twoTaps({ ...action, ...action.twice, look });
  return html`<button type="button" class=${look} aria-pressed=${action.isPressed ?? nothing} @click=${action.run}>
    ${action.label}${action.more ? html`<span class="hidden">: ${action.more}</span>` : nothing}</button>`;
}

/** The same time as above, where the eye is while one writes. */
function shortTime(room) {
  return room.t(room.left < 0 ? "clock.over" : "clock.left", { span: room.span(room.left) });
}

/** The first is the one to press; the others stand back. */
export function bar(room) {
  const all = actions(room);
  return html`<div class="deck" role="group" aria-label=${room.t("bar.label")}>
    ${repeat(all, ({ key }) => key, (action, at) => button(action, at === 0 && !action.isPressed ? "btn" : "btn plain"))}
    ${room.left === null ? nothing : html`<span class="figure quiet deck-time" aria-hidden="true">${shortTime(room)}</span>`}
  </div>`;
}
