"""Controls from the table: options as written, and small print that names who a range leans on."""

from gallery_cases import CASES, make
from reuptake.evidence import find
from reuptake.explore.ranges import parse_options, ranged_control


def test_options_are_read_as_written():
    """A list and a range with a step should come out as numbers, without the dust of adding."""
    assert parse_options("1 2.5 10") == (1, 2.5, 10)
    assert parse_options("0:0.3:0.1") == (0, 0.1, 0.2, 0.3)


def test_a_choice_of_ours_is_called_so():
    """A range that leans on nobody should be our choice, said once; one that leans on a source should name it."""
    ours = ranged_control("weighing", "nuisance_weight", "Weight").source
    invented = ranged_control("diffusion", "loss_per_s", "Loss").source
    both = ranged_control("age", "age", "Age", kind="steps").source
    assert ours == f"{find('control_ranges', explorer='weighing', control='nuisance_weight').note}."
    assert ours.count("ur choice") == 1 and invented.endswith("when it matters. Our choice.")
    assert both.endswith("Leans on: Stone et al. 2009; our choice.")
    assert ranged_control("clearance", "inhibitor_ki", "Ki").source.endswith("Leans on: Meyer et al. 2004.")


def test_no_control_leans_on_this_course():
    """No small print should name the course as if it were a source."""
    for name in CASES:
        assert not [c.key for c in make(name)._controls.values() if "This course" in c.source], name
