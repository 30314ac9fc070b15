"""Not mirror images: take transporter activity away or add as much, in two models and in mice."""

from functools import cache

import numpy as np

from reuptake.draw.mirror import MirrorScene, MirrorState, MousePoint, TerminalCurve
from reuptake.evidence import fact
from reuptake.explore.knockout import ACTIVITIES, FULL_COPIES, REGIONS, ko_over_wt, level_nM, measured, normal_nM
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known
from reuptake.model.terminal import TerminalParameters, after_step, steady_state
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mathews2004", "jennings2006", "mena2023code", "thiscourse")
TWO_PATHS, HOUR, LONG = "two-way model only", "terminal model too, after one hour", "terminal model too, for good"
MODELS = (TWO_PATHS, HOUR, LONG)
ONE_HOUR_S = 3600.0
# Assumed, not measured: activity in proportion to working copies.
ACTIVITY_BY_COPIES = {copies: copies / FULL_COPIES for copies in range(FULL_COPIES + 1)}
# Held for good below this activity, a guard of the terminal model decides; see terminal-model.md.
GUARDED_BELOW = 0.75
TERMINAL_ACTIVITIES = np.round(np.arange(0, 3.05, 0.1), 10)
TERMINAL_ACTIVITIES.setflags(write=False)


@cache
def terminal_curve(model):
    """Serotonin outside relative to normal in the terminal model, over the whole range of activity.

    Parameters
    ----------
    model : str
        `HOUR` or `LONG`.

    Returns
    -------
    TerminalCurve
        At `TERMINAL_ACTIVITIES`, from one call of the model.

    Raises
    ------
    ValueError
        If the model is neither.
    """
    known("model", model, (HOUR, LONG))
    changed = TerminalParameters().scaled(transporter=TERMINAL_ACTIVITIES)
    state = after_step(changed, ONE_HOUR_S) if model == HOUR else steady_state(changed)
    normal = float(steady_state(TerminalParameters()).eht_nM)
    when = "after one hour" if model == HOUR else "for good"
    ratio = state.eht_nM / normal
    # Kept for every later picture, so nobody may write into it.
    ratio.setflags(write=False)
    return TerminalCurve(when, TERMINAL_ACTIVITIES, ratio, GUARDED_BELOW if model == LONG else 0.0)


@cache
def mice(region):
    """Measured levels relative to mice with both copies.

    Parameters
    ----------
    region : str

    Returns
    -------
    tuple of MousePoint
        One copy and none; the plus-minus is that of the level alone.
    """
    return tuple(
        MousePoint(
            name=name,
            activity=ACTIVITY_BY_COPIES[copies],
            ratio=level_nM(region, copies) / normal_nM(region),
            plus_minus=fact(measured(region)[copies], "plus_minus_nm", unit="nM") / normal_nM(region),
        )
        for copies, name in ((1, "one copy"), (0, "no copy"))
    )


def mirror_states(activity, region, models):
    """State of the picture for each setting.

    Parameters
    ----------
    activity : sequence of float
        Relative to normal, at least 0 and at most 3.
    region : sequence of str
        Members of `REGIONS`.
    models : sequence of str
        Members of `MODELS`.

    Returns
    -------
    list of MirrorState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(activity=activity, region=region, models=models)
    chosen = checked("activity", activity, "× normal", high=ACTIVITIES[-1])
    settings = list(zip(chosen, region, models, strict=True))
    for _, where, which in settings:
        known("region", where, REGIONS)
        known("models", which, MODELS)
    whole = np.array([ko_over_wt(where) for where in region])
    ratios = extracellular_ratio(chosen, whole)
    # As much activity added as was taken; below no activity at all there is nothing to take.
    mirrored = np.maximum(2 - chosen, 0)
    images = extracellular_ratio(mirrored, whole)
    return [
        MirrorState(
            activity=f,
            region=where,
            ratio=ratios[i],
            mirrored=mirrored[i],
            has_image=bool(f <= 2),
            mirrored_ratio=images[i],
            activities=ACTIVITIES,
            curve=extracellular_ratio(ACTIVITIES, whole[i]),
            mice=mice(where),
            terminal=terminal_curve(which) if which != TWO_PATHS else None,
        )
        for i, (f, where, which) in enumerate(settings)
    ]


PRESETS = (
    Preset("Four fifths blocked", {"activity": 0.2}),
    Preset("Doubled", {"activity": 2}),
    Preset("Half, and its mirror image", {"activity": 0.5}),
    Preset("None at all", {"activity": 0}),
    Preset("Blocked: two models disagree", {"activity": 0.2, "models": HOUR}),
    Preset("Doubled: two models disagree", {"activity": 2, "models": HOUR}),
)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("mirror", "activity", "Transporter activity"),
        Control(
            "region",
            "Mice: region",
            REGIONS[::-1],
            start=REGIONS[1],
            kind="choice",
            source=f"Zero-net-flux microdialysis in mice: {sources(('mathews2004',))}.",
        ),
        Control(
            "models",
            "Models shown",
            MODELS,
            start=TWO_PATHS,
            kind="choice",
            source=f"The second is the terminal model: {sources(('mena2023code',))}.",
        ),
    )
    return Explorer(MirrorScene, controls, mirror_states, PRESETS)
