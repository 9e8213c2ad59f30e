// The wall: the same minute for the whole room, large and dark. It is only looked at, and it connects for ever.

import { html, nothing, render } from "lit-html";
import { isLittle } from "./announce.js";
import { Clock, left, seconds, untilNextSecond } from "./clock.js";
import { unsafeHTML } from "lit-html/directives/unsafe-html.js";
import { speaker } from "./words.js";

const SLOWEST_MS = 15_000;
const FIRST_MESSAGE_MS = 5_000;
const POLL_MS = 2_000;
const BEAT_MS = 30_000;
const SILENCE_MS = 70_000;
const NUDGE_SHOWN_MS = 90_000;
const ANSWERS = ["YES", "NO", "UNSURE"];

const data = JSON.parse(document.getElementById("live-data").textContent);
const place = document.getElementById("live");
const t = speaker(data.words);
const clock = new Clock(data.state?.now ?? Date.now());
let state = data.state;
let isUp = false;
let over = null; // what to say when there is nothing more to show

// --- The line

let socket = null;
let failures = 0;
let heardAt = 0;

function connect() {
  if (over !== null) return;
  const ws = new WebSocket(new URL(data.socket, location.href.replace(/^http/, "ws")));
  socket = ws;
  const patience = setTimeout(() => ws.close(), FIRST_MESSAGE_MS * 2);
  ws.onmessage = ({ data: text }) => {
    clearTimeout(patience);
    if (failures || !isUp) ask(3);
    failures = 0;
    take(JSON.parse(text));
  };
  ws.onclose = () => {
    clearTimeout(patience);
    if (socket === ws) again();
  };
}

function again() {
  socket = null;
  failures += 1;
  if (failures >= 2) poll();
  else up(false);
  setTimeout(connect, Math.min(SLOWEST_MS, 500 * 2 ** failures) * (0.5 + Math.random() / 2));
}

/** Where websockets are blocked: asked for again and again, until one opens. */
async function poll() {
  if (over !== null || (socket?.readyState === WebSocket.OPEN && failures === 0)) return;
  const sent = performance.now();
  try {
    const answer = await fetch(data.poll, { signal: AbortSignal.timeout(10_000) });
    if (answer.status === 404 || answer.status === 410) {
      end(answer.status === 410 ? t("after.title") : (await answer.json()).sentence);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const said = await answer.json();
    const news = said.state ?? said;
    clock.heard(sent, said.now ?? news.now);
    take({ state: news });
    clearTimeout(poll.timer);
    poll.timer = setTimeout(poll, POLL_MS);
  } catch {
    up(false);
  }
}

/** The meeting or its wall is closed: there is nothing to wait for. */
function end(sentence) {
  over = sentence;
  draw();
}

function take(message) {
  heardAt = Date.now();
  up(true);
  if (message.time !== undefined && message.now !== undefined) clock.heard(message.time, message.now);
  if (message.state) {
    state = message.state;
    draw();
  }
}

function ask(times) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ time: performance.now() }));
  if (times > 1) setTimeout(() => ask(times - 1), 200);
}

function up(is) {
  isUp = is;
  draw();
}

function beat() {
  if (socket && isUp && Date.now() - heardAt > SILENCE_MS) {
    const dead = socket;
    again();
    dead.onclose = null;
    dead.close();
  } else ask(1);
}

// --- What is seen

function draw() {
  render(state ? face() : html`<p class="wall-over">${t("wall.waiting")}</p>`, place);
}

function face() {
  if (over !== null) return large(state.group, over);
  if (state.status === "CLOSED") return large(state.group, t("after.title"));
  if (state.status === "PLANNED") return large(state.group, t("wall.soon"));
  return html`<p class="wall-over">${above()}</p>
    <h1>${state.hands ? state.hands.question : state.prompt || state.title}</h1>
    ${state.hands ? hands() : nothing}
    ${isNudged() ? html`<p class="wall-line">${t("nudge.seen")}</p>` : nothing}
    ${state.clock ? time() : nothing}
    ${state.html ? html`<div class="wall-text text">${unsafeHTML(state.html)}</div>` : nothing}
    ${isUp ? nothing : html`<p class="wall-off">${t("wall.off")}</p>`}`;
}

const large = (small, words) => html`<p class="wall-over">${small}</p><h1>${words}</h1>`;

const isQuiet = () => state.quiet !== null && state.quiet.until > clock.now();

function above() {
  const { title, turn, next } = state;
  if (isQuiet()) return `${title} · ${t("wall.quiet")}`;
  if (turn && next) return `${title} · ${t("wall.turn_next", { name: turn.given, next })}`;
  if (turn) return `${title} · ${t("wall.turn", { name: turn.given })}`;
  return next ? `${title} · ${t("wall.next", { next })}` : title;
}

function hands() {
  return html`<ul class="wall-hands">${ANSWERS.map((answer) => html`<li><b>${state.hands[answer]}</b> ${t(`hands.${answer}`)}</li>`)}</ul>`;
}

const isNudged = () => state.nudged_at !== null && clock.now() - state.nudged_at < NUDGE_SHOWN_MS;

function time() {
  const ms = isQuiet() ? state.quiet.until - clock.now() : left(state, clock.now());
  const total = isQuiet() ? Math.max(ms, 120_000) : state.clock.total_ms;
  const isSoon = !isQuiet() && isLittle(ms);
  return html`<div class="wall-time ${isSoon ? "soon" : ""}">
    <p class="figure">${t(ms < 0 ? "clock.over_short" : "clock.left_short", { span: span(ms) })}</p>
    <progress class="band" max=${total} value=${Math.max(0, ms)} aria-hidden="true"></progress>
    <p class="wall-line">${line(ms)}</p>
  </div>`;
}

function line(ms) {
  if (state.clock.stopped) return t("clock.still");
  if (isQuiet()) return t("wall.quiet_left");
  const now = ms <= 0 ? t("clock.up") : isLittle(ms) ? t("clock.little") : "";
  const next = state.next_title ? t("wall.then", { title: state.next_title }) : "";
  return [now, next].filter(Boolean).join(" ");
}

function span(ms) {
  const all = Math.abs(seconds(ms));
  return t("clock.span", { minutes: Math.floor(all / 60), seconds: String(all % 60).padStart(2, "0") });
}

function tick() {
  if (clock.slept()) ask(3);
  draw();
  const ms = state?.clock && !state.clock.stopped ? left(state, clock.now()) : 0;
  setTimeout(tick, untilNextSecond(ms));
}

place.replaceChildren();
connect();
setInterval(beat, BEAT_MS);
for (const happening of ["online", "pageshow"]) window.addEventListener(happening, () => ask(3));
tick();
