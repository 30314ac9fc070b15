// One thing asked: options, a number or a sketched curve. Generic: Python writes every word and
// decides what is right; nothing here knows an answer before Python sent it.

const SILENCE_MS = 10000;
const NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run).";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}
const element = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
const drawn = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

// ---- the kinds of input: each gives its node, reads its value, and takes one over

function remarkBox(spec, prefix) {
  const id = `${prefix}remark`;
  const box = element("textarea", { id, rows: 2, maxlength: spec.remark.most });
  return {
    node: element("div", { class: "rx-card-remark" }, element("label", { for: id }, spec.remark.label), box),
    read: () => box.value,
    take: (text) => { box.value = text; },
  };
}

function choice(spec, prefix) {
  const type = spec.kind === "many" ? "checkbox" : "radio";
  const boxes = spec.options.map((_, i) =>
    element("input", { type, name: `${prefix}option`, id: `${prefix}${i}`, value: i }));
  const rows = spec.options.map((text, i) => element("div", { class: "rx-card-option" }, boxes[i],
    element("label", { for: `${prefix}${i}` }, element("span", { class: "rx-card-letter" }, `(${LETTERS[i]}) `), text)));
  return {
    node: element("div", { class: "rx-card-options" }, ...rows),
    read: () => boxes.flatMap((box, i) => (box.checked ? [i] : [])),
    take: (value) => boxes.forEach((box, i) => { box.checked = value.includes(i); }),
  };
}

function numberBox(spec, prefix) {
  const id = `${prefix}number`;
  // A box of type "number" would drop a comma without a word.
  const box = element("input", { type: "text", inputmode: "decimal", id, autocomplete: "off" });
  const label = spec.unit ? `Your number, in ${spec.unit}` : "Your number";
  return {
    node: element("div", { class: "rx-card-number" }, element("label", { for: id }, label), box),
    read: () => {
      // The course prints a true minus sign, which may be pasted here.
      const text = box.value.trim().replace("\u2212", "-");
      const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
      return text === "" ? null : plain ? Number(text) : text;
    },
    take: (value) => { box.value = value; },
  };
}

function sketch(spec, prefix) {
  const given = spec.sketch;
  const picture = element("div", { class: "rx-card-sketch", "aria-hidden": "true" });
  const quantity = spec.unit ? `${given.y_label}, ${spec.unit}` : given.y_label;
  let model = null;
  const sliders = new Map();
  const name = (x) => `${given.x_label} ${x}`;
  const level = (x) => (x in given.fixed ? given.fixed[x] : Number(sliders.get(x).value));
  const rows = given.points.map((x) => {
    if (x in given.fixed) return element("p", {}, `${name(x)}: ${given.fixed[x]} (given)`);
    const id = `${prefix}at${x}`;
    const shown = element("output", { for: id, "aria-hidden": "true" });
    const slider = element("input", { type: "range", id, min: given.low, max: given.high, step: given.step });
    const say = () => {
      const text = Number(slider.value).toLocaleString("en", { maximumFractionDigits: 2 });
      shown.textContent = text;
      slider.setAttribute("aria-valuetext", `${text} ${spec.unit}`.trim());
    };
    slider.value = given.start;
    slider.addEventListener("input", () => { say(); draw(); });
    sliders.set(x, slider);
    say();
    return element("div", { class: "rx-card-point" }, element("label", { for: id }, name(x)), slider, shown);
  });
  const last = given.points[given.points.length - 1];
  const right = (x) => 60 + (380 * (x - given.points[0])) / (last - given.points[0]);
  const up = (y) => 190 - (170 * (Math.min(Math.max(y, given.low), given.high) - given.low)) / (given.high - given.low);
  const word = (x, y, text, anchor = "middle") => drawn("text", { x, y, "text-anchor": anchor }, text);
  function line(values, attributes) {
    const points = given.points.map((x, i) => `${right(x)},${up(values[i])}`).join(" ");
    return drawn("polyline", { points, fill: "none", ...attributes });
  }
  function draw() {
    const own = given.points.map(level);
    const marks = given.points.map((x, i) => drawn("circle", { cx: right(x), cy: up(own[i]), r: 5,
      fill: x in given.fixed ? "#fff" : "#0072B2", stroke: "#0072B2", "stroke-width": 2 }));
    const grid = [given.low, (given.low + given.high) / 2, given.high].flatMap((y) => [
      drawn("line", { x1: 60, x2: 440, y1: up(y), y2: up(y), stroke: "#ccc" }), word(54, up(y) + 4, y, "end")]);
    // The names stand at the ends of the curves, apart even where the curves meet.
    const ends = model ? [up(own[own.length - 1]), up(model[model.length - 1])] : [];
    const middle = (ends[0] + ends[1]) / 2;
    const away = Math.max(8, Math.abs(ends[0] - ends[1]) / 2) * (ends[0] > ends[1] ? 1 : -1);
    const names = model ? [word(448, middle + away + 4, "you", "start"), word(448, middle - away + 4, "model", "start")] : [];
    picture.replaceChildren(drawn("svg", { viewBox: "0 0 500 235" }, ...grid,
      ...given.points.map((x) => word(right(x), 206, x)),
      word(250, 228, given.x_label), word(8, 12, quantity, "start"),
      ...(model ? [line(model, { stroke: "#000", "stroke-width": 2.5, "stroke-dasharray": "7 4" })] : []),
      line(own, { stroke: "#0072B2", "stroke-width": 2.5 }), ...marks, ...names));
  }
  draw();
  return {
    node: element("div", {}, picture,
      element("p", { class: "rx-card-note" }, `Set ${quantity}, at each ${given.x_label}:`), ...rows),
    read: () => [...sliders.values()].map((slider) => Number(slider.value)),
    take: (value) => {
      [...sliders.values()].forEach((slider, i) => {
        slider.value = value[i];
        slider.dispatchEvent(new Event("input"));
      });
    },
    reveal: (curve) => { model = curve; draw(); },
  };
}

const INPUTS = { one: choice, many: choice, number: numberBox, sketch };

function table(given) {
  // Two columns set two things side by side; with more, the first names the row.
  const named = given.header.length > 2;
  const row = (cells, tag) => element("tr", {}, ...cells.map((text, i) =>
    element(tag === "th" || named && i === 0 ? "th" : tag, { scope: tag === "th" ? "col" : named && i === 0 && "row" }, text)));
  return element("div", { class: "rx-card-table", role: "group", "aria-label": given.caption },
    element("table", {}, element("caption", {}, given.caption), element("thead", {}, row(given.header, "th")),
      element("tbody", {}, ...given.rows.map((cells) => row(cells, "td")))));
}

// A table too wide for the page scrolls in its frame, which the keyboard reaches only then.
function reachIfWide(frame) {
  if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
  else frame.removeAttribute("tabindex");
}

function render({ model, el }) {
  const spec = model.get("spec");
  const prefix = `rxc${Math.random().toString(36).slice(2, 10)}-`;
  let count = 0;
  let waiting = "";
  let timer = null;
  let silence = spec.silence_ms || SILENCE_MS;
  const giveUp = () => complain(NO_ANSWER);
  function onLost() {
    silence = 0;
    clearTimeout(timer);
    if (waiting) giveUp();
  }

  const input = INPUTS[spec.kind](spec, prefix);
  const problem = element("p", { class: "rx-card-problem", role: "alert", hidden: true });
  const feedback = element("div", { class: "rx-card-feedback", "aria-live": "polite", tabindex: -1 });
  const widths = new ResizeObserver(() => feedback.querySelectorAll(".rx-card-table").forEach(reachIfWide));
  const legend = element("legend", {}, spec.question);
  const note = spec.note && element("p", { class: "rx-card-note" }, spec.note);
  const remark = spec.remark && remarkBox(spec, prefix);
  const given = (spec.given || []).map((text, i) => element("p", { id: `${prefix}given${i}` }, text));
  const fieldset = element("fieldset", { "aria-describedby": given.map((node) => node.id).join(" ") || null },
    legend, ...(note ? [note] : []), input.node, ...(remark ? [remark.node] : []));
  const submit = element("button", { type: "submit" }, spec.submit);
  const skip = spec.skip && element("button", { type: "button", class: "rx-card-skip", onclick: () => send({ skip: true }) },
    spec.skip);
  const buttons = element("div", { class: "rx-card-buttons" }, submit, ...(skip ? [skip] : []));
  const form = element("form", { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    send({ value: input.read(), ...(remark && { remark: remark.read() }) });
  } }, fieldset, buttons);

  function complain(text) {
    problem.hidden = !text;
    problem.textContent = text;
  }
  function send(answer) {
    waiting = `${prefix}${++count}`;
    complain("");
    clearTimeout(timer);
    timer = setTimeout(giveUp, silence);
    model.set("request", { token: waiting, ...answer });
    model.save_changes();
  }

  function onResult() {
    const result = model.get("result");
    if (!result.serial) return;
    const mine = waiting !== "" && result.reply_to === waiting;
    if (mine || result.final) { waiting = ""; clearTimeout(timer); }
    complain(result.problem);
    if (result.problem) {
      // What was said of an earlier answer would look as if it were said of this one.
      if (!result.final) feedback.replaceChildren();
      return;
    }
    el.dataset.state = result.state;
    // What was sent last, and is not answered yet, stays as the hand left it.
    const takes = !mine && !waiting;
    if (takes && result.value != null) input.take(result.value);
    if (takes && remark && result.remark != null) remark.take(result.remark);
    if (result.curve) input.reveal(result.curve);
    const parts = [];
    if (result.verdict) parts.push(element("p", { class: "rx-card-verdict" }, result.verdict));
    parts.push(...result.lines.map((text) => element("p", {}, text)));
    if (result.table) parts.push(table(result.table));
    if (result.notice) parts.push(element("p", {}, result.notice));
    feedback.replaceChildren(...parts);
    widths.disconnect();
    for (const node of feedback.querySelectorAll(".rx-card-table, table")) widths.observe(node);
    if (result.again) {
      submit.textContent = result.again;
      if (skip && skip === document.activeElement) submit.focus();
      if (skip) skip.hidden = true;
    }
    others.replaceChildren();
    if (result.others.length) {
      others.append(element("details", {}, element("summary", {}, "The other options, and why"),
        element("dl", {}, ...result.others.flatMap(([option, why]) =>
          [element("dt", {}, option), element("dd", {}, why)]))));
    }
    if (result.final) {
      fieldset.disabled = true;
      const held = buttons.contains(document.activeElement) || fieldset.contains(document.activeElement);
      buttons.hidden = true;
      if (note) note.hidden = true;
      // The button that had the focus is gone, so the focus goes to what was said.
      if (mine || held) feedback.focus();
    }
  }

  const others = element("div", { class: "rx-card-others" });
  el.classList.add("rx-card");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  // Keys typed here are not JupyterLab's commands; Escape gives the focus back to the cell.
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(...(spec.title ? [element("p", { class: "rx-card-title" }, spec.title)] : []),
    ...given, form, problem, feedback, others);

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".rx-still")) before.style.display = "none";
    else if (!el.isConnected && tries > 0) setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  model.on("change:result", onResult);
  model.on("comm_live_update", onLost);
  onResult();
  return () => {
    clearTimeout(timer);
    widths.disconnect();
    model.off("change:result", onResult);
    model.off("comm_live_update", onLost);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
