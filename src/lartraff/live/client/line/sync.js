// The document and the cursors, in the frames of y-protocols, over whatever line there is.

import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as syncProtocol from "y-protocols/sync";
import * as Y from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const QUERY_AWARENESS = 3;
const NOTHING = 2; // bytes of an update without anything in it

export class Sync {
  /**
   * @param {Y.Doc} doc @param {awarenessProtocol.Awareness} awareness
   * @param {() => void} changed called when there is something new to save, or it has been saved
   */
  constructor(doc, awareness, changed) {
    this.doc = doc;
    this.awareness = awareness;
    this.changed = changed;
    this.send = null;
    this.isAnswered = false; // whether the server has said what it has, on this socket
    this.sent = 0;
    this.edits = 0; // local changes so far
    this.savedEdits = 0;
    /** Blocks of text with something in them that the server has not confirmed. @type {Set<Y.AbstractType>} */
    this.lines = new Set();
    this.confirmed = Y.encodeStateVector(doc); // what the server is known to have
    this.onUpdate = this.onUpdate.bind(this);
    this.onAwareness = this.onAwareness.bind(this);
    doc.on("update", this.onUpdate);
    awareness.on("update", this.onAwareness);
  }

  get isSaved() {
    return this.edits === this.savedEdits;
  }

  /** How many lines that are still there have something in them that is not saved. */
  get unsavedLines() {
    return [...this.lines].filter((line) => !line._item?.deleted).length;
  }

  destroy() {
    this.doc.off("update", this.onUpdate);
    this.awareness.off("update", this.onAwareness);
    this.detach();
  }

  // --- The socket

  /** @param {(frame: Uint8Array) => void} send */
  attach(send) {
    this.send = send;
    this.sent = 0;
    this.isAnswered = false;
    send(frame(SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, this.doc)));
    this.sendAwareness();
  }

  /** Without a line nobody else's cursor is known to be where it was. */
  detach() {
    this.send = null;
    this.isAnswered = false;
    const others = [...this.awareness.getStates().keys()].filter((client) => client !== this.doc.clientID);
    awarenessProtocol.removeAwarenessStates(this.awareness, others, this);
  }

  /** @param {Uint8Array} bytes */
  receive(bytes) {
    const decoder = decoding.createDecoder(bytes);
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC) this.receiveSync(decoder);
    else if (kind === AWARENESS) this.receiveAwareness(decoding.readVarUint8Array(decoder));
    else if (kind === QUERY_AWARENESS) this.sendAwareness();
  }

  receiveSync(decoder) {
    const kind = decoding.readVarUint(decoder);
    if (kind === syncProtocol.messageYjsSyncStep1) this.answer(decoding.readVarUint8Array(decoder));
    else if (kind === syncProtocol.messageYjsSyncStep2) syncProtocol.readSyncStep2(decoder, this.doc, this);
    else syncProtocol.readUpdate(decoder, this.doc, this);
  }

  /** The server has said what it has: send what it lacks. Nothing is not sent, so that only text is counted. */
  answer(vector) {
    this.isAnswered = true;
    const update = Y.encodeStateAsUpdate(this.doc, vector);
    if (update.length > NOTHING) this.sendCounted(frame(SYNC, (encoder) => writeStep2(encoder, update)));
    else this.saved(0);
  }

  receiveAwareness(update) {
    awarenessProtocol.applyAwarenessUpdate(this.awareness, update, this);
  }

  sendCounted(bytes) {
    this.sent += 1;
    this.send?.(bytes);
  }

  sendAwareness() {
    const update = this.awarenessUpdate();
    if (update) this.send?.(frame(AWARENESS, (encoder) => encoding.writeVarUint8Array(encoder, update)));
  }

  awarenessUpdate() {
    const { doc, awareness } = this;
    if (!awareness.meta.has(doc.clientID)) return null;
    return awarenessProtocol.encodeAwarenessUpdate(awareness, [doc.clientID]);
  }

  /** The server has kept the first `count` of what was sent on this socket. */
  saved(count) {
    if (this.isAnswered && count >= this.sent) this.confirm(this.edits);
  }

  // --- Whatever the line

  /** What the server lacks, or null when it has all. @param {Uint8Array | null} vector what it has */
  missing(vector) {
    return this.isSaved ? null : Y.encodeStateAsUpdate(this.doc, vector ?? undefined);
  }

  /** All changes up to the `edits`th are kept by the server. */
  confirm(edits) {
    if (this.isSaved || edits < this.edits) return;
    this.savedEdits = edits;
    this.lines.clear();
    this.confirmed = Y.encodeStateVector(this.doc);
    this.changed();
  }

  /** What was kept from an earlier visit; it may rest on text that has not come yet. @param {Uint8Array} update */
  merge(update, lines) {
    Y.applyUpdate(this.doc, update, this);
    this.edits += 1;
    for (let line = 0; line < lines; line += 1) this.lines.add({});
    if (this.send && this.isAnswered) {
      this.sendCounted(frame(SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update)));
    }
    this.changed();
  }

  onUpdate(update, origin, _doc, transaction) {
    if (origin === this) {
      if (this.isSaved) this.confirmed = Y.encodeStateVector(this.doc);
      return;
    }
    this.edits += 1;
    linesOf([...transaction.changed.keys()]).forEach((line) => this.lines.add(line));
    if (this.send && this.isAnswered) {
      this.sendCounted(frame(SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update)));
    }
    this.changed();
  }

  onAwareness({ added, updated, removed }, origin) {
    if (origin === this) return;
    if ([...added, ...updated, ...removed].includes(this.doc.clientID)) this.sendAwareness();
  }

  /** What is not confirmed, as text: to be copied when it cannot be joined with the minutes any more. */
  unsavedText() {
    return [...this.lines].map(plain).filter(Boolean).join("\n");
  }
}

function writeStep2(encoder, update) {
  encoding.writeVarUint(encoder, syncProtocol.messageYjsSyncStep2);
  encoding.writeVarUint8Array(encoder, update);
}

function frame(kind, write) {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, kind);
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** The paragraphs, headings or cells that a change happened in: what a person would call lines. */
function linesOf(changed) {
  const blocks = changed.map((type) => (type instanceof Y.XmlText && type.parent ? type.parent : type));
  const lines = blocks.filter((block) => block instanceof Y.XmlElement);
  return lines.length ? lines : blocks; // only taken away: the item's text itself has changed
}

function plain(type) {
  if (type instanceof Y.XmlText) return type.toDelta().map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
  return type.toArray ? type.toArray().map(plain).filter(Boolean).join(" ").trim() : "";
}
