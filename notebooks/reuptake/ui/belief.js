// One belief after another: a text, a slider from 0 to 100, and buttons. Generic: Python writes every
// word, keeps every belief and decides what comes next.

const SILENCE_MS = 10000;
const NO_ANSWER = "No answer from Python yet. If the kernel was stopped or restarted, run all cells again (menu Run).";

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

function render({ model, el }) {
  const spec = model.get("spec");
  const id = `rxb${Math.random().toString(36).slice(2, 10)}`;
  let count = 0;
  let waiting = "";
  let timer = null;
  let hiding = null;
  let silence = SILENCE_MS;
  function giveUp() {
    waiting = "";
    complain(NO_ANSWER);
  }
  function onLost() {
    silence = 0;
    clearTimeout(timer);
    if (waiting) giveUp();
  }

  const heading = element("p", { class: "rx-card-verdict", tabindex: -1 });
  const text = element("p");
  const slider = element("input", { type: "range", id, min: 0, max: 100, step: spec.step, oninput: say });
  const shown = element("output", { for: id, "aria-hidden": "true" });
  const button = (name, send, kind = "rx-card-skip") => element("button", { type: "button", class: kind, onclick: send }, name);
  const submit = element("button", { type: "submit" }, spec.submit);
  const back = button(spec.back, () => send({ act: "back" }));
  const skip = button(spec.skip, () => send({ act: "skip" }));
  const point = element("div", { class: "rx-card-point" }, element("label", { for: id }, spec.question), slider, shown);
  const form = element("form", { novalidate: "", onsubmit: (event) => {
    event.preventDefault();
    send({ value: Number(slider.value) });
  } }, point, element("div", { class: "rx-card-buttons" }, submit, back, skip));
  const problem = element("p", { class: "rx-card-problem", role: "alert", hidden: "" });
  const said = element("div", { class: "rx-card-feedback", "aria-live": "polite" });

  function say() {
    shown.textContent = `${slider.value} %`;
    slider.setAttribute("aria-valuetext", `${slider.value} %`);
  }
  function complain(words) {
    problem.hidden = !words;
    problem.textContent = words;
  }
  function send(answer) {
    if (waiting) return;
    waiting = `${id}-${++count}`;
    complain("");
    timer = setTimeout(giveUp, silence);
    // The serial tells Python which study was on the page, so that two presses cannot answer two studies.
    model.set("request", { token: waiting, serial: model.get("result").serial, ...answer });
    model.save_changes();
  }
  function onResult() {
    const turn = model.get("result");
    const mine = waiting !== "" && turn.reply_to === waiting;
    if (mine) { waiting = ""; clearTimeout(timer); }
    complain(turn.problem);
    if (turn.problem) return;
    heading.textContent = turn.heading;
    text.textContent = turn.text;
    slider.value = turn.value;
    say();
    point.hidden = submit.hidden = skip.hidden = turn.done;
    back.hidden = !turn.back;
    said.replaceChildren(...turn.lines.map((line) => element("p", {}, line)));
    if (mine) heading.focus();
  }

  el.classList.add("rx-card");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(element("p", { class: "rx-card-title" }, spec.title), heading, text, form, problem, said);

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".rx-still")) before.style.display = "none";
    else if (!el.isConnected && tries > 0) hiding = setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  model.on("change:result", onResult);
  model.on("comm_live_update", onLost);
  onResult();
  return () => {
    clearTimeout(timer);
    clearTimeout(hiding);
    // An answer that comes after the card has left may not move the focus.
    waiting = "";
    model.off("change:result", onResult);
    model.off("comm_live_update", onLost);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
