"""Real enhancement: what speeds the transporter up or slows it, and why behaviour follows no simple sign."""

from functools import cache

from reuptake.draw.enhancement import EnhancementScene, EnhancementState, Route
from reuptake.evidence import label, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "zhu2004", "zhu2007", "zhu2011", "zhu2005", "samuvel2005", "zhu2006", "kortebouws2018", "bruchas2011",
    "prasad2005", "prasad2009", "veenstravanderweele2012", "robson2018", "jennings2006", "raguvarman2021", "daws1998",
)  # fmt: skip
# Names that fit a row, and behaviour in the words of the row's note; a row without it reports none.
SHORT = {
    "A3 adenosine receptor agonist (NECA)": ("A3 agonist NECA", "cells", ""),
    "A3 adenosine receptor agonist (IB-MECA)": ("A3 agonist IB-MECA", "synaptosomes", ""),
    "A3AR-SERT complex": ("A3 receptor–SERT complex", "cells", ""),
    "p38 MAPK activation": ("p38 MAPK activated", "cells", ""),
    "p38 MAPK inhibition": ("p38 MAPK inhibited", "cells", ""),
    "interleukin-1beta": ("interleukin-1β", "syn., cells", ""),
    "tumour necrosis factor alpha": ("TNF-α", "syn., cells", ""),
    "bacterial lipopolysaccharide": ("bacterial lipopolysaccharide", "rat", ""),
    "social defeat stress, p38alpha in raphe neurons": (
        "social defeat stress, p38α", "mouse", "depression-like, drug-seeking-like",
    ),
    "coding variants Gly56Ala and others": ("coding variants", "cells", ""),
    "SERT Ala56 knock-in": ("SERT Ala56 knock-in", "mouse", "social, communication, repetitive changes"),
    "p38alpha inhibitor MW150 in SERT Ala56 mice": ("p38α inhibitor in Ala56", "mouse", "social behaviour to normal"),
    "SERT over-expression": ("SERT over-expression", "mouse", "low anxiety"),
    "GSK3 inhibitor CHIR99021": ("GSK3 inhibitor", "cells", ""),
    "terminal 5-HT autoreceptor": ("autoreceptor (hypothesis)", "rat", ""),
}  # fmt: skip
HIDDEN, SHOWN = "hidden", "shown"
BEHAVIOUR = (HIDDEN, SHOWN)


def _as_listed(route):
    return 0


def _by_change(route):
    """Maximum rate first, then affinity, then rows that report neither."""
    return 0 if route.vmax and not route.km else 1 if route.vmax else 2 if route.km else 3


def _by_preparation(route):
    return ("cells", "syn., cells", "synaptosomes", "rat", "mouse").index(route.preparation)


SORTS = {"order of our table": _as_listed, "what changed: Vmax, Km": _by_change, "preparation": _by_preparation}


@cache
def routes():
    """The routes in the order of the table.

    Returns
    -------
    tuple of Route
    """
    return tuple(_route(row) for row in load("sert_upregulation"))


def _route(row):
    name, preparation, behaviour = SHORT[row.route]
    return Route(
        name=name,
        full_name=_written(row.route),
        preparation=preparation,
        full_preparation=row.preparation,
        vmax=row.vmax,
        km=row.km,
        uptake=row.direction_of_uptake,
        numbers=row.numbers.replace("-", "–").replace(" x ", " × "),
        behaviour=behaviour,
        note=_written(row.note),
        source="; ".join(label(key) for key in row.source_key),
    )


def _written(text):
    """Plain letters of the table as a reader writes them."""
    for plain, written in (
        ("p38alpha", "p38α"),
        ("interleukin-1beta", "interleukin-1β"),
        ("Ca2+", "Ca²⁺"),
        ("LOW", "low"),
    ):
        text = text.replace(plain, written)
    return text


def enhancement_states(route, sort_by, behaviour):
    """State of the picture for each setting.

    Parameters
    ----------
    route : sequence of str
        Names of `routes`.
    sort_by : sequence of str
        Keys of `SORTS`.
    behaviour : sequence of str
        Members of `BEHAVIOUR`.

    Returns
    -------
    list of EnhancementState

    Raises
    ------
    ValueError
        If a value is unknown or the lists are not equally long.
    """
    together(route=route, sort_by=sort_by, behaviour=behaviour)
    names = [one.name for one in routes()]
    return [
        EnhancementState(
            routes=routes(),
            order=_order(known("sort_by", sort, SORTS)),
            chosen=names.index(known("route", name, names)),
            sorted_by=sort,
            behaviour_shown=known("behaviour", shown, BEHAVIOUR) == SHOWN,
        )
        for name, sort, shown in zip(route, sort_by, behaviour, strict=True)
    ]


@cache
def _order(sort):
    """Positions of the routes from the top row down; ties stay in the order of the table."""
    every = routes()
    return tuple(sorted(range(len(every)), key=lambda i: SORTS[sort](every[i])))


PRESETS = (
    Preset("More of it, or each faster?", {"sort_by": "what changed: Vmax, Km"}),
    Preset("Stress", {"route": "social defeat stress, p38α", "behaviour": SHOWN, "sort_by": "preparation"}),
    Preset("Too much SERT", {"route": "SERT over-expression", "behaviour": SHOWN, "sort_by": "preparation"}),
    Preset("A variant, and its reversal", {"route": "p38α inhibitor in Ala56", "behaviour": SHOWN}),
)


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    names = tuple(one.name for one in routes())
    controls = (
        Control("route", "Route", names, start=names[0], kind="steps", source=f"One source a row: {sources(SOURCES)}."),
        Control(
            "sort_by",
            "Sort the rows by",
            tuple(SORTS),
            start=next(iter(SORTS)),
            kind="choice",
            source="Orders the picture and its table of numbers; changes nothing else.",
        ),
        Control(
            "behaviour",
            "Behaviour of the animals",
            BEHAVIOUR,
            start=HIDDEN,
            kind="choice",
            source="In the words of the sources; most rows are cells, which have none.",
        ),
    )
    # Presets sort the rows anew, so a faint picture of the setting before would stand in the wrong rows.
    return Explorer(EnhancementScene, controls, enhancement_states, PRESETS, ghost=False)
