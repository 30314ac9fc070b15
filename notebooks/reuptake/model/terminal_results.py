"""What the terminal model returns: states, courses and fluxes in public units (nM, s, nM/s)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from reuptake.model.terminal_histamine import HISTAMINE_STATES
from reuptake.model.terminal_parameters import TerminalParameters, with_time_axis
from reuptake.model.terminal_rates import ARRAYS, SEROTONIN_STATES, SWITCHES, Rates, rates

_TO_NM = 1000.0
_TO_NM_PER_S = 1000.0 / 3600.0
_FACTORS = ("iR", "iS", "iH", "F")
_RECEPTORS = frozenset("B G T BH GH TH".split())
_FRACTIONS = frozenset({"pool_fraction", "inactive_fraction"})
_TWINS = {"BA": "BH", "GA": "GH", "TA": "TH", "BX": "B", "GX": "G", "TX": "T"}
_DRUG_AMOUNTS = ("q0_ug", "q1_ug", "q2_ug", "q3_ug")


class Readings:
    """Named arrays that can be read as attributes or by name; the unit is part of the name."""

    def __getattr__(self, name):
        values = self.__dict__.get("values", {})
        if name in values:
            return values[name]
        raise AttributeError(f"{type(self).__name__} has no {name!r}; it has: {', '.join(values)}.")

    def __getitem__(self, name):
        return self.values[name]

    def __dir__(self):
        return [*super().__dir__(), *self.values]

    @property
    def names(self):
        """Names of all readings, in order (tuple of str)."""
        return tuple(self.values)


@dataclass(frozen=True, eq=False)
class TerminalState(Readings):
    """The terminal at one moment.

    Read a value as an attribute: ``state.eht_nM`` (serotonin outside the cell), ``cht_nM`` (cytosol), ``vht_nM`` and
    ``vres_nM`` (releasable and reserve vesicles), ``ght_nM`` (glia), ``hiaa_nM``, ``trp_nM``, ``htp_nM``, ``drug_nM``
    (escitalopram in the brain), ``SERT_surface`` (units of transporter), ``G`` (units of G protein) and so on; `names`
    lists all. Each has the shape of the settings.

    Attributes
    ----------
    values : mapping of str to numpy.ndarray
        All readings by name.
    parameters : TerminalParameters
        What the state belongs to.
    mode : str
        "course" or "peer".
    shape : tuple of int
        Shape of the settings.
    """

    values: Mapping
    parameters: TerminalParameters
    mode: str
    shape: tuple
    _internal: np.ndarray = field(repr=False)
    _drug: np.ndarray = field(repr=False)
    _train: object = field(repr=False)

    def __repr__(self):
        level = np.asarray(self.eht_nM)
        text = f"{level:.2f}" if level.ndim == 0 else f"{level.min():.2f} to {level.max():.2f}"
        return f"TerminalState({self.mode} mode, settings {self.shape}, 5-HT outside {text} nM)"


@dataclass(frozen=True, eq=False)
class TerminalCourse(Readings):
    """The terminal over time; readings as in `TerminalState`, with settings first and time last.

    Attributes
    ----------
    t_s : numpy.ndarray
        Times in s, shape (T,).
    values, parameters, mode, shape
        As in `TerminalState`.
    """

    t_s: np.ndarray
    values: Mapping
    parameters: TerminalParameters
    mode: str
    shape: tuple
    _internal: np.ndarray = field(repr=False)
    _drug: np.ndarray = field(repr=False)
    _train: np.ndarray = field(repr=False)

    def __repr__(self):
        first, last = self.t_s[0], self.t_s[-1]
        return f"TerminalCourse({self.mode} mode, settings {self.shape}, {first:g} to {last:g} s)"

    def state(self, index=-1):
        """The state at one of the times.

        Parameters
        ----------
        index : int
            Position in `t_s`.

        Returns
        -------
        TerminalState
        """
        internal, drug, train = (values[..., index] for values in (self._internal, self._drug, self._train))
        return make_state(internal, drug, train, self.parameters, self.mode, self.shape)


@dataclass(frozen=True, eq=False)
class Fluxes(Readings):
    """How fast serotonin and its relatives move, in nM/s, and the factors that steer it.

    ``TRPIN_nM_s`` tryptophan into the terminal; ``POOL_nM_s`` into its store; ``trp_loss_nM_s`` to other uses;
    ``TPH_nM_s`` synthesis; ``DRR_nM_s`` cofactor recycling; ``AADC_nM_s`` 5-HTP to serotonin; ``M_vht_nM_s`` and
    ``M_vres_nM_s`` packing into releasable and reserve vesicles; ``TR_nM_s`` refilling from the reserve;
    ``REL_nM_s`` release; ``SERT_nM_s`` reuptake; ``UP2_nM_s`` uptake 2 into glia; ``REM_nM_s`` removal;
    ``LC_nM_s`` and ``LG_nM_s`` leak from cytosol and glia to the outside; ``MAO_neuron_nM_s``,
    ``MAO_glia_nM_s`` breakdown; ``hiaa_loss_nM_s`` removal of 5-HIAA. Without unit: ``iR``, ``iS``, ``iH`` (brakes on
    release and synthesis, histamine's on release; 1 = none) and ``F`` (firing factor).

    Attributes
    ----------
    values : mapping of str to numpy.ndarray
        All by name; shape as the state or course they come from.
    """

    values: Mapping


def _readings(internal, drug, p, mode, shape):
    """Public readings from internal states (n, S) or (n, S, T)."""
    names = SEROTONIN_STATES + (HISTAMINE_STATES if SWITCHES[mode].histamine else ())
    tail = internal.shape[2:]
    x = dict(zip(names, internal, strict=True))
    p = with_time_axis(p) if tail else p
    values = {}
    for name in names:
        if name in _RECEPTORS:
            values[name] = x[name]
        elif name not in _FRACTIONS:
            values[f"{name}_nM"] = x[name] * _TO_NM
    values["bh2_nM"] = (p.bh_total - x["bh4"]) * _TO_NM
    pool, inactive = x["pool_fraction"], x["inactive_fraction"]
    values["SERT_surface"] = p.SERT_tot * (1.0 - pool - inactive)
    values["SERT_pool"] = p.SERT_tot * pool
    values["SERT_inactive"] = p.SERT_tot * inactive
    values["SERT_ph"] = p.SERT_tot * (p.phospho_fraction - pool)
    if SWITCHES[mode].histamine:
        values.update({twin: values[name] for twin, name in _TWINS.items()})
    else:
        values["GH"] = np.broadcast_to(p.GH_clamp, x["G"].shape)
    values["drug_nM"] = _brain(drug, p) * _TO_NM
    values.update(zip(_DRUG_AMOUNTS, drug, strict=True))
    return MappingProxyType({name: _shaped(value, shape + tail) for name, value in values.items()})


def _brain(drug, p):
    """Escitalopram in the brain in uM: what is held there and what doses bring."""
    return p.drug_clamp + drug[2] * 1000.0 / (p.V_brain * p.MW_esc)


def _shaped(value, shape):
    array = np.ascontiguousarray(value).reshape(shape)
    array.setflags(write=False)
    return array


def make_state(internal, drug, train, parameters, mode, shape):
    """Put public readings round what the solver knows of one moment.

    Parameters
    ----------
    internal : numpy.ndarray
        States in the solver's order and units, shape (n, S).
    drug : numpy.ndarray
        Drug amounts, ug, shape (4, S).
    train : float or numpy.ndarray
        Drive by the train, shape (S or 1,).
    parameters : TerminalParameters
        What the state belongs to.
    mode : str
        "course" or "peer".
    shape : tuple of int
        Shape of the settings.

    Returns
    -------
    TerminalState
    """
    values = _readings(internal, drug, parameters.namespace(shape), mode, shape)
    return TerminalState(values, parameters, mode, shape, internal, drug, train)


def make_course(t_s, internal, drug, train, parameters, mode, shape):
    """Put public readings round what the solver knows of a course.

    Parameters
    ----------
    t_s : numpy.ndarray
        Times in s, shape (T,).
    internal, drug, train, parameters, mode, shape
        As in `make_state`, with an axis of time at the end of the first three.

    Returns
    -------
    TerminalCourse
    """
    values = _readings(internal, drug, parameters.namespace(shape), mode, shape)
    return TerminalCourse(t_s, values, parameters, mode, shape, internal, drug, train)


def fluxes(of):
    """All fluxes of a state or a course.

    Parameters
    ----------
    of : TerminalState or TerminalCourse
        What the fluxes are wanted of; a state taken out of a course keeps the drive of the train at its time.

    Returns
    -------
    Fluxes
        In nM/s; shape as the readings of `of`.
    """
    switches = SWITCHES[of.mode]
    x = of._internal
    p = of.parameters.namespace(of.shape)
    p = with_time_axis(p) if x.ndim > 2 else p
    serotonin = x[: len(SEROTONIN_STATES)]
    GH = x[len(SEROTONIN_STATES) + 1] if switches.histamine else p.GH_clamp
    r = rates(serotonin, GH, p, _brain(of._drug, p), of._train, switches, ARRAYS)
    shape = of.shape + x.shape[2:]
    values = {}
    for name in Rates._fields:
        value = np.broadcast_to(getattr(r, name), x.shape[1:])
        if name in _FACTORS:
            values[name] = _shaped(value, shape)
        else:
            values[f"{name}_nM_s"] = _shaped(value * _TO_NM_PER_S, shape)
    by_name = dict(zip(SEROTONIN_STATES, serotonin, strict=True))
    for name, constant, source in (("trp_loss", p.k_trp_loss, "trp"), ("hiaa_loss", p.k_hiaa, "hiaa")):
        values[f"{name}_nM_s"] = _shaped(constant * by_name[source] * _TO_NM_PER_S, shape)
    return Fluxes(MappingProxyType(values))
