"""Who is testing what? The pipeline table by mechanism, stage and date; what is new inhibits."""

from functools import cache

from reuptake.draw.pipeline import LAYOUTS, NOTHING, ON, STAGE, STOPPED, Entry, PipelineScene, PipelineState
from reuptake.evidence import load
from reuptake.evidence.bibliography import label
from reuptake.explore.ranges import together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

INHIBITS, TIANEPTINE, CLAIM = (
    "inhibits reuptake",
    "labelled enhancer; opioid agonist",
    "maker's claim: no opioid action",
)
BLOCKS, OTHER, SPEEDS = "blocks the making of serotonin", "tricyclic, no enhancer", "speeds reuptake up"
LANES = (INHIBITS, TIANEPTINE, CLAIM, BLOCKS, OTHER, SPEEDS)
# Beginning of the name in the table: the name in the picture, our lane, stage and how it went.
READINGS = {
    "tianeptine, immediate": ("tianeptine", TIANEPTINE, 3, ON),
    "tianeptine hemioxalate": ("tianeptine, extended release", TIANEPTINE, 1, STOPPED),
    "estianeptine": ("estianeptine", CLAIM, 0, ON),
    "toludesvenlafaxine": ("toludesvenlafaxine", INHIBITS, 3, ON),
    "cyclobenzaprine": ("cyclobenzaprine, under the tongue", OTHER, 3, ON),
    "rodatristat": ("rodatristat ethyl", BLOCKS, 1, STOPPED),
    "telotristat": ("telotristat ethyl", BLOCKS, 2, ON),
    "selective SERT enhancers": ("none found (our search)", SPEEDS, None, NOTHING),
}
ABSENCE = (
    "We found no compound at a clinical stage that speeds the transporter up. Our searches were not systematic; "
    "the page gives one to repeat"
)
# Short forms of the table in words.
_WORDS = {
    "marketed outside the USA: 15": "authorised in 15",
    "MDD": "depression",
    "GAD": "generalised anxiety",
    "MOR": "mu-opioid receptor",
    "NMPA approval": "approved in China",
    "SERT, NET and DAT INHIBITOR": "inhibits SERT and the transporters of noradrenaline and dopamine",
    "TPH1 inhibitor": "blocks an enzyme that makes serotonin (TPH1)",
    "TPH inhibitor": "blocks an enzyme that makes serotonin (TPH)",
    "PPAR-beta/delta and PPAR-gamma": "two other receptors (PPAR)",
    "no MOR": "no mu-opioid receptor",
    "phase 2 UPLIFT negative": "phase 2 trial (named UPLIFT) without a significant difference",
    "phase 2b negative": "phase 2b trial without benefit: resistance in the lung's vessels rose",
    "phase 3 positive": "phase 3 trial in favour; whether and when it was approved we have not verified",
    "company letter": "letter of the company",
    "Alzheimer, Parkinson": "Alzheimer's and Parkinson's disease",
}
SOURCES = tuple(dict.fromkeys(key for row in load("pipeline") for key in (*row.source_key, *row.via_key)))


@cache
def entries():
    """The rows of the table as entries, by date; what was not found comes last.

    Returns
    -------
    tuple of reuptake.draw.pipeline.Entry
    """
    found = [_entry(row, *_reading(row)) for row in load("pipeline")]
    return tuple(sorted(found, key=lambda one: (one.went == NOTHING, one.when)))


def _reading(row):
    return next(reading for start, reading in READINGS.items() if row.compound.startswith(start))


def _entry(row, name, lane, stage, went):
    source = "; ".join(map(label, row.source_key))
    via = "; ".join(map(label, row.via_key))
    if row.status == "secondary":
        source = f"{source}, as cited in {via}" if via else f"{source}, at second hand"
    report, acts = _plain(row.status_reported), _plain(row.target_or_class)
    acts = "as tianeptine" if acts == "tianeptine" else acts
    if went == NOTHING:
        # The row is no fact but an absence, so nothing of it is printed but our own sentence.
        report, acts, source = ABSENCE, "the serotonin transporter", "our judgement"
    elif row.note.startswith("News"):
        source = f"{source}, news reports"
    return Entry(
        name, lane, acts, _plain(row.indication) or "any use", report, row.date, source, stage, went,
        _year(row.date),
    )  # fmt: skip


def _plain(text):
    for short, words in _WORDS.items():
        text = text.replace(short, words)
    return text


def _year(date):
    """A date of the table, as fine as it is, as a year; without a month the middle of the year."""
    parts = [int(part) for part in date.split("-")]
    month = parts[1] - 0.5 if len(parts) > 1 else 6
    return parts[0] + month / 12


def pipeline_states(shown, across):
    """State of the picture for each setting.

    Parameters
    ----------
    shown : sequence of int
        Entries there already, from 0.
    across : sequence of str
        Members of `reuptake.draw.pipeline.LAYOUTS`.

    Returns
    -------
    list of PipelineState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(shown=shown, across=across)
    checked("shown", whole("shown", shown), "entries", high=len(entries()))
    return [
        PipelineState(entries(), int(count), known("across", how, LAYOUTS), LANES)
        for count, how in zip(shown, across, strict=True)
    ]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    count = len(entries())
    place = {one.name: step for step, one in enumerate(entries(), start=1)}
    controls = (
        Control(
            "shown",
            "Entry",
            tuple(range(count + 1)),
            start=0,
            kind="steps",
            note=lambda step: f"{step} of {count}: {entries()[step - 1].date}" if step else "none yet",
            source="Rows of our pipeline table, by date. Which lane a compound belongs to is our sorting.",
        ),
        Control(
            "across", "From left to right", LAYOUTS, start=STAGE, kind="choice", source="Stages and dates as reported."
        ),
    )  # fmt: skip
    presets = (
        Preset("A trial without a significant difference", {"shown": place["tianeptine, extended release"]}),
        Preset("What the maker says", {"shown": place["estianeptine"]}),
        Preset("All entries", {"shown": count}),
        Preset("All, by date", {"shown": count, "across": LAYOUTS[1]}),
    )
    return Explorer(PipelineScene, controls, pipeline_states, presets, ghost=False)
