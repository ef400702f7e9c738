// Reads a survey's page aloud with the browser's own voice, where there is one for the page's language.
const speech = window.speechSynthesis;

function voiceFor(language) {
  return speech.getVoices().find((voice) => voice.lang.toLowerCase().startsWith(language));
}

function wordsOf(area) {
  const skipped = "button, script, .govuk-visually-hidden, [hidden]";
  const words = [];
  for (const part of area.querySelectorAll("h1, h2, p, li, legend, label, .govuk-hint, .govuk-error-message")) {
    if (!part.closest(skipped) && !part.querySelector("h1, label")) {
      words.push(part.innerText.trim());
    }
  }
  return words.filter(Boolean);
}

function offer(area) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary sd-read__button";
  button.textContent = area.dataset.readAloud;
  const stop = () => {
    speech.cancel();
    button.textContent = area.dataset.readAloud;
    button.setAttribute("aria-pressed", "false");
  };
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    if (speech.speaking) {
      stop();
      return;
    }
    for (const words of wordsOf(area)) {
      const said = new SpeechSynthesisUtterance(words);
      said.lang = document.documentElement.lang;
      said.voice = voiceFor(said.lang) ?? null;
      speech.speak(said);
    }
    const end = new SpeechSynthesisUtterance("");
    end.addEventListener("end", stop);
    speech.speak(end);
    button.textContent = area.dataset.stopReading;
    button.setAttribute("aria-pressed", "true");
  });
  area.prepend(button);
}

if (speech) {
  speech.cancel();
  document.querySelectorAll("[data-read-aloud]").forEach(offer);
}

// At a kiosk, a page that nobody touches makes room for the next person, after asking once.
const kiosk = document.querySelector("[data-kiosk-start]");

if (kiosk) {
  const ask = 4 * 60 * 1000;
  const leave = 60 * 1000;
  let timer;
  const wait = () => {
    clearTimeout(timer);
    kiosk.replaceChildren();
    timer = setTimeout(() => {
      const words = document.createElement("p");
      words.className = "govuk-inset-text";
      words.textContent = kiosk.dataset.kioskAsk;
      kiosk.replaceChildren(words);
      timer = setTimeout(() => window.location.replace(kiosk.dataset.kioskStart), leave);
    }, ask);
  };
  for (const sign of ["pointerdown", "keydown", "input", "scroll"]) {
    window.addEventListener(sign, wait, { passive: true });
  }
  wait();
}
