"""Playable pictures: one page an explorer, with the explorer's own frames, and nothing from elsewhere."""

import importlib.metadata
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from effort import THOROUGH
from gallery_cases import CASES, make
from reuptake.explore import clearance, hunter
from reuptake.lecture import playable
from reuptake.lecture.packing import unpack

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "figures" / "playable"
SAME_RENDERER = f"matplotlib=={importlib.metadata.version('matplotlib')}" in (
    (ROOT / "tests" / "constraints.txt").read_text().splitlines()
)
# Drawing all takes most of a minute of one processor. One page of each kind is drawn always: a slider with presets
# off its line, steps, a menu, a page that begins at a preset; all of them where everything is tried.
SOME = ("clearance", "sequence", "hunter", "agreement")
DRAWN = CASES if THOROUGH else SOME
MOST_BYTES, MOST_BYTES_IN_ALL = 1_000_000, 12_000_000
FETCHES = {"src", "srcset", "href", "xlink:href", "data", "poster", "action", "formaction", "background"}


@cache
def saved(name):
    return (FOLDER / f"{playable.stem(name)}.html").read_text(encoding="utf-8")


@cache
def drawn(name):
    return playable.page(name)


def frames_in(document):
    """What a page's script reads."""
    return json.loads(re.search(r'<script type="application/json" id="frames">(.*?)</script>', document, re.S)[1])


class Links(HTMLParser):
    """Collects what the elements of a page name as addresses."""

    def __init__(self, document):
        super().__init__()
        self.found = []
        self.feed(document)

    def handle_starttag(self, tag, attributes):
        self.found += [(tag, name, value) for name, value in attributes if name in FETCHES]


def test_pages_are_named_by_notebook_and_explorer():
    """Known answers: the first notebook that uses an explorer gives the number."""
    assert playable.stem("clearance") == "03-clearance"
    assert playable.stem("sequence") == "00-sequence"
    assert playable.stem("knockout") == "03-knockout"
    assert playable.stem("tianeptine_file") == "04-tianeptine-file"
    assert set(playable.explorer_names()) == set(CASES)


def test_no_page_is_missing_or_left_over():
    """The folder should hold one page for each explorer, and the list."""
    wanted = {f"{playable.stem(name)}.html" for name in CASES} | {"index.html"}
    assert {path.name for path in FOLDER.iterdir()} == wanted


@pytest.mark.parametrize("name", DRAWN)
def test_pages_are_current(name):
    """With the pinned matplotlib each page should be the same; with another its words and settings should."""
    if SAME_RENDERER:
        assert saved(name) == drawn(name), f"{playable.stem(name)}.html is stale: run python figures/render.py"
    else:
        ours, theirs = frames_in(saved(name)), frames_in(drawn(name))
        assert ours["spec"] == theirs["spec"] and len(ours["sheets"]) == len(theirs["sheets"])


def test_list_is_current():
    """The list should be made from the pages as they are."""
    assert (FOLDER / "index.html").read_text(encoding="utf-8") == playable.index({name: saved(name) for name in CASES})


def test_pages_are_small():
    """Each page should stay under a megabyte, and all of them under twelve."""
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert max(sizes.values()) < MOST_BYTES, max(sizes, key=sizes.get)
    assert sum(sizes.values()) < MOST_BYTES_IN_ALL


@pytest.mark.parametrize("name", CASES)
def test_a_page_loads_nothing(name):
    """The only addresses should be links that a reader may follow, and the page should forbid the rest."""
    document = saved(name)
    for tag, attribute, value in Links(document).found:
        link = tag == "a" and attribute == "href" and value.startswith(("https://", "http://"))
        assert link or value == "data:,", (tag, attribute, value)
    assert not re.search(r"@import|\bimport\s*\(|\bfetch\(|XMLHttpRequest|url\(\s*['\"]?(?!#)", document)
    assert re.search(r'http-equiv="Content-Security-Policy" content="default-src \'none\';', document)


@pytest.mark.parametrize("name", CASES)
def test_a_page_says_what_it_is(name):
    """Language, title, notebook, sources, licence and the notice should be there."""
    document = saved(name)
    content = frames_in(document)
    title = content["spec"]["title"]
    assert '<html lang="en-GB">' in document and document.count("<h1>") == 1
    assert re.search(r"<title>(.*) · playable picture</title>", document)[1].replace("&amp;", "&") == title
    assert f"<cite>{playable.explorer_names()[name]}</cite>" in document and "where all controls move" in document
    assert playable.DISCLAIMER in document and "CC BY 4.0" in document and "Sources: " in document


@pytest.mark.parametrize("name", CASES)
def test_every_setting_that_can_be_reached_is_drawn(name):
    """The start and each preset should have a sheet, and each sheet a frame for every option."""
    content = frames_in(saved(name))
    (main,) = content["spec"]["controls"]
    held = [
        {key: place for key, place in sheet["setting"].items() if key != main["key"]} for sheet in content["sheets"]
    ]
    for setting in (content["spec"]["start"], *(preset["setting"] for preset in content["spec"]["presets"])):
        assert {key: place for key, place in setting.items() if key != main["key"]} in held
    for sheet in content["sheets"]:
        assert len(sheet["frames"]) == len(main["options"]) > 1
        assert len({(tuple(frame["svg"]), tuple(frame["text"])) for frame in sheet["frames"]}) > 1


@pytest.mark.parametrize("name", DRAWN)
def test_frames_are_the_explorer_s(name):
    """At every setting, drawing and words should be those of the explorer, drawn afresh."""
    content = frames_in(drawn(name))
    explorer = make(name)
    main = content["spec"]["axis"]
    for label in (*explorer.presets, None):
        if label:
            explorer.preset(label)
        else:
            explorer.reset()
        others = {key: value for key, value in explorer.values.items() if key != main}
        sheet = find_sheet(content, explorer, others)
        # As in a notebook, all settings along one control are computed in one call.
        for place, state in enumerate(explorer.states_along(main) if sheet else ()):
            frame = unpack(sheet["frames"][place], content["pieces"])
            assert frame["svg"] == explorer.frames.layer(state).svg
            assert frame["text"] == explorer.scene.describe(state)
            assert frame["alt"] == explorer.scene.alt_text(state)
        assert sheet or (label is None and name == "agreement")
    assert content["backdrop"]["svg"] == make(name).frames.backdrop().svg


def find_sheet(content, explorer, others):
    """The sheet on which the other controls stand at these values, if there is one."""
    places = {key: explorer.options(key).index(value) for key, value in others.items()}
    found = [sheet for sheet in content["sheets"] if places.items() <= sheet["setting"].items()]
    return found[0] if found else None


def test_a_page_may_begin_at_a_preset_and_move_another_control():
    """The rules turn on clonus, and nobody's own verdicts are on a page."""
    assert frames_in(saved("hunter"))["spec"]["axis"] == "clonus"
    agreement = frames_in(saved("agreement"))
    assert [sheet["held"] for sheet in agreement["sheets"]] == [[["Whose verdicts", "example: an invented reader"]]]


@pytest.mark.parametrize("name", CASES)
def test_pictures_that_lead_to_help_lines_have_them(name):
    """Where a picture says that help lines stand at the top, they should, before the picture."""
    document = saved(name)
    content = document[document.index('id="frames"') :].lower()
    assert ("help line" in content) == ("In danger now" in document[: document.index("<main>")])


def test_a_name_that_is_none_is_refused():
    """The complaint should give the value and what is allowed."""
    with pytest.raises(ValueError, match=r"name is 'nothing'; it must be one of \['absolute'"):
        playable.page("nothing")
    with pytest.raises(ValueError, match="name is 'nothing'"):
        playable.stem("nothing")


def test_a_main_control_that_is_none_is_refused(monkeypatch):
    """PLAYABLE and PLAYABLE_START should be a control and a preset of the explorer."""
    monkeypatch.setattr(hunter, "PLAYABLE", "mood")
    with pytest.raises(ValueError, match="hunter: PLAYABLE is 'mood'; it must be one of"):
        playable.frames("hunter")
    monkeypatch.setattr(clearance, "PLAYABLE_START", "calm", raising=False)
    with pytest.raises(ValueError, match="clearance: PLAYABLE_START is 'calm'; it must be one of"):
        playable.frames("clearance")


def test_a_frame_that_cannot_be_drawn_stops_the_page(monkeypatch):
    """A page with a hole should not be written."""
    made = clearance.explorer()
    compute = made._compute

    def fails(**settings):
        if 5000 in settings["c0_nM"]:
            raise ValueError("too much")
        return compute(**settings)

    made._compute = fails
    monkeypatch.setattr(clearance, "explorer", lambda: made)
    with pytest.raises(ValueError, match="clearance: the frame at c0_nM = 5000.* cannot be drawn: .*too much"):
        playable.frames("clearance")


def test_data_cannot_end_its_element():
    """Neither an end tag nor a comment in the data should be seen by the page's parser."""
    written = playable._as_json({"svg": "</script><!--"})
    assert "</" not in written and "<!--" not in written
    assert json.loads(written) == {"svg": "</script><!--"}
