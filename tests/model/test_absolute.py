"""One factor on few and on many: sums that can be done in the head, limits, shapes, bad input."""

import numpy as np
import pytest
from reuptake.model.absolute import absolute_change


@pytest.mark.parametrize(
    ("base", "ratio", "treated", "needed"),
    [(4, 2, 8, 250), (200, 2, 400, 5), (200, 0.5, 100, 10), (0, 3, 0, np.inf), (100, 1, 100, np.inf), (1, 0, 0, 1000)],
)
def test_sums(base, ratio, treated, needed):
    """People with it are those without it times the factor; a thousand is divided by the change."""
    for one in (absolute_change(base, ratio), absolute_change([base], [ratio])):
        assert np.all(one.treated == treated) and np.all(one.number_needed == needed)
        assert np.all(one.base == base) and np.all(one.ratio == ratio)


def test_many_at_once():
    """A list should give what its members give, in the same shape."""
    many = absolute_change([[4, 200], [10, 0]], 2)
    assert many.treated.tolist() == [[8, 400], [20, 0]] and many.number_needed.tolist() == [[250, 5], [100, np.inf]]


@pytest.mark.parametrize(
    ("base", "ratio", "words"),
    [(-1, 2, "base is -1"), (1001, 1, "base is 1001"), (4, -1, "ratio is -1"), (600, 2, "base times ratio is 1200")],
)
def test_bad_input(base, ratio, words):
    """Nonsense, and more people than there are, should be refused."""
    with pytest.raises(ValueError, match=words):
        absolute_change(base, ratio)
