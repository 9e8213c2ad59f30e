// Turns the slides with the arrow keys, Page Up and Down, the space bar and a clicker. Without it, one scrolls.
"use strict";

const slides = [...document.querySelectorAll(".slide")];
const forward = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const backward = new Set(["ArrowLeft", "ArrowUp", "PageUp"]);

function current() {
  const middle = window.innerHeight / 2;
  const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
  return found < 0 ? slides.length - 1 : found;
}

function fits(slide) {
  return slide.getBoundingClientRect().height <= window.innerHeight + 1;
}

document.addEventListener("keydown", (event) => {
  const onControl = event.target instanceof Element && event.target.closest("a, button");
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || onControl) return;
  const at = current();
  let to = at;
  if (event.key === "Home") to = 0;
  else if (event.key === "End") to = slides.length - 1;
  else if (forward.has(event.key)) to = Math.min(at + 1, slides.length - 1);
  else if (backward.has(event.key)) to = Math.max(at - 1, 0);
  else return;
  // A slide that is taller than the screen is scrolled through, not jumped over.
  if (event.key.startsWith("Arrow") && !fits(slides[at]) && ["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  slides[to].scrollIntoView({ behavior: "instant", block: "start" });
});

const full = document.getElementById("full");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => {
    document.documentElement.requestFullscreen();
    full.blur();
  });
}
