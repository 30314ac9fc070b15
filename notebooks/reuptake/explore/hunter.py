"""Serotonin toxicity: the Hunter rules as a tree that the learner walks with the findings of an invented person."""

from functools import cache

from reuptake.draw.hunter import HunterScene, HunterState, Rule
from reuptake.evidence import fact, find, load
from reuptake.explore.origins import origin
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known
from reuptake.model.screening import Finding, first_met, meets, named, parse_rule
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("dunkley2003", "bmjbestpracticend")
# The rules turn on clonus; the temperature, which stands first, matters to one of them only.
PLAYABLE = "clonus"
GATE, ELSE = "gate", "else"
TEMPERATURE = "temp_c"
# What a reader may choose, by the findings of the table that it stands for.
CLONUS = {
    "none": (),
    "inducible: jerks when a muscle is stretched": ("inducible_clonus",),
    "ocular: the eyes jerk": ("ocular_clonus",),
    "inducible and ocular": ("inducible_clonus", "ocular_clonus"),
    "spontaneous: jerks by themselves": ("spontaneous_clonus",),
}
STATE = {
    "neither": (),
    "agitation": ("agitation",),
    "sweating (diaphoresis)": ("diaphoresis",),
    "both": ("agitation", "diaphoresis"),
}
MUSCLES = {
    "none of these": (),
    "tremor": ("tremor",),
    "brisk reflexes (hyperreflexia)": ("hyperreflexia",),
    "tremor and brisk reflexes": ("tremor", "hyperreflexia"),
    "stiff muscles (hypertonia)": ("hypertonia",),
    "stiff muscles and tremor": ("hypertonia", "tremor"),
    "all three": ("tremor", "hyperreflexia", "hypertonia"),
}
CHOICES = {"clonus": CLONUS, "state": STATE, "muscles": MUSCLES}


@cache
def rows():
    """The rows of the table that are rules, in the order in which they are asked.

    Returns
    -------
    tuple of reuptake.evidence.safety_records.ToxicityRule
    """
    return tuple(row for row in load("hunter_rules") if row.logic not in (GATE, ELSE))


@cache
def rules():
    """The logic of each rule.

    Returns
    -------
    tuple of (reuptake.model.screening.Finding or reuptake.model.screening.Joined)
    """
    return tuple(parse_rule(row.logic) for row in rows())


def _measured(key):
    row = find("hunter_performance", rule_set="Hunter", measure=key)
    return fact(row, unit="%")


def findings_of(temperature, clonus, state, muscles):
    """Findings by their names in the table.

    Parameters
    ----------
    temperature : sequence of float
        In °C.
    clonus, state, muscles : sequence of str
        Keys of `CLONUS`, `STATE` and `MUSCLES`.

    Returns
    -------
    dict of str to list
        True or False for each setting, and the temperatures.

    Raises
    ------
    ValueError
        If a choice is unknown or a temperature outside the range of its control.
    """
    allowed = _temperature().options
    degrees = checked("temperature", temperature, "°C", low=allowed[0], high=allowed[-1])
    found = {TEMPERATURE: list(degrees)}
    for (key, choices), made in zip(CHOICES.items(), (clonus, state, muscles), strict=True):
        chosen = [choices[known(key, choice, choices)] for choice in made]
        for name in dict.fromkeys(name for names in choices.values() for name in names):
            found[name] = [name in names for names in chosen]
    return found


def hunter_states(temperature, clonus, state, muscles):
    """State of the picture for each setting.

    Parameters
    ----------
    temperature : sequence of float
        In °C.
    clonus, state, muscles : sequence of str
        Keys of `CLONUS`, `STATE` and `MUSCLES`.

    Returns
    -------
    list of HunterState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(temperature=temperature, clonus=clonus, state=state, muscles=muscles)
    found = findings_of(temperature, clonus, state, muscles)
    first = first_met(rules(), found)
    met = [meets(rule, found) for rule in rules()]
    gate, otherwise = (find("hunter_rules", logic=logic) for logic in (GATE, ELSE))
    missed = 100 - _measured("sensitivity")
    return [
        HunterState(
            gate=gate.rule,
            rules=tuple(_rule(place, found, met[place][at], at) for place in range(len(rules()))),
            otherwise=otherwise.result_if_true,
            first=int(first[at]),
            temperature=float(temperature[at]),
            limit=_limit(),
            present=tuple(_words(Finding(name)) for name in found if name != TEMPERATURE and found[name][at]),
            missed_percent=missed,
            source=origin(gate),
        )
        for at in range(len(temperature))
    ]


def _rule(place, found, met, at):
    row, logic = rows()[place], rules()[place]
    parts = (logic,) if isinstance(logic, Finding) else logic.parts
    groups = tuple(tuple((_words(one), bool(meets(one, found)[..., at])) for one in named(part)) for part in parts)
    note = f"{row.note[:1].lower()}{row.note[1:]}" if row.note else ""
    return Rule(number=row.order, text=row.rule, groups=groups, met=bool(met), result=row.result_if_true, note=note)


@cache
def _limit():
    """The temperature that a rule wants exceeded, in °C."""
    return next(one.above for rule in rules() for one in named(rule) if one.name == TEMPERATURE)


def _words(finding):
    return finding.name.replace("_", " ") if finding.above is None else f"above {finding.above:g} °C"


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    clonus, stiff = tuple(CLONUS), tuple(MUSCLES)
    presets = (
        Preset("Inducible clonus alone", {"clonus": clonus[1]}),
        Preset("Inducible clonus and sweating", {"clonus": clonus[1], "state": "sweating (diaphoresis)"}),
        Preset("Tremor and brisk reflexes", {"muscles": stiff[3]}),
        Preset("Stiff, at the limit", {"temperature": _limit(), "clonus": clonus[2], "muscles": stiff[4]}),
        Preset("Stiff and hot", {"temperature": 39, "clonus": clonus[2], "muscles": stiff[4]}),
        Preset("Spontaneous clonus", {"clonus": clonus[4]}),
    )
    return Explorer(HunterScene, _controls(), hunter_states, presets, ghost=False)


def _temperature():
    return ranged_control("hunter", "temperature", "Temperature of the invented person")


def _controls():
    source = f"The findings that the five rules name: {sources(SOURCES)}. The person is invented."
    return (
        _temperature(),
        Control("clonus", "Clonus: rhythmic jerks", tuple(CLONUS), start="none", kind="choice", source=source),
        Control("state", "Agitation, sweating", tuple(STATE), start="neither", kind="choice", source=source),
        Control(
            "muscles", "Tremor, reflexes, stiffness", tuple(MUSCLES), start="none of these", kind="choice",
            source=source, further=True,
        ),
    )  # fmt: skip
