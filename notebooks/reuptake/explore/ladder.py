"""The evidence ladder: each use of tianeptine on the rung of its best study in people, and what a rung permits."""

from functools import cache

from reuptake.draw.ladder import LOW, NOTHING, VERY_LOW, LadderScene, LadderState, Rung, Use
from reuptake.evidence import load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("ocebm2011", "guyatt2008", "fretheim2012", "niederhofer2003", "garciafructuoso2006", "lee2014")
# Names of the table in the words of the picture.
NAMES = {
    "MDD, acute, v placebo": "depression, v placebo",
    "MDD, acute, v SSRI": "depression, v SSRI",
    "MDD, relapse prevention": "depression, relapse",
    "anxiety within depression/adjustment disorder": "anxiety in depression",
    "generalized anxiety disorder": "generalised anxiety",
    "OCD": "OCD",
    "chronic/neuropathic pain": "long-lasting pain",
    "fibromyalgia": "fibromyalgia",
    "migraine": "migraine",
    "autism spectrum disorder": "autism",
    "asthma (children)": "asthma",
}
START = "autism"
_CERTAINTY = {"low": LOW, "very low": VERY_LOW, "no evidence": NOTHING, "no human evidence": NOTHING}
_WHAT_ONE_MAY_SAY = '"We found no published trial; here is a search."'


@cache
def rungs():
    """The ground and the five levels, from the bottom up.

    Returns
    -------
    tuple of reuptake.draw.ladder.Rung
    """
    levels = sorted(load("ladder_rungs"), key=lambda row: -row.level)
    ground = Rung(None, "no result in people that we know of", _WHAT_ONE_MAY_SAY)
    return (ground, *(Rung(row.level, row.what_it_is, row.claim_permitted) for row in levels))


@cache
def uses():
    """The uses in the table's order, with our grades.

    Returns
    -------
    tuple of reuptake.draw.ladder.Use
    """
    return tuple(
        Use(
            name=NAMES[row.indication],
            evidence=row.human_evidence.replace("n=", "n = "),
            reason=row.main_downgrades,
            level=row.ocebm2011_level,
            certainty=_CERTAINTY[row.grade_certainty_proposed],
            said=row.grade_certainty_proposed,
        )
        for row in load("evidence_grades")
    )


def ladder_states(reached, use):
    """State of the picture for each setting.

    Parameters
    ----------
    reached : sequence of int
        Rungs climbed: 0 is the empty ladder, 1 the ground, 6 the top.
    use : sequence of str
        Values of `NAMES`.

    Returns
    -------
    list of LadderState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(reached=reached, use=use)
    checked("reached", whole("reached", reached), "rungs", high=len(rungs()))
    names = [one.name for one in uses()]
    places = [names.index(known("use", what, names)) for what in use]
    return [LadderState(rungs(), uses(), int(steps), place) for steps, place in zip(reached, places, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        Control(
            "reached",
            "Rung",
            tuple(range(len(rungs()) + 1)),
            start=0,
            kind="steps",
            note=lambda step: "empty ladder" if step == 0 else rungs()[step - 1].name,
            source=f"Levels of evidence on benefits of a treatment: {sources(('ocebm2011',))}. What one may say, and "
            "that animal studies stand on level 5, is ours.",
        ),
        Control(
            "use",
            "Use in hand",
            tuple(one.name for one in uses()),
            start=START,
            kind="choice",
            source=f"Our grades in the words of GRADE: {sources(('guyatt2008', 'fretheim2012'))}. Judgements, open to "
            "dispute.",
        ),
    )
    top = len(rungs())
    presets = (
        Preset("The ground", {"reached": 1, "use": "migraine"}),
        Preset("Mechanism and animals", {"reached": 2, "use": "long-lasting pain"}),
        Preset("A randomised trial", {"reached": 5}),
        Preset("The whole ladder", {"reached": top, "use": "depression, v placebo"}),
    )
    return Explorer(LadderScene, controls, ladder_states, presets, ghost=False)
