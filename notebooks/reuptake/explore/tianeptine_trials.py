"""Trials of tianeptine in depression, one at a time: what each found, and what it can show."""

import re
from functools import cache

from reuptake.draw.tianeptine_trials import (
    AHEAD,
    FEWER,
    NULL,
    OPEN,
    RELAPSE,
    RESPONSE,
    SPLIT,
    WORDS,
    TianeptineTrialsScene,
    Trial,
    TrialsState,
)
from reuptake.evidence import fact, find
from reuptake.evidence.display import written_number
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

NOTHING, WITHOUT_PLACEBO = "nothing", "trials without a placebo group"
ASIDE = (NOTHING, WITHOUT_PLACEBO)
SCALE = "HDRS17 improvement v placebo (LOCF)"
# Trial and outcome in the table, in order of years, with our reading of each in words.
TRIALS = (
    ("Cassano", "responders (ITT)", "in hospital", RESPONSE, AHEAD,
     "On the depression scale better than placebo{cassano}; so was an older drug, imipramine. Nearly a third stopped "
     "early; some had bipolar depression."),
    ("Costa e Silva", "responders", "outpatients", RESPONSE, AHEAD,
     "On the depression scale better than placebo{costa}. Sizes of the arms are not in the abstract, so we draw no "
     "interval."),
    ("Third study (failed)", "placebo responders", "known from a review alone", WORDS, OPEN,
     "So many improved on placebo that even a drug that works may not stand out; the review that reports it says that "
     "it allowed no conclusion."),
    ("Dalery", "relapse or recurrence", "people who had already responded", RELAPSE, FEWER,
     "Only responders were randomised, and placebo meant stopping: this says nothing on how many respond at first. A "
     "sudden stop may itself add to relapses; more people on tianeptine had had severe episodes. Published twice, "
     "counted once."),
    ("Kasper and Olie (meta-analysis)", "MADRS and response", "5 trials against SSRIs", WORDS, "",
     "Without a placebo group, alike may mean that both worked or that neither did."),
    ("Sonawalla", "HARS response (50 percent or more)", "depression with anxiety", WORDS, "",
     "Nobody was compared with anybody: time, expectation and regression to the mean look the same."),
    ("Jeon", "commission errors", "against escitalopram", WORDS, "",
     "Our table has its results on attention and memory alone; it had no placebo group."),
    ("Emsley", "HDRS17 responders", "age 65 or older", RESPONSE, SPLIT,
     "Ahead on the depression scale{scale}, not clearly on the share of responders: show both. On the same scale an "
     "SSRI in the trial was ahead too, so there it could tell drug from placebo. Paid for by the maker."),
    ("UPLIFT (TNX-601 ER)", "MADRS change", "USA, extended release", WORDS, NULL,
     "The newest trial; no effect size was released, and development stopped."),
)  # fmt: skip
NAMES = {"Third study (failed)": "Third study", "Kasper and Olie (meta-analysis)": "Kasper and Olié",
         "UPLIFT (TNX-601 ER)": "UPLIFT"}  # fmt: skip


@cache
def trials():
    """The trials, in order of years.

    Returns
    -------
    tuple of reuptake.draw.tianeptine_trials.Trial
    """
    return tuple(_trial(*entry) for entry in TRIALS)


def _trial(name, outcome, people, kind, verdict, reading):
    row = _row(name, outcome)
    columns = ("comparator_value", "drug_value")
    placebo, drug = (None if kind == WORDS else fact(row, column, unit="%") for column in columns)
    count = f"{written_number(row.n_total)} people, " if row.n_total else ""
    return Trial(
        name=NAMES.get(name, name),
        year=row.year,
        people=f"{count}{people}",
        design=_plain(row.design),
        kind=kind,
        placebo=placebo,
        drug=drug,
        result=_result(name, row),
        reading=reading.format(
            scale=f", {_scale()}",
            cassano=f" (P = {_scale_p('Cassano', 'tianeptine 25-50 mg/d')})",
            costa=f" (P = {_scale_p('Costa e Silva', 'tianeptine 25-50 mg/d')})",
        ),
        verdict=verdict,
        sources=sources(row.source_key),
    )


def _row(name, outcome):
    """The row of tianeptine itself, where a trial also has one of another drug."""
    drugs = {"Cassano": "tianeptine 25-50 mg/d", "Emsley": "tianeptine 25-50 mg/d"}
    chosen = {"drug_arm": drugs[name]} if name in drugs else {}
    return find("tianeptine_trials", trial=name, outcome=outcome, **chosen)


def _result(name, row):
    """The result in a few words, with its numbers from the table."""
    words = {
        "Third study (failed)": lambda: f"over {fact(row, 'comparator_value', unit='%'):g} % responded on placebo",
        "Kasper and Olie (meta-analysis)": lambda: "no significant difference from SSRIs",
        "Sonawalla": lambda: f"{fact(row, 'drug_value', unit='%'):g} % responded (anxiety), no comparison",
        "Jeon": lambda: "fewer test errors than escitalopram",
        "UPLIFT (TNX-601 ER)": lambda: "no significant difference; size not released",
        "Emsley": lambda: f"{_gap(row)}, P = {row.p_printed}",
        "Dalery": lambda: f"{_gap(row)}, P = {row.p_printed}",
    }
    return words.get(name, lambda: _gap(row))()


def _gap(row):
    limits = "" if row.effect_low is None else f" ({_signed(row.effect_low)} to {_signed(row.effect_high)})"
    return f"{_signed(fact(row, 'effect', unit='%'), '+')} in 100{limits}"


def _signed(value, plus=""):
    return f"{plus if value > 0 else ''}{written_number(value, 0 if float(value).is_integer() else 1)}"


def _scale():
    row = _row("Emsley", SCALE)
    return f"by {fact(row, 'effect', unit='points'):g} points ({row.effect_low:g} to {row.effect_high:g})"


def _scale_p(name, drug):
    """P value of the depression scale, as printed."""
    return find("tianeptine_trials", trial=name, outcome="final MADRS", drug_arm=drug).p_printed


def _plain(design):
    """A design without abbreviations."""
    written = design.replace("RCT", "randomised trial").replace("NOT", "not")
    return re.sub(r"(\d) d\b", r"\1 days", re.sub(r"(\d) wk\b", r"\1 weeks", written))


SOURCES = tuple(dict.fromkeys(key for name, outcome, *_ in TRIALS for key in _row(name, outcome).source_key))


def trials_states(shown, set_aside):
    """State of the picture for each setting.

    Parameters
    ----------
    shown : sequence of int
        Trials seen so far, from 1.
    set_aside : sequence of str
        Members of `ASIDE`.

    Returns
    -------
    list of TrialsState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(shown=shown, set_aside=set_aside)
    checked("shown", whole("shown", shown, low=1), "trials", low=1, high=len(TRIALS))
    aside = [known("set_aside", what, ASIDE) == WITHOUT_PLACEBO for what in set_aside]
    return [TrialsState(int(count), trials(), pale) for count, pale in zip(shown, aside, strict=True)]


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    controls = (
        Control(
            "shown",
            "Trial",
            tuple(range(1, len(TRIALS) + 1)),
            start=1,
            kind="steps",
            note=lambda step: f"{step} of {len(TRIALS)}: {trials()[step - 1].year}",
            source="Entries on tianeptine in depression, chosen from our table, in order of years. What each can show "
            "is our reading.",
        ),
        Control(
            "set_aside",
            "Set aside",
            ASIDE,
            start=NOTHING,
            kind="choice",
            source="Whether a trial has a placebo group stands in its abstract.",
        ),
    )
    place = {entry[0]: step for step, entry in enumerate(TRIALS, start=1)}
    presets = (
        Preset("The one without a conclusion", {"shown": place["Third study (failed)"]}),
        Preset("Older people", {"shown": place["Emsley"]}),
        Preset("All", {"shown": len(TRIALS)}),
        Preset("All, placebo-controlled only", {"shown": len(TRIALS), "set_aside": WITHOUT_PLACEBO}),
    )
    return Explorer(TianeptineTrialsScene, controls, trials_states, presets, ghost=False)
