// This minute in two sentences, as it looks from where I sit.

/** @returns {{heading: string, line: string}} */
export function situation(room) {
  const { state, t } = room;
  if (state.meeting.status === "PLANNED") {
    return { heading: t("waiting.title"), line: t(room.leads ? "waiting.leader" : "waiting.others") };
  }
  if (state.clock?.stopped) return { heading: t(state.clock.stopped === "PAUSED" ? "now.pause" : "now.away"), line: "" };
  if (room.isQuiet) {
    return { heading: `${t("quiet.title")} ${room.span(state.quiet.until - room.clock.now())}`, line: t("quiet.why") };
  }
  if (state.turn?.person === room.me.id) return mine(room);
  if (room.item.kind === "ROUND") return round(room);
  if (state.turn) return { heading: room.item.prompt, line: t("now.floor", { name: room.given(state.turn.person) }) };
  if (room.item.kind === "READ_ALOUD") return readAloud(room);
  return { heading: room.item.prompt || room.item.title, line: "" };
}

function mine(room) {
  const { turn } = room.state;
  const left = turn.until === null || room.item.kind !== "ROUND" ? 0 : turn.until - room.clock.now();
  const line = left > 0 ? room.t("turn.share", { span: room.span(left) }) : "";
  return { heading: room.t("now.mine", { name: room.myself.given }), line };
}

function round(room) {
  const { t, state } = room;
  const place = state.order.indexOf(room.me.id);
  const floor = state.turn ? t("now.floor", { name: room.given(state.turn.person) }) : "";
  if (place === 0) return { heading: t(floor ? "now.soon" : "now.first", { name: room.myself.given }), line: `${floor} ${t("now.next")}`.trim() };
  if (place > 0) return { heading: floor || room.item.prompt, line: t("now.place", { place: place + 1 }) };
  if (floor) return { heading: floor, line: t("now.listen") };
  return { heading: state.order.length ? room.item.prompt : t("round.all_heard"), line: "" };
}

function readAloud(room) {
  const reader = room.who("SECRETARY");
  if (room.state.minutes !== "DRAFT") return { heading: room.t("reading.done"), line: "" };
  return { heading: room.item.prompt, line: reader ? room.t("reading.by", { name: reader.given }) : room.t("reading.somebody") };
}
