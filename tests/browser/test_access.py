"""Every explorer and kind of card as those meet it who do not see it, or not well, or use no mouse.

Here they stand on a page of their own without a kernel; test_notebooks.py walks through them in JupyterLab.
"""

from collections import Counter
from pathlib import Path

import accessible_names
import kernelless
import keyboard
import pytest
from gallery_cases import make

PLAYABLE = Path(__file__).parents[2] / "figures" / "playable"
# What a reader's style may set without loss: WCAG 2.2, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
SET_STYLE = "style => { document.adoptedStyleSheets[0].replaceSync(style); }"
PREPARE = "() => { document.adoptedStyleSheets = [new CSSStyleSheet()]; }"
# Words that are cut off, or that reach out of the widget; what scrolls in a frame of its own may.
CUT = """root => {
  const edge = root.getBoundingClientRect().right + 1;
  const frames = '.rx-picture, .rx-numbers, [role=region]';
  const unseen = '.rx-heard, svg';
  const found = [...root.querySelectorAll('*')].filter(e => {
    if (e.closest(unseen) || !e.checkVisibility({ visibilityProperty: true })) return false;
    const { overflowX, overflowY } = getComputedStyle(e);
    const cutAcross = ['hidden', 'clip'].includes(overflowX) && e.scrollWidth > e.clientWidth + 1;
    const cutDown = ['hidden', 'clip'].includes(overflowY) && e.scrollHeight > e.clientHeight + 1;
    const own = [...e.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    const tight = e.matches('button, summary') && e.scrollWidth > e.clientWidth + 2;
    return cutAcross || cutDown || tight || own && !e.closest(frames) && e.getBoundingClientRect().right > edge;
  }).map(e => `${e.tagName} ${e.textContent.trim().slice(0, 30)}`);
  return document.documentElement.scrollWidth > innerWidth ? ['the page scrolls across', ...found] : found;
}"""
LETTERS = """root => [...root.querySelectorAll('.rx-picture svg text, .rx-card-sketch text')]
  .map(e => e.getComputedTextLength()).reduce((all, one) => all + one, 0)"""
# What is told aloud: each change of a live region to some words.
LISTEN = """() => {
  window.told = [];
  for (const e of document.querySelectorAll('[aria-live], [role=alert], [role=status]'))
    new MutationObserver(() => { if (e.textContent.trim()) window.told.push(e.textContent); })
      .observe(e, { childList: true, subtree: true, characterData: true });
}"""


@pytest.fixture(scope="module")
def met(shared_page):
    """What is read of every widget, and what a hand at the keyboard and a reader's style meet there."""
    page = shared_page
    client = page.context.new_cdp_session(page)
    rows, walks, cuts, letters = [], {}, {}, {}
    for what, notebook in accessible_names.widgets(page):
        root = page.locator("main > div")
        page.evaluate(PREPARE)
        rows += [{"what": what, "notebook": notebook} | row for row in accessible_names.read(page, client)]
        walks[what] = keyboard.walk(page, root)
        before = root.evaluate(LETTERS)
        page.evaluate(SET_STYLE, SPACED)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 720})
            cuts[what, width] = root.evaluate(CUT)
            if width == 1280:
                letters[what] = before, root.evaluate(LETTERS)
        page.set_viewport_size({"width": 1280, "height": 720})
        page.evaluate(SET_STYLE, "")
    return rows, walks, cuts, letters


@pytest.fixture(scope="module")
def rows(met):
    """Every group and control."""
    return met[0]


def nameless(rows):
    """Groups and controls without a name."""
    return [row for row in rows if not row["name"].strip()]


def twice(rows):
    """Names that two controls of one kind share within one group of a widget."""
    keys = ("what", "within", "role", "name")
    seen = Counter(tuple(row.get(key, "") for key in keys) for row in rows)
    return [one for one, count in seen.items() if count > 1]


def only(found):
    """What has faults."""
    return {what: faults for what, faults in found.items() if faults}


def test_the_reading_finds_what_is_wrong(page):
    """A control without a name and two with one name should be found; one name in two groups is none."""
    page.set_content(
        """<title>x</title><input type=range aria-valuetext="1 nM" aria-label=level><input type=range>
        <button>Next</button><button>Next</button>
        <div role=group aria-label=one><button>Back</button></div>
        <div role=group aria-label=two><button>Back</button></div>"""
    )
    rows = accessible_names.read(page, page.context.new_cdp_session(page))
    assert [row["role"] for row in nameless(rows)] == ["slider"]
    assert twice(rows) == [("", "", "button", "Next")]
    assert rows[0]["value"] == "1 nM"


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<button>one</button><button>two</button>", []),
        ("<button>one</button><button style='outline: none'>two</button>", ["no ring"]),
        ("<button>one</button><button style='min-height: 0; height: 20px; padding: 0'>two</button>", ["smaller"]),
        ("<button tabindex=2>one</button><button tabindex=1>two</button>", ["stops"]),
        ("<button>one</button><button onblur='setTimeout(() => this.focus())'>two</button>", ["does not leave"]),
        (
            "<button>one</button><button>two</button>"
            "<p style='position: fixed; inset: 0; margin: 0; background: white'>cover</p>",
            ["hidden"],
        ),
    ],
)
def test_the_walk_finds_what_is_wrong(page, inside, found):
    """No ring, a small target, a wrong order, a trap and a cover should be found."""
    look = "button { height: 30px } button:focus-visible { outline: 3px solid }"
    page.set_content(f"<style>{look}</style><div>{inside}</div><button>after</button>")
    wrong = " ".join(keyboard.walk(page, page.locator("div")))
    assert all(words in wrong for words in found) and bool(wrong) == bool(found), wrong


def test_everything_has_a_name_of_its_own(rows):
    """No control should be nameless, and none share its name with another of its group."""
    assert not nameless(rows)
    assert not twice(rows)


def test_every_value_is_said(rows):
    """Sliders, boxes and menus should say where they stand, a slider of a quantity with its unit."""
    assert not [row for row in rows if row["role"] in ("slider", "spinbutton", "combobox") and not row["value"]]
    said = {(row["what"], row["name"]): row["value"] for row in rows if row["role"] == "slider"}
    assert said["clearance", "Serotonin at the start"] == "35 nM"


def test_the_table_is_fresh(rows):
    """The table in docs should say what the browser says now: after a change run python tests/accessible_names.py."""
    assert accessible_names.TABLE.read_text(encoding="utf-8") == accessible_names.written(rows)


def test_the_tab_key_reaches_everything(met):
    """Tab should stop at every control in the order of the page, ringed, in sight, 24 pixels large, and go on."""
    assert not only(met[1])


def test_wide_spacing_and_a_narrow_page_cut_nothing(met):
    """With a reader's spacing, at 1280 and at 320 pixels, no words should be cut off and no page scroll across."""
    assert not only(met[2])


def test_letters_of_a_picture_keep_their_places(met):
    """A reader's spacing should not push a picture's labels over each other: their words stand elsewhere too."""
    assert any(before for before, _ in met[3].values())
    assert all(after == pytest.approx(before, rel=0.02) for before, after in met[3].values())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_two_colours_of_the_system_hide_nothing(page, scheme):
    """With forced colours buttons should keep their edges, the focus its ring, a picture its white paper."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.set_content(kernelless.PAGE)
    for show in (
        lambda: kernelless.show_explorer(page, make("clearance")),
        lambda: kernelless.show(page, accessible_names.CARDS["card: a sketched curve"][1]()),
    ):
        show()
        root = page.locator("main > div")
        assert not keyboard.walk(page, root)
        for button in root.get_by_role("button").all():
            edge, paper = button.evaluate(
                "e => [getComputedStyle(e).borderTopColor, getComputedStyle(document.body).backgroundColor]"
            )
            assert edge != paper and button.evaluate("e => parseFloat(getComputedStyle(e).borderTopWidth)") >= 1
        picture = root.locator(".rx-picture > svg, .rx-card-sketch > svg")
        assert picture.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"


def test_a_drag_is_told_once(page):
    """Nothing should be told before the hand moves, and of a whole drag only where it ends, once."""
    page.clock.install()
    page.goto((PLAYABLE / "03-clearance.html").as_uri())
    page.wait_for_selector(".rx-picture > svg[data-shown]")
    page.clock.run_for(1000)
    # From here on time stands still but where the test moves it: a slow machine makes no pause in the drag.
    page.clock.pause_at(page.evaluate("() => Date.now()") + 60_000)
    page.evaluate(LISTEN)
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
        page.clock.run_for(150)
    assert page.evaluate("() => window.told") == []
    page.clock.run_for(5000)
    assert page.evaluate("() => window.told") == [page.locator(".rx-say").inner_text()]
    box = slider.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 14, steps=20)
    page.mouse.up()
    page.clock.run_for(5000)
    assert page.evaluate("() => window.told.slice(1)") == [page.locator(".rx-say").inner_text()]


def test_pages_up_and_down(page):
    """Page Up and Page Down should go in larger steps than the arrows."""
    page.goto((PLAYABLE / "03-clearance.html").as_uri())
    slider = page.get_by_role("slider")
    at = []
    for key in ("Home", "ArrowRight", "PageUp", "PageDown", "End"):
        slider.press(key)
        at.append(int(slider.input_value()))
    home, step, up, down, end = at
    assert home == 0 and step == 1 and up > step + 1 and down == step and end > up
