// One polite place where a screen reader is told what has happened: few things, short, one at a time.

const BETWEEN_MS = 1_500;
const MOST = 3;

export class Announcer {
  /** @param {HTMLElement} place an element with role=status */
  constructor(place) {
    this.place = place;
    this.waiting = [];
    this.timer = null;
  }

  /** @param {string} sentence */
  say(sentence) {
    if (!sentence || this.waiting.includes(sentence)) return;
    this.waiting = [...this.waiting, sentence].slice(-MOST);
    if (this.timer === null) this.next();
  }

  next() {
    const sentence = this.waiting.shift();
    this.timer = sentence === undefined ? null : setTimeout(() => this.next(), BETWEEN_MS);
    if (sentence !== undefined) this.put(sentence);
  }

  /** The same words twice are told twice only if the text changes in between. */
  put(sentence) {
    this.place.textContent = "";
    requestAnimationFrame(() => {
      this.place.textContent = sentence;
    });
  }
}

const WARN_MS = 3 * 60_000;

/**
 * What a new state means to the one who listens.
 * @returns {string[]} sentences, the most important last
 */
export function news(before, after, me, { t, name }) {
  const said = [];
  const item = after.items[after.current];
  if (after.meeting.status === "CLOSED" && before.meeting.status !== "CLOSED") return [t("say.closed")];
  if (item && after.current !== before.current) said.push(t("say.item", { title: item.title, prompt: item.prompt }));
  if (after.hands && !before.hands) said.push(t("say.hands", { question: after.hands.question }));
  if (after.nudged_at && after.nudged_at !== before.nudged_at) said.push(t("nudge.seen"));
  if (after.clock?.stopped !== before.clock?.stopped && after.clock && before.clock) {
    said.push(t(after.clock.stopped ? "say.stopped" : "say.goes_on"));
  }
  return [...said, ...turns(before, after, me, { t, name })];
}

function turns(before, after, me, { t, name }) {
  if (after.turn?.person === me && before.turn?.person !== me) return [t("say.your_turn")];
  if (after.items[after.current]?.kind !== "ROUND") return [];
  if (after.turn && after.order[0] === me && before.order[0] !== me) {
    return [t("say.you_next", { name: name(after.turn.person) })];
  }
  return [];
}

/** Told once when little is left of an item and once when its time is up; again only if it was given more. */
export class TimeTeller {
  constructor() {
    this.told = "";
  }

  /** @returns {"little" | "up" | null} what to tell now */
  tell(state, ms) {
    if (!state.clock || state.clock.stopped) return null;
    const stage = ms <= 0 ? "up" : ms <= WARN_MS ? "little" : "plenty";
    const now = `${state.current} ${state.clock.total_ms} ${stage}`;
    if (now === this.told || stage === "plenty") return null;
    this.told = now;
    return stage;
  }
}

export const isLittle = (ms) => ms <= WARN_MS;
