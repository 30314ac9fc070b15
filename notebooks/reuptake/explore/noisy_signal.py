"""How noisy is a safety signal? Reports of an invented drug with a known true rate: reports are not rates."""

import numpy as np

from reuptake.draw.noisy_signal import NoisySignalScene, SignalState
from reuptake.evidence import fact, find
from reuptake.explore.ranges import parse_options, ranged_control, together
from reuptake.model.inputs import checked
from reuptake.model.signals import (
    came_in,
    expected_reports,
    false_alarm_chance,
    poisson_band,
    reported_share,
    reporting_odds_ratio,
)
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("openfda2026",)
# Chosen by us: the first from 1 with which, at the start, the warning's year has as many reports as expected and no
# interval lies above 1.
LUCK_SEED = 3
SIGNAL = "noisy_signal"


def fixed(name):
    """Take one of the invented numbers that stand still.

    Parameters
    ----------
    name : str
        Of the row in the table `control_ranges`.

    Returns
    -------
    float
    """
    row = find("control_ranges", explorer=SIGNAL, control=name)
    return fact(row, "start", unit=row.unit)


def luck():
    """The luck of each year, the same for every setting.

    Returns
    -------
    numpy.ndarray, shape (years,)
    """
    return np.random.default_rng(LUCK_SEED).uniform(size=int(fixed("years")))


def signal_states(publicity, share_percent, treated, times):
    """State of the picture for each setting.

    Parameters
    ----------
    publicity : sequence of float
        How many times as many reports in the year of the warning, from 1.
    share_percent : sequence of float
        Of the events, reported without a warning, in %.
    treated : sequence of float
        People a year.
    times : sequence of float
        How many times as often as with other drugs the event happens.

    Returns
    -------
    list of SignalState

    Raises
    ------
    ValueError
        If a value is out of its range, or the lists are not equally long.
    """
    together(publicity=publicity, share_percent=share_percent, treated=treated, times=times)
    given = {"publicity": (publicity, "times"), "share_percent": (share_percent, "%"), "treated": (treated, "people")}
    held = {name: _in_range(name, *what) for name, what in (given | {"times": (times, "times")}).items()}
    share = held["share_percent"] / 100
    shares = reported_share(
        share, held["publicity"], int(fixed("years")), int(fixed("warning_year")), fixed("kept_percent") / 100
    )
    rates = held["times"] * fixed("events_per_thousand") / 1000
    expected = expected_reports(held["treated"][:, None], rates[:, None], shares)
    reports = came_in(expected, luck())
    other, event_elsewhere, other_elsewhere = _others(held["treated"], share)
    found = reporting_odds_ratio(reports, other, event_elsewhere, other_elsewhere)
    lows, highs = poisson_band(expected)
    return [
        SignalState(
            years=np.arange(1, int(fixed("years")) + 1), warning_year=int(fixed("warning_year")),
            share=float(share[i]), publicity=float(held["publicity"][i]), treated=float(held["treated"][i]),
            times=float(held["times"][i]), rate=float(rates[i]), happened=float(held["treated"][i] * rates[i]),
            expected=expected[i], low=lows[i], high=highs[i], came_in=reports[i],
            mean_ratio=held["times"][i] * shares[i] / share[i],
            ratio=found.estimate[i], ratio_low=found.low[i], ratio_high=found.high[i],
        )
        for i in range(len(share))
    ]  # fmt: skip


def _others(treated, share):
    """The other three cells of the fourfold table, whole and without luck: a setting each, for every year."""
    events, others = fixed("events_per_thousand") / 1000, fixed("others_per_thousand") / 1000
    elsewhere = np.full_like(share, fixed("treated_elsewhere"))
    cells = ((treated, others), (elsewhere, events), (elsewhere, others))
    return [np.round(expected_reports(people, rate, share))[:, None] for people, rate in cells]


def _in_range(name, values, unit):
    options = parse_options(find("control_ranges", explorer=SIGNAL, control=name).options)
    return checked(name, values, unit, low=options[0], high=options[-1])


def false_alarm():
    """How likely a run of years at the start has an interval above 1 by luck alone.

    Returns
    -------
    float
        0 to 1.
    """
    treated, share = np.array([fixed("treated")]), np.array([fixed("share_percent") / 100])
    mean = expected_reports(treated, fixed("events_per_thousand") / 1000, share)
    cells = [int(cell[0, 0]) for cell in _others(treated, share)]
    return false_alarm_chance(float(mean[0]), *cells, years=int(fixed("years")))


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control(SIGNAL, "publicity", "Publicity: reports in the year of the warning"),
        ranged_control(SIGNAL, "share_percent", "Share of the events that is reported"),
        ranged_control(SIGNAL, "treated", "Number treated"),
        ranged_control(SIGNAL, "times", "True rate, compared with other drugs", further=True),
    )
    presets = (
        Preset("A warning in the news", {"publicity": 5}),
        Preset("A warning, few treated", {"publicity": 5, "treated": 10000}),
        Preset("Half of all reported", {"share_percent": 50}),
        Preset("Ten times as many treated", {"treated": 1000000}),
        Preset("A true risk, no warning", {"times": 5}, "The event is five times as frequent as with other drugs"),
    )
    return Explorer(NoisySignalScene, controls, signal_states, presets)
