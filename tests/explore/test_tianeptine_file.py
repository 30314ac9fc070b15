"""The tianeptine file: titles do not count, reviews stand apart, beliefs lie where they were stored."""

import re

import pytest
from reuptake.evidence import load
from reuptake.explore import tianeptine_file as module
from reuptake.explore.tianeptine_file import (
    BY_MAKER,
    KEY,
    NOTHING,
    STATEMENT,
    belief_file,
    ending,
    explorer,
    file_states,
    studies,
)
from reuptake.ui.progress import VARIABLE, progress

END = len(studies()) + 1


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def final_counts(set_aside=NOTHING):
    (state,) = file_states([END], [set_aside])
    return [int(state.counts(lane)[-1]) for lane in ("for", "mixed", "against")]


def test_every_row_has_its_place():
    """All rows should be there in order of years, those known by title alone on no side."""
    rows = load("enhancer_evidence")
    assert [s.year for s in studies()] == sorted(row.year for row in rows)
    for study, row in zip(studies(), rows, strict=True):
        assert study.lane == ("title only" if row.status == "unverified" else row.direction)
        assert "<" not in study.finding


def test_counts_leave_out_titles_and_reviews():
    """The count at the end should be that of verified rows that are no reviews."""
    rows = [row for row in load("enhancer_evidence") if row.status != "unverified" and row.model != "review"]
    assert final_counts() == [sum(row.direction == lane for row in rows) for lane in ("for", "mixed", "against")]
    assert sum(final_counts()) == len(rows) < len(load("enhancer_evidence"))


def test_counts_run_up_to_the_study_in_hand():
    """The count should grow by one with a counted study and stay with any other."""
    (state,) = file_states([END], [NOTHING])
    total = sum(state.counts(lane) for lane in ("for", "mixed", "against"))
    steps = [int(total[0]), *(int(b - a) for a, b in zip(total, total[1:], strict=False))]
    assert steps == [int(study.counted) for study in studies()]
    assert len(file_states([3], [NOTHING])[0].shown) == 3


def test_setting_aside_takes_what_the_table_notes():
    """Without the manufacturer's authors one study fewer should speak for the idea, and none against."""
    assert [a - b for a, b in zip(final_counts(), final_counts(BY_MAKER), strict=True)] == [1, 0, 0]


def test_start_gives_nothing_away():
    """At first sight one study should be told, and neither a later one nor the end."""
    live = explorer()
    words = live.sentence + repr(live.numbers)
    assert "Mennini" in words and STATEMENT not in words
    assert not [study for study in studies()[1:] if study.finding in words]
    live.preset("Where it stands")
    assert live.sentence.startswith(STATEMENT) and "counting is not weighing" in live.sentence


def test_no_number_at_these_transporters():
    """No finding or statement should put a number to tianeptine at SERT, NET or DAT: there is none."""
    for text in [STATEMENT, *(study.finding for study in studies())]:
        assert not re.search(r"\b(SERT|NET|DAT)\b[^;.]{0,30}\d|\d[^;.]{0,30}\b(SERT|NET|DAT)\b", text)


def test_beliefs_are_drawn_where_they_belong():
    """Beliefs should show up to the study in hand, and gaps stay gaps."""
    beliefs = [60, None, 40] + [None] * (len(studies()) - 3)
    live = explorer(beliefs)
    live.controls["study"] = 2
    assert live.state.believed == [(0, 60)] and live.sentence.endswith("Your belief: 60 %.")
    live.controls["study"] = 3
    assert live.state.believed == [(0, 60), (2, 40)]
    assert explorer().state.believed == [] and "belief" not in explorer().sentence


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (([0], [NOTHING]), "study is 0; .*whole number"),
        (([1.5], [NOTHING]), r"study is \[1.5\]; it must be a whole number"),
        (([END + 1], [NOTHING]), f"study is {END + 1}; .*at most {END} as a step"),
        (([1], ["all"]), "set_aside is 'all'; it must be one of: nothing"),
        (([1, 2], [NOTHING]), "There are 2 of study, 1 of set_aside"),
        (([1], [NOTHING], [50]), "beliefs holds 1 values"),
        (([1], [NOTHING], [101] + [None] * (END - 2)), r"beliefs is 101; .* at most 100 %"),
    ],
)
def test_bad_settings_are_named(settings, said):
    """A wrong setting should be named with what is allowed."""
    with pytest.raises(ValueError, match=said):
        file_states(*settings)


def test_unknown_studies_are_refused_by_name():
    """A mistyped choice should name the choices and be no bare KeyError."""
    with pytest.raises(ValueError, match="set_aside is 'all'; it must be one of: nothing, "):
        studies("all")


def test_belief_is_asked_before_our_reading_is_told(store, monkeypatch):
    """Each study that is asked about should be told once, and our reading only after the belief."""
    monkeypatch.setattr(module.Still, "_repr_mimebundle_", lambda still: {"text/html": ""})
    asked = belief_file()
    rows = load("enhancer_evidence")
    wanted = [row.source_key[0] in module.ASKED for row in rows]
    for step, study in enumerate(s for s, kept in zip(studies(), wanted, strict=True) if kept):
        told = asked.feedback.split("The study before")[0]
        assert study.finding in told and study.reading not in told and "strongest" not in told
        asked.believe(5 * step)
    assert asked.explorer is not None and asked.explorer.controls["study"] == END
    known = [b for b in asked.explorer.state.beliefs if b is not None]
    assert known == [5.0 * step for step in range(len(module.ASKED))]
    assert [b is not None for b in asked.explorer.state.beliefs] == wanted
    assert len(store.entries("prediction")) == len(module.ASKED) and store.latest("visit", KEY) is not None
    asked.close()


def test_picture_while_reading_ends_at_the_study_before():
    """Beside a question the picture should show the file up to the study before, with the belief about it."""
    asked = belief_file()
    assert asked.view().children[1].value == ""
    asked.believe(35)
    shown = asked.view().children[1].value
    assert studies()[0].finding in shown and "Your belief: 35 %" in shown and studies()[1].finding not in shown
    asked.close()


def test_asked_about_on_every_side():
    """Those asked about should hold both sides and a mixed one, and no title or review."""
    asked = [
        s for s, row in zip(studies(), load("enhancer_evidence"), strict=True) if row.source_key[0] in module.ASKED
    ]
    assert len(asked) == len(module.ASKED) and all(study.counted for study in asked)
    sides = [study.lane for study in asked]
    assert sides.count("for") == 4 and sides.count("mixed") == 2 and sides.count("against") == 4
    assert all(row.why for row in load("enhancer_evidence") if row.status != "unverified")
    assert len(module.other_papers()) + len(asked) == sum(study.lane != "title only" for study in studies())


def test_ending_takes_what_tests_no_reuptake_out_of_the_count():
    """The end should give the count with and without the studies of another target, and settle nothing by it."""
    path, worth = ending()
    assert "6 for, 2 mixed, 8 against" in path and "2019 and 2024" in path
    assert "Without them the count is 6 for, 2 mixed, 5 against" in worth and "Allain et al. 2023" in worth
    assert "count settles nothing" in worth
