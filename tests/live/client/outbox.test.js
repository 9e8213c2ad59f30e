import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../../src/lartraff/live/client/line/bytes.js";
import { Outbox } from "../../../src/lartraff/live/client/line/outbox.js";

const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("a command waits until it is answered, under the same id", async () => {
  const box = new Outbox();
  const { id, answer } = box.add("decide", { text: "Vi prövar" });
  assert.deepEqual(box.offer(), [{ id, name: "decide", data: { text: "Vi prövar" } }]);
  assert.equal(box.offer()[0].id, id);
  box.settle(id, { done: true });
  assert.deepEqual(await answer, { done: true });
  assert.deepEqual(box.offer(), []);
});

test("what was meant for a minute is given up; what was written never is", async () => {
  const box = new Outbox();
  const turn = box.add("turn", { person: 1 });
  box.add("park", { text: "Miniräknare" });
  for (const command of box.waiting.values()) command.at -= 10_000;
  assert.deepEqual(box.giveUp().map(({ name }) => name), ["turn"]);
  assert.deepEqual(await turn.answer, { lost: true, offered: false });
  assert.deepEqual(box.offer().map(({ name }) => name), ["park"]);
});

test("of one's own words only the newest is sent", () => {
  const box = new Outbox();
  box.add("prepare", { text: "Jag" });
  box.add("prepare", { text: "Jag prövade" });
  assert.deepEqual(box.offer().map(({ data }) => data.text), ["Jag prövade"]);
  assert.equal(box.lines, 1);
});

test("ids are made also where the page has no HTTPS", () => {
  assert.match(newId(), UUID4);
  const { randomUUID } = crypto;
  try {
    Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
    assert.match(newId(), UUID4);
    assert.notEqual(newId(), newId());
  } finally {
    Object.defineProperty(crypto, "randomUUID", { value: randomUUID, configurable: true });
  }
});
