// Lets the item's band shrink second by second. The page says the same in words without it.
// Screen readers are told once when little is left and once when the time is up, and never in between.

const WARN_SECONDS = 180;

function start(time) {
  const ends = Date.parse(time.dataset.ends);
  if (Number.isNaN(ends)) return;
  const band = time.querySelector("progress");
  const words = time.querySelector("[data-clock]");
  const announce = time.querySelector("[data-announce]");
  let said = "";

  function tell(state, text) {
    if (said !== state) announce.textContent = text;
    said = state;
  }

  function tick() {
    const left = Math.round((ends - Date.now()) / 1000);
    band.value = Math.max(left, 0);
    time.classList.toggle("soon", left <= WARN_SECONDS);
    if (left > 0) {
      words.textContent = time.dataset.left.replace("{minutes}", Math.ceil(left / 60));
      if (left <= WARN_SECONDS) tell("soon", time.dataset.warn);
    } else {
      words.textContent = time.dataset.over.replace("{minutes}", Math.floor(-left / 60));
      tell("over", words.textContent);
    }
  }

  tick();
  setInterval(tick, 1000);
}

document.querySelectorAll(".time").forEach(start);
