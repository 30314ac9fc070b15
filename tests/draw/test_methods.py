"""The picture of methods stands on the level that was chosen."""

import pytest
from reuptake.explore import methods


def test_ring_stands_on_the_level_chosen():
    """The ring should sit on the chosen level, and the bar reach to the true peak."""
    live = methods.explorer()
    state, scene = live.state, live.scene
    rest = state.levels[state.chosen].level_nM
    assert scene.ring.get_xdata()[0] == rest
    assert scene.reach.get_xdata()[1] == pytest.approx(rest + state.rise_nM)


def test_true_and_reported_peak_lie_apart():
    """Where a sample reports the whole height, its mark should not cover that of the true peak."""
    scene = methods.explorer().scene
    assert scene.true_end.get_xdata()[0] == pytest.approx(scene.reported_end.get_xdata()[0], rel=1e-3)
    assert scene.reported_end.get_ydata()[0] > scene.true_end.get_ydata()[0]


@pytest.mark.parametrize(("sample_s", "side"), [(0.5, "left"), (600, "right")])
def test_share_is_written_at_its_dot(sample_s, side):
    """The share should stand at the dot: below it on the flat part, left of it on the slope."""
    live = methods.explorer()
    live.controls["sample_s"] = sample_s
    live.scene.update(live.state)
    assert live.scene.share_label.xy == (sample_s, 100 * live.state.best_share)
    assert live.scene.share_label.get_ha() == side


def test_illustrative_is_said_once_on_the_face():
    """The picture should say once that its change is illustrative, and so should the sentence."""
    live = methods.explorer()
    words = [text.get_text().lower() for ax in live.scene.figure.axes for text in ax.texts]
    words += [text.get_text().lower() for text in live.scene.figure.texts]
    assert sum(word.count("illustrative") for word in words) == 1
    assert live.sentence.lower().count("illustrative") == 1
