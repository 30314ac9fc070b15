// Objectives to judge oneself by. Generic: every word comes from Python, which also keeps every mark.

const SILENCE_MS = 10000;
const NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run).";
const NOT_STORED = "No answer from Python, so your last mark is not stored; shown are those that are. If the kernel was stopped or "
  + "restarted, run all cells again (menu Run).";

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

function download({ name, type, data }) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type }));
  const link = element("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

function render({ model, el }) {
  const spec = model.get("spec");
  const id = `rxs${Math.random().toString(36).slice(2, 10)}`;
  let count = 0;
  const waiting = new Map();
  let hiding = null;
  let silence = SILENCE_MS;
  function onLost() {
    silence = 0;
    for (const { timer, giveUp } of waiting.values()) {
      clearTimeout(timer);
      giveUp();
    }
  }
  const radios = [];
  const counts = new Map();

  const said = element("p", { "aria-live": "polite" });
  const problem = element("p", { class: "rx-card-problem", role: "alert", hidden: true });
  function complain(words) {
    problem.hidden = !words;
    problem.textContent = words;
  }
  function send(content) {
    const token = `${id}-${++count}`;
    complain("");
    const giveUp = () => {
      complain(content.act === "mark" ? NOT_STORED : NO_ANSWER);
      said.textContent = "";
      showMarks();
    };
    // The token stays, so that an answer that comes late is still taken.
    waiting.set(token, { timer: setTimeout(giveUp, silence), giveUp });
    model.send({ token, ...content });
  }
  function objective(item, place) {
    const name = `${id}-${place}`;
    const options = spec.levels.map((level, i) => {
      const box = element("input", { type: "radio", name, id: `${name}-${i}`, value: level,
        onchange: () => send({ act: "mark", key: item.key, level }) });
      radios.push({ box, key: item.key, level });
      return element("div", { class: "rx-card-option" }, box, element("label", { for: `${name}-${i}` }, level));
    });
    const row = element("div", { style: "display:flex;flex-wrap:wrap;gap:0 24px" }, ...options);
    counts.set(item.key, element("p", { class: "rx-card-note" }));
    return element("fieldset", { style: "margin:8px 0" }, element("legend", {}, item.text), row, counts.get(item.key));
  }

  let place = 0;
  const groups = spec.groups.map((group) => {
    const summary = element("summary", {});
    // Questions may have been answered since the list was made, so whoever opens a part gets its counts anew.
    const node = element("details", { ontoggle: () => node.open && model.send({ act: "count" }) }, summary, ...group.items.map((item) => objective(item, place++)));
    return { node, summary, group };
  });
  const buttons = spec.buttons.map(([act, words]) => element("button", { type: "button", onclick: () => send({ act }) }, words));
  const tally = element("p", {});

  function showMarks() {
    const marks = model.get("marks");
    for (const { box, key, level } of radios) box.checked = marks[key] === level;
    for (const { summary, group } of groups) {
      const marked = group.items.filter((item) => item.key in marks).length;
      summary.textContent = `${group.title} (${marked} / ${group.items.length})`;
    }
    tally.textContent = model.get("said");
  }
  function showCounts() {
    const right = model.get("right");
    for (const [key, note] of counts) note.textContent = right[key] ?? "";
  }
  function onMessage(reply) {
    if (!waiting.has(reply.reply_to)) return;
    clearTimeout(waiting.get(reply.reply_to).timer);
    waiting.delete(reply.reply_to);
    complain(reply.problem);
    said.textContent = reply.said;
    if (reply.file) download(reply.file);
    if (reply.problem) showMarks();
  }

  el.classList.add("rx-card");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(element("p", { class: "rx-card-title" }, spec.title), element("p", {}, spec.about), ...groups.map((one) => one.node),
    tally, element("div", { class: "rx-card-buttons" }, ...buttons), said, problem);
  showMarks();
  showCounts();

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".rx-still")) before.style.display = "none";
    else if (!el.isConnected && tries > 0) hiding = setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  model.on("msg:custom", onMessage);
  model.on("comm_live_update", onLost);
  model.on("change:marks", showMarks);
  model.on("change:said", showMarks);
  model.on("change:right", showCounts);
  return () => {
    waiting.forEach(({ timer }) => clearTimeout(timer));
    clearTimeout(hiding);
    model.off("msg:custom", onMessage);
    model.off("comm_live_update", onLost);
    model.off("change:marks", showMarks);
    model.off("change:said", showMarks);
    model.off("change:right", showCounts);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
