"""One factor on few and on many: sums that can be done in the head, whole people, bad input."""

import numpy as np
import pytest
from reuptake.explore.absolute import absolute_states, explorer


@pytest.mark.parametrize(
    ("base", "ratio", "treated", "needed"),
    [(4, 2, 8, 250), (200, 2, 400, 5), (200, 0.5, 100, 10), (0, 3, 0, np.inf), (100, 1, 100, np.inf)],
)
def test_sums(base, ratio, treated, needed):
    """People with it are those without it times the factor; one more in a thousand divided by the change."""
    (state,) = absolute_states([base], [ratio])
    assert (state.treated, state.number_needed) == (treated, needed)


def test_people_come_whole():
    """At every setting of both sliders the numbers should be whole, so that marks and words agree."""
    made = explorer()
    for base in made.options("base"):
        for state in absolute_states([base] * len(made.options("ratio")), made.options("ratio")):
            assert float(state.treated).is_integer() and 0 <= state.treated <= 1000


def test_start_shows_no_change():
    """The picture before the question should not show what a factor does."""
    assert "no change" in repr(explorer())


@pytest.mark.parametrize(
    ("base", "ratio", "words"),
    [
        ([-1], [2], "base is -1; it must be a finite number at least 0 and at most 1000 of 1,000"),
        ([4], [-1], "ratio is -1"),
        ([600], [2], "base times ratio is 1200"),
        ([4, 8], [2], "2 of base, 1 of ratio"),
    ],
)
def test_bad_input(base, ratio, words):
    """Nonsense, and more people than there are, should be refused."""
    with pytest.raises(ValueError, match=words):
        absolute_states(base, ratio)
