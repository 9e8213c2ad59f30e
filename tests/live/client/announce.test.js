import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeTeller, news } from "../../../src/lartraff/live/client/announce.js";

const ITEMS = [
  { kind: "ROUND", title: "Laget runt", prompt: "Vad har du prövat?" },
  { kind: "DISCUSSION", title: "Diskussion", prompt: "Vad säger det oss?" },
];
const STATE = {
  meeting: { status: "OPEN" }, items: ITEMS, current: 0, hands: null, nudged_at: null,
  clock: { stopped: null, total_ms: 600_000 }, turn: null, order: [2, 3],
};
const WORDS = { t: (key) => key, name: String };
const told = (before, after) => news({ ...STATE, ...before }, { ...STATE, ...after }, 3, WORDS);

test("my turn, and that I am next, are told; the turns of others are not", () => {
  const second = { turn: { person: 2 }, order: [3] };
  assert.deepEqual(told({}, second), ["say.you_next"]);
  assert.deepEqual(told(second, { turn: { person: 3 }, order: [] }), ["say.your_turn"]);
  assert.deepEqual(told({}, { turn: { person: 2 }, order: [4, 3] }), []);
  assert.deepEqual(told(second, second), []);
});

test("a new item is told, and the end of the meeting alone", () => {
  assert.deepEqual(told({}, { current: 1 }), ["say.item"]);
  assert.deepEqual(told({}, { meeting: { status: "CLOSED" }, current: null }), ["say.closed"]);
});

test("little time and no time are told once each, and again when an item was given more", () => {
  const teller = new TimeTeller();
  const tell = (ms, total = 600_000) => teller.tell({ current: 0, clock: { stopped: null, total_ms: total } }, ms);
  assert.deepEqual([300_000, 180_000, 179_000, 0, -1_000].map((ms) => tell(ms)), [null, "little", null, "up", null]);
  assert.deepEqual([299_000, 170_000].map((ms) => tell(ms, 900_000)), [null, "little"]);
});
