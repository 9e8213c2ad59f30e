import assert from "node:assert/strict";
import { test } from "node:test";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import { Sync } from "../../../src/lartraff/live/client/line/sync.js";

const ITEM = "item-1";

function client(doc = new Y.Doc()) {
  const awareness = new Awareness(doc);
  awareness.setLocalState(null);
  clearInterval(awareness._checkInterval);
  const sync = new Sync(doc, awareness, () => {});
  return { doc, sync };
}

function write(doc, ...lines) {
  const paragraphs = lines.map((line) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [new Y.XmlText(line)]);
    return paragraph;
  });
  const fragment = doc.getXmlFragment(ITEM);
  fragment.insert(fragment.length, paragraphs);
}

const read = (doc) => doc.getXmlFragment(ITEM).toString();

/** A line between two clients; `saves`: how many counted frames the other end says that it has kept. */
function join(one, other, { saves = Infinity } = {}) {
  const isText = (frame) => frame[0] === 0 && frame[1] !== 0;
  let kept = 0;
  const queue = [];
  const carry = (from, to, counts) => from.sync.attach((frame) => queue.push([from, to, frame, counts]));
  carry(one, other, true);
  carry(other, one, false);
  return () => {
    while (queue.length) {
      const [from, to, frame, counts] = queue.shift();
      if (from.cut) continue;
      to.sync.receive(frame);
      if (counts && isText(frame) && kept < saves) from.sync.saved((kept += 1));
    }
  };
}

test("text is saved when the server has kept as much as was sent", () => {
  const here = client();
  const there = client();
  const carry = join(here, there);
  carry();
  assert.equal(here.sync.isSaved, true);
  write(here.doc, "Rad");
  assert.equal(here.sync.isSaved, false);
  carry();
  assert.equal(here.sync.isSaved, true);
  assert.equal(read(there.doc), read(here.doc));
});

test("what was not kept before the line broke is sent on the next one, once", () => {
  const here = client();
  const there = client();
  join(here, there)();
  here.sync.detach();
  write(here.doc, "Utan nät");
  assert.equal(here.sync.lines.size, 1);
  const carry = join(here, there);
  carry();
  assert.equal(here.sync.isSaved, true);
  assert.equal(here.sync.lines.size, 0);
  assert.equal(read(there.doc), "<paragraph>Utan nät</paragraph>");
});

test("text that is sent but not kept is not said to be saved", () => {
  const here = client();
  const carry = join(here, client(), { saves: 1 });
  carry();
  write(here.doc, "Ett");
  write(here.doc, "Två");
  carry();
  assert.equal(here.sync.isSaved, false);
});

test("nothing is sent, and nothing counted, where nothing is missing", () => {
  const here = client();
  join(here, client())();
  assert.equal(here.sync.sent, 0);
});

test("text kept from an earlier visit arrives although what it stands on has not come yet", () => {
  const there = client();
  write(there.doc, "Först");
  const before = client();
  join(before, there)();
  before.sync.detach();
  before.doc.getXmlFragment(ITEM).get(0).get(0).insert(5, " och sedan");
  const kept = Y.encodeStateAsUpdate(before.doc, before.sync.confirmed);

  const later = client();
  later.sync.merge(kept, 1);
  assert.equal(later.sync.isSaved, false);
  join(later, there)();
  assert.equal(later.sync.isSaved, true);
  assert.equal(read(there.doc), "<paragraph>Först och sedan</paragraph>");
});

test("a line is a paragraph, and is there to be copied when it fits nowhere any more", () => {
  const here = client();
  write(here.doc, "Ett", "Två");
  here.doc.getXmlFragment(ITEM).get(0).get(0).insert(3, "!");
  assert.equal(here.sync.unsavedText().includes("Ett!"), true);
});
