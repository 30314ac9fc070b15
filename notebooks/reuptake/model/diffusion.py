r"""How far and how fast a pulse of molecules spreads when nothing but diffusion carries it.

Molecules that are all set free at one point and one instant spread as a widening bell. In the
narrow cleft between two cells they can only go sideways, as in a flat sheet; in the tissue around
it they go in all directions, but only through the space between cells, a fraction
:math:`\alpha` of the volume, and round obstacles, which slows them to

.. math:: D^* = D / \lambda^2

with the tortuosity :math:`\lambda`. Left out: binding, walls, release that takes time, and uptake
other than a loss in proportion to the concentration.

All functions are pure and take arrays, which broadcast against each other. Lengths are in µm,
times in ms, concentrations in nM, D in µm²/ms (1e-9 m²/s is 1 µm²/ms), losses in 1/s.
"""

from functools import cache
from types import MappingProxyType

import numpy as np
from scipy.constants import Avogadro

from reuptake.evidence import find, illustrative
from reuptake.model.inputs import checked, plain, whole
from reuptake.model.units import MS_PER_S

# One molecule in 1 µm³, that is in 1e-15 L, in nM.
NM_PER_MOLECULE_UM3 = 1e9 / (Avogadro * 1e-15)
# 1 m²/s in µm²/ms.
UM2_MS_PER_M2_S = 1e9


@cache
def textbook_inputs():
    """Inputs of the toy model from the course's data, unverified; whoever shows them says "illustrative".

    Returns
    -------
    Mapping of str to float
        Arguments of `tissue_nM`, in its units; read-only.
    """
    taken = {
        "molecules": ("molecules per small clear vesicle", "molecules", 1),
        "diffusion_um2_ms": ("diffusion coefficient of 5-HT in water", "m2/s", UM2_MS_PER_M2_S),
        "tortuosity": ("tortuosity of brain tissue", "1", 1),
        "volume_fraction": ("extracellular volume fraction", "1", 1),
    }
    return MappingProxyType(
        {
            name: illustrative(find("basics", quantity=quantity), unit=unit) * factor
            for name, (quantity, unit, factor) in taken.items()
        }
    )


def effective_diffusion_um2_ms(diffusion_um2_ms, tortuosity):
    r"""Diffusion coefficient in tissue, :math:`D^* = D/\lambda^2`.

    Parameters
    ----------
    diffusion_um2_ms : float or array_like
        Coefficient in free solution, D, in µm²/ms (above 0).
    tortuosity : float or array_like
        How much the detours lengthen the way, λ, no unit (at least 1; 1 is free solution).

    Returns
    -------
    numpy.ndarray or float
        Coefficient in µm²/ms, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    diffusion = checked("diffusion_um2_ms", diffusion_um2_ms, "µm²/ms", low_allowed=False)
    return plain(diffusion / checked("tortuosity", tortuosity, "", low=1.0) ** 2)


def tissue_nM(distance_um, t_ms, molecules, diffusion_um2_ms, tortuosity=1.0, volume_fraction=1.0, loss_per_s=0.0):
    r"""Concentration around a point in tissue where molecules were set free at one instant.

    .. math:: C(r, t) = \frac{N}{N_A\,\alpha\,(4 \pi D^* t)^{3/2}} e^{-r^2/(4 D^* t)}\, e^{-k t}

    It is the concentration in the space between cells, hence the division by α. (The tabulated
    2900 nM at 1 µm and 23 nM at 5 µm, for 4700 molecules, are computed so, with α = 0.2 and k = 0.)

    Parameters
    ----------
    distance_um : float or array_like
        Distance from the point, r, in µm (at least 0).
    t_ms : float or array_like
        Time since the release in ms (above 0).
    molecules : float or array_like
        Number of molecules, N (at least 0).
    diffusion_um2_ms : float or array_like
        Diffusion coefficient in free solution, D, in µm²/ms (above 0).
    tortuosity : float or array_like
        λ, no unit (at least 1).
    volume_fraction : float or array_like
        Share of the volume that lies between cells, α, no unit (above 0, at most 1).
    loss_per_s : float or array_like
        Rate constant k of a loss in proportion to the concentration, per s (at least 0).

    Returns
    -------
    numpy.ndarray or float
        Concentration in nM, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    r, t = _distance(distance_um), _time(t_ms)
    n = checked("molecules", molecules, "molecules")
    alpha = checked("volume_fraction", volume_fraction, "", high=1.0, low_allowed=False)
    loss = checked("loss_per_s", loss_per_s, "per s") / MS_PER_S
    d_t = effective_diffusion_um2_ms(diffusion_um2_ms, tortuosity) * t
    # One exponential for both falls, so that neither underflows alone.
    per_um3 = n / alpha * (4 * np.pi * d_t) ** -1.5 * np.exp(-(r**2) / (4 * d_t) - loss * t)
    return plain(NM_PER_MOLECULE_UM3 * per_um3)


def share_within(radius_um, t_ms, diffusion_um2_ms):
    r"""Share of the molecules that are still within a radius of their release point in a cleft.

    .. math:: 1 - e^{-a^2/(4 D t)}

    Times `disc_nM` it is the mean concentration in that disc.

    Parameters
    ----------
    radius_um : float or array_like
        Radius a, in µm (at least 0).
    t_ms : float or array_like
        Time since the release in ms (above 0).
    diffusion_um2_ms : float or array_like
        Diffusion coefficient D in µm²/ms (above 0).

    Returns
    -------
    numpy.ndarray or float
        Share between 0 and 1, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    radius = checked("radius_um", radius_um, "µm")
    d_t = checked("diffusion_um2_ms", diffusion_um2_ms, "µm²/ms", low_allowed=False) * _time(t_ms)
    return plain(-np.expm1(-(radius**2) / (4 * d_t)))


def disc_nM(molecules, radius_um, width_um):
    r"""Concentration of molecules spread evenly in a disc-shaped cleft, :math:`N/(N_A \pi a^2 w)`.

    Parameters
    ----------
    molecules : float or array_like
        Number of molecules, N (at least 0).
    radius_um, width_um : float or array_like
        Radius a and width w of the disc in µm (above 0).

    Returns
    -------
    numpy.ndarray or float
        Concentration in nM, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range.
    """
    n = checked("molecules", molecules, "molecules")
    radius = checked("radius_um", radius_um, "µm", low_allowed=False)
    width = checked("width_um", width_um, "µm", low_allowed=False)
    return plain(NM_PER_MOLECULE_UM3 * n / (np.pi * radius**2 * width))


def peak_time_ms(distance_um, diffusion_um2_ms, dimensions=3, loss_per_s=0.0):
    r"""Time at which a pulse set free at one point is highest at a distance.

    Without a loss it is :math:`r^2/(2 d D)` in d dimensions: :math:`w^2/(2D)` straight across a
    cleft, :math:`a^2/(4D)` along it, :math:`r^2/(6D^*)` in tissue. With a loss k the peak comes
    earlier,

    .. math:: t = \frac{r^2/(2D)}{d/2 + \sqrt{d^2/4 + k r^2/D}}

    Parameters
    ----------
    distance_um : float or array_like
        Distance r in µm (at least 0).
    diffusion_um2_ms : float or array_like
        Diffusion coefficient in µm²/ms (above 0); in tissue that of `effective_diffusion_um2_ms`.
    dimensions : int or array_like
        Number of directions in which the pulse can spread, d (1, 2 or 3).
    loss_per_s : float or array_like
        Rate constant k of a loss in proportion to the concentration, per s (at least 0).

    Returns
    -------
    numpy.ndarray or float
        Time in ms, in the common broadcast shape.

    Raises
    ------
    ValueError
        If a value is not finite or out of range, or `dimensions` is not whole.
    """
    square = _distance(distance_um) ** 2
    diffusion = checked("diffusion_um2_ms", diffusion_um2_ms, "µm²/ms", low_allowed=False)
    d = checked("dimensions", whole("dimensions", dimensions, low=1), "", low=1.0, high=3.0)
    loss = checked("loss_per_s", loss_per_s, "per s") / MS_PER_S
    return plain(square / (2 * diffusion) / (d / 2 + np.sqrt(d**2 / 4 + loss * square / diffusion)))


def _distance(distance_um):
    return checked("distance_um", distance_um, "µm")


def _time(t_ms):
    return checked("t_ms", t_ms, "ms", low_allowed=False)
