"""Where serotonin is: most of it far from the brain, and few neurons make what is there."""

from functools import cache

from reuptake.draw.places import NeuronCount, PlacesScene, PlacesState, Share
from reuptake.evidence import fact, find, illustrative, label
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "berger2009", "pmc6494725nd", "plateletintro2009", "ishimura1988", "baker1991pons", "baker1991dr", "baker1990",
)  # fmt: skip
# For each share: the whole, the two parts, how exact the source is, and the row.
SHARES = {
    "the body: gut": (
        "the body",
        "released in the gut",
        "elsewhere",
        "about",
        "share of the body's serotonin released in the gut",
    ),
    "the body: outside brain and spinal cord": (
        "the body",
        "outside brain and spinal cord",
        "in brain and spinal cord",
        "more than",
        "share of the body's serotonin outside the central nervous system, lower bound",
    ),
    "the blood: platelets": (
        "blood",
        "in platelets",
        "outside platelets",
        "more than",
        "share of the serotonin in blood that is in platelets, lower bound",
    ),
}
COUNTED, WITH_ESTIMATE, WITH_ALL = "counted ones only", "also what is not verified", "also neurons of all types"
SHOWN = {
    COUNTED: frozenset({"serotonin"}),
    WITH_ESTIMATE: frozenset({"serotonin", "not verified"}),
    WITH_ALL: frozenset({"serotonin", "all types"}),
}
PONS = "serotonin-synthesising neurons, pontine tegmentum"


@cache
def blood():
    """Say which share of the blood's serotonin is in platelets.

    Returns
    -------
    str
    """
    return f"blood, share in platelets: {share('the blood: platelets').percentage}"


def share(choice):
    """One of the shares.

    Parameters
    ----------
    choice : str
        A key of `SHARES`.

    Returns
    -------
    Share
    """
    whole, here, elsewhere, precision, quantity = SHARES[known("place", choice, SHARES)]
    row = find("serotonin_places", quantity=quantity)
    prefix = "as cited in " if row.status == "secondary" else ""
    origin = prefix + label(row.source_key[0])
    return Share(whole, here, elsewhere, fact(row, unit="%") / 100, precision, origin, bool(prefix))


@cache
def neuron_counts():
    """Counts of neurons: three of serotonin neurons, an estimate, and one of all types.

    Returns
    -------
    tuple of NeuronCount
    """
    pons = fact(find("serotonin_places", quantity=PONS), unit="neurons")
    return (
        _counted("mouse,\ndorsal raphe", "serotonin neurons, dorsal raphe", "part of the next", species="mouse"),
        _counted("mouse,\nwhole brain", "serotonin neurons, whole brain", "counted"),
        _counted("human, pontine\ntegmentum", PONS, "counted"),
        _estimate("human, upper\nbrainstem", "serotonin neurons, upper brainstem", pons),
        _all_types("human, dorsal\nraphe, all types", "neurons of all types, not only serotonin"),
    )


def _counted(name, quantity, remark, **more):
    row = find("serotonin_places", quantity=quantity, **more)
    count = fact(row, unit="neurons")
    return NeuronCount(name, count, 0.0, "serotonin", count, remark, label(row.source_key[0]))


def _estimate(name, quantity, verified):
    """The sum of which only the part `verified` was seen in its source; drawn hatched and labelled so."""
    row = find("serotonin_places", quantity=quantity)
    total = illustrative(row, unit="neurons")
    return NeuronCount(
        name, total, 0.0, "not verified", verified, "not verified, illustrative", sources(row.source_key)
    )


def _all_types(name, quantity):
    row = find("serotonin_places", quantity=quantity)
    count, error = fact(row, unit="neurons"), fact(row, "error", unit="neurons")
    remark = "not a count of\nserotonin neurons"
    return NeuronCount(name, count, error, "all types", count - error, remark, label(row.source_key[0]))


def places_states(place, shown):
    """State of the picture for each setting.

    Parameters
    ----------
    place : sequence of str
        Keys of `SHARES`.
    shown : sequence of str
        Keys of `SHOWN`.

    Returns
    -------
    list of PlacesState
    """
    together(place=place, shown=shown)
    return [
        PlacesState(share(where), neuron_counts(), SHOWN[known("shown", which, SHOWN)])
        for where, which in zip(place, shown, strict=True)
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        Control(
            "place",
            "Serotonin of",
            tuple(SHARES),
            start=next(iter(SHARES)),
            kind="steps",
            source=f"Three shares: {sources(SOURCES[:3])}. The second and third were read in other articles.",
        ),
        Control(
            "shown",
            "Neurons shown",
            tuple(SHOWN),
            start=COUNTED,
            kind="choice",
            source=f"Counts: {sources(SOURCES[3:])}. What is not verified is drawn hatched.",
        ),
    )
    presets = (
        Preset("In the blood", {"place": "the blood: platelets"}),
        Preset("A few hundred thousand?", {"shown": WITH_ESTIMATE}),
        Preset("A number that is misread", {"shown": WITH_ALL}),
    )
    return Explorer(PlacesScene, controls, places_states, presets)
