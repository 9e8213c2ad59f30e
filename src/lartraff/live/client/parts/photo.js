// A photograph from the phone, straight into the minutes.

/**
 * @param {Blob} blob
 * @returns {Promise<string>} its address; what it rejects with has a sentence to show
 */
export async function sendPhoto(room, blob) {
  const form = new FormData();
  form.append("photo", blob, blob.name ?? "photo.jpg");
  const answer = await fetch(room.data.photos, { method: "POST", headers: { "X-CSRFToken": room.data.csrf }, body: form });
  const said = await answer.json().catch(() => ({}));
  // Whoever has been signed out is led to another page, and that answers well.
  if (!answer.ok || !said.url) throw Object.assign(new Error(String(answer.status)), { sentence: said.sentence });
  return said.url;
}
