"""Parameters of the terminal model: read from tables, checked, never changed in place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType, SimpleNamespace

import numpy as np

from reuptake.evidence import load
from reuptake.model.inputs import checked

# Factors that a learner moves, and the parameters that each one multiplies.
CONTROLS = MappingProxyType(
    {
        "transporter": ("sert_x",),
        "breakdown": ("mao_x",),
        "autoreceptor": ("s_rel", "s_syn"),
        "uptake2": ("a_up2",),
        "synthesis": ("V_tph",),
        "tryptophan": ("J_btrp", "btrp0"),
    }
)

PRESETS = MappingProxyType(
    {
        "untreated": {},
        "half the transporter": {"transporter": 0.5},
        "no transporter": {"transporter": 0.0},
        "twice the transporter": {"transporter": 2.0},
        "escitalopram 100 nM": {"drug_nM": 100.0},
        "no autoreceptor": {"autoreceptor": 0.0},
        "escitalopram 100 nM, no autoreceptor": {"drug_nM": 100.0, "autoreceptor": 0.0},
        "no uptake 2": {"uptake2": 0.0},
        "breakdown blocked": {"breakdown": 0.0},
        "half the synthesis": {"synthesis": 0.5},
        "half the tryptophan": {"tryptophan": 0.5},
    }
)

# These divide something, so that zero has no meaning. Every K_ (a half-saturation) does too.
_NOT_ZERO = frozenset(
    "Ki_min V_brain MW_esc t_inj T_rep n_res k_vleak fu_p fu_b k01 k10 k12 k21 k13 k31 SERT_tot".split()
)
_AT_MOST_ONE = frozenset("fu_p fu_b F_ip phospho_fraction".split())
_EXPONENTS = frozenset({"n_res"})
_ONE_FOR_ALL = frozenset("t_on t_off t_end T_rep t_inj".split())

# Beyond a thousand times its value a parameter is a slip of the hand; the bound says nothing about biology.
_WIDEST = 1000.0
_STEEPEST = 10.0

# Rows of the table that no equation reads; changing one would do nothing, without a word.
_WITHOUT_EFFECT = MappingProxyType(
    {
        "iH_clamp": "it follows from GH_clamp, GH0 and s_h3; change those",
        "T_rep": "give the starts of all trains to Train",
    }
)


@cache
def parameter_rows():
    """Every parameter's row of evidence by symbol: the table of constants, then totals and controls.

    Returns
    -------
    mapping of str to record
        Each record has ``symbol``, ``name``, ``value``, ``unit``, ``source_key``, ``status``, ``note``.
    """
    rows = {row.symbol: row for row in load("terminal_parameters")}
    rows.update({row.symbol: row for row in load("terminal_states") if row.kind != "state"})
    return MappingProxyType(rows)


@cache
def resting_values():
    """Drug-free steady state as tabulated.

    Returns
    -------
    mapping of str to float
        Values by symbol, in the units of the table (uM, ug or own units).
    """
    return MappingProxyType({row.symbol: row.value for row in load("terminal_states") if row.kind == "state"})


@cache
def _default_values():
    return MappingProxyType({symbol: float(row.value) for symbol, row in parameter_rows().items()})


def allowed_range(symbol):
    """Lowest and highest value that a parameter may take, in its unit; numerical sense, not biology.

    Parameters
    ----------
    symbol : str
        Symbol as in the table.

    Returns
    -------
    low, high : float
        From 0 (a thousandth of the table's value where zero would divide) to a thousand times the table's value;
        fractions end at 1, exponents at 10, controls at the limits in their table.
    """
    row = parameter_rows()[symbol]
    if getattr(row, "kind", "") == "control":
        return float(row.low), float(row.high)
    low = row.value / _WIDEST if symbol in _NOT_ZERO or symbol.startswith("K_") else 0.0
    if symbol in _AT_MOST_ONE:
        return low, 1.0
    return low, _STEEPEST if symbol in _EXPONENTS else row.value * _WIDEST


def _known(symbol):
    if symbol not in parameter_rows():
        raise ValueError(f"There is no parameter {symbol!r}; the table of parameters lists the names.")


def _accepted(symbol, value):
    """Check one new value; return a float or a read-only array."""
    _known(symbol)
    if symbol in _WITHOUT_EFFECT:
        raise ValueError(f"Changing {symbol} has no effect: {_WITHOUT_EFFECT[symbol]}.")
    unit = parameter_rows()[symbol].unit
    numbers = np.array(checked(symbol, value, "" if unit == "1" else unit, *allowed_range(symbol)))
    if numbers.ndim == 0:
        return float(numbers)
    if symbol in _ONE_FOR_ALL:
        raise ValueError(f"{symbol} must be one number: all settings share the same times.")
    if numbers.size == 0:
        raise ValueError(f"{symbol} is an empty list of settings.")
    numbers.setflags(write=False)
    return numbers


@dataclass(frozen=True, eq=False, repr=False)
class TerminalParameters:
    """All constants of the terminal model, each a number or an array over settings.

    Read one as an attribute (``parameters.K_sert``), in the unit of the table (`unit`): uM, hours and uM/h, as
    published. Nothing can be changed in place; `changed` and `scaled` return a new set.

    Parameters
    ----------
    values : mapping, optional
        Symbol to value; the table's values if not given. To change some, call `changed`, which checks them.

    References
    ----------
    mena2023code (read in the authors' program); rows of ``thiscourse`` are derived here.
    """

    values: Mapping = field(default_factory=_default_values)

    def __getattr__(self, symbol):
        values = self.__dict__.get("values", {})
        if symbol in values:
            return values[symbol]
        raise AttributeError(f"There is no parameter {symbol!r}.")

    def __repr__(self):
        default = _default_values()
        changes = [
            f"{symbol}={value:g}" if np.ndim(value) == 0 else f"{symbol}=<{np.size(value)} settings>"
            for symbol, value in self.values.items()
            if value is not default[symbol] and not np.array_equal(value, default[symbol])
        ]
        return f"TerminalParameters({', '.join(changes) or 'untreated'})"

    @classmethod
    def preset(cls, name):
        """A named set of parameters.

        Parameters
        ----------
        name : str
            One of `PRESETS`.

        Returns
        -------
        TerminalParameters

        Raises
        ------
        ValueError
            If there is no such preset; the message lists them.
        """
        if name not in PRESETS:
            raise ValueError(f"There is no preset {name!r}; there are: {', '.join(PRESETS)}.")
        return cls().scaled(**PRESETS[name])

    @property
    def shape(self):
        """Shape of the settings (tuple of int): () if every parameter is a single number."""
        return np.broadcast_shapes(*(np.shape(value) for value in self.values.values()))

    def unit(self, symbol):
        """Unit of a parameter.

        Parameters
        ----------
        symbol : str
            Symbol as in the table.

        Returns
        -------
        str
            As in the table; "1" for a pure number.

        Raises
        ------
        ValueError
            If there is no such parameter.
        """
        _known(symbol)
        return parameter_rows()[symbol].unit

    def changed(self, **overrides):
        """The same parameters with some replaced.

        Parameters
        ----------
        **overrides : float or array_like
            New values by symbol, in the unit of the table. Arrays are settings and must broadcast.

        Returns
        -------
        TerminalParameters

        Raises
        ------
        ValueError
            If a name is unknown or without effect, a value is no finite number or outside its range, or arrays do
            not fit together. The message names the parameter, the value, the allowed range and the unit.
        """
        new = {symbol: _accepted(symbol, value) for symbol, value in overrides.items()}
        result = TerminalParameters(MappingProxyType({**self.values, **new}))
        try:
            result.shape  # noqa: B018 - asking for it is the check
        except ValueError:
            sizes = {symbol: np.shape(value) for symbol, value in result.values.items() if np.ndim(value)}
            raise ValueError(f"The settings do not fit together: {sizes}.") from None
        return result

    def scaled(self, *, drug_nM=None, **factors):
        """The same parameters with whole processes turned up or down.

        Parameters
        ----------
        drug_nM : float or array_like, optional
            Escitalopram in the brain, held constant, in nM.
        **factors : float or array_like
            Factor on a process, 1 = as now, by the names in `CONTROLS`: ``transporter``
            (number or activity of the serotonin transporter: the model cannot tell them apart), ``breakdown``
            (monoamine oxidase), ``autoreceptor`` (gain on release and synthesis), ``uptake2``, ``synthesis``
            (tryptophan hydroxylase), ``tryptophan`` (supply to and set point of the blood).

        Returns
        -------
        TerminalParameters

        Raises
        ------
        ValueError
            As `changed`.
        """
        changes = {}
        for name, factor in factors.items():
            if name not in CONTROLS:
                raise ValueError(f"There is no control {name!r}; there are: {', '.join(CONTROLS)}, drug_nM.")
            factor = checked(name, factor, "", 0.0, _WIDEST)
            try:
                changes.update({symbol: self.values[symbol] * factor for symbol in CONTROLS[name]})
            except ValueError:
                shapes = {name: factor.shape, "those before": self.shape}
                raise ValueError(f"The settings do not fit together: {shapes}.") from None
        if drug_nM is not None:
            low, high = (1000.0 * bound for bound in allowed_range("drug_clamp"))
            changes["drug_clamp"] = checked("drug_nM", drug_nM, "nM", low, high) / 1000.0
        return self.changed(**changes)

    def namespace(self, shape):
        """The values as plain floats or flat arrays over ``S`` settings, for the equations.

        Parameters
        ----------
        shape : tuple of int
            Settings' shape to broadcast to. Where it holds one setting, everything is a float.

        Returns
        -------
        types.SimpleNamespace
        """
        single = int(np.prod(shape)) == 1
        flat = {}
        for symbol, value in self.values.items():
            if isinstance(value, float):
                flat[symbol] = value
            elif single:
                flat[symbol] = float(value.reshape(-1)[0])
            else:
                flat[symbol] = np.broadcast_to(value, shape).reshape(-1)
        return SimpleNamespace(**flat)


def with_time_axis(p):
    """Flat parameters as columns, to meet times along a row.

    Parameters
    ----------
    p : types.SimpleNamespace
        From `TerminalParameters.namespace`: floats and arrays of shape (S,).

    Returns
    -------
    types.SimpleNamespace
        The same with arrays of shape (S, 1).
    """
    columns = {name: value[:, None] for name, value in vars(p).items() if isinstance(value, np.ndarray)}
    return SimpleNamespace(**{**vars(p), **columns})
