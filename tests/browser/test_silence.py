"""What the browser shows when Python answers late, never, or before the view was made; without a notebook."""

import pytest
from lab import NOTEBOOKS

UI = NOTEBOOKS / "reuptake" / "ui"
# A stand-in for the model that the notebook gives to a view: what Python would set is set by `answer`.
MODEL = """
window.makeModel = (state) => {
  const handlers = new Map();
  const fire = (name, ...given) => [...(handlers.get(name) ?? [])].forEach((handler) => handler(...given));
  return {
    sent: [],
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes() { this.sent.push(state.request); },
    send(content) { this.sent.push(content); },
    on: (name, handler) => { handlers.set(name, [...(handlers.get(name) ?? []), handler]); },
    off: (name, handler) => { handlers.set(name, (handlers.get(name) ?? []).filter((one) => one !== handler)); },
    answer(name, value) { state[name] = value; fire(`change:${name}`); },
    message(content) { fire("msg:custom", content); },
    lose() { fire("comm_live_update"); },
  };
};
window.load = async (source) => {
  const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  window.widget = (await import(address)).default;
};
window.show = () => {
  const el = document.createElement("div");
  document.body.replaceChildren(el);
  window.leave = window.widget.render({ model: window.model, el });
};
"""
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


@pytest.fixture
def shown(page):
    """Return a function that shows a script with a state on an empty page, whose clock the test moves."""

    def show(name, state):
        page.clock.install()
        page.set_content("<!doctype html><title>x</title><body></body>")
        page.add_script_tag(content=MODEL)
        page.evaluate("source => window.load(source)", (UI / name).read_text(encoding="utf-8"))
        page.evaluate("state => { window.model = window.makeModel(state); window.show(); }", state)
        return page

    return show


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
