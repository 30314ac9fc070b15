
// Plays the player without Python: this stands in for the kernel and answers with frames drawn ahead.
// Each sheet holds the frames along the main control, with the other controls held at the start or at a preset.
const content = JSON.parse(document.getElementById("frames").textContent);
const { spec, sheets, pieces } = content;
const main = spec.controls[0];
const compact = document.documentElement.classList.contains("compact");

const whole = (places) => places.map((place) => pieces[place]).join("");
const unpack = ({ svg, text, alt, rows }) =>
  ({ svg: whole(svg), text: whole(text), alt: whole(alt), rows: rows.map((row) => row.map((place) => pieces[place])) });
function itemsOf(sheet) {
  if (!sheet.items) sheet.items = Object.fromEntries(sheet.frames.map((frame, place) => [place, unpack(frame)]));
  return sheet.items;
}

const heldLine = element("p", { class: "held" });
function heldText(sheet) {
  const said = sheet.held.flatMap(([label, text], i) => [i ? "; " : "", element("b", {}, `${label}:`), ` ${text}`]);
  return said.length ? ["The other controls stay at: ", ...said, "."] : [];
}

// The setting that the address asks for: a preset, a value of the main control, or both.
function wished() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const preset = spec.presets.find((one) => one.label === asked.get("preset"));
  const setting = { ...(preset ? preset.setting : spec.start) };
  const value = asked.get("value");
  if (value === null) return setting;
  const exact = main.options.findIndex((option) => value === String(option.value) || value === option.text);
  const far = main.options.map((option) => Math.abs(option.value - Number(value)));
  if (exact >= 0) setting[main.key] = exact;
  else if (!far.some(Number.isNaN)) setting[main.key] = far.indexOf(Math.min(...far));
  return setting;
}

const sheetAt = (setting) => sheets.find((one) => covers(main.key, one.setting, setting));

function standIn() {
  const listeners = {};
  const state = { spec, backdrop: content.backdrop, requests: {}, hand: {} };
  let serial = 0;
  let answered = null;
  function publish(setting, reply) {
    const sheet = sheetAt(setting);
    heldLine.replaceChildren(...heldText(sheet));
    state.frames = { serial: ++serial, axis: main.key, setting, items: itemsOf(sheet), errors: {}, defs: content.defs,
      done: true, ...reply };
    listeners["change:frames"]?.();
  }
  function answer() {
    const [request] = Object.values(state.requests).slice(-1);
    if (!request || request.token === answered) return;
    answered = request.token;
    publish(request.setting, { reply_to: request.token, adopt: false });
  }
  return {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes: answer,
    on: (event, listener) => { listeners[event] = listener; },
    off: (event) => { delete listeners[event]; },
    send: () => {},
    publish: (setting) => publish(setting, { reply_to: null, adopt: true }),
  };
}

const size = (sheet) => sheet.held.flat().join("").length;
const longest = (texts) => texts.reduce((most, text) => (text.length > most.length ? text : most), "");

// On a slide nothing scrolls: the words shrink until the longest of them fit, beside the longest of what else changes.
function fitWords(root) {
  const say = root.querySelector(".rx-say");
  say.style.minHeight = "";
  root.style.removeProperty("--words");
  if (getComputedStyle(root).display !== "grid" || root.classList.contains("alone")) return;
  const value = root.querySelector(".rx-value");
  const notes = main.options.map((option) => (main.kind === "steps" ? option.text : option.note));
  // Twins are measured in their place, so that nothing is read aloud.
  const twin = (part, ...inner) =>
    [part, element(part.tagName, { class: part.className, "aria-hidden": "true" }, ...inner)];
  const twins = [
    twin(say, longest(sheets.flatMap((sheet) => sheet.frames.map((frame) => whole(frame.text))))),
    twin(heldLine, ...heldText(sheets.reduce((most, one) => (size(one) > size(most) ? one : most)))),
    ...(value ? [twin(value, longest(notes))] : []),
  ];
  twins.forEach(([part, other]) => part.replaceWith(other));
  const said = twins[0][1];
  const fits = () => document.documentElement.scrollHeight <= innerHeight && root.scrollHeight <= root.clientHeight;
  for (let px = parseFloat(getComputedStyle(said).fontSize); px > 15 && !fits(); px -= 1)
    root.style.setProperty("--words", `${px - 1}px`);
  say.style.minHeight = `${said.offsetHeight}px`;
  twins.forEach(([part, other]) => other.replaceWith(part));
}

const model = standIn();
const root = document.getElementById("picture");
model.publish(wished());
render({ model, el: root });
root.querySelector(".rx-presets").before(heldLine);
addEventListener("hashchange", () => model.publish(wished()));
if (compact) {
  // For a far row: the picture over the whole slide, with its main control; the words are still read aloud.
  const alone = element("button", { type: "button", "aria-pressed": "false" }, "Large");
  alone.addEventListener("click", () => {
    alone.setAttribute("aria-pressed", String(root.classList.toggle("alone")));
    fitWords(root);
  });
  const corner = element("div", { class: "corner" }, alone);
  root.append(corner);
  document.querySelectorAll(".fold").forEach((one) => { one.open = false; });
  root.style.setProperty("--aspect", spec.width / spec.height);
  fitWords(root);
  addEventListener("resize", () => fitWords(root));
}
// Escape gives the keyboard back to the page around a frame.
if (window.parent !== window) {
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.activeElement?.blur();
    window.parent.focus();
  }, { capture: true });
}
