// The map of the course: a table, what is stored where, and buttons to save, load and forget it.
// Python writes the table and every answer; what is done goes by message, so no state keeps a file.

const SILENCE_MS = 10000;
const LARGEST_FILE = 6e6;
const NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run).";
const TOO_LARGE = "This file was not loaded: it is too large to be a progress file.";
const NOT_READ = "This file was not loaded: the browser could not read it.";

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

function download({ name, data }) {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: "application/json" }));
  const link = element("a", { href, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

function render({ model, el }) {
  const prefix = `rxm${Math.random().toString(36).slice(2, 10)}-`;
  let count = 0;
  let waiting = "";
  let timer = null;
  let before = null;
  let silence = SILENCE_MS;
  const giveUp = () => complain(NO_ANSWER);
  function onLost() {
    silence = 0;
    clearTimeout(timer);
    if (waiting) giveUp();
  }

  const page = element("div", { class: "rx-map-page" });
  const about = element("div", { class: "rx-map-about" });
  const said = element("p", { class: "rx-map-said", id: `${prefix}said`, "aria-live": "polite" });
  const problem = element("p", { class: "rx-map-problem", role: "alert", hidden: true });
  const button = (text, act, quiet) => element("button", { type: "button", class: quiet && "rx-map-quiet",
    onclick: () => send({ act }) }, text);
  const forget = button("Forget everything", "forget", true);
  const keep = button("Keep it", "keep", true);
  const first = element("div", { class: "rx-map-buttons" }, button("Save my progress as a file", "save"), forget);
  const second = element("div", { class: "rx-map-buttons", role: "group", "aria-labelledby": `${prefix}said`, hidden: true },
    button("Yes, forget everything", "sure"), keep);
  const file = element("input", { type: "file", id: `${prefix}file`, accept: ".json,application/json", onchange: load });
  const loading = element("div", { class: "rx-map-load" },
    element("label", { for: `${prefix}file` }, "Load a progress file"), file);

  function complain(text) {
    problem.hidden = !text;
    problem.textContent = text;
  }
  function send(content) {
    waiting = `${prefix}${++count}`;
    complain("");
    clearTimeout(timer);
    timer = setTimeout(giveUp, silence);
    model.send({ token: waiting, ...content });
  }
  function load() {
    const chosen = file.files[0];
    if (!chosen) return;
    complain("");
    said.textContent = "";
    if (chosen.size > LARGEST_FILE) {
      file.value = "";
      complain(TOO_LARGE);
      return;
    }
    const reader = new FileReader();
    reader.addEventListener("error", () => complain(NOT_READ));
    reader.addEventListener("load", () => send({ act: "load", data: reader.result.split(",")[1] || "" }));
    reader.addEventListener("loadend", () => { file.value = ""; });
    reader.readAsDataURL(chosen);
  }

  function onMessage(reply) {
    if (!waiting || reply.reply_to !== waiting) return;
    waiting = "";
    clearTimeout(timer);
    complain(reply.problem);
    said.textContent = reply.said;
    const held = el.contains(document.activeElement);
    const asked = !second.hidden;
    first.hidden = loading.hidden = reply.asks;
    second.hidden = !reply.asks;
    // The button that had the focus is gone, so the focus goes to the harmless one, and back.
    if (held && reply.asks) keep.focus();
    else if (held && asked) forget.focus();
    if (reply.file) download(reply.file);
  }
  const drawPage = () => { page.innerHTML = model.get("page"); };
  const drawAbout = () => { about.innerHTML = model.get("about"); };

  // The host makes the links of the output before this one open notebooks, so a click goes there.
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const links = [...(before?.querySelectorAll(".rx-still a") ?? [])];
    const same = link && links.find((other) => other.textContent === link.textContent);
    if (!same) return;
    event.preventDefault();
    same.click();
  });

  el.classList.add("rx-map");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  // Keys typed here are not JupyterLab's commands; Escape gives the focus back to the cell.
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(page, about, first, loading, said, second, problem);

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const found = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (found?.querySelector("figure.rx-still")) {
      before = found;
      before.style.display = "none";
    } else if (!el.isConnected && tries > 0) setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  model.on("msg:custom", onMessage);
  model.on("comm_live_update", onLost);
  model.on("change:page", drawPage);
  model.on("change:about", drawAbout);
  drawPage();
  drawAbout();
  return () => {
    clearTimeout(timer);
    model.off("msg:custom", onMessage);
    model.off("comm_live_update", onLost);
    model.off("change:page", drawPage);
    model.off("change:about", drawAbout);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
