// Plays frames that Python drew ahead. No science here: it knows controls, a backdrop and layers.
// `model` needs get, set, save_changes, on, off and send, so a page without a kernel can give its own.

const ID_MARK = "~~";
const REST_MS = 200;
const SILENCE_MS = 10000;

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

function render({ model, el }) {
  const spec = model.get("spec");
  // Each explorer loads a copy of this module, so a counter here would start again in every one.
  const prefix = `rx${Math.random().toString(36).slice(2, 10)}-`;
  const own = (svg) => svg.replaceAll(ID_MARK, prefix);

  const latest = () => Math.max(model.get("request").n || 0, model.get("frames").n || 0);
  let setting = { ...model.get("setting") };
  let axis = model.get("frames").axis || spec.axis;
  let asked = latest();
  let items = {};
  let restTimer = null;
  let silenceTimer = null;
  let moving = false;
  let resting = "";

  // ---- the picture
  const picture = element("figure", { class: "rx-picture" });
  picture.innerHTML =
    `<svg viewBox="0 0 ${spec.width} ${spec.height}" role="img">` +
    `<defs></defs><g class="rx-backdrop"></g><g class="rx-ghost"></g><g class="rx-layer"></g></svg>`;
  const svg = picture.firstChild;
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
    if (!given.svg) return;
    learn(given.defs);
    backdrop.innerHTML = own(given.svg);
  }

  const say = element("p", { class: "rx-say", "aria-live": "polite" });
  const problem = element("p", { class: "rx-problem", role: "alert", hidden: true });
  const table = element("table");
  const numbers = element("details", { ontoggle: () => fillTable() },
    element("summary", {}, "Show the numbers"), table);
  const ghostBox = element("input", { type: "checkbox", checked: true,
    onchange: () => { ghost.style.display = ghostBox.checked ? "" : "none"; } });

  function fillTable() {
    const item = items[setting[axis]];
    if (!numbers.open || !item) return;
    const row = (cells, tag) => element("tr", {}, ...cells.map((text) =>
      element(tag, tag === "th" ? { scope: "col" } : {}, text)));
    table.replaceChildren(
      element("thead", {}, row(spec.header, "th")),
      element("tbody", {}, ...item.rows.map((cells) => row(cells, "td"))));
  }

  function show() {
    const item = items[setting[axis]];
    svg.dataset.asked = JSON.stringify(setting);
    svg.dataset.frames = Object.keys(items).length;
    mark(!item);
    if (!item) return;
    layer.innerHTML = own(item.svg);
    if (say.textContent !== item.text) say.textContent = item.text;
    svg.setAttribute("aria-label", item.alt);
    svg.dataset.shown = JSON.stringify(setting);
    if (!moving) resting = layer.innerHTML;
    fillTable();
  }

  // ---- settings
  function tellPython() {
    moving = false;
    resting = layer.innerHTML;
    model.set("setting", { ...setting });
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
  function ask() {
    asked = latest() + 1;
    items = {};
    complain("");
    clearTimeout(silenceTimer);
    silenceTimer = setTimeout(() => complain(
      "No answer from Python yet. If the kernel was stopped or restarted, run this cell again."), spec.silence_ms || SILENCE_MS);
    model.set("request", { n: asked, axis, setting: { ...setting } });
    model.save_changes();
  }
  function take(key) {
    if (key === axis) return;
    axis = key;
    ask();
  }
  function move(key, position) {
    if (position === setting[key]) return;
    keepGhost();
    setting[key] = position;
    if (key === axis) settle();
    else take(key);
    refresh();
    show();
  }
  function jump(target) {
    keepGhost();
    setting = { ...setting, ...target };
    ask();
    refresh();
    show();
  }
  // An old picture is marked until its successor comes; with an error there is none to wait for.
  function mark(old) {
    el.classList.toggle("rx-old", old);
    el.classList.toggle("rx-pending", old && problem.hidden);
  }
  function complain(text) {
    problem.hidden = !text;
    if (problem.textContent !== text) problem.textContent = text;
    mark(!items[setting[axis]]);
  }

  // ---- controls
  const refreshers = [];
  const refresh = () => refreshers.forEach((paint) => paint());
  function control(given) {
    const id = `${prefix}${given.key}`;
    const last = given.options.length - 1;
    const inHand = () => take(given.key);
    const row = element("div", { class: "rx-row" });
    const label = element("label", { for: id, title: given.source }, given.label);
    if (given.kind === "choice") {
      const menu = element("select", { id, onfocus: inHand, onchange: () => move(given.key, menu.selectedIndex) },
        ...given.options.map((option) => element("option", {}, option.text)));
      refreshers.push(() => { menu.selectedIndex = setting[given.key]; });
      row.append(menu);
      return element("div", { class: "rx-control" }, label, row);
    }
    const slider = element("input", { type: "range", id, min: 0, max: last, step: 1, title: given.source,
      onfocus: inHand, onpointerdown: inHand, oninput: () => move(given.key, Number(slider.value)) });
    const value = element("span", { class: "rx-value" });
    refreshers.push(() => {
      const option = given.options[setting[given.key]];
      slider.value = setting[given.key];
      slider.setAttribute("aria-valuetext", option.text);
      value.textContent = given.kind === "steps" ? option.text : option.note;
    });
    if (given.kind === "steps") {
      const by = (step) => () => move(given.key, (setting[given.key] + step + last + 1) % (last + 1));
      row.append(
        element("button", { type: "button", onfocus: inHand, onclick: by(-1) }, "Back"),
        element("button", { type: "button", onfocus: inHand, onclick: by(1) }, "Next"), slider, value);
    } else {
      const box = element("input", { type: "number", step: "any", min: given.options[0].value,
        max: given.options[last].value, "aria-label": `${given.label}, type a value`, onfocus: inHand,
        onchange: () => {
          const wanted = box.valueAsNumber;
          if (Number.isNaN(wanted)) return refresh();
          const far = given.options.map((option) => Math.abs(option.value - wanted));
          move(given.key, far.indexOf(Math.min(...far)));
          refresh();
        } });
      refreshers.push(() => { box.value = given.options[setting[given.key]].value; });
      row.append(slider, box, element("span", {}, given.unit), value);
    }
    const range = element("div", { class: "rx-range" }, given.range);
    return element("div", { class: "rx-control" }, label, row, range);
  }

  // ---- files
  function onMessage(message) {
    if (message.type !== "file") return;
    const bytes = Uint8Array.from(atob(message.data), (c) => c.charCodeAt(0));
    const link = element("a", { href: URL.createObjectURL(new Blob([bytes], { type: message.mime })),
      download: message.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const save = (format) => element("button", { type: "button",
    onclick: () => model.send({ type: "file", format }) }, `Save picture (${format.toUpperCase()})`);

  // ---- put together
  const presets = spec.presets.map((preset) => element("button", { type: "button", title: preset.note,
    onclick: () => jump(preset.setting) }, preset.label));
  const reset = element("button", { type: "button",
    onclick: () => { jump(spec.start); ghost.innerHTML = ""; } }, "Reset");
  el.classList.add("rx");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", (event) => event.stopPropagation());
  el.append(
    element("p", { class: "rx-title" }, spec.title),
    picture, say, problem,
    element("div", { class: "rx-controls" }, ...spec.controls.map(control)),
    element("div", { class: "rx-presets", role: "group", "aria-label": "Settings to try" },
      ...(presets.length ? [element("span", {}, "Try:")] : []), ...presets, reset),
    element("div", { class: "rx-more" },
      element("label", {}, ghostBox, "Keep the setting before as a faint picture"),
      ...(spec.files ? [save("svg"), save("png")] : [])),
    numbers);

  // ---- answers
  function onFrames() {
    const answer = model.get("frames");
    if (!answer.n || answer.n < asked) return;
    clearTimeout(silenceTimer);
    if (answer.n > asked) {
      // Python, or another view of the same explorer, moved a control.
      keepGhost();
      moving = false;
      asked = answer.n;
      axis = answer.axis;
      setting = { ...answer.setting };
      refresh();
    }
    items = answer.items;
    learn(answer.defs);
    complain("");
    show();
    if (moving) settle();
  }
  function onProblem() {
    const given = model.get("problem");
    if (!given.text || given.n < asked) return;
    clearTimeout(silenceTimer);
    complain(given.text);
  }
  model.on("change:backdrop", paintBackdrop);
  model.on("change:frames", onFrames);
  model.on("change:problem", onProblem);
  model.on("msg:custom", onMessage);
  paintBackdrop();
  refresh();
  const given = model.get("frames");
  if (given.done && given.items[setting[axis]]) { asked = given.n; onFrames(); }
  else { ask(); show(); }

  return () => {
    clearTimeout(restTimer);
    clearTimeout(silenceTimer);
    model.off("change:backdrop", paintBackdrop);
    model.off("change:frames", onFrames);
    model.off("change:problem", onProblem);
    model.off("msg:custom", onMessage);
  };
}

export default { render };
