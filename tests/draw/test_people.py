"""The spread of responses: bars follow counts and shares, and the label says what they are."""

import numpy as np
import pytest
from reuptake.draw.people import NAMES, PeopleScene, PeopleState
from reuptake.model.terminal_population import VARIED


def state(**changes):
    """A made-up population of ten terminals."""
    edges = np.linspace(1, 2.6, 65)
    counts = np.zeros(64, dtype=int)
    counts[[4, 8]] = (8, 2)
    correlations = np.zeros(len(VARIED))
    correlations[[0, 8]] = (0.5, -0.8)
    usual = {
        "drug_nM": 50.0, "spread": 0.2, "minutes": 10.0, "individuals": 10, "left_out": 1, "edges": edges,
        "counts": counts, "low": 1.1, "middle": 1.12, "high": 1.22, "symbols": tuple(VARIED),
        "correlations": correlations, "explained": True,
    }  # fmt: skip
    return PeopleState(**(usual | changes))


@pytest.fixture(scope="module")
def kept():
    return PeopleScene(state())


@pytest.fixture
def scene(kept):
    """One scene, set back before each test."""
    kept.update(state())
    return kept


def test_every_constant_that_varies_has_a_name():
    """The names should be those of the constants that the model varies."""
    assert set(NAMES) == set(VARIED)


def test_columns_are_as_high_as_their_count(scene):
    """The tallest should be 1 and the other a quarter, over their bins; empty bins have none."""
    paths = scene.columns.get_paths()
    assert [p.vertices[:, 1].max() for p in paths] == [1, 0.25]
    assert paths[1].vertices[:, 0].min() == pytest.approx(1.2)


def test_bars_are_shares_and_wait(scene):
    """A bar should be the squared correlation, and none be drawn before it is asked for."""
    assert [segment[1, 0] for segment in scene.bars.get_segments()] == pytest.approx([0.25, *[0] * 7, 0.64, 0])
    assert scene.values[8].get_text() == "64 % ▼" and scene.values[0].get_text() == "25 % ▲"
    scene.update(state(explained=False))
    assert not scene.bars.get_segments() and not any(t.get_text() for t in scene.values)


def test_sentence_names_the_two_largest_and_what_is_left(scene):
    """Brake 64 %, transporter 25 %, 11 % with none; one terminal left out."""
    said = scene.describe(state())
    assert "64 % go with one constant, autoreceptor brake; next is transporter: number, speed with 25 %; 11 %" in said
    assert "1 left out" in said


def test_picture_says_that_they_are_not_people(scene):
    """The warning should stand in the picture itself."""
    words = " ".join(text.get_text() for text in scene.figure.texts)
    assert "Illustrative" in words and "not people" in words and "not advice" in words


def test_warnings_do_not_run_into_each_other(scene):
    """The two lines at the foot should stand well apart."""
    foot = [text for text in scene.figure.texts if "Illustrative" in text.get_text() or "advice" in text.get_text()]
    left, right = sorted((text.get_window_extent() for text in foot), key=lambda box: box.x0)
    assert left.x1 + 20 < right.x0 and right.x1 < scene.figure.bbox.x1
