// A button that lets Python ask a service. Generic: every word comes from Python, and the browser goes nowhere itself.

const SILENCE_MS = 120000;
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
  const id = `rxw${Math.random().toString(36).slice(2, 10)}`;
  let count = 0;
  let asked = "";
  let waits = false;
  let timer = null;
  let hiding = null;
  let silence = SILENCE_MS;

  const menu = element("select", { id: `${id}menu`, onchange: choose, style: "min-height:32px;font:inherit;max-width:100%" },
    ...spec.services.map((one, i) => element("option", { value: i }, one.title)));
  const box = element("input", { type: "text", id: `${id}box`, maxlength: 300, autocomplete: "off", spellcheck: "false",
    style: "flex:1 1 18em" });
  const what = element("p", { class: "rx-card-note", id: `${id}what` });
  box.setAttribute("aria-describedby", `${id}what`);
  const press = element("button", { type: "button", onclick: ask });
  const said = element("p", { "aria-live": "polite" });
  const list = element("ul", {});
  const notes = element("div", { class: "rx-card-note" });
  const problem = element("p", { class: "rx-card-problem", role: "alert", hidden: true });
  const offer = () => spec.services[menu.selectedIndex];

  function choose() {
    box.value = offer().query;
    what.textContent = offer().what;
    press.textContent = offer().press;
  }
  function complain(words) {
    problem.hidden = !words;
    problem.textContent = words;
  }
  function settle(yes) {
    waits = yes;
    clearTimeout(timer);
    // Still reachable by keyboard while it waits, so that the focus does not get lost.
    press.setAttribute("aria-disabled", String(yes));
  }
  function giveUp() {
    settle(false);
    said.textContent = "";
    complain(NO_ANSWER);
  }
  function onLost() {
    silence = 0;
    if (waits) giveUp();
  }
  function ask() {
    if (waits) return;
    settle(true);
    asked = `${id}-${++count}`;
    complain("");
    list.replaceChildren();
    notes.replaceChildren();
    said.textContent = offer().waiting;
    timer = setTimeout(giveUp, silence);
    model.set("request", { token: asked, service: offer().name, query: box.value });
    model.save_changes();
  }
  function line({ text, link }) {
    // What a service sent is text; it never becomes markup, and only a safe address becomes a link.
    if (!/^https:\/\//.test(link)) return element("li", {}, text);
    return element("li", {}, element("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, text));
  }
  function onResult() {
    const result = model.get("result");
    // Only while a question is open can an answer be to another one; a late answer is as good as any.
    if (waits && result.reply_to !== asked) return;
    settle(false);
    complain(result.problem);
    said.textContent = result.said;
    list.replaceChildren(...result.lines.map(line));
    notes.replaceChildren(...result.notes.map((words) => element("p", {}, words)));
  }
  // Shown anew, the button should not have forgotten what was asked last, and what came of it.
  function recall() {
    const { service, query } = model.get("request");
    const place = spec.services.findIndex((one) => one.name === service);
    if (place >= 0) {
      menu.selectedIndex = place;
      choose();
      box.value = query;
    }
    if ("said" in model.get("result")) onResult();
  }

  el.classList.add("rx-card");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  el.append(element("p", { class: "rx-card-title" }, spec.title), element("p", {}, spec.about),
    element("div", { class: "rx-card-number" }, element("label", { for: `${id}menu` }, spec.menu), menu),
    element("div", { class: "rx-card-number" }, element("label", { for: `${id}box` }, spec.box), box), what,
    element("div", { class: "rx-card-buttons" }, press), said, problem, list, notes);
  choose();
  recall();

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
    model.off("change:result", onResult);
    model.off("comm_live_update", onLost);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
