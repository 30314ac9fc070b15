"""Diffusion against conservation of mass, closed forms, limits and the tabulated values."""

import numpy as np
import pytest
from reuptake.evidence import find, illustrative
from reuptake.model.diffusion import (
    NM_PER_MOLECULE_UM3,
    disc_nM,
    effective_diffusion_um2_ms,
    peak_time_ms,
    share_within,
    textbook_inputs,
    tissue_nM,
)
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

# Round inputs; what follows from them can be checked by hand.
TISSUE = {"molecules": 4700, "diffusion_um2_ms": 0.6, "tortuosity": 1.6, "volume_fraction": 0.2}
SLOWED = 0.6 / 1.6**2


def tabulated(quantity, unit):
    """A computed row of the course's own table."""
    return illustrative(find("basics", quantity=quantity), unit=unit)


def sheet_nM(distance_um, t_ms, molecules, diffusion_um2_ms, width_um):
    """Concentration in a flat cleft, mixed across its width: the density behind `share_within`, written apart."""
    d_t = diffusion_um2_ms * t_ms
    bell = np.exp(-(distance_um**2) / (4 * d_t)) / (4 * np.pi * d_t)
    return NM_PER_MOLECULE_UM3 * molecules / width_um * bell


def molecules_in(shell_nM, low=0.0, high=np.inf):
    """Integrate a concentration over the volume that a function of the radius gives."""
    return quad(shell_nM, low, high, epsabs=1e-9, limit=200)[0] / NM_PER_MOLECULE_UM3


def test_one_molecule_in_a_cubic_micrometre_is_1_66_nanomolar():
    """One over Avogadro's number, per 1e-15 L."""
    assert pytest.approx(1.66054, rel=1e-5) == NM_PER_MOLECULE_UM3


def test_textbook_inputs_are_the_arguments_of_the_model():
    """The inputs should be those that the table's results were computed from, in the model's units, and stay so."""
    assert dict(textbook_inputs()) == pytest.approx(TISSUE)
    with pytest.raises(TypeError):
        textbook_inputs()["molecules"] = 1


def test_without_detours_tissue_is_water():
    """A tortuosity of one should leave D, and of two should quarter it."""
    np.testing.assert_allclose(effective_diffusion_um2_ms(0.6, [1, 2]), [0.6, 0.15])


@pytest.mark.parametrize("t_ms", [0.01, 1.0, 50.0])
def test_tissue_keeps_every_molecule(t_ms):
    """Over all space between cells there should be as many molecules as were set free."""
    shell = lambda r: 4 * np.pi * r**2 * 0.2 * tissue_nM(r, t_ms, **TISSUE)  # noqa: E731
    assert molecules_in(shell, high=12 * np.sqrt(2 * SLOWED * t_ms)) == pytest.approx(4700, rel=1e-8)


def test_loss_leaves_the_exponential_share():
    """A first-order loss of k should leave exp(-k t) of the molecules: 1/e after 10 ms at 100 per s."""
    shell = lambda r: 4 * np.pi * r**2 * 0.2 * tissue_nM(r, 10, loss_per_s=100, **TISSUE)  # noqa: E731
    assert molecules_in(shell, high=30) == pytest.approx(4700 / np.e, rel=1e-8)


def test_share_within_is_the_integral_of_the_sheet():
    """The share inside a radius should be what integration finds there."""
    ring = lambda r: 2 * np.pi * r * 0.02 * sheet_nM(r, 0.02, 4700, 0.6, 0.02)  # noqa: E731
    assert molecules_in(ring, high=0.15) / 4700 == pytest.approx(share_within(0.15, 0.02, 0.6), rel=1e-9)


def test_share_within_runs_from_all_to_none():
    """At once all molecules should be inside, later a²/4Dt, and in a point of no size none."""
    np.testing.assert_allclose(share_within(0.15, 1e-9, 0.6), 1)
    assert share_within(0.15, 1e6, 0.6) == pytest.approx(0.15**2 / (4 * 0.6 * 1e6), rel=1e-6)
    assert share_within(0, 1, 0.6) == 0


def test_tabulated_cleft_values_are_met():
    """The cleft should be crossed in 0.33 µs, left in 9.4 µs, and hold 5.5 mM."""
    assert 1000 * peak_time_ms(0.02, 0.6, 1) == pytest.approx(tabulated("time to cross the cleft, w^2/2D", "us"), 0.02)
    left = tabulated("time to leave a contact zone, a^2/4D", "us")
    assert 1000 * peak_time_ms(0.15, 0.6, 2) == pytest.approx(left, 0.01)
    full = tabulated("concentration of 4700 molecules in the cleft", "mM")
    assert disc_nM(4700, 0.15, 0.02) / 1e6 == pytest.approx(full, 0.01)


@pytest.mark.parametrize("distance", [1, 5])
def test_tabulated_tissue_values_are_met(distance):
    """Peaks at 1 and 5 µm should come when, and be as high as, the table says (with α = 0.2)."""
    when = tabulated(f"time of peak at {distance} um from a point source", "ms")
    height = tabulated(f"peak concentration at {distance} um from a point source", "nM")
    t = peak_time_ms(distance, SLOWED)
    assert t == pytest.approx(when, rel=0.01)
    assert tissue_nM(distance, t, **TISSUE) == pytest.approx(height, rel=0.02)


@pytest.mark.parametrize("loss", [0, 50, 1000])
def test_peak_time_in_tissue_is_where_the_curve_is_highest(loss):
    """The closed form should agree with a numerical search, with a loss and without."""
    fall = lambda log_t: -np.log(tissue_nM(3, np.exp(log_t), loss_per_s=loss, **TISSUE))  # noqa: E731
    found = minimize_scalar(fall, bounds=(-3, 5), method="bounded", options={"xatol": 1e-9})
    assert peak_time_ms(3, SLOWED, loss_per_s=loss) == pytest.approx(np.exp(found.x), rel=1e-5)


def test_peak_time_along_the_cleft_is_where_the_curve_is_highest():
    """In two dimensions the peak should come at r²/4D, and be e times lower than the even disc."""
    t = peak_time_ms(0.1, 0.6, 2)
    around = sheet_nM(0.1, t * np.array([0.99, 1, 1.01]), 4700, 0.6, 0.02)
    assert around.argmax() == 1
    assert around[1] == pytest.approx(disc_nM(4700, 0.1, 0.02) / np.e, rel=1e-12)


def test_ten_times_as_far_takes_a_hundred_times_as_long():
    """Without a loss the time should go with the square of the distance in any dimension."""
    near, far = (peak_time_ms(r, 0.6, [1, 2, 3]) for r in (0.5, 5.0))
    np.testing.assert_allclose(far / near, 100)


def test_peak_falls_with_the_cube_of_the_distance():
    """Ten times as far, the peak in tissue should be a thousand times lower."""
    r = np.array([1.0, 10.0])
    near, far = tissue_nM(r, peak_time_ms(r, SLOWED), **TISSUE)
    assert near / far == pytest.approx(1000)


def test_heavy_loss_makes_the_front_a_wave():
    """With a heavy loss the peak should come at r/√(4kD), in proportion to the distance."""
    assert peak_time_ms(10, 0.25, loss_per_s=1e9) == pytest.approx(10 / np.sqrt(4 * 1e6 * 0.25), rel=1e-3)


def test_settings_broadcast():
    """Distances down and times across should give a table, and single numbers a float."""
    assert tissue_nM([[1.0], [2.0]], [1.0, 2.0, 3.0], **TISSUE).shape == (2, 3)
    assert isinstance(tissue_nM(1, 1, **TISSUE), float) and isinstance(peak_time_ms(1, 0.6), float)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: tissue_nM(-1, 1, **TISSUE), "distance_um is -1; .* at least 0 µm"),
        (lambda: tissue_nM(1, 0, **TISSUE), "t_ms is 0; .* above 0 ms"),
        (lambda: tissue_nM(1, 1, **{**TISSUE, "volume_fraction": 1.2}), "volume_fraction is 1.2; .* at most 1"),
        (lambda: tissue_nM(1, 1, **{**TISSUE, "tortuosity": 0.5}), r"tortuosity is 0.5; .* at least 1 \(no unit\)"),
        (lambda: tissue_nM(1, 1, **{**TISSUE, "molecules": np.nan}), "molecules is nan"),
        (lambda: tissue_nM(1, 1, loss_per_s=-3, **TISSUE), "loss_per_s is -3; .* at least 0 per s"),
        (lambda: disc_nM(10, 0.1, 0), "width_um is 0; .* above 0 µm"),
        (lambda: disc_nM(10, 0, 0.02), "radius_um is 0; .* above 0 µm"),
        (lambda: share_within(0.1, 1, "fast"), "diffusion_um2_ms is 'fast', which is not a number"),
        (lambda: peak_time_ms(1, 0.6, 4), "dimensions is 4; .* at most 3"),
        (lambda: peak_time_ms(1, 0.6, 2.5), "dimensions is 2.5; it must be a whole number"),
    ],
)
def test_bad_input_is_named(call, message):
    """A value out of range should be refused with its name, value, range and unit."""
    with pytest.raises(ValueError, match=message):
        call()
