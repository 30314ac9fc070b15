"""What an effect size means, in pairs of people and among a hundred, for a share that responds anyway."""

import numpy as np

from reuptake.draw.effect_size import EffectSizeScene, EffectState
from reuptake.evidence import fact, find
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.inputs import checked
from reuptake.model.risk import overlap, response_on_drug, superiority
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("cipriani2018", "bai2021", "turner2008", "petropoulou2026", "higgins2011")
NETWORK = ("Cipriani 2018", "standardised mean difference")
PUBLISHED = ("Turner 2008 data, journal version", "Hedges g, random effects")
REGISTERED = ("Turner 2008 data, FDA version", "Hedges g, random effects")
UNPUBLISHED = ("Turner 2008 data, unpublished trials", "Hedges g, random effects")


def reported(which):
    """Overall effect as a standardised difference, from the table of reviews.

    Parameters
    ----------
    which : tuple of (str, str)
        Label of the source and measure; such as `NETWORK`.

    Returns
    -------
    float
    """
    label, unit = which
    return fact(find("antidepressant_effect_sizes", source_label=label, unit=unit), "estimate", unit=unit)


def effect_states(smd, control_percent):
    """State of the picture for each setting.

    Parameters
    ----------
    smd : sequence of float
        Standardised mean difference.
    control_percent : sequence of float
        Share that responds on placebo, 0 to 100 %.

    Returns
    -------
    list of EffectState

    Raises
    ------
    ValueError
        If a value is out of range, or the lists are not equally long.
    """
    together(smd=smd, control_percent=control_percent)
    effect = checked("smd", smd, "")
    control = checked("control_percent", control_percent, "%", high=100) / 100
    treated = response_on_drug(effect, control)
    gained = treated - control
    needed = np.divide(1, gained, out=np.full(gained.shape, np.inf), where=gained > 0)
    columns = (effect, control, treated, superiority(effect), overlap(effect), needed)
    return [EffectState(*map(float, row)) for row in zip(*columns, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("effect_size", "smd", "Effect size (standardised mean difference)"),
        ranged_control("effect_size", "control_percent", "Respond on placebo"),
    )
    presets = (
        Preset("Largest review", {"smd": reported(NETWORK)}, "As cited in a note on that paper"),
        Preset("Trials as published", {"smd": reported(PUBLISHED)}, "Twelve drugs, recomputed"),
        Preset("The same, as registered", {"smd": reported(REGISTERED)}, "Twelve drugs, recomputed"),
        Preset("Never published", {"smd": reported(UNPUBLISHED)}, "Twelve drugs, recomputed"),
        Preset("Largest review, few respond anyway", {"smd": reported(NETWORK), "control_percent": 10}),
    )
    return Explorer(EffectSizeScene, controls, effect_states, presets)
