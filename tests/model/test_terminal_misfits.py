"""What the model gets wrong, pinned: nobody should tune it away unseen, or claim otherwise."""

import numpy as np
import pytest
from reuptake.evidence import load
from reuptake.model.terminal import TerminalParameters, after_step, evoked_response, simulate, steady_state

P = TerminalParameters()
HOUR = 3600.0
FINE = np.arange(0, 60.001, 0.1)


def measured(start, preparation):
    """The one measured number whose quantity starts so and whose preparation holds those words."""
    rows = [row for row in load("experimental") if row.quantity.startswith(start) and preparation in row.preparation]
    (row,) = rows
    return row.value


def signal(parameters, state, mode):
    """Evoked response to the standard train."""
    return evoked_response(simulate(parameters, FINE, "standard", state=state, mode=mode))


@pytest.fixture(scope="module")
def rest():
    """Untreated steady states by mode."""
    return {mode: steady_state(P, mode) for mode in ("course", "peer")}


def test_1_resting_level_takes_one_side(rest):
    """Near voltammetry's 64.9 nM, more than twenty times what microdialysis finds."""
    assert rest["course"].eht_nM == pytest.approx(
        measured("ambient", "CA2 in vivo, fast-scan controlled adsorption voltammetry"), rel=0.1
    )
    for region in ("striatum", "frontal cortex"):
        dialysis = measured("basal extracellular 5-HT", f"{region}, zero-net-flux microdialysis, SERT +/+")
        assert rest["course"].eht_nM > 20 * dialysis


@pytest.mark.parametrize("mode, depth, time_s", [("course", 0.029, 26.0), ("peer", 0.053, 36.0)])
def test_2_undershoot_is_shallow(rest, mode, depth, time_s):
    """Only 3 to 5 % below the start, 26 to 36 s after the train began."""
    response = signal(P, rest[mode], mode)
    assert 1 - response.lowest_nM / response.baseline_nM == pytest.approx(depth, abs=0.002)
    assert response.t_lowest_s - P.t_on == pytest.approx(time_s, abs=0.5)


def test_3_losing_the_transporter_does_too_little(rest):
    """Mice have 2.5 to 3.4 and 6 to 10 times normal; the model 1.2 times, and 1.66 at most in the long run."""
    for region in ("striatum", "frontal cortex"):
        none, half, normal = (
            measured("basal extracellular 5-HT", f"{region}, zero-net-flux microdialysis, SERT {genotype}")
            for genotype in ("-/-", "+/-", "+/+")
        )
        assert none / normal > 6 and half / normal >= 2.5
    acute = after_step(P.scaled(transporter=0.5), HOUR, mode="peer")
    assert acute.eht_nM / rest["peer"].eht_nM == pytest.approx(1.21, abs=0.01)
    chronic = steady_state(P.scaled(transporter=np.linspace(0.0, 1.0, 11)))
    assert (chronic.eht_nM / rest["course"].eht_nM).max() < 1.66


def test_4_more_transporter_fills_the_vesicles(rest):
    """Serotonin outside falls, as in mice, but vesicles gain, where the mice's tissue loses."""
    for mode in ("course", "peer"):
        state, before = steady_state(P.scaled(transporter=[1.5, 2.0]), mode), rest[mode]
        assert (state.eht_nM < before.eht_nM).all()
        assert (state.vht_nM + state.vres_nM > 1.1 * (before.vht_nM + before.vres_nM)).all()
        assert (state.vht_nM > before.vht_nM).all()


def test_5_escitalopram_slows_the_decay_too_little(rest):
    """10 mg/kg: measured decay 10.8 times slower and signal 2.1 times higher; the course 5.8 and 1.3 times."""
    place = "voltammetry, saline, {}"
    before, after = "before escitalopram", "60 min after escitalopram 10 mg/kg"
    slower, higher = (
        measured(start, place.format(after)) / measured(start, place.format(before))
        for start in ("evoked 5-HT, half-life", "evoked 5-HT, maximum amplitude")
    )
    control = signal(P, rest["course"], "course")
    drugged = signal(P, after_step(P, HOUR, dose=10.0), "course")
    assert drugged.baseline_nM > 2 * control.baseline_nM
    ours = drugged.half_decay_s / control.half_decay_s
    assert ours == pytest.approx(5.8, abs=0.2) and ours < 0.6 * slower
    ours = drugged.rise_nM / control.rise_nM
    assert ours == pytest.approx(1.30, abs=0.02) and ours < 0.65 * higher


def test_5_growth_of_the_peak_in_peer_mode_comes_partly_from_the_cap(rest):
    """Peer mode's signal grows 2.5 times after 10 mg/kg, more than measured, but less after 30."""
    control = signal(P, rest["peer"], "peer")
    drugged = signal(P, after_step(P, HOUR, dose=[10.0, 30.0], mode="peer"), "peer")
    np.testing.assert_allclose(drugged.rise_nM / control.rise_nM, [2.46, 1.73], atol=0.02)


def test_6_block_of_breakdown_is_stored_away(rest):
    """An hour without monoamine oxidase leaves serotonin outside as it was; rats rise many-fold after some drugs."""
    assert measured("dialysate 5-HT after tranylcypromine", "frontal cortex") > 10
    for mode in ("course", "peer"):
        after, before = after_step(P.scaled(breakdown=0.0), HOUR, mode=mode), rest[mode]
        assert after.eht_nM == pytest.approx(before.eht_nM, rel=1e-3)
        assert after.vht_nM + after.vres_nM > before.vht_nM + before.vres_nM


def test_7_cap_of_peer_mode_swallows_the_train(rest):
    """With twice the transporter the train almost vanishes in peer mode, and does not in course mode."""
    more = P.scaled(transporter=2.0)
    assert signal(more, steady_state(more, "peer"), "peer").rise_nM < 2.0
    assert signal(more, steady_state(more), "course").rise_nM > 20.0


def test_clamped_histamine_has_its_price(rest):
    """After 1, 10 and 30 mg/kg course mode lies 5, 11 and 8 % above peer mode at one hour."""
    course, peer = (after_step(P, HOUR, dose=[1.0, 10.0, 30.0], mode=mode).eht_nM for mode in ("course", "peer"))
    np.testing.assert_allclose(course / peer - 1, [0.05, 0.11, 0.08], atol=0.006)
