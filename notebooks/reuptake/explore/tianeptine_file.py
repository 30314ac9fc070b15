"""The tianeptine file: studies for and against faster reuptake, one at a time, and a belief that may move."""

from functools import cache, partial

from reuptake.draw.tianeptine_file import (
    AGAINST,
    FOR,
    MIXED,
    TITLE_ONLY,
    Study,
    TianeptineScene,
    TianeptineState,
)
from reuptake.evidence import label, load
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.belief import Asked, BeliefFile
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer
from reuptake.ui.still import Still

SOURCES = tuple(dict.fromkeys(key for row in load("enhancer_evidence") for key in row.source_key))
KEY, NOTEBOOK = "04-tianeptine-file", "04-drugs"
QUESTION = "How likely is it that tianeptine works by speeding up serotonin reuptake?"
STATEMENT = (
    "Tianeptine was marketed as a serotonin reuptake enhancer on the basis of ex vivo uptake studies. It does not bind "
    "SERT, does not lower baseline extracellular serotonin in microdialysis, and is now best described as a mu-opioid "
    "agonist with downstream glutamatergic effects; how much each contributes to its clinical effect in humans is not "
    "settled."
)
STATEMENT_SOURCES = ("mennini1987", "malagie2000", "gassaway2014", "samuels2017", "alamo2019", "nishio2024")
# A note of this kind weighs the study, so it would be a hint before the belief.
WEIGHING_NOTES = ("By our judgement the strongest single test",)
# About another target: such a study shows another way of acting and does not test reuptake.
ELSEWHERE = ("gassaway2014", "samuels2017", "allain2023")
# Asked about: one or two of each kind of test, for, mixed and against; the picture at the end holds all.
ASKED = (
    "mennini1987", "mocaer1988", "dresse1988", "desimoni1992", "datla1993", "pineyro1995", "malagie2000",
    "gassaway2014", "lee2014", "ortiz1993",
)  # fmt: skip
# What may be set aside, and the note in the table that says which studies it is.
NOTHING, BY_MAKER = "nothing", "studies by the manufacturer's authors"
NOTES = {NOTHING: None, BY_MAKER: "Manufacturer authors"}


@cache
def studies(set_aside=NOTHING):
    """The file, in order of years.

    Parameters
    ----------
    set_aside : str
        A key of `NOTES`.

    Returns
    -------
    tuple of Study

    Raises
    ------
    ValueError
        If there is no such key.
    """
    known("set_aside", set_aside, NOTES)
    return tuple(_study(row, NOTES[set_aside]) for row in load("enhancer_evidence"))


def _study(row, noted):
    verified = row.status != "unverified"
    return Study(
        year=row.year,
        # What a title says is no finding, so such a row has no side.
        lane=row.direction if verified else TITLE_ONLY,
        model=row.model,
        # "<" does not read aloud.
        finding=(row.finding if verified else "Only its title is known here").replace("<", "below"),
        note=row.note if verified else "",
        source=label(row.source_key[0]),
        review=row.model == "review",
        set_aside=noted is not None and row.note == noted,
        elsewhere=row.source_key[0] in ELSEWHERE,
    )


def file_states(study, set_aside, beliefs=()):
    """State of the picture for each setting.

    Parameters
    ----------
    study : sequence of int
        Step, from 1; one past the last study is where the matter stands.
    set_aside : sequence of str
        Keys of `NOTES`.
    beliefs : sequence of (float or None)
        A reader's beliefs in %, one for each study of the file, or none at all.

    Returns
    -------
    list of TianeptineState

    Raises
    ------
    ValueError
        If the lists differ in length, or a setting or a belief is not one that there is.
    """
    count = len(studies())
    believed = _checked_beliefs(beliefs, count)
    together(study=study, set_aside=set_aside)
    checked("study", whole("study", study, low=1), "as a step", low=1, high=count + 1)
    for what in set_aside:
        known("set_aside", what, NOTES)
    return [
        TianeptineState(
            place=int(step) - 1,
            studies=studies(what),
            beliefs=believed,
            set_aside="" if what == NOTHING else what,
            statement=STATEMENT,
            sources=sources(STATEMENT_SOURCES),
        )
        for step, what in zip(study, set_aside, strict=True)
    ]


def _checked_beliefs(beliefs, count):
    if len(beliefs) not in (0, count):
        raise ValueError(f"beliefs holds {len(beliefs)} values; it must hold {count}, one for each study, or none.")
    held = [belief for belief in beliefs if belief is not None]
    checked("beliefs", held, "%", high=100) if held else None
    return tuple(beliefs) or (None,) * count


def explorer(beliefs=()):
    """Make the explorer.

    Parameters
    ----------
    beliefs : sequence of (float or None)
        A reader's beliefs in %, one for each study of the file; none are drawn if left out.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    count = len(studies())
    presets = (
        Preset("Until 1993", {"study": _last_of(1993)}),
        Preset("Until 1993, manufacturer's set aside", {"study": _last_of(1993), "set_aside": BY_MAKER}),
        Preset("A test in two halves (1995)", {"study": _step_of("pineyro1995")}),
        Preset("Microdialysis (2000)", {"study": _step_of("malagie2000")}),
        Preset("Another target (2014)", {"study": _step_of("gassaway2014")}),
        Preset("Where it stands", {"study": count + 1}),
    )
    return Explorer(
        TianeptineScene, _controls(count), partial(file_states, beliefs=_checked_beliefs(beliefs, count)), presets
    )


def _controls(count):
    return (
        Control(
            "study",
            "Study",
            tuple(range(1, count + 2)),
            start=1,
            kind="steps",
            note=_step_name,
            source="Every study of our table in order of years. Which side it speaks for is our reading.",
        ),
        Control(
            "set_aside",
            "Set aside",
            tuple(NOTES),
            start=NOTHING,
            kind="choice",
            source=f"As the table notes it: {sources(('mocaer1988', 'labrid1992'))}. Other studies may have had "
            "such authors, too: that of 1987 shares one, and our table does not mark it.",
        ),
    )


def _step_name(step):
    if step > len(studies()):
        return "the end: where it stands"
    return f"{step} of {len(studies())}: {studies()[step - 1].year}"


def _step_of(key):
    return 1 + next(i for i, row in enumerate(load("enhancer_evidence")) if key in row.source_key)


def _last_of(year):
    return sum(study.year <= year for study in studies())


def belief_file():
    """Ask for a belief after each of some studies, and then show the reader's path beside the file.

    Returns
    -------
    reuptake.ui.belief.BeliefFile
    """
    rows = load("enhancer_evidence")
    places = [place for place, row in enumerate(rows) if row.source_key[0] in ASKED]
    asked = [_asked(rows[place], studies()[place]) for place in places]
    draw = _drawer()

    def spread(beliefs):
        """Beliefs by place in the whole file, where a study not asked about has none."""
        held = dict(zip(places, beliefs, strict=True))
        return tuple(held.get(place) for place in range(len(rows)))

    def so_far(number, beliefs):
        """The file before the study that is asked about, so that our reading is no hint."""
        return draw(places[number - 1], spread(beliefs)) if number else ""

    def whole(beliefs):
        found = explorer(spread(beliefs))
        found.controls["study"] = len(rows) + 1
        return found

    return BeliefFile(KEY, NOTEBOOK, TianeptineScene.title, QUESTION, asked, so_far, whole, ending())


def _drawer():
    """Make what draws the file up to a place, with the beliefs so far, as HTML."""
    stills = {}

    def draw(place, beliefs):
        (state,) = file_states([place + 1], [NOTHING], beliefs)
        # A scene has a line for beliefs only if it was made with some.
        kind = bool(state.believed)
        if kind not in stills:
            stills[kind] = Still(TianeptineScene, state)
        stills[kind].state = state
        return stills[kind]._repr_mimebundle_()["text/html"]

    return draw


def other_papers():
    """Papers of known content that are not asked about, as lines for reading.

    Returns
    -------
    list of str
    """
    pairs = zip(studies(), load("enhancer_evidence"), strict=True)
    rest = [(study, row) for study, row in pairs if study.lane != TITLE_ONLY and row.source_key[0] not in ASKED]
    return [
        f"{s.source}, {s.model}: {s.finding}{f' ({s.note})' if s.note else ''}. {s.reading}. {row.why}."
        for s, row in rest
    ]


def _asked(row, study):
    note = f" ({study.note})" if study.note and study.note not in WEIGHING_NOTES else ""
    text, reading = f"{study.finding}{note}. {study.source}.", f"{study.reading}. {row.why}"
    return Asked(row.source_key[0], f"{study.year}, {study.model}", text, reading)


def ending():
    """Say how our count ran, and what it is worth.

    Returns
    -------
    list of str
    """
    (last,) = file_states([len(studies()) + 1], [NOTHING])
    reviews = " and ".join(str(s.year) for s in last.studies if s.review and s.lane == AGAINST)
    others = sum(study.elsewhere and study.counted for study in last.studies)
    without = {AGAINST: others}
    counts, fewer = (
        ", ".join(f"{last.counts(lane)[-1] - gone.get(lane, 0)} {lane}" for lane in (FOR, MIXED, AGAINST))
        for gone in ({}, without)
    )
    return [
        f"Our count of the whole file: {counts}. The reviews of {reviews} do not read it as a change of reuptake.",
        f"Of those against, {others} ({sources(ELSEWHERE)}) are about the opioid receptor: they show another way of "
        f"acting and do not test faster reuptake. Without them the count is {fewer}. So the count settles nothing; ask "
        "how directly each paper tested the idea.",
    ]
