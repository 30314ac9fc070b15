// Plays frames that Python drew ahead. No science here: it knows controls, a backdrop and layers.
// `model` needs get, set, save_changes, on, off and send, so a page without a kernel can give its own.
//
// Frames hold for one axis: the control they were drawn along, all others at `base`. Python numbers
// its answers (`serial`); a request carries a token, which its answer repeats, and the last serial
// that this view has seen, so that Python can tell a wish made before it moved the controls itself.

const ID_MARK = "~~";
const REST_MS = 200;
const HEARD_MS = 2000;
const SILENCE_MS = 10000;
// Slow enough to read the sentence of each step.
const PLAY_MS = 2500;
const NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run).";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

// Whether all controls but the one along `axis` stand where they stood when frames were drawn.
const covers = (axis, base, setting) =>
  Object.keys(setting).every((key) => key === axis || setting[key] === base[key]);

function render({ model, el }) {
  const spec = model.get("spec");
  // Each explorer loads a copy of this module, so a counter here would start again in every one.
  const prefix = `rx${Math.random().toString(36).slice(2, 10)}-`;
  const own = (svg) => svg.replaceAll(ID_MARK, prefix);

  let setting = { ...spec.start };
  let frames = { serial: 0, axis: spec.axis, base: {}, items: {}, errors: {}, done: true };
  let asked = null; // this view's request that has no answer yet
  let inHand = spec.axis;
  let count = 0;
  let moving = false;
  let untold = false;
  let resting = "";
  let restTimer = null;
  let silenceTimer = null;
  let fileTimer = null;
  let heardTimer = null;
  let playTimer = null;
  let silence = spec.silence_ms || SILENCE_MS;
  let silent = false; // whether the wait for an answer was given up

  // ---- the picture
  const picture = element("figure", { class: "rx-picture", tabindex: 0, "aria-label": "Picture" });
  picture.innerHTML =
    `<svg viewBox="0 0 ${spec.width} ${spec.height}" role="img">` +
    `<defs></defs><g class="rx-backdrop"></g><g class="rx-ghost"></g><g class="rx-layer"></g></svg>`;
  const svg = picture.firstChild;
  svg.setAttribute("aria-label", spec.title); // until the first frame comes with its own
  const [defs, backdrop, ghost, layer] = svg.children;
  picture.append(element("p", { class: "rx-wait" }, "Drawing…"));
  const known = new Set();
  function learn(definitions) {
    const fresh = Object.keys(definitions).filter((id) => !known.has(id));
    fresh.forEach((id) => known.add(id));
    if (fresh.length) defs.insertAdjacentHTML("beforeend", own(fresh.map((id) => definitions[id]).join("")));
  }
  function paintBackdrop() {
    const given = model.get("backdrop");
    learn(given.defs);
    backdrop.innerHTML = own(given.svg);
  }

  const say = element("p", { class: "rx-say" });
  // What a screen reader is told: the sentence once the hand rests, not each one that a drag passes.
  const heard = element("p", { class: "rx-heard", "aria-live": "polite" });
  picture.append(heard);
  const problem = element("p", { class: "rx-problem", role: "alert", hidden: true });
  const table = element("table");
  const numbers = element("details", { ontoggle: () => fillTable() },
    element("summary", {}, "Show the numbers"),
    element("div", { class: "rx-numbers", role: "group", "aria-label": "Numbers" }, table));
  // A table too wide for the page scrolls in its frame, which the keyboard reaches only then.
  const frame = table.parentElement;
  const widths = new ResizeObserver(() => {
    if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
    else frame.removeAttribute("tabindex");
  });
  for (const node of [frame, table]) widths.observe(node);
  const ghostBox = element("input", { type: "checkbox", checked: spec.ghost !== false, onchange: showGhost });
  function showGhost() {
    ghost.style.display = ghostBox.checked ? "" : "none";
  }
  showGhost();

  function now() {
    return covers(frames.axis, frames.base, setting) ? frames.items[setting[frames.axis]] : undefined;
  }
  function isComing() {
    if (asked) return covers(asked.axis, asked.base, setting);
    return !frames.done && covers(frames.axis, frames.base, setting);
  }
  function errorNow() {
    return covers(frames.axis, frames.base, setting) ? frames.errors[setting[frames.axis]] : undefined;
  }
  const isAwaited = () => !now() && !errorNow() && !silent;
  function fillTable() {
    const item = now();
    if (!numbers.open || !item) return;
    const row = (cells, tag) => element("tr", {}, ...cells.map((text, i) =>
      element(i === 0 ? "th" : tag, { scope: tag === "th" ? "col" : i === 0 && "row" }, text)));
    table.replaceChildren(
      element("caption", {}, spec.title),
      element("thead", {}, row(spec.header, "th")),
      element("tbody", {}, ...item.rows.map((cells) => row(cells, "td"))));
  }
  function complain(text) {
    problem.hidden = !text;
    if (problem.textContent !== text) problem.textContent = text;
  }
  function showWaiting(yes) {
    el.classList.toggle("rx-pending", yes);
    el.setAttribute("aria-busy", String(yes));
  }
  function show() {
    const item = now();
    const error = errorNow();
    svg.dataset.asked = JSON.stringify(setting);
    svg.dataset.axis = frames.axis;
    svg.dataset.frames = Object.keys(frames.items).length;
    // An old picture is marked until its successor comes; with an error there is none to wait for.
    el.classList.toggle("rx-old", !item);
    if (!item && !error && !isComing()) ask(setting);
    showWaiting(isAwaited());
    if (error) untold = false;
    if (error || item || silent) complain(error ?? (item ? "" : NO_ANSWER));
    if (!item) return;
    layer.innerHTML = own(item.svg);
    if (say.textContent !== item.text) say.textContent = item.text;
    svg.setAttribute("aria-label", item.alt);
    svg.dataset.shown = JSON.stringify(setting);
    if (!moving) resting = layer.innerHTML;
    fillTable();
    if (untold && !moving) tell();
  }
  // Told once and taken away again, so that who reads on from the picture does not meet the sentence twice.
  function tell() {
    untold = false;
    heard.textContent = say.textContent;
    clearTimeout(heardTimer);
    heardTimer = setTimeout(() => heard.replaceChildren(), HEARD_MS);
  }

  // ---- asking and telling
  function listenForSilence() {
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(giveUp, silence);
  }
  function giveUp() {
    silent = true;
    // Frames that have not come will be asked for anew where the hand needs them.
    frames.done = true;
    showWaiting(false);
    if (!now() && !errorNow()) complain(NO_ANSWER);
  }
  function listenForFile() {
    clearTimeout(fileTimer);
    fileTimer = setTimeout(() => { fileTimer = null; complain(NO_ANSWER); }, silence);
  }
  function onLost() {
    silence = 0;
    if (asked || !frames.done) listenForSilence();
    if (fileTimer) listenForFile();
  }
  function ask(wish) {
    silent = false;
    asked = { token: `${prefix}${++count}`, axis: inHand, base: { ...setting } };
    listenForSilence();
    // Each view has a place of its own: what waits to be sent is overwritten by what comes after it.
    const request = { token: asked.token, seen: frames.serial, axis: inHand, setting: wish && { ...wish } };
    model.set("requests", { ...model.get("requests"), [prefix]: request });
    model.save_changes();
  }
  function tellPython() {
    moving = false;
    resting = layer.innerHTML;
    untold = !errorNow();
    // A picture that is still on its way is told when it comes.
    if (now()) tell();
    // The box of words only grows, so that controls below it do not slip from under the hand.
    say.style.minHeight = `${say.offsetHeight}px`;
    model.set("hand", { view: prefix, turn: ++count, seen: frames.serial, setting: { ...setting } });
    model.save_changes();
  }
  function settle() {
    clearTimeout(restTimer);
    restTimer = setTimeout(tellPython, REST_MS);
  }
  function keepGhost() {
    if (!moving) ghost.innerHTML = resting;
    moving = true;
  }
  function take(key) {
    if (key === inHand) return;
    pause();
    inHand = key;
    if (asked || frames.axis !== key || !covers(key, frames.base, setting)) ask(setting);
  }
  function move(key, position) {
    if (position === setting[key]) return;
    keepGhost();
    take(key);
    setting = { ...setting, [key]: position };
    refresh();
    show();
    settle();
  }
  function jump(target) {
    pause();
    keepGhost();
    setting = { ...setting, ...target };
    refresh();
    show();
    settle();
  }
  function adopt(given) {
    pause();
    clearTimeout(restTimer);
    moving = false;
    if (resting) ghost.innerHTML = resting;
    setting = { ...given };
    refresh();
  }

  // ---- controls
  const refreshers = [];
  const refresh = () => refreshers.forEach((paint) => paint());
  function control(given) {
    const id = `${prefix}${given.key}`;
    const last = given.options.length - 1;
    const hold = () => take(given.key);
    const row = element("div", { class: "rx-row" });
    const label = element("label", { for: id, id: `${id}-label` }, given.label);
    if (given.kind === "choice") {
      const menu = element("select", { id, onfocus: hold, onchange: () => move(given.key, menu.selectedIndex) },
        ...given.options.map((option) => element("option", {}, option.text)));
      refreshers.push(() => { menu.selectedIndex = setting[given.key]; });
      row.append(menu);
      return element("div", { class: "rx-control" }, label, row);
    }
    const slider = element("input", { type: "range", id, min: 0, max: last, step: 1,
      onfocus: hold, onpointerdown: hold,
      oninput: () => { pause(); move(given.key, Number(slider.value)); } });
    // Said with the slider's value and the box's name already.
    const value = element("span", { class: "rx-value", "aria-hidden": "true" });
    refreshers.push(() => {
      const option = given.options[setting[given.key]];
      slider.value = setting[given.key];
      slider.setAttribute("aria-valuetext", option.text);
      value.textContent = given.kind === "steps" ? option.text : option.note;
    });
    if (given.kind === "steps") {
      // So that "Next" is heard as the next of these.
      row.setAttribute("role", "group");
      row.setAttribute("aria-labelledby", label.id);
      const by = (step) => () => { pause(); move(given.key, (setting[given.key] + step + last + 1) % (last + 1)); };
      row.append(
        element("button", { type: "button", onfocus: hold, onclick: by(-1) }, "Back"),
        element("button", { type: "button", onfocus: hold, onclick: by(1) }, "Next"),
        playButton(given.key, last, hold), slider, value);
    } else row.append(slider, numberBox(given, last, hold), element("span", { "aria-hidden": "true" }, given.unit), value);
    return element("div", { class: "rx-control" }, label, row, element("div", { class: "rx-range" }, given.range));
  }
  function playButton(key, last, hold) {
    const button = element("button", { type: "button", onfocus: hold,
      onclick: () => (playTimer && inHand === key ? pause() : play()) }, "Play");
    refreshers.push(() => { button.textContent = playTimer && inHand === key ? "Pause" : "Play"; });
    function play() {
      // Some browsers do not focus a button that is clicked.
      take(key);
      if (setting[key] === last) move(key, 0);
      clearInterval(playTimer);
      playTimer = setInterval(() => {
        // A step whose picture has not come yet is waited for, so that none is passed over unseen.
        if (isAwaited()) return;
        if (!now()) pause();
        else if (setting[key] < last) move(key, setting[key] + 1);
        if (setting[key] === last) pause();
      }, PLAY_MS);
      refresh();
    }
    return button;
  }
  function pause() {
    if (!playTimer) return;
    clearInterval(playTimer);
    playTimer = null;
    refresh();
  }
  function numberBox(given, last, hold) {
    const lowest = given.options[0].value;
    const highest = given.options[last].value;
    function typed() {
      const wanted = box.valueAsNumber;
      if (wanted < lowest || wanted > highest) complain(`${given.label}: ${given.range}.`);
      else if (!Number.isNaN(wanted)) {
        const far = given.options.map((option) => Math.abs(option.value - wanted));
        move(given.key, far.indexOf(Math.min(...far)));
      }
      refresh();
    }
    function byArrow(event) {
      const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(given.key, Math.min(last, Math.max(0, setting[given.key] + step)));
    }
    const box = element("input", { type: "number", step: "any", min: lowest, max: highest, onfocus: hold,
      "aria-label": `${given.label}, type a value, ${given.range}`, onchange: typed, onkeydown: byArrow });
    refreshers.push(() => { box.value = given.options[setting[given.key]].value; });
    return box;
  }

  // ---- files
  function onMessage(message) {
    if (message.view !== prefix) return;
    clearTimeout(fileTimer);
    fileTimer = null;
    if (message.type === "problem") complain(message.text);
    else if (now()) complain("");
    if (message.type !== "file") return;
    const bytes = Uint8Array.from(atob(message.data), (c) => c.charCodeAt(0));
    const link = element("a", { href: URL.createObjectURL(new Blob([bytes], { type: message.mime })),
      download: message.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  function save(format) {
    const send = () => { listenForFile(); model.send({ type: "file", format, view: prefix }); };
    return element("button", { type: "button", onclick: send }, `Save picture (${format.toUpperCase()})`);
  }

  // ---- put together
  const title = element("p", { class: "rx-title", id: `${prefix}title` }, spec.title);
  const controls = (list) => element("div", { class: "rx-controls" }, ...list.map(control));
  const further = spec.controls.filter((given) => given.further);
  const more = further.length === 1 ? "One more control" : `${further.length} more controls`;
  const presets = spec.presets.map((preset) => element("button", { type: "button", title: preset.note,
    onclick: () => jump(preset.setting) }, preset.label));
  const reset = element("button", { type: "button",
    onclick: () => { jump(spec.start); ghost.innerHTML = ""; } }, "Reset");
  el.classList.add("rx");
  el.setAttribute("role", "group");
  el.setAttribute("aria-labelledby", title.id);
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  // Keys typed here are not JupyterLab's commands; Escape gives the focus back to the cell.
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(
    title, picture, say, problem,
    controls(spec.controls.filter((given) => !given.further)),
    element("div", { class: "rx-presets", role: "group", "aria-label": "Settings to try" },
      ...(presets.length ? [element("span", {}, "Try:")] : []), ...presets, reset),
    ...(further.length ? [element("details", {}, element("summary", {}, more), controls(further))] : []),
    element("div", { class: "rx-more" },
      element("label", {}, ghostBox, "Keep the setting before as a faint picture"),
      // Files are drawn by Python; a page without it does without them.
      ...(spec.files === false ? [] : [save("svg"), save("png")])),
    numbers,
    element("details", {}, element("summary", {}, "About the controls"), element("dl", {},
      ...spec.controls.flatMap((given) => [element("dt", {}, given.label), element("dd", {}, given.source)]))));
  // The still picture that a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const still = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (still?.querySelector("figure.rx-still")) still.style.display = "none";
    else if (!el.isConnected && tries > 0) setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  // ---- answers
  function onFrames() {
    const answer = model.get("frames");
    if (!answer.serial || answer.serial < frames.serial) return;
    const mine = asked !== null && answer.reply_to === asked.token;
    // An answer to another view is of no use while one's own is on its way.
    if (asked && !mine && !answer.adopt) return;
    if (answer.serial > frames.serial && (answer.adopt || !mine)) {
      adopt(answer.setting);
      inHand = answer.axis;
    }
    asked = null;
    // The rest of the frames is waited for too.
    if (answer.done) clearTimeout(silenceTimer);
    else listenForSilence();
    frames = { serial: answer.serial, axis: answer.axis, base: answer.setting, items: answer.items,
      errors: answer.errors, done: answer.done };
    silent = false;
    learn(answer.defs);
    show();
  }
  function onHand() {
    const hand = model.get("hand");
    if (hand.view === prefix || moving || asked) return;
    adopt(hand.setting);
    show();
  }
  const listeners = { "change:frames": onFrames, "change:hand": onHand, "change:backdrop": paintBackdrop,
    "msg:custom": onMessage, "comm_live_update": onLost };
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  paintBackdrop();
  refresh();
  const given = model.get("frames");
  if (given.done) onFrames();
  else ask(null);

  return () => {
    clearInterval(playTimer);
    clearTimeout(restTimer);
    clearTimeout(silenceTimer);
    clearTimeout(fileTimer);
    clearTimeout(heardTimer);
    widths.disconnect();
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
