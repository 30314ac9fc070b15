"""Let a pulse spread: how long it takes to a distance, and what is left of it there."""

from functools import cache

import numpy as np

from reuptake.draw.diffusion import DiffusionScene, DiffusionState, Milestone
from reuptake.draw.magnitudes import spoken_length, spoken_time
from reuptake.evidence import fact, find, illustrative
from reuptake.explore.ranges import ranged_control, together
from reuptake.model.diffusion import (
    disc_nM,
    effective_diffusion_um2_ms,
    peak_time_ms,
    share_within,
    textbook_inputs,
    tissue_nM,
)
from reuptake.model.units import MS_PER_S, NM_PER_UM
from reuptake.ui.controls import Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("bruns1995", "bionumbers100721nd", "geometrictortuositynd", "thiscourse")
# Layout of the picture, not facts: where its curves are drawn, and which distances are marked.
T_MS = np.geomspace(1e-4, 1e3, 121)
FARTHEST_UM = 10.0
MARKED_UM = (1.0, 5.0)
# The cleft is an endless flat sheet in the model. Once this little is left near the release site,
# the molecules are out in the tissue and the sheet would hold on to them for too long.
SHEET_ENDS_AT = 0.05


@cache
def cleft_um():
    """Width of the cleft, and radius of the contact zone of the toy model, in µm.

    Returns
    -------
    width, radius : float
    """
    width = fact(find("basics", quantity="width of the synaptic cleft"), unit="nm")
    zone = find("control_ranges", explorer="diffusion", control="contact_radius_nm")
    return width / NM_PER_UM, illustrative(zone, "start", unit="nm") / NM_PER_UM


def arrival_ms(distance_um, loss_per_s=0.0):
    """Time at which the pulse is highest at a distance: across the cleft, along it, or in tissue.

    Parameters
    ----------
    distance_um, loss_per_s : float or array_like
        The loss acts in the tissue only.

    Returns
    -------
    numpy.ndarray
        In ms, in the common broadcast shape.
    """
    r, loss = np.broadcast_arrays(np.asarray(distance_um, dtype=float), np.asarray(loss_per_s, dtype=float))
    width, radius = cleft_um()
    free = textbook_inputs()["diffusion_um2_ms"]
    in_tissue = r > radius
    dimensions = np.where(in_tissue, 3, np.where(r > width, 2, 1))
    diffusion = np.where(in_tissue, effective_diffusion_um2_ms(free, textbook_inputs()["tortuosity"]), free)
    return np.asarray(peak_time_ms(r, diffusion, dimensions, np.where(in_tissue, loss, 0.0)))


def contact_nM(t_ms):
    """Mean concentration in the contact zone, not a number where the flat sheet no longer serves.

    Parameters
    ----------
    t_ms : array_like

    Returns
    -------
    numpy.ndarray
    """
    width, radius = cleft_um()
    share = np.asarray(share_within(radius, t_ms, textbook_inputs()["diffusion_um2_ms"]))
    full = disc_nM(textbook_inputs()["molecules"], radius, width)
    return np.where(share >= SHEET_ENDS_AT, share * full, np.nan)


def diffusion_states(distance_um, time_ms, loss_per_s):
    """State of the picture for each setting, all computed in one call of the model.

    Parameters
    ----------
    distance_um, time_ms, loss_per_s : sequence of float

    Returns
    -------
    list of DiffusionState
    """
    together(distance_um=distance_um, time_ms=time_ms, loss_per_s=loss_per_s)
    setting = r, t, k = [np.asarray(values, dtype=float) for values in (distance_um, time_ms, loss_per_s)]
    each = {"distance_um": r, "time_ms": t, "loss_per_s": k, **_readings(*setting), **_curves(*setting)}
    marks = arrival_ms(np.array(MARKED_UM), k[:, None])
    return [
        DiffusionState(
            **{name: values[i] for name, values in each.items()},
            **_common(),
            milestones=tuple(Milestone(d, m) for d, m in zip(MARKED_UM, marks[i], strict=True)),
        )
        for i in range(len(r))
    ]


def _readings(r, t, k):
    """One number a setting, by name in the state."""
    given, (width, radius) = textbook_inputs(), cleft_um()
    free, in_cleft, arrival = given["diffusion_um2_ms"], r <= radius, arrival_ms(r, k)
    slowed = effective_diffusion_um2_ms(free, given["tortuosity"])
    full, contact_now = disc_nM(given["molecules"], radius, width), contact_nM(t)
    return {
        "in_cleft": in_cleft.tolist(),
        "arrival_ms": arrival,
        "peak_nM": np.where(in_cleft, full, tissue_nM(r, arrival, **given, loss_per_s=k)),
        "now_nM": np.where(in_cleft, contact_now, tissue_nM(r, t, **given, loss_per_s=k)),
        "contact_now_nM": contact_now,
        "share_in_contact": np.asarray(share_within(radius, t, free)),
        "share_not_lost": np.exp(-k * t / MS_PER_S),
        "cleft_step_um": np.sqrt(2 * free * t),
        "tissue_step_um": np.sqrt(2 * slowed * t),
    }


def _curves(r, t, k):
    """One line a setting, by name in the state."""
    k = k[:, None]
    in_tissue = {**textbook_inputs(), "loss_per_s": k}
    contact, grid = _common()["contact_course_nM"], _common()["r_um"]
    in_cleft = (r <= cleft_um()[1])[:, None]
    return {
        "course_nM": np.where(in_cleft, contact, tissue_nM(r[:, None], T_MS, **in_tissue)),
        "profile_nM": tissue_nM(grid, t[:, None], **in_tissue),
        "line_ms": arrival_ms(grid, k),
    }


@cache
def _common():
    """What all settings share, by name in the state."""
    width, radius = cleft_um()
    return {
        "cleft_width_um": width,
        "contact_radius_um": radius,
        "cross_ms": float(arrival_ms(width)),
        "leave_ms": float(arrival_ms(radius)),
        "t_ms": T_MS,
        "contact_course_nM": contact_nM(T_MS),
        "r_um": np.geomspace(radius, FARTHEST_UM, 72)[1:],  # the tissue begins where the contact ends
    }


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("diffusion", "distance_um", "Distance from the release site", note=_place),
        ranged_control("diffusion", "time_ms", "Time since the release", note=_other_unit),
        ranged_control("diffusion", "loss_per_s", "Loss on the way, as by uptake", further=True),
    )
    presets = (
        Preset("20 nm", {"distance_um": 0.02, "time_ms": 0.0005}, "Across the cleft, just after the pulse is there"),
        Preset("1 µm", {"distance_um": 1, "time_ms": 1}, "Just after the pulse was highest there"),
        Preset("5 µm", {"distance_um": 5, "time_ms": 20}, "Just after the pulse was highest there"),
        Preset("10 µm", {"distance_um": 10, "time_ms": 100}, "Not long after the pulse was highest there"),
    )
    return Explorer(DiffusionScene, controls, diffusion_states, presets)


def _other_unit(time_ms):
    """The time in the unit that suits it, where that is not the control's own."""
    said = spoken_time(time_ms / MS_PER_S)
    return "" if said.endswith(" ms") else said


def _place(distance_um):
    width, radius = cleft_um()
    if distance_um > radius:
        return "in the tissue"
    return f"{'along' if distance_um > width else 'across'} the cleft, {spoken_length(distance_um)}"
