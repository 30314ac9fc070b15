"""What the player shows when Python answers late, in parts, or never; without a notebook."""

import pytest
from kernelless import PLAYER, complaint


def frames(page, *drawn, done=True, y=0, rows=(("a", "b"),), **changes):
    """Answer what the player asked last with pictures at some places of its first control."""
    token = page.evaluate("() => Object.values(window.model.get('requests'))[0].token")
    items = {str(at): {"svg": "", "text": f"At {at}, {y}.", "alt": "", "rows": rows} for at in drawn}
    serial = page.evaluate("() => window.serial = (window.serial ?? 0) + 1")
    answer = {"serial": serial, "reply_to": token, "adopt": False, "axis": "x", "setting": {"x": 0, "y": y}}
    answer |= {"items": items, "errors": {}, "defs": {}, "done": done}
    page.evaluate("answer => window.model.answer('frames', answer)", answer | changes)


def asked(page):
    """How often the player has asked for pictures."""
    return page.evaluate("() => Number(Object.values(window.model.get('requests'))[0].token.split('-')[1])")


def waits(page):
    """Whether the player says that a picture is on its way."""
    return page.locator(".rx").get_attribute("aria-busy") == "true"


@pytest.fixture
def half_drawn(shown):
    """A player that has its first picture, and whose others have not come."""
    page = shown("player.js", PLAYER)
    frames(page, 0, done=False)
    assert page.locator(".rx-say").inner_text() == "At 0, 0." and not waits(page)
    return page


def test_kernel_lost_between_the_first_picture_and_the_others(half_drawn):
    """A picture that will not come should be told at once, whether the hand was there already or not."""
    page = half_drawn
    page.evaluate("() => window.model.lose()")
    page.clock.run_for(1)
    assert not complaint(page)
    page.get_by_role("button", name="Next").click()
    page.clock.run_for(1)
    assert "run all cells again" in complaint(page) and not waits(page)


def test_pictures_that_stop_coming_are_told_and_asked_for_anew(half_drawn):
    """Ten seconds without the others should be told where one of them is wanted, and the next move ask for them."""
    page = half_drawn
    page.get_by_role("button", name="Next").click()
    assert waits(page) and not complaint(page)
    page.clock.run_for(11_000)
    assert "run all cells again" in complaint(page) and not waits(page)
    before = asked(page)
    page.get_by_role("button", name="Next").click()
    assert asked(page) > before and waits(page)
    frames(page, 0, 1, 2)
    assert not complaint(page) and not waits(page) and page.locator(".rx-say").inner_text() == "At 2, 0."


def test_slow_pictures_are_waited_for(half_drawn):
    """Each picture that comes should begin the wait anew, and those that come late take the complaint away."""
    page = half_drawn
    page.get_by_role("button", name="Next").click()
    for _ in range(3):
        page.clock.run_for(7000)
        frames(page, 0, done=False, serial=1)
        assert waits(page) and not complaint(page)
    page.clock.run_for(11_000)
    assert complaint(page)
    frames(page, 0, 1, 2, serial=1)
    assert not complaint(page) and page.locator(".rx-say").inner_text() == "At 1, 0."


def test_pictures_that_are_not_wanted_are_not_missed(half_drawn):
    """While the picture in view is drawn nothing should be complained of."""
    half_drawn.clock.run_for(11_000)
    assert not complaint(half_drawn)


def test_play_ends_where_no_picture_comes(half_drawn):
    """Play should wait for a picture as long as it may come, and stop where it does not."""
    page = half_drawn
    page.get_by_role("button", name="Play").click()
    page.clock.run_for(6000)
    assert page.get_by_role("slider").input_value() == "1" and page.get_by_role("button", name="Pause").count()
    page.clock.run_for(12_000)
    assert page.get_by_role("button", name="Play").count() and complaint(page)


def test_complaint_returns_with_what_is_missing(shown):
    """A setting that Python does not answer should be complained of each time that the hand comes back to it."""
    page = shown("player.js", PLAYER)
    frames(page, 0, 1, 2)
    other, reset = (page.get_by_role("button", name=name) for name in ("Other", "Reset"))
    other.click()
    assert waits(page)
    page.clock.run_for(11_000)
    assert complaint(page)
    reset.click()
    assert not complaint(page)
    other.click()
    assert "run all cells again" in complaint(page) and not waits(page)
    frames(page, 0, y=2)
    assert not complaint(page) and page.locator(".rx-say").inner_text() == "At 0, 2."


def test_a_file_and_a_picture_are_waited_for_apart(shown):
    """A file should not end the wait for pictures, nor pictures that for a file; another view's file ends neither."""
    page = shown("player.js", PLAYER)
    frames(page, 0, 1, 2)
    page.get_by_role("button", name="Save picture (SVG)").click()
    view = page.evaluate("() => window.model.sent.at(-1).view")
    page.clock.run_for(6000)
    page.get_by_role("button", name="Other").click()
    page.evaluate("() => window.model.message({ type: 'problem', view: 'another', text: 'Not for you.' })")
    page.clock.run_for(5000)
    assert "run all cells again" in complaint(page) and waits(page)
    page.evaluate("view => window.model.message({ type: 'problem', view, text: 'No room.' })", view)
    assert complaint(page) == "No room." and waits(page)
    page.clock.run_for(6000)
    assert "run all cells again" in complaint(page) and not waits(page)
    page.get_by_role("button", name="Save picture (SVG)").click()
    frames(page, 0, y=2)
    page.clock.run_for(11_000)
    assert "run all cells again" in complaint(page)
    page.evaluate("view => window.model.message({ type: 'file', view, name: 'a', mime: 'a/b', data: '' })", view)
    assert not complaint(page)


def test_nothing_is_told_of_a_setting_that_fails(shown):
    """Where the hand rests at an error no sentence is due, so none should be told when another view moves on."""
    page = shown("player.js", PLAYER)
    frames(page, 0, 2, errors={"1": "It fails."})
    page.get_by_role("button", name="Next").click()
    page.clock.run_for(1000)
    assert complaint(page) == "It fails."
    page.evaluate("() => window.model.answer('hand', { view: 'another', setting: { x: 2, y: 0 } })")
    assert page.locator(".rx-say").inner_text() == "At 2, 0." and not page.locator(".rx-heard").inner_text()


def test_a_table_that_grows_wide_is_reached_by_keyboard(shown):
    """Wider rows in the same frame should make it a stop of the Tab key, and narrow ones take it away."""
    page = shown("player.js", PLAYER)
    page.add_style_tag(
        content=".rx-numbers { width: 200px; height: 100px; overflow-x: auto } td { white-space: nowrap }"
    )
    frames(page, 0, 1)
    page.locator("summary", has_text="Show the numbers").click()
    frame = page.locator(".rx-numbers")
    for words, wide in (("b", False), ("wide " * 40, True), ("b", False)):
        frames(page, 0, 1, rows=[["a", words]], adopt=True)
        page.wait_for_function("([e, wide]) => e.hasAttribute('tabindex') === wide", arg=[frame.element_handle(), wide])
