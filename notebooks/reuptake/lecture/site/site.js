// What a page of the site does beyond HTML: it works without this too.
// A list of contents stands open beside the text, and folded above it where there is no room beside.
const contents = document.querySelector("nav.contents details");
const beside = matchMedia("(min-width: 75em)");
const fold = () => { if (contents) contents.open = beside.matches; };
fold();
beside.addEventListener("change", fold);

// What is wider than the page can be moved by keyboard, too, and is no stop of the Tab key where it fits.
const wide = () => document.querySelectorAll(".wide").forEach((one) => {
  if (one.scrollWidth > one.clientWidth + 1) one.tabIndex = 0;
  else one.removeAttribute("tabindex");
});
wide();
addEventListener("resize", wide);
document.addEventListener("toggle", wide, true);

// A picture to play with is loaded when its fold is opened: browsers would load it long before.
document.querySelectorAll("details.play").forEach((fold) => fold.addEventListener("toggle", () => {
  const frame = fold.querySelector("iframe[data-src]");
  if (!fold.open || !frame) return;
  frame.src = frame.dataset.src;
  frame.removeAttribute("data-src");
}));

// On paper everything is open: no answer is hidden behind a mark that nobody can press.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open]):not(.play)")];
  folded.forEach((one) => { one.open = true; });
});
addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));

// A link to a place inside a fold opens it.
const reveal = () => {
  let name = location.hash.slice(1);
  try {
    name = decodeURIComponent(name);
  } catch (_) {
    // A percent sign that quotes nothing stands for itself.
  }
  const target = document.getElementById(name);
  for (let one = target?.closest("details"); one; one = one.parentElement?.closest("details")) one.open = true;
};
reveal();
addEventListener("hashchange", reveal);
