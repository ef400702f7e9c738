// Single keys for reviewers who switch them on. Each key presses a button or link that is on the page anyway.
const STORE = "said-review-keys";
const TYPING = "textarea, select, [contenteditable], input:not([type=checkbox])";

function areOn() {
  try {
    return localStorage.getItem(STORE) === "on";
  } catch {
    return false; // Storage is switched off in this browser: the keys then last for the page.
  }
}

function keep(isOn) {
  try {
    localStorage.setItem(STORE, isOn ? "on" : "off");
  } catch {
    // See above.
  }
}

const panel = document.querySelector("[data-sd-keys]");
const box = panel.querySelector("input");
box.checked = areOn();
box.addEventListener("change", () => keep(box.checked));
panel.hidden = false;

document.addEventListener("keydown", (event) => {
  const isPlain = !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.repeat);
  if (!box.checked || !isPlain || event.isComposing || event.defaultPrevented || event.target.closest?.(TYPING)) return;
  const wanted = event.key.toLowerCase();
  const control = [...document.querySelectorAll("[data-shortcut]")].find((it) => it.dataset.shortcut === wanted);
  if (!control) return;
  event.preventDefault();
  control.click();
});
