// Takes a photo or records a voice note where the browser can, and puts it into the file input, which works without.
const TYPES = ["audio/mp4;codecs=mp4a.40.2", "audio/webm;codecs=opus", "audio/ogg;codecs=opus"];
const ENDINGS = { "audio/mp4": "m4a", "audio/webm": "webm", "audio/ogg": "ogg" };
const BITS_A_SECOND = 48_000;

function clock(seconds) {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}

// Says that a file is too big before it is sent: on a telephone's line that takes minutes.
function checkSize(input, area) {
  const isTooBig = [...input.files].some((file) => file.size > Number(area.dataset.limit));
  input.setCustomValidity(isTooBig ? area.dataset.tooBig : "");
  if (isTooBig) input.reportValidity();
}

function offerCamera(button, input) {
  const accept = input.accept;
  button.hidden = false;
  button.addEventListener("click", () => {
    input.accept = "image/jpeg";
    input.capture = "environment";
    input.click();
    input.accept = accept;
    input.removeAttribute("capture");
  });
}

function offerRecording(area, input, part) {
  let recorder = null;
  let timer = null;
  let isSending = null;

  const show = (isRecording) => {
    part("start").hidden = isRecording;
    part("stop").hidden = !isRecording;
    part("time").hidden = !isRecording;
    (isRecording ? part("stop") : part("start")).focus();
  };

  const keep = (blob) => {
    const type = blob.type.split(";")[0];
    const files = new DataTransfer();
    files.items.add(new File([blob], `voice-note.${ENDINGS[type] ?? "webm"}`, { type }));
    input.files = files.files;
    URL.revokeObjectURL(part("player").src);
    part("player").src = URL.createObjectURL(blob);
    part("player").hidden = false;
    part("said").textContent = part("said").dataset.recorded;
    checkSize(input, area);
  };

  const record = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      part("said").textContent = part("said").dataset.refused;
      return;
    }
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    const pieces = [];
    const began = Date.now();
    recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_A_SECOND });
    recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    recorder.addEventListener("stop", () => {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
      keep(new Blob(pieces, { type: recorder.mimeType }));
      show(false);
      if (isSending) input.form.requestSubmit(isSending);
    });
    timer = setInterval(() => {
      const seconds = (Date.now() - began) / 1000;
      part("time").textContent = clock(seconds);
      if (seconds >= Number(area.dataset.mostSeconds) && recorder.state === "recording") recorder.stop();
    }, 250);
    recorder.start();
    part("time").textContent = clock(0);
    part("said").textContent = part("said").dataset.recording;
    show(true);
  };

  part("start").hidden = false;
  part("start").addEventListener("click", record);
  part("stop").addEventListener("click", () => recorder.stop());
  input.form.addEventListener("submit", (event) => {
    if (recorder?.state !== "recording") return;
    event.preventDefault(); // What is still being said comes along.
    isSending = event.submitter;
    recorder.stop();
  });
}

document.querySelectorAll("[data-sd-record]").forEach((area) => {
  const input = document.getElementById(area.dataset.sdRecord);
  const part = (name) => area.querySelector(`[data-part=${name}]`);
  input.addEventListener("change", () => checkSize(input, area));
  input.form.addEventListener("submit", (event) => {
    if (input.validity.customError && !event.submitter?.hasAttribute("formaction")) {
      event.preventDefault();
      input.reportValidity();
    }
  });
  if (part("camera") && "capture" in input) offerCamera(part("camera"), input);
  if (part("start") && navigator.mediaDevices?.getUserMedia && window.MediaRecorder) offerRecording(area, input, part);
});
