"""The picture of an effect size: every person once, curves that move, words that agree."""

import numpy as np
import pytest
from reuptake.draw.effect_size import PEOPLE, EffectSizeScene
from reuptake.explore.effect_size import effect_states


@pytest.mark.parametrize("smd", [0, 0.3, 1])
def test_every_person_stands_in_one_place(smd):
    """Filled icons should be as many as respond, none on top of another, and all counts add up to a hundred."""
    (state,) = effect_states([smd], [36.5])
    scene = EffectSizeScene(state)
    places = np.concatenate([np.column_stack(icons.get_data()) for icons in scene.icons.values()])
    assert len(places) == len(np.unique(places, axis=0)) == state.counts["anyway"] + state.counts["extra"]
    assert sum(state.counts.values()) == PEOPLE


def test_icons_show_what_the_words_count():
    """Each kind's icons should be as many as the words beside the picture say."""
    (state,) = effect_states([0.41], [36.5])
    scene = EffectSizeScene(state)
    for kind, icons in scene.icons.items():
        assert scene.counts[kind].get_text().startswith(f"{len(icons.get_xdata())} ")


def test_curve_on_the_drug_moves_and_the_shared_area_shrinks():
    """A larger effect should move the curve right and leave less in common."""
    none, large = effect_states([0, 1], [36.5] * 2)
    scene = EffectSizeScene(none)
    top, area = [], []
    for state in (none, large):
        scene.update(state)
        x, y = scene.drug.get_data()
        top.append(x[np.argmax(y)])
        corners = scene.shared.get_paths()[0].vertices
        area.append(np.trapezoid(corners[: len(x), 1], corners[: len(x), 0]))
    assert top == pytest.approx([0, 1], abs=0.04) and area == pytest.approx([1, 0.617], abs=0.01)
