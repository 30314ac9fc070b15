"""Who binds what: step through the drugs, sort them, and see where laboratories disagree."""

from functools import cache

from reuptake.draw.affinities import TARGETS, Affinity, DrugProfile, distance
from reuptake.draw.binding_profile import BindingProfileScene, BindingProfileState
from reuptake.evidence import fact, facts, label, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("tatsumi1997", "iversen2006", "bymaster2001", "han2006", "gassaway2014", "mennini1987")
MAIN = "tatsumi1997"
# The tables of this laboratory could not be read, so a number from it is not shown at all.
LEFT_OUT = {"owens1997", "owens2001"}
MET, ALL = "as far as the drug chosen", "all drugs"
SHOWN = (MET, ALL)


@cache
def profiles():
    """Every drug with a number at one of the three transporters, or with the finding of none, by name.

    Returns
    -------
    tuple of DrugProfile
    """
    rows = [r for r in facts(load("binding")) if r.target in TARGETS and LEFT_OUT.isdisjoint(r.source_key)]
    rows = [row for row in rows if row.qualifier != "qualitative"]
    names = sorted({row.drug for row in rows}, key=str.lower)
    return tuple(_profile(name, [row for row in rows if row.drug == name]) for name in names)


def _profile(name, rows):
    if all(row.qualifier == "none_measurable" for row in rows):
        return DrugProfile(name, (), unbound_source=sources(rows[0].source_key))
    # A number read in its own source stands for the same number read elsewhere.
    best = {(row.target, row.source_key): row for row in sorted(rows, key=lambda row: row.status == "verified")}
    ratios = [row for row in rows if row.net_over_sert_ratio_printed is not None]
    printed = fact(ratios[0], "net_over_sert_ratio_printed", unit="") if ratios else None
    return DrugProfile(name, tuple(_affinity(row) for row in best.values()), printed)


def _affinity(row):
    ends = ("affinity_low_nm", "affinity_high_nm") if row.qualifier == "range" else ("affinity_nm", "affinity_nm")
    low, high = (fact(row, column, unit="nM") for column in ends)
    via = f", as cited in {label(row.via_key[0])}" if row.via_key else ""
    laboratory = f"{row.parameter}, {label(row.source_key[0])}{via}"
    return Affinity(row.target, low, high, row.qualifier, laboratory, MAIN in row.source_key)


def _tightest(profile, target):
    """Smallest number at a target; a drug without one comes last."""
    return min((a.middle_nM for a in profile.at(target)), default=float("inf"))


def _by_name(profile):
    return profile.name.lower()


def _by_sert(profile):
    return _tightest(profile, "SERT")


def _by_selectivity(profile):
    apart = [distance(profile, "NET", laboratory) for laboratory in profile.laboratories]
    return -apart[0].times if apart and apart[0] else float("inf")


SORTS = {"name": _by_name, "affinity at SERT": _by_sert, "distance from SERT to NET": _by_selectivity}


def binding_profile_states(drug, sort_by, shown):
    """State of the picture for each setting.

    Parameters
    ----------
    drug : sequence of str
        Names of drugs.
    sort_by : sequence of str
        Keys of `SORTS`.
    shown : sequence of str
        One of `SHOWN`: the drugs up to the one chosen, by name, or all.

    Returns
    -------
    list of BindingProfileState

    Raises
    ------
    ValueError
        If a choice is unknown or the sequences differ in length.
    """
    together(drug=drug, sort_by=sort_by, shown=shown)
    return [_state(*setting) for setting in zip(drug, sort_by, shown, strict=True)]


def _state(drug, sort_by, shown):
    every = profiles()
    names = [profile.name for profile in every]
    chosen, key = names.index(known("drug", drug, names)), SORTS[known("sort_by", sort_by, SORTS)]
    met = range(len(every) if known("shown", shown, SHOWN) == ALL else chosen + 1)
    order = sorted(met, key=lambda i: (key(every[i]), i)) + list(range(len(met), len(every)))
    return BindingProfileState(every, tuple(order), len(met), chosen, sort_by)


def _controls():
    return (
        Control(
            "drug",
            "Drug",
            tuple(profile.name for profile in profiles()),
            start="citalopram",
            kind="steps",
            source=f"Drugs in our table, by name: {sources(SOURCES)}. Most were read in Iversen 2006.",
        ),
        Control(
            "sort_by",
            "Sort the rows by",
            tuple(SORTS),
            start="name",
            kind="choice",
            source="Orders the picture and its table of numbers; changes nothing else.",
        ),
        Control(
            "shown",
            "Drugs shown",
            SHOWN,
            start=MET,
            kind="choice",
            source="Step from drug to drug and guess before you look, or show all at once.",
        ),
    )


def _presets():
    return (
        Preset("All, tightest at SERT first", {"sort_by": "affinity at SERT", "shown": ALL}),
        Preset("All, most selective first", {"sort_by": "distance from SERT to NET", "shown": ALL}),
        Preset("Laboratories disagree", {"drug": "venlafaxine"}, "The same drug in two laboratories"),
        Preset("Alike at all three", {"drug": "cocaine"}, "One range is printed for the three"),
        Preset("Tighter elsewhere", {"drug": "amphetamine"}, "Far from SERT, on the other side"),
        Preset("Only known to be more than", {"drug": "mirtazapine"}, "Open arrows: too weak to give a number"),
        Preset("No binding at these three", {"drug": "tianeptine"}, "Once sold as a reuptake enhancer"),
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(BindingProfileScene, _controls(), binding_profile_states, _presets())
