"""Explorers without a browser: setting values, asking for frames, errors, what is shown."""

import asyncio
import base64
import re

import pytest
from gallery_cases import CASES, make
from reuptake.explore import clearance
from reuptake.ui.explorer import Explorer


@pytest.fixture(params=CASES)
def explorer(request):
    return make(request.param)


@pytest.fixture
def pulse():
    return clearance.explorer()


def ask(explorer, axis, n=1, **position):
    """Ask for frames as the browser does, and return the answer."""
    setting = {**explorer._position, **position}
    explorer.player.request = {"n": n, "axis": axis, "setting": setting}
    return explorer.player.frames


def test_every_setting_of_every_control_says_something_else(explorer):
    """Each setting should change the sentence or the picture: no control without effect."""
    for key, control in explorer._controls.items():
        seen = set()
        for value in control.options:
            explorer.controls[key] = value
            assert explorer.controls[key] == value
            assert repr(explorer) == explorer.sentence and len(explorer.sentence) > 20
            seen.add((explorer.sentence, explorer.frames.layer(explorer.state).svg))
        assert len(seen) == len(control.options), key
        explorer.reset()


def test_sentences_hold_no_raw_numbers(explorer):
    """Read-outs should never show nan, inf, powers of ten or Python's own words."""
    for key, control in explorer._controls.items():
        for value in (control.options[0], control.options[-1]):
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
    for n, (axis, control) in enumerate(explorer._controls.items(), start=1):
        answer = ask(explorer, axis, n)
        assert answer["done"] and answer["n"] == n and answer["axis"] == axis
        assert sorted(answer["items"]) == list(range(len(control.options)))
        for item in answer["items"].values():
            assert (
                item["svg"]
                and item["text"] in item["alt"]
                and len(item["rows"][0]) == len(explorer.player.spec["header"])
            )


def test_frames_agree_with_moving_the_control(explorer):
    """The frame of a setting should read as the explorer does when it is set."""
    axis, control = next(iter(explorer._controls.items()))
    items = ask(explorer, axis)["items"]
    for i, value in enumerate(control.options):
        explorer.controls[axis] = value
        assert items[i]["text"] == explorer.sentence


def test_all_frames_of_an_axis_come_from_one_call_of_the_model(pulse):
    """The model should be called once for all settings along the live axis."""
    calls = []
    compute = pulse._compute
    pulse._compute = lambda **settings: calls.append(settings) or compute(**settings)
    ask(pulse, "activity")
    assert sorted(len(call["activity"]) for call in calls) == [1, 31]


def test_current_frame_comes_first_and_newer_request_ends_the_older(pulse):
    """The frame in view should be sent before the rest, and an outdated rest not at all."""
    sent = []
    pulse.player.observe(lambda change: sent.append((change.new["n"], len(change.new["items"]))), "frames")

    async def hurry():
        ask(pulse, "activity", n=1)
        await asyncio.sleep(0)
        ask(pulse, "c0_nM", n=2)
        while pulse._fill and not pulse._fill.done():
            await asyncio.sleep(0)

    asyncio.run(hurry())
    assert sent == [(1, 1), (2, 1), (2, 22)]


def test_hand_at_rest_sets_the_value(pulse):
    """When the browser says where the hand rests, Python's value should follow."""
    pulse.player.setting = {**pulse._position, "activity": 20}
    assert pulse.controls["activity"] == 2
    assert "2.0 times normal activity" in pulse.sentence


def test_python_moves_a_picture_that_is_shown(pulse):
    """Setting a control should send frames with a newer number to a browser that has some."""
    ask(pulse, "activity", n=7)
    pulse.controls["c0_nM"] = 1000
    answer = pulse.player.frames
    assert answer["n"] == 8 and answer["axis"] == "c0_nM"
    assert answer["setting"]["c0_nM"] == pulse._controls["c0_nM"].position(1000)
    assert "1,000 nM" in answer["items"][answer["setting"]["c0_nM"]]["text"]


def test_error_in_the_model_becomes_a_line(pulse):
    """A failing model should tell the browser, with the number of the request it belongs to."""

    def broken(**settings):
        raise ValueError("km_nM is -1; it must be above 0 nM.")

    pulse._compute = broken
    pulse.player.request = {"n": 5, "axis": "activity", "setting": dict(pulse._position)}
    assert pulse.player.problem == {"n": 5, "text": "This did not work: km_nM is -1; it must be above 0 nM."}
    with pytest.raises(ValueError, match="km_nM is -1"):
        pulse.controls["activity"] = 2


def test_error_while_drawing_the_rest_becomes_a_line(pulse):
    """An error in a later frame should not be lost in the background."""
    describe, count = pulse.scene.describe, iter(range(100))

    def fails_late(state):
        if next(count) > 8:
            raise RuntimeError("no words")
        return describe(state)

    pulse.scene.describe = fails_late
    ask(pulse, "activity", n=3)
    assert pulse.player.problem["text"] == "This did not work: no words"


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


def test_bundle_is_live_still_and_spoken(explorer):
    """The output should carry the live view, a picture with alt text, and its sentence."""
    bundle = explorer._repr_mimebundle_()
    bundle = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle["text/plain"] == explorer.sentence
    picture = re.search(r'<img [^>]*alt="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)"', bundle["text/html"])
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
    pulse._on_message(pulse.player, {"type": "file", "format": "png"}, None)
    assert sent[0]["name"] == "clearance.png" and sent[0]["mime"] == "image/png"
    assert base64.b64decode(sent[0]["data"]).startswith(b"\x89PNG")


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
