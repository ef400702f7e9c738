// Enter goes to the next field of the keying page, as on a number pad; Ctrl and Enter saves. Without it, Tab goes on.
for (const form of document.querySelectorAll("[data-enter-moves-on]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (!event.target.matches("input[type=text], select")) {
      return;
    }
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea, button")];
    const next = fields[fields.indexOf(event.target) + 1];
    if (next) {
      event.preventDefault();
      next.focus();
      next.select?.();
    }
  });
}
