"""The site in a real browser, from files and with the network off: reading, widths, dark, keyboard, search, frames."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from effort import some
from reuptake.evidence import load
from reuptake.lecture.site.command import write_site

PAGES = ["index.html", "search.html", *(f"{row.notebook}.html" for row in load("course"))]
UNFOLD = "() => document.querySelectorAll('main details:not(.play)').forEach((one) => { one.open = true; })"
TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter((one) => !one.closest('.wide')
  && !one.closest('[tabindex="0"]')
  && one.getBoundingClientRect().right > innerWidth + 1 && one.getBoundingClientRect().width)
  .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages, without JupyterLite."""
    made = tmp_path_factory.mktemp("site") / "new"
    write_site(made, lite=False)
    return made


@pytest.fixture(scope="module")
def go(chromium, folder):
    """Opens pages; any request beyond the folder, or error, fails the test."""
    context = chromium.new_context(offline=True)
    faults = []
    within = (folder.as_uri(), "data:")
    context.on("request", lambda request: request.url.startswith(within) or faults.append(request.url))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()

    def opened(name, width=1280, height=720, scheme="light"):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{folder.as_uri()}/{name}")
        return page

    yield opened
    context.close()
    assert not faults


def violations(page, **options):
    """What axe finds wrong, in words; it need not load the style sheet a second time."""
    found = Axe().run(page, options={"preload": False, "resultTypes": ["violations"], **options}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("name", [name for _, name in some(PAGES)])
def test_pages_can_be_read_by_everybody(go, name):
    """No fault for axe with all folds open; nothing beside a narrow telephone, or out of reach of its keys."""
    page = go(name)
    page.evaluate(UNFOLD)
    assert not violations(page)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate(TOO_WIDE)
    assert not violations(page, runOnly=["scrollable-region-focusable", "target-size"])


@pytest.mark.parametrize("name", ["07-safety.html", "03-reuptake.html", "search.html?q=half-life"])
def test_letters_stand_out_in_the_dark(go, name):
    """Code, links, marks, tables and the box of help lines should have contrast on a dark page, too."""
    page = go(name, scheme="dark")
    page.evaluate(UNFOLD)
    assert page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor") == "rgb(22, 24, 28)"
    assert not violations(page, runOnly=["color-contrast"])


def test_search_leads_to_the_place(go):
    """By keyboard alone: type into the box of a page, hear how many, and follow the first."""
    page = go("01-neurotransmission.html")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "skip"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("half-life")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=half-life")
    status = page.get_by_role("status")
    assert re.match(r"\d+ places for “half-life”", status.inner_text())
    results = page.locator("#found a")
    titles = results.all_inner_texts()
    assert "00 Start here: Glossary: half-life" in titles[:3]
    page.locator("#looked-for").fill("half-life Duloxetine")
    page.wait_for_function("() => document.getElementById('said').textContent.includes('Duloxetine')")
    results.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/04-drugs.html#cell-*")
    assert "Duloxetine has a half-life" in page.locator(":target").inner_text()
    page = go("search.html?q=%3Cb%3Ezzz")
    assert page.get_by_role("status").inner_text() == "0 places for “<b>zzz”."


def test_search_keeps_places_whatever_the_letters(go):
    """Accents, capitals and signs that stand for several letters should move no word of what is shown and marked."""
    page = go("search.html")
    text = "½ … ﬁ № " * 40 + "Sjögren’s CAFÉ"
    assert page.evaluate("(text) => simple(text).length", text) == len(text)
    assert page.evaluate("() => simple(whole('Sjo\\u0308gren 5–HT₂'))") == "sjogren 5-ht2"
    shown = """([text, word]) => {
      const entry = { text, words: simple(text) };
      const line = marked(snippet(entry, beginning([word])), [word]);
      return [...line.querySelectorAll("mark")].map((one) => one.textContent);
    }"""
    assert page.evaluate(shown, [text, "sjogren"]) == ["Sjögren"]
    assert page.evaluate(shown, [text, "cafe"]) == ["CAFÉ"]
    assert page.evaluate(shown, [text, "jogren"]) == []


def test_a_place_that_cannot_be_read_is_no_error(go):
    """A percent sign in an address, as somebody may type it, should break nothing; `go` notices an error."""
    assert go("03-reuptake.html#100%").get_by_role("main").is_visible()


def test_a_picture_moves_inside_its_lesson(go):
    """Nothing of it is loaded before the reader opens it; then its control moves it."""
    page = go("03-reuptake.html")
    frame = page.locator("details.play iframe").first
    assert not [one.url for one in page.frames if "playable" in one.url]
    page.locator("details.play > summary").first.press("Enter")
    frame.scroll_into_view_if_needed()
    inside = frame.content_frame
    inside.locator("#picture .rx-picture > svg[data-shown]").wait_for()
    before = inside.locator(".rx-say").inner_text()
    inside.get_by_role("button", name="Next").press("Enter")
    inside.locator(".rx-say").filter(has_not_text=before).wait_for()


def test_contents_stand_beside_or_folded_above(go):
    """The list is open where there is room beside the text, else folded; its links lead to the headings."""
    page = go("03-reuptake.html")
    contents = page.locator("nav.contents details")
    assert contents.get_attribute("open") is not None
    page.get_by_role("link", name="4. Work it out").click()
    assert page.locator(":target").inner_text() == "4. Work it out"
    page = go("03-reuptake.html", 320, 640)
    assert contents.get_attribute("open") is None


def test_on_paper_everything_is_open(go):
    """What is folded on the screen is printed, and folded again afterwards."""
    page = go("03-reuptake.html")
    answer = page.locator("main details:not(.play)").first
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert answer.get_attribute("open") is not None
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert answer.get_attribute("open") is None
