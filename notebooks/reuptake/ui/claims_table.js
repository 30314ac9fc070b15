// A table with menus that show some of its rows. Generic: Python writes every word.

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
  const prefix = `rxf${Math.random().toString(36).slice(2, 10)}-`;
  let hiding = null;

  const menus = spec.menus.map((menu, i) => {
    const id = `${prefix}${i}`;
    const options = [menu.every, ...menu.options].map((text) => element("option", { selected: text === menu.start }, text));
    const select = element("select", { id, onchange: show }, ...options);
    return { ...menu, select, node: element("div", {}, element("label", { for: id }, menu.label), select) };
  });
  const reset = element("button", { type: "button", onclick: () => {
    for (const menu of menus) menu.select.value = menu.every;
    show();
  } }, "Show all");
  const said = element("p", { class: "rx-filter-said", "aria-live": "polite" });
  // The roles stand in full, since a narrow page lays the cells under each other, which would take them away.
  const cell = (text, i) => element(i === 0 ? "th" : "td", { role: i === 0 ? "rowheader" : "cell", scope: i === 0 && "row",
    "data-name": spec.header[i] }, text);
  const rows = spec.rows.map(({ cells }) => element("tr", { role: "row" }, ...cells.map(cell)));
  const head = spec.header.map((text, i) => element("th", { role: "columnheader", scope: "col",
    style: `width: ${spec.widths[i]}%` }, text));
  const table = element("table", { role: "table" }, element("caption", {}, spec.caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...head)),
    element("tbody", { role: "rowgroup" }, ...rows));
  // A table wider or higher than its frame scrolls there, by keyboard too.
  const frame = element("div", { class: "rx-filter-frame", role: "region", "aria-label": spec.name, tabindex: 0 }, table);

  function show() {
    let count = 0;
    spec.rows.forEach(({ marks }, i) => {
      const fits = menus.every((menu, j) => [menu.every, marks[j]].includes(menu.select.value));
      rows[i].hidden = !fits;
      count += fits;
    });
    const chosen = menus.map((menu) => menu.select.value).join(", ");
    said.textContent = `Shown: ${count} of ${rows.length} (${chosen}).`;
  }
  show();

  el.classList.add("rx-filter");
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  // Keys typed here are not JupyterLab's commands; Escape gives the focus back to the cell.
  const staysHere = (event) => {
    event.stopPropagation();
    if (event.key === "Escape" && !event.isComposing) el.closest(".jp-Cell")?.focus();
  };
  el.addEventListener("keydown", staysHere);
  const parts = [element("div", { class: "rx-filter-menus" }, ...menus.map((menu) => menu.node), reset), said, frame];
  el.append(...(spec.fold ? [element("details", {}, element("summary", {}, spec.fold), ...parts)] : parts));

  // What a page without a kernel shows stands in the output before this one.
  function hideStill(tries) {
    const before = el.closest(".jp-OutputArea-child")?.previousElementSibling;
    if (before?.querySelector(".rx-still")) before.style.display = "none";
    else if (!el.isConnected && tries > 0) hiding = setTimeout(() => hideStill(tries - 1), 50);
  }
  hideStill(100);

  return () => {
    clearTimeout(hiding);
    el.removeEventListener("keydown", staysHere);
  };
}

export default { render };
