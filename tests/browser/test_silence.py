"""What the browser shows when Python answers late, never, or before the view was made; without a notebook."""

import pytest
from kernelless import PLAYER, complaint

SERVICES = [
    {"name": name, "title": name.upper(), "press": f"Ask {name}", "waiting": "Asking.", "query": "x", "what": "A word."}
    for name in ("one", "two")
]
BUTTON = {"spec": {"title": "T", "about": "A", "menu": "Service", "box": "Query", "services": SERVICES}}
ITEMS = [{"key": key, "text": f"Objective {key}"} for key in ("k1", "k2")]
ASSESSMENT = {
    "spec": {
        "title": "T", "about": "A", "levels": ["can do", "not yet"], "buttons": [["page", "Save"]],
        "groups": [{"title": "Group", "items": ITEMS}],
    },
    "marks": {"k1": "not yet"},
    "right": {"k1": "1 of 2", "k2": "0 of 2"},
    "said": "Marked: 1 of 2.",
}  # fmt: skip


def result(page, said, **changes):
    """Answer the question that was asked last."""
    token = page.evaluate("() => window.model.sent.at(-1)?.token ?? ''")
    reply = {"reply_to": token, "said": said, "lines": [], "notes": [], "problem": ""} | changes
    page.evaluate("reply => window.model.answer('result', reply)", reply)


def open_button(shown, **state):
    return shown("watch_button.js", BUTTON | {"request": {}, "result": {}} | state)


def test_late_answer_is_shown(shown):
    """An answer that comes after the button has given up should take the place of the complaint."""
    page = open_button(shown)
    page.get_by_role("button", name="Ask one").click()
    assert page.get_by_text("Asking.").is_visible()
    page.clock.fast_forward(121_000)
    assert "No answer from Python yet" in page.get_by_role("alert").inner_text()
    result(page, "Here it is.", lines=[{"text": "a line", "link": ""}])
    assert page.get_by_text("Here it is.").is_visible() and page.get_by_text("a line").is_visible()
    assert page.get_by_role("alert").count() == 0


def test_answer_to_an_earlier_question_waits_for_no_one(shown):
    """While a question is open an answer to another one should not be shown for it."""
    page = open_button(shown)
    page.get_by_role("button", name="Ask one").click()
    result(page, "Of another.", reply_to="other")
    assert page.get_by_text("Asking.").is_visible() and page.get_by_text("Of another.").count() == 0
    result(page, "Of this.")
    assert page.get_by_text("Of this.").is_visible()


@pytest.mark.parametrize("problem", ["", "It went wrong."])
def test_stored_answer_is_there_when_the_view_is_made_again(shown, problem):
    """A view that is made anew should show the last answer, and what was asked."""
    page = open_button(shown)
    page.get_by_label("Service").select_option("TWO")
    page.get_by_label("Query").fill("mine")
    page.get_by_role("button", name="Ask two").click()
    result(page, "" if problem else "Found.", problem=problem, notes=["a note"])
    page.evaluate("() => { window.leave(); window.show(); }")
    assert page.get_by_text(problem or "Found.").is_visible() and page.get_by_text("a note").is_visible()
    assert page.get_by_label("Query").input_value() == "mine"
    assert page.get_by_role("button", name="Ask two").is_enabled()


def test_answer_that_comes_to_a_new_view(shown):
    """A view made while Python was asking should show the answer when it comes."""
    page = open_button(shown)
    page.get_by_role("button", name="Ask one").click()
    page.evaluate("() => { window.leave(); window.show(); }")
    result(page, "Found.")
    assert page.get_by_text("Found.").is_visible()


def test_fresh_button_shows_nothing(shown):
    """Before anything was asked there should be neither words nor a complaint."""
    page = open_button(shown)
    assert page.get_by_role("alert").count() == 0 and page.locator("li").count() == 0


def test_mark_that_python_did_not_take_is_not_shown_as_stored(shown):
    """Where Python stays silent the marks should go back to those that are stored, and the reader be told."""
    page = shown("self_assessment.js", ASSESSMENT)
    page.locator("summary").click()
    first = page.get_by_role("group", name="Objective k1")
    first.get_by_label("can do").click()
    page.get_by_role("group", name="Objective k2").get_by_label("can do").click()
    assert first.get_by_label("can do").is_checked()
    page.clock.fast_forward(11_000)
    assert "your last mark is not stored" in page.get_by_role("alert").inner_text()
    assert first.get_by_label("not yet").is_checked()
    assert page.locator("input:checked").count() == 1


def test_opening_a_part_asks_for_its_counts_anew(shown):
    """Questions answered meanwhile should be counted when a part of the list is opened."""
    page = shown("self_assessment.js", ASSESSMENT)
    page.locator("summary").click()
    assert page.get_by_text("1 of 2", exact=True).is_visible()
    page.wait_for_function("() => window.model.sent.some((one) => one.act === 'count')")
    page.evaluate("() => window.model.answer('right', { k1: '2 of 2', k2: '0 of 2' })")
    assert page.get_by_text("2 of 2", exact=True).is_visible()


def test_mark_that_python_takes_late(shown):
    """An answer that comes late should take the complaint away and the mark be shown."""
    page = shown("self_assessment.js", ASSESSMENT)
    page.locator("summary").click()
    first = page.get_by_role("group", name="Objective k1")
    first.get_by_label("can do").click()
    page.clock.fast_forward(11_000)
    page.evaluate(
        """() => {
          window.model.answer("marks", { k1: "can do" });
          window.model.message({ reply_to: window.model.sent.at(-1).token, said: "Stored.", problem: "", file: null });
        }"""
    )
    assert page.get_by_role("alert").count() == 0 and first.get_by_label("can do").is_checked()
    assert page.get_by_text("Stored.").is_visible()


def test_silence_after_another_button_speaks_of_no_mark(shown):
    """Where no mark was made none should be spoken of."""
    page = shown("self_assessment.js", ASSESSMENT)
    page.get_by_role("button", name="Save").click()
    page.clock.fast_forward(11_000)
    said = page.get_by_role("alert").inner_text()
    assert "No answer from Python yet" in said and "mark" not in said


def test_lost_kernel_ends_a_question_at_once(shown):
    """A restart while the button waits should end the wait, and the next press wait for nobody."""
    page = open_button(shown)
    page.get_by_role("button", name="Ask one").click()
    page.evaluate("() => window.model.lose()")
    assert "run all cells again" in page.get_by_role("alert").inner_text()
    assert page.get_by_text("Asking.").count() == 0
    page.get_by_role("button", name="Ask one").click()
    page.clock.run_for(1)
    assert "run all cells again" in page.get_by_role("alert").inner_text()


def test_lost_kernel_is_said_with_the_next_mark(shown):
    """After a restart a mark should be told to be lost without a wait."""
    page = shown("self_assessment.js", ASSESSMENT)
    page.locator("summary").click()
    page.evaluate("() => window.model.lose()")
    page.get_by_role("group", name="Objective k1").get_by_label("can do").click()
    page.clock.run_for(1)
    assert "your last mark is not stored" in page.get_by_role("alert").inner_text()


CARD = {
    "spec": {"kind": "one", "question": "Q", "title": "T", "submit": "Check", "options": ["no", "yes"]},
    "request": {},
    "result": {"serial": 0},
}
SAID = {"final": False, "problem": "", "state": "wrong", "verdict": "", "lines": [], "others": [], "notice": ""}


def test_an_earlier_answer_does_not_undo_a_later_choice(shown):
    """Two quick answers: what is said of the first should leave the choice of the second as it is."""
    page = shown("card.js", CARD)
    tokens = []
    for option in ("no", "yes"):
        page.get_by_label(option).check()
        page.get_by_role("button", name="Check").click()
        tokens.append(page.evaluate("() => window.model.sent.at(-1).token"))
    for place, token in enumerate(tokens):
        reply = SAID | {"serial": place + 1, "reply_to": token, "value": [place], "verdict": f"Verdict {place}."}
        page.evaluate("reply => window.model.answer('result', reply)", reply)
        assert page.get_by_label("yes").is_checked()
    assert page.get_by_text("Verdict 1.").is_visible()


BELIEF = {
    "spec": {"title": "T", "question": "Q", "step": 5, "submit": "Store", "back": "Back", "skip": "Skip"},
    "request": {},
    "result": {
        "serial": 1,
        "problem": "",
        "heading": "H",
        "text": "",
        "value": 50,
        "done": False,
        "back": False,
        "lines": [],
    },
}
NOTE = {
    "spec": {"title": "T", "about": "A", "write": "Write", "copy": "Copy", "label": "L"},
    "request": {},
    "result": {},
}
LOST = {
    "card": (CARD, "Check"),
    "belief": (BELIEF, "Store"),
    "course_map": ({"page": "", "about": ""}, "Save my progress as a file"),
    "dissent": (NOTE, "Write"),
    "self_assessment": (ASSESSMENT, "Save"),
    "watch_button": (BUTTON | {"request": {}, "result": {}}, "Ask one"),
    "player": (PLAYER, "Save picture (SVG)"),
}


@pytest.mark.parametrize("name", LOST)
def test_lost_kernel_ends_every_wait_at_once(shown, name):
    """A restart during a wait should be told at once, and the next press not be kept from telling it too."""
    state, button = LOST[name]
    page = shown(f"{name}.js", state)
    page.get_by_role("button", name=button).click()
    assert not complaint(page)
    page.evaluate("() => window.model.lose()")
    page.clock.run_for(1)
    assert "run all cells again" in complaint(page)
    before = page.evaluate("() => window.model.sent.length")
    page.get_by_role("button", name=button).click()
    page.clock.run_for(1)
    assert "run all cells again" in complaint(page) and page.evaluate("() => window.model.sent.length") > before
