// A note that Python writes, in a box to copy from. Generic: every word comes from Python, and nothing is sent on.

const SILENCE_MS = 10000;
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

function render({ model, el }) {
  const spec = model.get("spec");
  const id = `rxn${Math.random().toString(36).slice(2, 10)}`;
  let count = 0;
  let waiting = "";
  let timer = null;
  let hiding = null;
  let silence = SILENCE_MS;
  const giveUp = () => complain(NO_ANSWER);
  function onLost() {
    silence = 0;
    clearTimeout(timer);
    if (waiting) giveUp();
  }

  const write = element("button", { type: "button", onclick: ask }, spec.write);
  const copy = element("button", { type: "button", class: "rx-card-skip", onclick: take }, spec.copy);
  const box = element("textarea", { id, rows: 14, readonly: true, spellcheck: "false" });
  const note = element("div", { class: "rx-card-remark", hidden: true }, element("label", { for: id }, spec.label), box,
    element("div", { class: "rx-card-buttons" }, copy));
  const said = element("p", { "aria-live": "polite" });
  const problem = element("p", { class: "rx-card-problem", role: "alert", hidden: true });

  function complain(words) {
    problem.hidden = !words;
    problem.textContent = words;
  }
  function ask() {
    waiting = `${id}-${++count}`;
    complain("");
    said.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(giveUp, silence);
    model.set("request", { token: waiting });
    model.save_changes();
  }
  async function take() {
    box.focus();
    box.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(box.value);
      done = true;
    } catch {
      // The page may have no leave to copy, or no safe connection; the older way works there.
      done = document.execCommand("copy");
    }
    said.textContent = done ? spec.copied : spec.not_copied;
  }
  function onResult() {
    const result = model.get("result");
    if (!waiting || result.reply_to !== waiting) return;
    waiting = "";
    clearTimeout(timer);
    complain(result.problem);
    note.hidden = !result.note;
    box.value = result.note;
    if (!result.note) return;
    box.focus();
    box.setSelectionRange(0, 0);
    box.scrollTop = 0;
  }

  el.classList.add("rx-card");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(element("p", { class: "rx-card-title" }, spec.title), element("p", {}, spec.about),
    element("div", { class: "rx-card-buttons" }, write), note, said, problem);

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".rx-still")) before.style.display = "none";
    else if (!el.isConnected && tries > 0) hiding = setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  model.on("change:result", onResult);
  model.on("comm_live_update", onLost);
  return () => {
    clearTimeout(timer);
    clearTimeout(hiding);
    // An answer that comes after the note has left may not move the focus.
    waiting = "";
    model.off("change:result", onResult);
    model.off("comm_live_update", onLost);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
