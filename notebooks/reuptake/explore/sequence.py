"""Step through transmission at a serotonin varicosity, from the spike to reuptake and breakdown."""

from reuptake.draw.sequence import SHORT_NAMES, SequenceScene, SequenceState
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import known
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = (
    "dodge1967", "bionumbers100721nd", "ijms2021", "andrade2019", "coleman2016", "coleman2019", "tswj2012",
    "bmcneurosci2016",
)  # fmt: skip
USUAL, NO_CALCIUM, BLOCKED = "nothing", "no calcium outside", "an SSRI in every transporter"

# What each step shows: where things are and how many are drawn, a story and no measurement.
STEPS = (
    {"highlight": {"axon"}, "spike": 0.0},
    {"highlight": {"calcium"}, "spike": 1.0, "calcium": "channel"},
    {"highlight": {"release"}, "calcium": "inside", "fused": True, "in_vesicle": 5, "outside": 7, "spread": 0.0},
    {"highlight": {"outside"}, "fused": True, "in_vesicle": 1, "outside": 28, "spread": 0.3},
    {"highlight": {"receptors"}, "fused": True, "in_vesicle": 0, "outside": 26, "spread": 0.7, "receptors": 3},
    {
        "highlight": {"autoreceptor", "release"}, "fused": True, "in_vesicle": 0, "outside": 24, "receptors": 3,
        "autoreceptors": 1,
    },
    {
        "highlight": {"transporter"}, "fused": True, "in_vesicle": 0, "outside": 12, "carried": 2, "cytosol": 9,
        "receptors": 1,
    },
    {"highlight": {"breakdown", "packing", "vesicles"}, "outside": 4, "cytosol": 5, "broken": 4},
)  # fmt: skip
CAPTIONS = (
    "A spike runs along the axon to the varicosity.",
    "The spike opens calcium channels, and calcium flows in.",
    "Calcium makes a vesicle fuse with the membrane; it opens and lets serotonin out.",
    "Serotonin spreads across the gap and away from it.",
    "Some of it binds to receptors of the target neuron, which answer.",
    "Some binds to the autoreceptor of the varicosity itself, which brakes further release.",
    "The transporter SERT carries serotonin back into the varicosity.",
    "Enzymes, MAO first, break some of it down, and what is left (5-HIAA) leaves. A pump packs the rest into vesicles; "
    "the spent one is whole again.",
)
# What changes while an inhibitor holds both transporters that are drawn.
BLOCKED_STEPS = {
    7: (
        {"highlight": {"transporter"}, "outside": 24, "carried": 0, "cytosol": 5, "receptors": 3,
         "autoreceptors": 1},
        "An SSRI holds the transporters, so serotonin stays outside for longer.",
    ),
    8: (
        {"outside": 20, "cytosol": 3, "receptors": 2, "autoreceptors": 1, "broken": 1},
        "With the transporters held, little serotonin comes back for the enzyme and for the vesicles.",
    ),
}  # fmt: skip


def sequence_states(step, change):
    """State of the picture for each pair of settings.

    Parameters
    ----------
    step : sequence of int
        1 to 8.
    change : sequence of str
        `USUAL`, `NO_CALCIUM` or `BLOCKED`.

    Returns
    -------
    list of SequenceState
    """
    together(step=step, change=change)
    made = {USUAL: _usual, NO_CALCIUM: _without_calcium, BLOCKED: _blocked}
    return [
        made[known("change", what, made)](known("step", number, range(1, len(STEPS) + 1)))
        for number, what in zip(step, change, strict=True)
    ]


def _usual(step):
    return _state(step, STEPS[step - 1], CAPTIONS[step - 1])


def _without_calcium(step):
    reached = step <= 2
    shown = {"highlight": STEPS[step - 1]["highlight"] if reached else set(), "calcium": "none",
             "spike": STEPS[step - 1].get("spike")}  # fmt: skip
    if step == 1:
        return _state(step, shown, f"{CAPTIONS[0]} There is no calcium outside.")
    if step == 2:
        return _state(step, shown, "The channels open, but there is no calcium outside that could flow in.")
    said = f"This step ({SHORT_NAMES[step - 1]}) is not reached: without calcium no vesicle fuses."
    return _state(step, shown, said, reached=False)


def _blocked(step):
    changed, said = BLOCKED_STEPS.get(step, ({}, f"{CAPTIONS[step - 1]} An SSRI sits in the transporters."))
    return _state(step, {**STEPS[step - 1], **changed, "blocked": 2}, said, reached=step != 7)


def _state(step, shown, caption, reached=True):
    return SequenceState(step=step, reached=reached, caption=caption,
                         **{**shown, "highlight": frozenset(shown["highlight"])})  # fmt: skip


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    presets = (
        Preset("A vesicle fuses", {"step": 3}),
        Preset("The brake", {"step": 6}),
        Preset("Carried back", {"step": 7}),
        Preset("No calcium", {"step": 3, "change": NO_CALCIUM}),
        Preset("Blocked by an SSRI", {"step": 7, "change": BLOCKED}),
    )
    # A faint picture of the step before would look like molecules of this one.
    return Explorer(SequenceScene, _controls(), sequence_states, presets, ghost=False)


def _controls():
    numbers = tuple(range(1, len(STEPS) + 1))
    return (
        Control(
            "step",
            "Step of transmission",
            numbers,
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(numbers)}: {SHORT_NAMES[step - 1]}",
            source=f"The chain of steps is a textbook outline. Synthesis, packing and breakdown: "
            f"{sources(('tswj2012', 'bmcneurosci2016'))}. Autoreceptor: {sources(('ijms2021', 'andrade2019'))}.",
        ),
        Control(
            "change",
            "What is different",
            (USUAL, NO_CALCIUM, BLOCKED),
            start=USUAL,
            kind="choice",
            source=f"Release needs calcium outside: {sources(('dodge1967',))}. SSRIs hold the transporter "
            f"outward-open: {sources(('coleman2016',))}.",
        ),
    )
