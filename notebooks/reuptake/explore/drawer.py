"""The drawer: registered trials of antidepressants as published, and as they are with the unpublished taken out."""

from functools import cache

import numpy as np

from reuptake.draw.drawer import JOURNALS, REGISTERED, DrawerScene, DrawerState, Flow
from reuptake.evidence import fact, find, load
from reuptake.explore.ranges import ranged_control, sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.model.trials import egger, pool
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("turner2008", "bai2021")
# Which columns of the table hold a published trial, by version.
VERSIONS = {JOURNALS: ("hedges_g_journal", "se_journal"), REGISTERED: ("hedges_g_fda", "se_fda")}
HIDDEN, TESTED = "not now", "line and result"
TESTS = (HIDDEN, TESTED)


@cache
def trials(version, published):
    """Effects of trials.

    Parameters
    ----------
    version : str
        A key of `VERSIONS`.
    published : bool
        Whether of those published, or of the others.

    Returns
    -------
    effects, standard_errors : numpy.ndarray
        Hedges' g and its standard error, in the order of the table.

    Raises
    ------
    ValueError
        If there is no such version, or none of trials that no journal published.
    """
    columns = VERSIONS[known("version", version, VERSIONS if published else (REGISTERED,))]
    rows = [row for row in load("turner2008_trials") if bool(row.published) == published]
    found = np.array([[fact(row, column, unit="") for column in columns] for row in rows]).T
    # Kept for every later picture, so nobody may write into it.
    found.setflags(write=False)
    return found[0], found[1]


@cache
def names():
    """Drug and number of each trial that was not published.

    Returns
    -------
    tuple of str
    """
    return tuple(f"{row.drug}, trial {row.study_id}" for row in load("turner2008_trials") if not row.published)


@cache
def flow():
    """What became of the trials, by the regulator's reading.

    Returns
    -------
    Flow
    """

    def count(decision, column):
        return int(fact(find("turner2008_flow", fda_decision=decision), column, unit="trials"))

    yes, no = "positive", "negative_or_questionable"
    return Flow(
        positive=count(yes, "published_agreeing_n"),
        spun=count(no, "published_as_positive_n"),
        negative=count(no, "published_agreeing_n"),
        hidden_positive=count(yes, "not_published_n"),
        hidden=count(yes, "not_published_n") + count(no, "not_published_n"),
    )


@cache
def journals_alone():
    """Pooled effect of the published trials as in the journals.

    Returns
    -------
    float
    """
    return pool(*trials(JOURNALS, True)).estimate


def drawer_states(opened, version, test):
    """State of the picture for each setting.

    Parameters
    ----------
    opened : sequence of int
        Unpublished trials taken out, 0 to 23.
    version : sequence of str
        Keys of `VERSIONS`: how the published trials are read.
    test : sequence of str
        Members of `TESTS`.

    Returns
    -------
    list of DrawerState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(opened=opened, version=version, test=test)
    checked("opened", whole("opened", opened), "trials", high=len(names()))
    for which in version:
        known("version", which, VERSIONS)
    tested = [known("test", what, TESTS) == TESTED for what in test]
    return [_state(int(out), *setting) for out, *setting in zip(opened, version, tested, strict=True)]


def _state(opened, version, tested):
    published, hidden = trials(version, True), trials(REGISTERED, False)
    effects, errors = (np.append(seen, rest[:opened]) for seen, rest in zip(published, hidden, strict=True))
    return DrawerState(
        version=version,
        published=published[0],
        published_errors=published[1],
        hidden=hidden[0],
        hidden_errors=hidden[1],
        names=names(),
        opened=opened,
        pooled=pool(effects, errors),
        journals_alone=journals_alone(),
        flow=flow(),
        drugs=len({row.drug for row in load("turner2008_trials")}),
        asymmetry=egger(effects, errors) if tested else None,
    )


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    return Explorer(DrawerScene, _controls(), drawer_states, _presets())


def _controls():
    return (
        ranged_control("drawer", "opened", "Unpublished trials taken out"),
        Control(
            "version",
            "Published trials",
            tuple(VERSIONS),
            start=JOURNALS,
            kind="choice",
            source=f"The same trials, with the effect that the journal or the regulator's file gives: "
            f"{sources(SOURCES)}.",
        ),
        Control(
            "test",
            "Do small trials differ? (Egger's test)",
            TESTS,
            start=HIDDEN,
            kind="choice",
            source="Computed from the trials seen. The line shows the effect expected at each standard error.",
            further=True,
        ),
    )


def _presets():
    most = len(names())
    return (
        Preset("Half the drawer", {"opened": 12}),
        Preset("All of it, journals' version", {"opened": most}),
        Preset("Published only, as registered", {"version": REGISTERED}),
        Preset("Everything as registered", {"opened": most, "version": REGISTERED}),
        Preset("Small trials, journals", {"test": TESTED}),
        Preset("Small trials, everything", {"opened": most, "version": REGISTERED, "test": TESTED}),
    )
