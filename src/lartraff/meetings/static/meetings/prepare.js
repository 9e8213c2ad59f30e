/* Keeps the sum of minutes beside the booked time while they are typed. Without this it is right at every save. */

const form = document.querySelector("form.prepare");

function sum(name) {
  const fields = form.querySelectorAll(`input[name$="-${name}"]`);
  return [...fields].reduce((total, field) => total + (Number.parseInt(field.value, 10) || 0), 0);
}

function addUp() {
  const booked = Number(form.dataset.booked);
  const shortest = sum("minutes_from");
  const longest = sum("minutes_to");
  form.querySelector("[data-shortest]").textContent = shortest;
  form.querySelector("[data-longest]").textContent = longest;
  form.querySelector("[data-surely]").hidden = shortest <= booked;
  form.querySelector("[data-perhaps]").hidden = shortest > booked || longest <= booked;
}

form.addEventListener("input", addUp);
