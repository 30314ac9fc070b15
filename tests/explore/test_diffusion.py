"""The diffusion explorer: the numbers it takes, what its picture shows and what it says."""

import numpy as np
import pytest
from reuptake.draw.magnitudes import spoken_length
from reuptake.evidence import find, illustrative
from reuptake.explore import diffusion
from reuptake.explore.diffusion import arrival_ms, cleft_um, contact_nM, diffusion_states


@pytest.fixture(scope="module")
def made():  # once, because making one takes longer than moving it
    return diffusion.explorer()


@pytest.fixture
def explorer(made):
    made.reset()
    return made


def scene_of(explorer):
    explorer.scene.update(explorer.state)
    return explorer.scene


def state(distance_um=1.0, time_ms=1.0, loss_per_s=0.0):
    return diffusion_states([distance_um], [time_ms], [loss_per_s])[0]


def test_arrival_meets_the_tabulated_times():
    """Across the cleft, to its edge, at 1 µm and at 5 µm the times should be those of the table."""
    names = ("time to cross the cleft, w^2/2D", "time to leave a contact zone, a^2/4D")
    micro = [illustrative(find("basics", quantity=name), unit="us") / 1000 for name in names]
    peaks = [f"time of peak at {r} um from a point source" for r in (1, 5)]
    milli = [illustrative(find("basics", quantity=name), unit="ms") for name in peaks]
    np.testing.assert_allclose(arrival_ms([*cleft_um(), 1, 5]), micro + milli, rtol=0.02)


def test_farther_is_later_at_every_step(explorer):
    """Across the change from cleft to tissue too, a longer way should take longer."""
    assert (np.diff(arrival_ms(explorer.options("distance_um"))) > 0).all()


def test_loss_acts_in_the_tissue_only():
    """A loss should bring the peak at 5 µm forward and leave the cleft as it is."""
    assert arrival_ms(5, 100) < arrival_ms(5)
    assert arrival_ms(0.1, 100) == arrival_ms(0.1)


def test_contact_zone_starts_full_and_ends_where_the_sheet_no_longer_serves():
    """The mean should start at 5.5 mM, only fall, and be left out once nearly all has gone."""
    levels = contact_nM(np.geomspace(1e-5, 100, 200))
    assert levels[0] / 1e6 == pytest.approx(5.5, rel=0.01)
    assert (np.diff(levels[np.isfinite(levels)]) <= 0).all()
    assert np.isnan(levels[-1]) and np.nanmin(levels) > 0.04 * levels[0]


def test_profile_and_course_cross_at_the_setting():
    """Level over distance and level over time should agree where they meet."""
    at = state(distance_um=2, time_ms=5)
    assert np.interp(2, at.r_um, at.profile_nM) == pytest.approx(at.now_nM, rel=0.02)
    assert np.interp(5, at.t_ms, at.course_nM) == pytest.approx(at.now_nM, rel=0.02)
    assert at.course_nM.max() <= at.peak_nM


def test_states_along_a_control_are_those_one_by_one():
    """A list of settings should give what each gives alone."""
    many = diffusion_states([0.02, 1, 5], [0.001, 1, 20], [0, 0, 100])
    for one in many:
        alone = state(one.distance_um, one.time_ms, one.loss_per_s)
        np.testing.assert_array_equal(one.course_nM, alone.course_nM)
        np.testing.assert_array_equal(one.line_ms, alone.line_ms)
        assert one.arrival_ms == alone.arrival_ms


def test_every_sentence_and_the_picture_say_illustrative(explorer):
    """Unverified inputs should never be shown without the word."""
    assert "illustrative" in explorer.title and "illustrative" in explorer.numbers.header[0]
    for label in (None, *explorer.presets):
        explorer.preset(label) if label else explorer.reset()
        assert "illustrative" in explorer.sentence
    assert any("Illustrative" in text.get_text() for text in explorer.scene.figure.texts)


def test_sentence_says_what_the_table_says(explorer):
    """At 1 µm the read-out should give 0.71 ms and 2.9 µM, at 5 µm 18 ms and 23 nM."""
    assert "after 0.71 ms" in explorer.sentence and "reaches 2.9 µM" in explorer.sentence
    explorer.preset("5 µm")
    assert "after 18 ms" in explorer.sentence and "reaches 23 nM" in explorer.sentence


@pytest.mark.parametrize(
    ("distance", "time", "words"),
    [
        (5, 0.1, "hardly anything has arrived there"),
        (1, 1000, "0.24 nM there and falling"),
        (1, 0.5, "there and still rising"),
        (0.02, 0.0005, "20 nm across the cleft takes a pulse about 0.33 µs"),
        (0.15, 0.01, "still holds 61 % of the molecules, 3.4 mM"),
        (0.15, 1, "nearly all of it has left the contact zone"),
    ],
)
def test_sentence_knows_early_from_late(explorer, distance, time, words):
    """What is there now should be said as it is: not yet, rising, falling, gone."""
    explorer.controls["distance_um"], explorer.controls["time_ms"] = distance, time
    assert words in explorer.sentence


def test_mark_at_five_micrometres_waits_for_the_reader(explorer):
    """At the start the answer for 5 µm should not be in the picture; having gone there it should."""
    (_, near), (_, far) = scene_of(explorer).marks
    assert near.get_visible() and not far.get_visible()
    explorer.controls["distance_um"] = 5
    scene_of(explorer)
    assert far.get_visible() and far.get_text() == "5 µm: 18 ms"


def test_buttons_show_each_place_soon_after_its_peak(explorer):
    """Each button should be named by its distance, and set a time when the pulse has arrived there and is high."""
    assert explorer.presets == ("20 nm", "1 µm", "5 µm", "10 µm")
    for label in explorer.presets:
        explorer.preset(label)
        at = explorer.state
        assert spoken_length(at.distance_um) == label
        assert at.arrival_ms < at.time_ms < 2 * at.arrival_ms and at.now_nM > 0.8 * at.peak_nM


def test_a_time_is_not_said_twice_in_one_unit():
    """Beside a control in ms the time should be written in another unit, or not at all."""
    assert [diffusion._other_unit(ms) for ms in (0.0005, 0.2, 1, 1000)] == ["0.5 µs", "", "", "1 s"]


def test_line_of_times_ends_where_the_reader_is(explorer):
    """The line should reach the chosen distance, and no farther."""
    for distance in (0.2, 1, 10):
        explorer.controls["distance_um"] = distance
        x, y = scene_of(explorer).times.get_data()
        assert x[-1] == distance and y[-1] == pytest.approx(arrival_ms(distance)) and (np.diff(x) >= 0).all()


def test_molecules_spread_with_the_root_of_time():
    """A hundred times as long should carry ten times as far, in cleft and tissue."""
    early, late = state(time_ms=0.1), state(time_ms=10)
    assert late.tissue_step_um / early.tissue_step_um == pytest.approx(10)
    assert late.cleft_step_um / early.cleft_step_um == pytest.approx(10)


def test_molecules_shown_in_the_cleft_match_the_share_that_is_there(explorer):
    """Of the stand-ins, about the share that the model gives should be within the contact zone."""
    explorer.controls["distance_um"], explorer.controls["time_ms"] = 0.15, 0.01
    dots = scene_of(explorer).cleft_dots.get_xdata()
    # Seen from the side all molecules within the zone lie between its edges.
    assert (np.abs(dots) < 0.15).sum() >= explorer.state.share_in_contact * 70 * 0.85
    explorer.controls["time_ms"] = 1000
    assert len(scene_of(explorer).cleft_dots.get_xdata()) <= 2
