"""Playable pictures in a real browser, from a file and with the network off: keyboard, words, widths, frames."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from gallery_cases import CASES
from reuptake.lecture import playable

FOLDER = Path(__file__).parents[2] / "figures" / "playable"
SHOWN = """() => {
  const root = document.getElementById('picture');
  const picture = root.querySelector('.rx-picture > svg');
  return {
    drawing: root.querySelector('.rx-layer').innerHTML, alt: picture.getAttribute('aria-label'),
    sentence: root.querySelector('.rx-say').textContent, setting: picture.dataset.shown,
    held: root.querySelector('.held').textContent, old: root.classList.contains('rx-old'),
  };
}"""
SCROLLS = """() => {
  const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
  return { across: scrollWidth > clientWidth, down: scrollHeight > clientHeight };
}"""
# What is cut off or lies over something else on a slide.
MISPLACED = """() => {
  const inside = [...document.querySelectorAll('#picture > *, #picture button, #picture input, #picture select')]
    .filter(one => one.offsetParent && one.getBoundingClientRect().width);
  const boxes = [...document.querySelectorAll('#picture > *')].filter(one => one.offsetParent);
  const out = inside.filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
  });
  const cut = boxes.filter(one => one.scrollHeight > one.clientHeight + 2 && one.className !== 'rx-picture');
  const over = boxes.flatMap((one, i) => boxes.slice(i + 1).filter(two => {
    const [a, b] = [one.getBoundingClientRect(), two.getBoundingClientRect()];
    return a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  }));
  return [...out, ...cut, ...over].map(one => one.className || one.tagName);
}"""
SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll(
  '#picture label, #picture button, #picture select, #picture input[type=number], #picture .rx-value')]
  .filter(one => one.offsetParent).map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(scope="module")
def offline(chromium):
    """Opens pages of a browser whose network is off; any request beyond the file, or error, fails the test."""
    context = chromium.new_context(offline=True, reduced_motion="reduce", viewport={"width": 1280, "height": 720})
    faults = []
    context.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("console", lambda said: said.type in ("error", "warning") and faults.append(said.text))
    page = context.new_page()

    def go(name, width=1280, height=720, after=""):
        page.set_viewport_size({"width": width, "height": height})
        page.goto("about:blank")
        page.goto(f"{(FOLDER / playable.stem(name)).as_uri()}.html{after}")
        page.wait_for_selector("#picture .rx-picture > svg[data-shown]")
        return page

    yield go
    context.close()
    assert not faults


def main_control(page):
    """The slider, or the menu where the main control is a choice."""
    return page.locator("#picture .rx-controls :is(input[type=range], select)").first


def violations(page):
    """What axe finds wrong, in words."""
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("name", CASES)
def test_every_picture_moves_by_keyboard(offline, name):
    """End, Home and the arrows should move drawing, sentence and text alternative together."""
    page = offline(name)
    control = main_control(page)
    assert control.get_attribute("id") and page.locator(f"label[for='{control.get_attribute('id')}']").inner_text()
    control.focus()
    seen = []
    for key in ("Home", "ArrowDown" if control.evaluate("e => e.tagName") == "SELECT" else "ArrowRight", "End"):
        control.press(key)
        seen.append(page.evaluate(SHOWN))
        assert not seen[-1]["old"] and seen[-1]["sentence"] in page.locator("#picture .rx-say").inner_text()
    first, second, last = seen
    for what in ("drawing", "sentence", "alt", "setting"):
        assert first[what] != last[what], what
    assert first["setting"] != second["setting"] != last["setting"]
    control.press("Home")
    assert page.evaluate(SHOWN)["sentence"] == first["sentence"]


@pytest.mark.parametrize("name", CASES)
def test_every_preset_shows_its_picture(offline, name):
    """Each preset should be a button that shows its setting, on which the main control still moves."""
    page = offline(name)
    content = page.evaluate("() => JSON.parse(document.getElementById('frames').textContent).spec")
    for preset in content["presets"]:
        page.get_by_role("button", name=preset["label"], exact=True).press("Enter")
        shown = page.evaluate(SHOWN)
        assert page.evaluate("text => JSON.parse(text)", shown["setting"]) == preset["setting"] and not shown["old"]
    control = main_control(page)
    control.focus()
    for key in ("Home", "End"):
        control.press(key)
        moved = page.evaluate(SHOWN)
        assert moved["held"] == shown["held"] and not moved["old"]
    page.get_by_role("button", name="Reset", exact=True).press("Enter")
    assert page.evaluate("text => JSON.parse(text)", page.evaluate(SHOWN)["setting"]) == content["start"]
    assert page.get_by_role("button", name=re.compile("Save picture")).count() == 0


@pytest.mark.parametrize("name", CASES)
def test_axe_finds_nothing(offline, name):
    """Whole page and slide should be free of what axe knows, and stay so after a move."""
    page = offline(name)
    assert violations(page) == []
    main_control(page).press("End")
    assert violations(page) == []
    assert violations(offline(name, after="?slide")) == []


@pytest.mark.parametrize("name", CASES)
def test_narrow_and_zoomed_pages_do_not_scroll_across(offline, name):
    """At 320 and 640 px, which is also 1280 px at twice the size, only the picture itself may scroll."""
    for width in (320, 640):
        assert not offline(name, width, 640).evaluate(SCROLLS)["across"], width


@pytest.mark.parametrize("name", CASES)
def test_a_slide_fits_its_window(offline, name):
    """Nothing should scroll, be cut off or overlap at any setting; controls should have letters of 18 points."""
    for width, height in ((1280, 640), (1920, 1080)):
        page = offline(name, width, height, "?slide")
        buttons = page.get_by_role("group", name="Settings to try").get_by_role("button")
        for place in range(buttons.count()):
            buttons.nth(place).press("Enter")
            assert page.evaluate(SCROLLS) == {"across": False, "down": False}
            assert page.evaluate(MISPLACED) == []
        # 18 points are 24 px.
        assert page.evaluate(SMALLEST_LETTERS) >= 24
        assert page.locator("#picture .rx-say").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 15
        assert page.locator("#picture .rx-picture").bounding_box()["width"] > 0.45 * width
        area = "e => { const box = e.getBoundingClientRect(); return box.width * box.height; }"
        drawn = page.locator("#picture .rx-picture > svg")
        before, large = drawn.evaluate(area), page.get_by_role("button", name="Large", exact=True)
        large.press("Enter")
        assert large.get_attribute("aria-pressed") == "true" and drawn.evaluate(area) > 1.2 * before
        assert main_control(page).is_visible()
        # The words are only heard now, so they have no place that could be wrong.
        page.locator("#picture .rx-say").evaluate("e => { e.style.display = 'none'; }")
        assert page.evaluate(SCROLLS) == {"across": False, "down": False} and page.evaluate(MISPLACED) == []


def test_a_picture_in_a_frame_is_a_slide_and_gives_the_keyboard_back(offline, tmp_path):
    """In another page's frame, as in a deck or a course page, it should move by keyboard; Escape should leave it."""
    page = offline("clearance")
    address = (FOLDER / "03-clearance.html").as_uri()
    outer = tmp_path / "deck.html"
    outer.write_text(
        f'<!DOCTYPE html><html lang="en"><title>deck</title><button autofocus>outside</button>'
        f'<iframe title="picture" src="{address}" width="1200" height="600"></iframe>'
    )
    page.goto(outer.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#picture svg[data-shown]").wait_for()
    inner = page.frames[1]
    assert inner.evaluate("() => document.documentElement.classList.contains('compact')")
    assert inner.evaluate(SCROLLS) == {"across": False, "down": False}
    slider = frame.locator("#picture input[type=range]")
    before = inner.evaluate(SHOWN)
    slider.press("End")
    after = inner.evaluate(SHOWN)
    assert before["sentence"] != after["sentence"] and before["drawing"] != after["drawing"]
    slider.press("Escape")
    page.wait_for_function("() => document.activeElement === document.body")
    assert page.evaluate("() => document.hasFocus()")


def test_an_address_opens_a_setting(offline):
    """A value, a preset, or both in the address should be where the picture opens; a later change should move it."""
    page = offline("clearance", after="#value=990")
    assert page.get_by_role("spinbutton").input_value() == "1000"
    page = offline("clearance", after="#preset=A%20flood%20with%20the%20inhibitor&value=5")
    assert page.get_by_role("spinbutton").input_value() == "5"
    held = page.evaluate(SHOWN)["held"]
    assert "4 × Ki" in held or "% occupied" in held
    page.evaluate("() => { location.hash = '#value=5000'; }")
    page.wait_for_function("() => document.querySelector('#picture input[type=number]').value === '5000'")
    assert page.evaluate(SHOWN)["held"] != held


def test_steps_play_only_when_asked(offline):
    """Nothing should move by itself; Play should go on to the next step."""
    page = offline("sequence")
    start = page.evaluate(SHOWN)["sentence"]
    page.wait_for_timeout(3000)
    assert page.evaluate(SHOWN)["sentence"] == start
    page.get_by_role("button", name="Play").press("Enter")
    page.wait_for_function(
        "text => document.querySelector('#picture .rx-say').textContent !== text", arg=start, timeout=5000
    )


def test_help_lines_are_open_on_a_page_and_one_key_away_on_a_slide(offline):
    """The page about age should show them at once, and its slide should open them on request."""
    assert offline("age").get_by_text("In danger now").is_visible()
    page = offline("age", after="?slide")
    assert not page.get_by_text("In danger now").is_visible()
    page.locator("aside summary").press("Enter")
    assert page.get_by_text("In danger now").is_visible()


def test_the_list_leads_to_every_page(offline):
    """The list should name all pages by links that resolve, and please axe."""
    page = offline("clearance")
    page.goto((FOLDER / "index.html").as_uri())
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert sorted(links) == sorted(f"{playable.stem(name)}.html" for name in CASES)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate(SCROLLS)["across"]
