// Nothing typed is lost. HTMX saves a little after every pause in typing; this saves what is newer than that when
// another button is pressed or the page is left. A problem stops the button and is shown beside the text.

const notes = document.querySelector("form.notes");

if (notes) {
  const text = notes.querySelector("textarea");
  let saved = text.value;
  let sending = text.value;

  document.body.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target === notes) sending = text.value;
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.target === notes && event.detail.successful && !hasProblem(event.detail.xhr.responseText)) saved = sending;
  });
  notes.addEventListener("submit", () => {
    saved = text.value;
  });

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (form === notes || text.value === saved) return;
    event.preventDefault();
    if (await save()) form.requestSubmit(submitter);
  });

  window.addEventListener("pagehide", () => {
    if (text.value !== saved) navigator.sendBeacon(notes.action, new FormData(notes));
  });

  async function save() {
    const body = new FormData(notes);
    const written = text.value;
    const answer = await fetch(notes.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (answer.ok && !hasProblem(html)) {
      saved = written;
      return true;
    }
    if (answer.ok) notes.querySelector("[role=status]").innerHTML = html;
    return false;
  }
}

function hasProblem(html) {
  return html.includes("data-problem");
}
