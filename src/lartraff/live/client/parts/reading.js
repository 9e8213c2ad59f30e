// The minutes as they stand, to be read aloud: every item's text and what came out of it.

import { html, nothing } from "lit-html";
import * as Y from "yjs";
import { together } from "./outcomes.js";

export function reading(room) {
  const { doc } = room.line.sync;
  const { people, items, outcomes } = room.state;
  const away = people.filter(({ here }) => !here);
  return html`<div class="minutes reading">
    <p class="quiet">${room.t("reading.here", { names: room.names(room.here.map(({ id }) => id)) })}${away.length ? html` ${room.t("reading.away", { names: room.names(away.map(({ id }) => id)) })}` : nothing}</p>
    ${items.map((item) => section(room, item, doc, outcomes))}
  </div>`;
}

function section(room, item, doc, outcomes) {
  const rows = together(outcomes).filter((row) => row.item === item.id || (row.item === null && row.kind === "TASK" && item.kind === "TASK"));
  const fragment = doc.getXmlFragment(`item-${item.id}`);
  if (!rows.length && !fragment.length) return nothing;
  return html`<section><h2>${item.title}</h2>
    <div class="text">${children(fragment)}</div>
    ${rows.map((row) => html`<p class="line"><b>${room.t(`kind.${row.kind}`)}:</b> ${row.people.length ? html`${room.names(row.people)}: ` : nothing}${row.text}</p>`)}
  </section>`;
}

// --- The document's own shapes as HTML. What is not known here is read as its text.

const BLOCKS = {
  paragraph: (inside) => html`<p>${inside}</p>`,
  bullet_list: (inside) => html`<ul>${inside}</ul>`,
  ordered_list: (inside) => html`<ol>${inside}</ol>`,
  list_item: (inside) => html`<li>${inside}</li>`,
  table: (inside) => html`<div class="scroll"><table><tbody>${inside}</tbody></table></div>`,
  table_row: (inside) => html`<tr>${inside}</tr>`,
  table_header: (inside) => html`<th scope="col">${inside}</th>`,
  table_cell: (inside) => html`<td>${inside}</td>`,
  hard_break: () => html`<br>`,
  heading: (inside) => html`<h3>${inside}</h3>`,
};

function children(type) {
  return type.toArray().map((child) => (child instanceof Y.XmlText ? words(child) : block(child)));
}

function block(element) {
  if (element.nodeName === "mention") return element.getAttribute("label") ?? "";
  if (element.nodeName === "photo") return photo(element);
  return (BLOCKS[element.nodeName] ?? ((inside) => inside))(children(element));
}

function photo(element) {
  const address = element.getAttribute("src") ?? "";
  return address.startsWith("/photos/") ? html`<img src=${address} alt=${element.getAttribute("alt") ?? ""}>` : nothing;
}

function words(text) {
  return text.toDelta().map(({ insert, attributes = {} }) => {
    if (typeof insert !== "string") return nothing;
    const slanted = attributes.em ? html`<em>${insert}</em>` : insert;
    return attributes.strong ? html`<strong>${slanted}</strong>` : slanted;
  });
}
