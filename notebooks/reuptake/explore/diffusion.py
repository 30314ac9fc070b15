"""Let a pulse spread: how long it takes to a distance, and what is left of it there."""

from functools import cache

import numpy as np

from reuptake.draw.diffusion import DiffusionScene, DiffusionState, Milestone
from reuptake.draw.magnitudes import spoken_length, spoken_time
from reuptake.evidence import fact, find, illustrative
from reuptake.explore.ranges import ranged_control
from reuptake.model.diffusion import (
    disc_nM,
    effective_diffusion_um2_ms,
    peak_time_ms,
    share_within,
    tissue_nM,
)
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
def inputs():
    """Textbook inputs of the toy model, unverified, in its units.

    Returns
    -------
    dict of str to float
        Arguments of `reuptake.model.diffusion.tissue_nM`.
    """
    diffusion = illustrative(find("basics", quantity="diffusion coefficient of 5-HT in water"), unit="m2/s")
    return {
        "molecules": illustrative(find("basics", quantity="molecules per small clear vesicle"), unit="molecules"),
        "diffusion_um2_ms": diffusion * 1e9,  # m²/s to µm²/ms
        "tortuosity": illustrative(find("basics", quantity="tortuosity of brain tissue"), unit="1"),
        "volume_fraction": illustrative(find("basics", quantity="extracellular volume fraction"), unit="1"),
    }


@cache
def cleft_um():
    """Width of the cleft, and radius of the contact zone of the toy model, in µm.

    Returns
    -------
    width, radius : float
    """
    width = fact(find("basics", quantity="width of the synaptic cleft"), unit="nm")
    zone = find("control_ranges", explorer="diffusion", control="contact_radius_nm")
    return width / 1000, illustrative(zone, "start", unit="nm") / 1000


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
    free = inputs()["diffusion_um2_ms"]
    in_tissue = r > radius
    dimensions = np.where(in_tissue, 3, np.where(r > width, 2, 1))
    diffusion = np.where(in_tissue, effective_diffusion_um2_ms(free, inputs()["tortuosity"]), free)
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
    share = np.asarray(share_within(radius, t_ms, inputs()["diffusion_um2_ms"]))
    full = disc_nM(inputs()["molecules"], radius, width)
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
    r, t, k = (np.asarray(values, dtype=float) for values in (distance_um, time_ms, loss_per_s))
    width, radius = cleft_um()
    free = inputs()["diffusion_um2_ms"]
    slowed = effective_diffusion_um2_ms(free, inputs()["tortuosity"])
    in_cleft = r <= radius
    grid = np.geomspace(radius, FARTHEST_UM, 72)[1:]  # the tissue begins where the contact ends
    losses = {**inputs(), "loss_per_s": k[:, None]}
    arrival = arrival_ms(r, k)
    contact_course, contact_now = contact_nM(T_MS), contact_nM(t)
    courses = np.where(in_cleft[:, None], contact_course, tissue_nM(r[:, None], T_MS, **losses))
    profiles = tissue_nM(grid, t[:, None], **losses)
    full = disc_nM(inputs()["molecules"], radius, width)
    peaks = np.where(in_cleft, full, tissue_nM(r, arrival, **{**inputs(), "loss_per_s": k}))
    now = np.where(in_cleft, contact_now, tissue_nM(r, t, **{**inputs(), "loss_per_s": k}))
    lines = arrival_ms(grid, k[:, None])
    marks = arrival_ms(np.array(MARKED_UM), k[:, None])
    shares = share_within(radius, t, free)
    return [
        DiffusionState(
            distance_um=r[i],
            time_ms=t[i],
            loss_per_s=k[i],
            in_cleft=bool(in_cleft[i]),
            arrival_ms=arrival[i],
            peak_nM=peaks[i],
            now_nM=now[i],
            contact_now_nM=contact_now[i],
            share_in_contact=shares[i],
            share_not_lost=np.exp(-k[i] * t[i] / 1000),
            cleft_step_um=np.sqrt(2 * free * t[i]),
            tissue_step_um=np.sqrt(2 * slowed * t[i]),
            cleft_width_um=width,
            contact_radius_um=radius,
            cross_ms=float(arrival_ms(width)),
            leave_ms=float(arrival_ms(radius)),
            t_ms=T_MS,
            course_nM=courses[i],
            contact_course_nM=contact_course,
            r_um=grid,
            profile_nM=profiles[i],
            line_ms=lines[i],
            milestones=tuple(Milestone(d, m) for d, m in zip(MARKED_UM, marks[i], strict=True)),
        )
        for i in range(len(r))
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        ranged_control("diffusion", "distance_um", "Distance from the release site", note=_place),
        ranged_control("diffusion", "time_ms", "Time since the release", note=lambda ms: spoken_time(ms / 1000)),
        ranged_control("diffusion", "loss_per_s", "Loss on the way, as by uptake", further=True),
    )
    presets = (
        Preset("Across the cleft", {"distance_um": 0.02, "time_ms": 0.0005}, "20 nm: under a microsecond"),
        Preset("To the edge of the contact", {"distance_um": 0.15, "time_ms": 0.01}, "0.15 µm, still in the cleft"),
        Preset("Five times as far", {"distance_um": 5, "time_ms": 20}, "5 µm: volume transmission"),
        Preset("Too early for 5 µm", {"distance_um": 5, "time_ms": 1}, "When the pulse has just passed 1 µm"),
        Preset("5 µm, with a loss", {"distance_um": 5, "time_ms": 20, "loss_per_s": 100}),
    )
    return Explorer(DiffusionScene, controls, diffusion_states, presets)


def _place(distance_um):
    width, radius = cleft_um()
    if distance_um > radius:
        return "in the tissue"
    return f"{'along' if distance_um > width else 'across'} the cleft, {spoken_length(distance_um)}"
