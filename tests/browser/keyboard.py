"""Walk through a part of a page with the Tab key and note what a reader at the keyboard meets."""

# All that the Tab key should stop at, in the order of the page. Of radio buttons in a group it stops at one only.
EXPECTED = """root => {
  const all = [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const groups = new Set();
  window.stops = all.filter(e => {
    if (e.disabled || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== 'radio') return true;
    const known = groups.has(e.name);
    groups.add(e.name);
    return !known;
  });
  return window.stops.length;
}"""
# Notes each stop as it comes: its place among the expected ones (-1: another), and how it looks.
NOTE = """root => {
  window.met = [];
  const look = e => {
    const box = e.getBoundingClientRect();
    const target = (e.closest('label') ?? e).getBoundingClientRect();
    // Its upper left and lower right corners and its middle: one of them at least must be in sight.
    const seen = [[box.left + 3, box.top + 3], [box.right - 3, box.bottom - 3],
      [(box.left + box.right) / 2, (box.top + box.bottom) / 2]].some(([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (e.contains(top) || top.contains(e) && root.contains(top));
    });
    const { outlineStyle, outlineWidth } = getComputedStyle(e);
    return { place: window.stops.indexOf(e), what: `${e.tagName} ${e.textContent.trim().slice(0, 30) || e.id}`, seen,
      ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
      // A link in a sentence may be as high as its line.
      small: Math.min(target.width, target.height) < 23.9 && e.tagName !== 'A' };
  };
  window.note = () => {
    const e = document.activeElement;
    window.met.push(e !== root && root.contains(e) ? look(e) : null);
  };
}"""
# The key comes first, what it does next.
TAB = "() => new Promise(done => setTimeout(() => { window.note(); done(window.met.at(-1) !== null); }))"


def walk(page, root):
    """Tab from the first stop of `root` until the focus leaves it; what is wrong on the way, in words."""
    count = root.evaluate(EXPECTED)
    root.evaluate(NOTE)
    page.evaluate("() => { window.stops[0].focus(); window.note(); }")
    inside = True
    for _ in range(count + 1):
        page.keyboard.press("Tab")
        if not (inside := page.evaluate(TAB)):
            break
    met = [stop for stop in page.evaluate("() => window.met") if stop]
    wrong = ["the focus does not leave"] if inside else []
    for place, stop in enumerate(met):
        if not stop["seen"]:
            wrong.append(f"hidden while it has the focus: {stop['what']}")
        # The first was given the focus by a script, which shows no ring to a hand at the mouse.
        if place and not stop["ring"]:
            wrong.append(f"no ring round the focus: {stop['what']}")
        if stop["small"]:
            wrong.append(f"smaller than 24 pixels: {stop['what']}")
    places = [stop["place"] for stop in met]
    return wrong if places == list(range(count)) else [*wrong, f"stops {places} of {count}"]
