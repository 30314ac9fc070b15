"""With and without the transporter: measured levels in mice and the model of two ways out."""

from functools import cache

import numpy as np

from reuptake.draw.knockout import KnockoutScene, KnockoutState, MeasuredLevel, RegionState
from reuptake.evidence import fact, load
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.inputs import known
from reuptake.model.knockout import level_nM
from reuptake.model.transporter import extracellular_ratio
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("mathews2004", "jennings2006")
NO, YES = "no", "yes"
REGIONS = ("striatum", "frontal cortex")
FULL_COPIES = 2
# Where the curve is drawn: closer together where it bends.
ACTIVITIES = np.concatenate([np.linspace(0, 0.5, 51), np.linspace(0.55, 3, 50)])


@cache
def measured(region):
    """Rows of one region by number of working copies of the transporter gene.

    Parameters
    ----------
    region : str

    Returns
    -------
    dict of int to record
    """
    rows = load("sert_knockout_microdialysis")
    return {int(row.functional_sert_copies): row for row in rows if row.region == region}


def normal_nM(region):
    """Level of mice with both copies, in nM.

    Parameters
    ----------
    region : str

    Returns
    -------
    float
    """
    return level_nM(region, FULL_COPIES)


def ko_over_wt(region):
    """Level without the transporter relative to that with it.

    Parameters
    ----------
    region : str

    Returns
    -------
    float
    """
    return level_nM(region, 0) / normal_nM(region)


def activity_that_fits(region):
    """Activity of mice with one copy at which the model meets their measured level.

    Solves C(f) = C_measured of the two-path model for f.

    Parameters
    ----------
    region : str

    Returns
    -------
    float
        No unit; 1 is normal.
    """
    without, one = level_nM(region, 0), level_nM(region, 1)
    return (without / one - 1) / (ko_over_wt(region) - 1)


def knockout_states(activity, one_copy_activity, compare):
    """State of the picture for each setting.

    Parameters
    ----------
    activity, one_copy_activity : sequence of float
    compare : sequence of str
        `NO` or `YES`: whether the mice with one copy are compared with the model.

    Returns
    -------
    list of KnockoutState
    """
    together(activity=activity, one_copy_activity=one_copy_activity, compare=compare)
    chosen, one_copy = np.asarray(activity, dtype=float), np.asarray(one_copy_activity, dtype=float)
    by_region = [_region_states(region, chosen, one_copy) for region in REGIONS]
    return [
        KnockoutState(activity=f, compare=known("compare", shown, (NO, YES)) == YES, regions=tuple(regions))
        for f, shown, *regions in zip(chosen, compare, *by_region, strict=True)
    ]


def _region_states(region, chosen, one_copy):
    normal, ratio = normal_nM(region), ko_over_wt(region)
    curve = normal * extracellular_ratio(ACTIVITIES, ratio)
    ratios = extracellular_ratio(chosen, ratio)
    models = normal * extracellular_ratio(one_copy, ratio)
    return [
        RegionState(
            region=region,
            measured=_levels(region, where),
            activities=ACTIVITIES,
            curve_nM=curve,
            level_nM=normal * times_normal,
            ratio=times_normal,
            model_at_one_copy_nM=model,
        )
        for where, times_normal, model in zip(one_copy, ratios, models, strict=True)
    ]


def _levels(region, one_copy_activity):
    assumed = {FULL_COPIES: 1.0, 1: one_copy_activity, 0: 0.0}
    return tuple(
        MeasuredLevel(
            genotype=measured(region)[copies].genotype,
            activity=activity,
            level_nM=level_nM(region, copies),
            plus_minus_nM=fact(measured(region)[copies], "plus_minus_nm", unit="nM"),
        )
        for copies, activity in assumed.items()
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("knockout", "activity", "Transporter activity"),
        ranged_control("knockout", "one_copy_activity", "Assumed activity of mice with one copy", further=True),
        Control(
            "compare",
            "Compare one copy with the model",
            (NO, YES),
            start=NO,
            kind="choice",
            source="The mice with one copy were not used to set the model, so they test it.",
            further=True,
        ),
    )
    fits = {region: activity_that_fits(region) for region in REGIONS}
    presets = (
        Preset("Half the transporters", {"activity": 0.5}),
        Preset("Twice", {"activity": 2}),
        Preset("A fifth: four fifths blocked", {"activity": 0.2}),
        Preset("None", {"activity": 0}),
        Preset("Fit one copy, striatum", {"one_copy_activity": fits["striatum"], "compare": YES}),
        Preset("Fit one copy, cortex", {"one_copy_activity": fits["frontal cortex"], "compare": YES}),
    )
    return Explorer(KnockoutScene, controls, knockout_states, presets)
