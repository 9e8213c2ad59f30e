import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock, left, seconds, untilNextSecond } from "../../../src/lartraff/live/client/clock.js";

test("the quickest answer is believed", () => {
  const clock = new Clock(0);
  clock.heard(1_000, 501_900, 1_800); // slow: 800 ms on the way
  clock.heard(2_000, 502_010, 2_020); // quick
  clock.heard(3_000, 503_900, 3_600); // slow again
  assert.equal(clock.offset, 500_000);
});

test("an answer is forgotten after some minutes, for clocks drift", () => {
  const clock = new Clock(0);
  clock.heard(0, 10_005, 10);
  clock.heard(400_000, 412_050, 400_100);
  assert.equal(clock.offset, 12_000);
});

test("a countdown stands still while the clock is stopped", () => {
  const state = { now: 1_000, clock: { left_ms: 5_000, stopped: null } };
  assert.equal(left(state, 3_000), 3_000);
  assert.equal(left({ ...state, clock: { left_ms: 5_000, stopped: "PAUSED" } }, 3_000), 5_000);
});

test("seconds are counted to the very end, and onwards", () => {
  assert.deepEqual([1_001, 1_000, 1, 0, -1, -1_000].map(seconds), [2, 1, 1, 0, -1, -1]);
});

test("the figure is drawn anew at the moment it changes", () => {
  assert.deepEqual([1_250, 1_000, 1, -250].map(untilNextSecond), [250, 1_000, 1, 750]);
});

test("a laptop that has slept knows it once, and asks anew", () => {
  const clock = new Clock(0);
  clock.heard(0, 100, 10);
  clock.drift -= 60_000;
  assert.equal(clock.slept(), true);
  assert.equal(clock.samples.length, 0);
  assert.equal(clock.slept(), false);
});
