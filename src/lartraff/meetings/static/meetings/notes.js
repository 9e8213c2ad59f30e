// Nothing typed is lost. HTMX saves a little after every pause in typing; this saves what is newer than that before
// another button or link takes the page away. A problem stops them and is shown beside the text. A closed tab sends
// its last words on its way out.

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
  for (const failure of ["htmx:sendError", "htmx:responseError"]) {
    document.body.addEventListener(failure, (event) => {
      if (event.target === notes) notes.querySelector("[role=status]").textContent = notes.dataset.unsaved;
    });
  }
  notes.addEventListener("submit", () => {
    saved = text.value;
  });

  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (form === notes || text.value === saved) return;
    event.preventDefault();
    if (await save()) form.requestSubmit(submitter);
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || text.value === saved) return;
    event.preventDefault();
    if (await save()) location.assign(link.href);
  });

  window.addEventListener("pagehide", () => {
    if (text.value !== saved) navigator.sendBeacon(notes.action, new FormData(notes));
  });

  async function save() {
    const status = notes.querySelector("[role=status]");
    const written = text.value;
    try {
      const body = new FormData(notes);
      const answer = await fetch(notes.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      if (!hasProblem(html)) {
        saved = written;
        return true;
      }
      status.innerHTML = html;
    } catch {
      status.textContent = notes.dataset.unsaved;
    }
    return false;
  }
}

function hasProblem(html) {
  return html.includes("data-problem");
}
