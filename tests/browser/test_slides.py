"""Every slide of every deck in a real browser, from files and with the network off."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from reuptake.lecture import deck
from reuptake.lecture.blocks import Picture
from reuptake.lecture.handout import print_deck

NAMES = [path.stem for path in deck.notebooks()]
# Walks all slides with all fragments shown, and tells what is outside, cut off, too small or on top of something else.
MEASURE = """() => {
  const found = [];
  const slides = [...document.querySelectorAll('.reveal .slides section')].filter(s => !s.querySelector('section'));
  slides.forEach((slide, n) => {
    const { h, v } = Reveal.getIndices(slide);
    Reveal.slide(h, v, 99);
    const say = (what, e) => found.push(`slide ${n + 1}: ${what}: ${e.tagName} ${e.textContent.trim().slice(0, 40)}`);
    if (Reveal.getCurrentSlide() !== slide) say('not reached', slide);
    const parts = [...slide.children].filter(e => !e.matches('aside') && getComputedStyle(e).display !== 'none');
    const seen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
    let bottom = 0;
    for (const part of parts) {
      if (!seen(part)) { say('not seen', part); continue; }
      const box = part.getBoundingClientRect();
      if (box.left < 40 || box.right > 1240 || box.top < 0 || box.bottom > 720) say('outside', part);
      if (box.top < bottom - 1) say('on top of what is above', part);
      bottom = box.bottom;
      for (const e of [part, ...part.querySelectorAll('*')]) {
        if (e.closest('math') && e.tagName !== 'math' || e.tagName === 'IFRAME') continue;
        const inner = e.getBoundingClientRect();
        if (inner.right > 1241 || inner.bottom > 721) say('sticks out', e);
        const own = [...e.childNodes].some(child => child.nodeType === 3 && child.data.trim());
        const least = e.closest('table, pre, .maths') ? 20 : e.closest('sub, sup') ? 17 : 24;
        if (own && parseFloat(getComputedStyle(e).fontSize) < least - 0.01) say('small', e);
      }
    }
  });
  return { count: slides.length, found };
}"""
WAIT = "() => document.fonts.ready.then(() => document.fonts.check('26px Deck Sans'))"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All decks with what they need."""
    to = tmp_path_factory.mktemp("slides")
    deck.write_decks(folder=to)
    return to


@pytest.fixture(scope="module")
def page(chromium):
    """A page of the size of a slide, without a network; what it fails to load or does wrong is kept."""
    context = chromium.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    opened = context.new_page()
    opened.wrong = []
    opened.on("pageerror", lambda error: opened.wrong.append(str(error)))
    opened.on("requestfailed", lambda request: opened.wrong.append(lost(request)) if lost(request) else None)
    opened.on("request", lambda request: opened.wrong.append(request.url) if request.url.startswith("http") else None)
    yield opened
    context.close()


def lost(request):
    """What was not there; "" for what was only left before it came."""
    return "" if request.failure == "net::ERR_ABORTED" else f"{request.failure}: {request.url}"


def show(page, folder, name, query=""):
    page.wrong.clear()
    page.goto((folder / f"{name}.html").as_uri() + query)
    page.wait_for_selector(".reveal.ready")
    assert page.evaluate(WAIT)
    return page


def slides_of(folder, name):
    """How many slides a deck has: each has its notes."""
    return (folder / f"{name}.html").read_text(encoding="utf-8").count('<aside class="notes">')


def go(page, number):
    """Go to a slide by its number, all of it shown."""
    page.evaluate(
        """n => {
          const all = [...document.querySelectorAll('.reveal .slides section')];
          const { h, v } = Reveal.getIndices(all.filter(s => !s.querySelector('section'))[n - 1]);
          Reveal.slide(h, v, 99);
        }""",
        number,
    )


@pytest.mark.parametrize("name", NAMES)
def test_every_slide_fits(page, folder, name):
    """No block should leave its slide, cover another or be set too small; no error, nothing from the network."""
    measured = show(page, folder, name).evaluate(MEASURE)
    assert measured["count"] == slides_of(folder, name)
    assert not measured["found"]
    assert not page.wrong


@pytest.mark.parametrize("name", NAMES)
def test_every_moving_picture_is_there_and_moves(page, folder, name):
    """Each frame of a deck should show its picture, and its control change what is read out."""
    opened = show(page, folder, name)
    frames = opened.locator("iframe").count()
    assert frames >= 1
    for place in range(frames):
        opened.evaluate(
            """place => {
              const { h, v } = Reveal.getIndices(document.querySelectorAll('iframe')[place].closest('section'));
              Reveal.slide(h, v, 99);
            }""",
            place,
        )
        inside = opened.locator("iframe").nth(place).content_frame
        inside.locator("#picture .rx-picture > svg[data-shown]").wait_for(timeout=15_000)
        said = set()
        for key in ("Home", "End"):
            inside.locator("#picture .rx-controls").locator("input, select").first.press(key)
            opened.wait_for_timeout(60)
            said.add(inside.locator("#picture .rx-say").inner_text())
        assert len(said) == 2, inside.locator("title").inner_text()
    assert not page.wrong


def test_the_measure_finds_what_is_wrong(page, folder):
    """A slide that was made too full, too wide or too small should be found."""
    show(page, folder, "00-start-here").evaluate(
        """() => {
          const slide = document.querySelector('.reveal .slides section section');
          for (const style of ['height:900px', 'width:1400px;max-width:none', 'font-size:12px', 'margin-top:-80px']) {
            const wrong = document.createElement('p');
            wrong.textContent = 'wrong';
            wrong.style.cssText = style;
            slide.append(wrong);
          }
        }"""
    )
    found = " ".join(page.evaluate(MEASURE)["found"])
    assert all(what in found for what in ("outside", "on top of", "small"))


def complaints(page):
    """What axe finds: the rule and the element."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["html"][:100]) for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_on_any_slide(page, folder, name):
    """Contrast, names and structure should hold; in print all slides and answers are on the page at once."""
    show(page, folder, name, "?print-pdf").wait_for_selector(".pdf-page")
    assert not complaints(page)


def test_axe_finds_nothing_on_the_screen(page, folder):
    """The same on the screen, with the controls, on a slide with text, a picture and a question."""
    show(page, folder, "00-start-here")
    pages = deck.pages(deck.notebooks(["00"])[0])
    picture = next(place for place, one in enumerate(pages, start=1) if any(isinstance(b, Picture) for b in one.blocks))
    question = next(place for place, one in enumerate(pages, start=1) if one.questions)
    for number in (1, picture, question):
        go(page, number)
        assert not complaints(page), f"slide {number}"


def test_keys_walk_through_the_whole_deck(page, folder):
    """Space alone should lead from the first slide to the last; Shift and Space back."""
    show(page, folder, "00-start-here")
    for _ in range(200):
        if page.evaluate("Reveal.isLastSlide() && !Reveal.availableFragments().next"):
            break
        page.keyboard.press("Space")
    assert page.evaluate("Reveal.isLastSlide()")
    for _ in range(200):
        page.keyboard.press("Shift+Space")
    assert page.evaluate("Reveal.isFirstSlide()")


def test_keys_are_explained(page, folder):
    """The question mark should show what the keys do, Escape should close it."""
    show(page, folder, "00-start-here").keyboard.press("Shift+Slash")
    page.get_by_text("Keyboard Shortcuts").wait_for()
    page.keyboard.press("Escape")
    page.get_by_text("Keyboard Shortcuts").wait_for(state="hidden")


def test_answer_is_not_seen_before_it_is_asked_for(page, folder):
    """On a question's slide the right answer should come with the next key."""
    show(page, folder, "03-reuptake")
    page.evaluate(
        """() => {
          const right = [...document.querySelectorAll('.fragment')].find(e => e.textContent.startsWith('Right'));
          right.closest('section').classList.add('tried');
          const { h, v } = Reveal.getIndices(right.closest('section'));
          Reveal.slide(h, v, -1);
        }"""
    )
    answer = page.locator(".tried .fragment").first
    assert not answer.is_visible()
    page.keyboard.press("Space")
    assert answer.is_visible()


def test_speaker_sees_time_questions_and_text(page, folder):
    """The speaker's window should work from a file, with the notes of the slide on show."""
    show(page, folder, "03-reuptake")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    speaker = popup.value
    notes = speaker.locator(".speaker-controls-notes .value")
    speaker.wait_for_function("() => document.querySelector('.speaker-controls-notes .value')?.textContent.length > 80")
    assert re.search(r"About \d+ minutes in all", notes.inner_text())
    speaker.close()


def test_slides_fill_a_larger_screen(chromium, folder):
    """On 1920 by 1080 everything should be half as large again."""
    opened = chromium.new_page(viewport={"width": 1920, "height": 1080})
    show_at = (folder / "00-start-here.html").as_uri()
    opened.goto(show_at)
    opened.wait_for_selector(".reveal.ready")
    assert opened.evaluate("Reveal.getScale()") == pytest.approx(1.5)
    opened.close()


def test_handout_has_a_page_a_slide(page, folder):
    """The PDF should have a page a slide, tags for screen readers, an outline and the language."""
    pdf = print_deck(page, folder / "00-start-here.html").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == slides_of(folder, "00-start-here")
    for mark in (b"/StructTreeRoot", b"/Outlines", b"/Lang"):
        assert mark in pdf


def test_print_shows_still_pictures_in_place(page, folder):
    """In print every slide should have its margins, all answers, and a still picture for each moving one."""
    show(page, folder, "03-reuptake", "?print-pdf").wait_for_selector(".pdf-page")
    told = page.evaluate(
        """() => ({
          frames: [...document.querySelectorAll('iframe')].filter(e => e.getClientRects().length).length,
          hidden: [...document.querySelectorAll('.in-print')].filter(e => !e.getClientRects().length).length,
          fragments: [...document.querySelectorAll('.fragment')]
            .filter(e => getComputedStyle(e).visibility !== 'visible' || getComputedStyle(e).opacity !== '1').length,
          left: Math.min(...[...document.querySelectorAll('.pdf-page h2')].map(e => e.getBoundingClientRect().left)),
        })"""
    )
    assert told == {"frames": 0, "hidden": 0, "fragments": 0, "left": 52}
