// One websocket from its opening to its end. It is open for us when the room's state has come through it.

const OPEN_MS = 10_000;
const FIRST_MESSAGE_MS = 5_000;
const PONG_MS = 4_000;

export class Socket {
  /**
   * @param {string} address
   * @param {{hello: () => object, ready: () => void, text: (message: object) => void,
   *   bytes: (bytes: Uint8Array) => void, ended: (code: number, wasReady: boolean) => void}} to
   */
  constructor(address, to) {
    this.to = to;
    this.isReady = false;
    this.isOver = false;
    this.held = []; // bytes that came before it was known whether our document is the right one
    this.pong = null;
    this.ws = new WebSocket(new URL(address, location.href.replace(/^http/, "ws")));
    this.ws.binaryType = "arraybuffer";
    this.ws.onopen = () => this.opened();
    this.ws.onmessage = ({ data }) => this.message(data);
    this.ws.onclose = ({ code }) => this.end(code);
    this.patience = setTimeout(() => this.end(0), OPEN_MS);
  }

  opened() {
    this.wait(FIRST_MESSAGE_MS);
    this.text({ hello: this.to.hello() });
  }

  wait(ms) {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.end(0), ms);
  }

  message(data) {
    if (this.isOver) return;
    if (typeof data !== "string") this.takeBytes(new Uint8Array(data));
    else this.takeText(JSON.parse(data));
  }

  takeBytes(bytes) {
    if (this.isReady) this.to.bytes(bytes);
    else {
      this.held.push(bytes);
      this.wait(FIRST_MESSAGE_MS);
    }
  }

  takeText(message) {
    if ("time" in message) this.ponged();
    this.to.text(message);
    if ("state" in message && !this.isReady && !this.isOver) this.becomeReady();
  }

  becomeReady() {
    clearTimeout(this.patience);
    this.isReady = true;
    this.to.ready();
    this.held.forEach((bytes) => this.to.bytes(bytes));
    this.held = [];
  }

  text(message) {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(JSON.stringify(message));
  }

  bytes(bytes) {
    if (this.ws.readyState === WebSocket.OPEN) this.ws.send(bytes);
  }

  /** Ask the server for its time. A socket that does not answer is dead, whatever the browser thinks of it. */
  ping() {
    this.text({ time: performance.now() });
    this.pong ??= setTimeout(() => this.end(0), PONG_MS);
  }

  ponged() {
    clearTimeout(this.pong);
    this.pong = null;
  }

  end(code) {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.patience);
    clearTimeout(this.pong);
    this.ws.onopen = this.ws.onmessage = this.ws.onclose = null;
    this.ws.close();
    this.to.ended(code, this.isReady);
  }
}
