"""Explorers without a browser: setting values, asking for frames, errors, what is shown."""

import asyncio
import base64
import re
import threading

import pytest
from effort import some
from gallery_cases import CASES, make
from reuptake.explore import clearance
from reuptake.ui.explorer import Explorer


@pytest.fixture(params=CASES, scope="module")
def kept(request):
    return make(request.param)


@pytest.fixture
def explorer(kept):
    """One explorer after the other, made once and set back before each test."""
    # Without frames, as before a view asked for some: a move then draws nothing ahead.
    kept.player.frames = {}
    kept.reset()
    return kept


@pytest.fixture
def pulse():
    return clearance.explorer()


def ask(explorer, axis, token="t1", seen=0, **position):
    """Ask for frames as the browser does, and return the answer."""
    setting = {**explorer._position, **position}
    explorer.player.requests = {"view": {"token": token, "seen": seen, "axis": axis, "setting": setting}}
    return explorer.player.frames


def test_every_setting_of_every_control_moves_the_picture(explorer):
    """Each setting should change the drawing, and sentence or table: no control without effect."""
    for key in explorer.controls:
        pictures, words = set(), set()
        tried = some(explorer.options(key))
        for _, value in tried:
            explorer.controls[key] = value
            assert explorer.controls[key] == value
            assert repr(explorer) == explorer.sentence and len(explorer.sentence) > 20
            pictures.add(explorer.frames.layer(explorer.state).svg)
            words.add((explorer.sentence, repr(explorer.numbers)))
        assert len(pictures) == len(words) == len(tried), key
        explorer.reset()


def test_frames_ahead_are_those_the_player_gets(pulse):
    """Frames asked for in Python should be what a view is sent, from the setting at hand."""
    pulse.controls["inhibitor_ki"] = 4
    items, errors, defs = pulse.frames_along("c0_nM")
    sent = ask(pulse, "c0_nM")
    assert (items, errors) == (sent["items"], sent["errors"]) and len(items) == len(pulse.options("c0_nM"))
    assert defs == sent["defs"]


def test_sentences_hold_no_raw_numbers(explorer):
    """Read-outs should never show nan, inf, powers of ten or Python's own words."""
    for key in explorer.controls:
        for value in (explorer.options(key)[0], explorer.options(key)[-1]):
            explorer.controls[key] = value
            text = explorer.scene.alt_text(explorer.state) + repr(explorer.numbers)
            assert not re.search(r"\bnan\b|\binf\b|\de[-+]?\d|None|array|<", text)
        explorer.reset()


def test_presets_change_something_and_reset_goes_back(explorer):
    """Each preset should move away from the start, and reset should come back to it."""
    start, sentence = explorer.values, explorer.sentence
    for label in explorer.presets:
        explorer.preset(label)
        assert explorer.values != start, label
        explorer.reset()
        assert explorer.values == start and explorer.sentence == sentence
    with pytest.raises(ValueError, match="There is no preset 'x'"):
        explorer.preset("x")


def test_answer_holds_every_frame_of_the_axis(explorer):
    """Asked along a control, all of its settings should come, each with picture and words."""
    for n, axis in enumerate(explorer.controls, start=1):
        answer = ask(explorer, axis, token=f"t{n}")
        assert answer["done"] and answer["serial"] == n and answer["axis"] == axis
        assert answer["reply_to"] == f"t{n}" and not answer["adopt"] and not answer["errors"]
        assert sorted(answer["items"]) == list(range(len(explorer.options(axis))))
        for item in answer["items"].values():
            assert item["svg"] and item["text"] in item["alt"]
            assert len(item["rows"][0]) == len(explorer.player.spec["header"])


def test_frames_agree_with_moving_the_control(explorer):
    """The frame of a setting should read as the explorer does when it is set."""
    axis = next(iter(explorer.controls))
    items = ask(explorer, axis)["items"]
    explorer.player.frames = {}
    for i, value in some(explorer.options(axis)):
        explorer.controls[axis] = value
        assert items[i]["text"] == explorer.sentence


def test_an_axis_takes_one_call_of_the_model(pulse):
    """The model should be called once for all settings along the live axis."""
    calls = []
    compute = pulse._compute
    pulse._compute = lambda **settings: calls.append(settings) or compute(**settings)
    ask(pulse, "activity")
    assert [len(call["activity"]) for call in calls] == [len(pulse.options("activity"))]


def test_current_frame_comes_first_and_newer_request_ends_the_older(pulse):
    """The frame in view should be sent before the rest, and an outdated rest not at all."""
    sent = []
    pulse.player.observe(lambda change: sent.append((change.new["reply_to"], len(change.new["items"]))), "frames")

    async def hurry():
        ask(pulse, "activity", token="first")
        await asyncio.sleep(0)
        ask(pulse, "c0_nM", token="second")
        while pulse._fill and not pulse._fill.done():
            await asyncio.sleep(0)

    asyncio.run(hurry())
    assert sent == [("first", 1), ("second", 1), ("second", len(pulse.options("c0_nM")))]


def test_requests_of_two_views_in_one_message_are_both_answered(pulse):
    """What two views ask before either message has left should reach Python as two requests."""
    replies = []
    pulse.player.observe(lambda change: replies.append(change.new["reply_to"]), "frames")
    wish = {"seen": 0, "axis": "activity", "setting": dict(pulse._position)}
    pulse.player.requests = {"a": {"token": "a1", **wish}}
    pulse.player.requests = {"a": {"token": "a2", **wish}, "b": {"token": "b1", **wish}}
    assert list(dict.fromkeys(replies)) == ["a1", "a2", "b1"]
    pulse.player.requests = {"a": {"token": "a2", **wish}, "b": {"token": "b2", **wish}}
    assert list(dict.fromkeys(replies)) == ["a1", "a2", "b1", "b2"]


def rest_hand(explorer, seen, **position):
    """Say where the hand rests, as the browser does."""
    explorer.player.hand = {"view": "v", "turn": 1, "seen": seen, "setting": {**explorer._position, **position}}


def test_hand_at_rest_sets_the_value(pulse):
    """When the browser says where the hand rests, Python's value should follow."""
    rest_hand(pulse, seen=0, activity=20)
    assert pulse.controls["activity"] == 2
    assert "2.0 times normal activity" in pulse.sentence


def test_first_picture_shows_what_python_has_set(pulse):
    """A view that asks without a wish of its own should be told Python's setting, not undo it."""
    pulse.controls["c0_nM"] = 1000
    pulse.player.requests = {"view": {"token": "t1", "seen": 0, "axis": "c0_nM", "setting": None}}
    answer = pulse.player.frames
    assert pulse.controls["c0_nM"] == 1000
    assert answer["adopt"] and answer["setting"]["c0_nM"] == pulse.options("c0_nM").index(1000)


def test_python_moves_a_picture_that_is_shown(pulse):
    """Setting a control should send frames with a newer number, for the browser to take over."""
    before = ask(pulse, "activity")["serial"]
    pulse.controls["c0_nM"] = 1000
    answer = pulse.player.frames
    assert answer["serial"] > before and answer["adopt"] and answer["axis"] == "c0_nM"
    assert "1,000 nM" in answer["items"][answer["setting"]["c0_nM"]]["text"]


def test_wish_from_before_python_moved_is_out_of_date(pulse):
    """A request and a hand that have not seen Python's move should neither undo it nor have it told twice."""
    seen = ask(pulse, "activity")["serial"]
    pulse.controls["c0_nM"] = 1000
    told = pulse.player.frames
    assert told["adopt"] and ask(pulse, "activity", token="late", seen=seen, c0_nM=0) == told
    assert pulse.controls["c0_nM"] == 1000
    rest_hand(pulse, seen=seen, c0_nM=0)
    assert pulse.controls["c0_nM"] == 1000
    rest_hand(pulse, seen=told["serial"], c0_nM=0)
    assert pulse.controls["c0_nM"] == 5


def test_a_cell_and_the_browser_at_once_take_turns(pulse):
    """A move made while another thread draws what the browser asked before should come after it, and stay."""
    ask(pulse, "activity")
    compute, begun, cell_waits = pulse._compute, threading.Event(), threading.Event()

    def slow(**settings):
        if threading.current_thread() is reader:
            begun.set()
            cell_waits.wait(0.5)
        return compute(**settings)

    wish = {"token": "t2", "seen": pulse._serial, "axis": "activity", "setting": dict(pulse._position)}
    reader = threading.Thread(target=lambda: setattr(pulse.player, "requests", {"view": wish}))
    pulse._compute = slow
    reader.start()
    begun.wait()
    pulse.controls["c0_nM"] = 1000
    cell_waits.set()
    reader.join()
    assert pulse.controls["c0_nM"] == 1000 and pulse.player.frames["setting"] == pulse._position


def breaks_at(explorer, key, bad):
    """Let the model fail wherever `key` is one of the values `bad`."""
    compute = explorer._compute

    def fails(**settings):
        if any(value in bad for value in settings[key]):
            raise ValueError("km_nM is -1; it must be above 0 nM.")
        return compute(**settings)

    explorer._compute = fails


def test_impossible_setting_is_said_and_spares_the_others(pulse):
    """Where the model fails there should be a line; elsewhere along the axis a frame."""
    breaks_at(pulse, "activity", {2.0})
    answer = ask(pulse, "activity")
    place = pulse.options("activity").index(2.0)
    assert answer["errors"] == {place: "This did not work: km_nM is -1; it must be above 0 nM."}
    assert sorted([*answer["items"], place]) == list(range(len(pulse.options("activity"))))
    with pytest.raises(ValueError, match="km_nM is -1"):
        pulse.controls["activity"] = 2
    assert pulse.controls["activity"] == 1 and "normal activity" in pulse.sentence


def test_request_for_an_impossible_setting_leaves_python_where_it_was(pulse):
    """A jump to where the model fails should be answered with the error, and move nothing."""
    breaks_at(pulse, "c0_nM", {5000.0})
    place = pulse.options("c0_nM").index(5000)
    answer = ask(pulse, "activity", c0_nM=place)
    assert set(answer["errors"]) == set(range(len(pulse.options("activity")))) and not answer["items"]
    assert pulse.controls["c0_nM"] == 35


def test_hand_at_an_impossible_setting_moves_nothing(pulse):
    """A hand that rests where the model fails should leave Python where it was, without a second complaint."""
    breaks_at(pulse, "activity", {2.0})
    sent = []
    pulse.player.send = sent.append
    rest_hand(pulse, seen=0, activity=20)
    assert pulse.controls["activity"] == 1 and not sent


def test_error_in_a_later_frame_is_kept_with_its_setting(pulse):
    """An error while a later frame is drawn should be told for that frame, with its kind."""
    describe = pulse.scene.describe

    def fails_late(state):
        if state.activity == 3:
            raise KeyError("no words")
        return describe(state)

    pulse.scene.describe = fails_late
    answer = ask(pulse, "activity")
    assert answer["errors"] == {len(pulse.options("activity")) - 1: "This did not work: KeyError: 'no words'"}


def test_control_out_of_range_leaves_everything_as_it_was(pulse):
    """A refused value should not move anything."""
    before = pulse.values
    with pytest.raises(ValueError, match="activity is 9; it must be a number from 0 to 3 × normal"):
        pulse.controls["activity"] = 9
    assert pulse.values == before
    with pytest.raises(KeyError, match="There is no control 'speed'"):
        pulse.controls["speed"] = 1
    with pytest.raises(TypeError):
        del pulse.controls["activity"]


def test_closed_explorer_leaves_no_widget(pulse):
    """After close the player should be gone, so that memory can be freed."""
    ask(pulse, "activity")
    pulse.close()
    assert pulse.player.comm is None


def test_still_picture_is_shown_apart_from_the_live_one(explorer, monkeypatch):
    """A saved notebook keeps the picture with alt text and sentence, whatever becomes of the live view."""
    shown = []
    monkeypatch.setattr("reuptake.ui.explorer.display", lambda bundle, raw: shown.append(bundle))
    explorer._ipython_display_()
    still, live = shown
    assert list(live) == ["application/vnd.jupyter.widget-view+json"]
    assert still["text/plain"] == explorer.sentence
    picture = re.search(r'<img [^>]*alt="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)"', still["text/html"])
    assert explorer.scene.title in picture.group(1) and len(picture.group(1)) > 60
    assert base64.b64decode(picture.group(2)).startswith(b"<?xml")


def test_picture_can_be_saved(explorer, tmp_path):
    """SVG and PNG should be written; another ending is refused."""
    explorer.save(tmp_path / "a.svg")
    explorer.save(str(tmp_path / "a.PNG"))
    assert (tmp_path / "a.svg").read_text().startswith("<?xml")
    assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(ValueError, match="not as .pdf"):
        explorer.save(tmp_path / "a.pdf")


def test_browser_can_ask_for_a_file(pulse):
    """The button should get a file with a name, a type and its content."""
    sent = []
    pulse.player.send = sent.append
    pulse._on_message(pulse.player, {"type": "file", "format": "png", "view": "v"}, None)
    assert sent[0]["name"] == "clearance.png" and sent[0]["mime"] == "image/png"
    assert base64.b64decode(sent[0]["data"]).startswith(b"\x89PNG")
    pulse._on_message(pulse.player, {"type": "file", "format": "pdf", "view": "v"}, None)
    assert sent[1]["type"] == "problem" and sent[1]["view"] == "v" and "pdf" in sent[1]["text"]


def test_numbers_table_reads_as_text_and_as_html(explorer):
    """The table should have as many cells in each row as in its header."""
    table = explorer.numbers
    assert all(len(row) == len(table.header) for row in table.rows) and table.rows
    assert table._repr_html_().count("<tr>") == len(table.rows) + 1
    assert len(repr(table).splitlines()) == len(table.rows) + 1


def test_explorers_start_where_their_text_says():
    """Every explorer should be made afresh: moving one must not move another."""
    first, second = clearance.explorer(), clearance.explorer()
    first.controls["activity"] = 2
    assert second.controls["activity"] == 1
    assert isinstance(first, Explorer)
