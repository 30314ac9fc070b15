// Looks through the index that was written with the pages: no request leaves the folder.
const { pages, entries } = window.COURSE_INDEX;
const box = document.getElementById("looked-for");
const list = document.getElementById("found");
const said = document.getElementById("said");
const MOST = 40;

// Letters become small and lose their accents, dashes become hyphens. Lengths stay, so that a place found in the
// simple text is the same place in the text itself; what would grow, as "…" to "...", is left as it is.
function simpleLetter(letter) {
  const plain = letter.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[‐‑–−]/, "-").toLowerCase();
  return plain.length === letter.length ? plain : letter;
}
const simple = (text) => text.replace(/[A-Z\u0080-\u{10ffff}]/gu, simpleLetter);
// An accent that stands alone in a text is joined with its letter first.
const whole = (text) => text.normalize("NFC");
const indexed = entries.map(([page, anchor, heading, words]) => {
  const text = whole(words);
  return { page, anchor, heading, text, title: simple(whole(`${pages[page].title} ${heading}`)), words: simple(text) };
});

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
// Finds where words begin; older browsers cannot look behind, so the letter before is part of what is found.
const beginning = (words) => new RegExp(`(^|[^\\p{L}\\p{N}])(${words.map(escaped).join("|")})`, "gu");
// A word counts from its beginning; in a heading it counts more.
function score(entry, patterns) {
  let sum = 0;
  for (const pattern of patterns) {
    const times = (entry.words.match(pattern) || []).length;
    const above = (entry.title.match(pattern) || []).length;
    if (!times && !above) return 0;
    sum += Math.min(times, 5) + 4 * above;
  }
  return sum / Math.sqrt(1 + entry.words.length / 800);
}

function snippet(entry, first) {
  const at = Math.max(0, entry.words.search(first));
  const from = at < 70 ? 0 : entry.text.indexOf(" ", at - 70) + 1;
  const piece = entry.text.slice(from, from + 220);
  return `${from ? "… " : ""}${piece}${from + 220 < entry.text.length ? " …" : ""}`;
}

// Marks the words, as text: nothing that was typed becomes HTML.
function marked(text, words) {
  const line = document.createElement("p");
  let last = 0;
  for (const hit of simple(text).matchAll(beginning(words))) {
    const start = hit.index + hit[1].length;
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, start + hit[2].length);
    line.append(text.slice(last, start), mark);
    last = start + hit[2].length;
  }
  line.append(text.slice(last));
  return line;
}

function item({ entry }, words, patterns) {
  const page = pages[entry.page];
  const link = document.createElement("a");
  link.href = `${page.file}#${encodeURIComponent(entry.anchor)}`;
  link.textContent = entry.heading ? `${page.title}: ${entry.heading}` : page.title;
  const heading = document.createElement("h2");
  heading.append(link);
  const row = document.createElement("li");
  row.append(heading, marked(snippet(entry, patterns[0]), words));
  return row;
}

function look() {
  const words = simple(whole(box.value)).split(/\s+/).filter(Boolean);
  const patterns = words.map((word) => beginning([word]));
  const found = words.length === 0 ? [] : indexed.map((entry) => ({ entry, score: score(entry, patterns) }))
    .filter((one) => one.score > 0).sort((a, b) => b.score - a.score);
  list.replaceChildren(...found.slice(0, MOST).map((one) => item(one, words, patterns)));
  const all = found.length > MOST ? `, the best ${MOST} of them below` : "";
  const places = `${found.length} ${found.length === 1 ? "place" : "places"}`;
  said.textContent = words.length === 0 ? "Type a word." : `${places} for “${box.value.trim()}”${all}.`;
  document.title = words.length ? `${box.value.trim()} · Search` : "Search";
}

box.value = new URLSearchParams(location.search).get("q") || "";
let waiting;
box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 250); });
box.form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", `?q=${encodeURIComponent(box.value)}`);
  look();
});
look();
