"""What changed? Two made-up snapshots compared record by record, with the rules that tell news from noise."""

from dataclasses import replace
from functools import cache

from reuptake.draw.what_changed import ASIDE, NEWS, SAME, UNKNOWN, Field, Seen, WhatChangedScene, WhatChangedState
from reuptake.explore.ranges import sources, together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer
from reuptake.watch import compare, demonstration
from reuptake.watch.snapshot import MADE_UP_NOTE
from reuptake.watch.words import named, sentence, shown

SOURCES = ("clinicaltrialsgov2026", "europepmc2026")
NO_NEWS, COUNTS = "no news", "news"
DATES = (NO_NEWS, COUNTS)
WHOLE, BROKEN = "complete", "broke off"
ANSWERS = (WHOLE, BROKEN)
TOUCHED = "last_update"
ABSENT = "not there"
# Why a field that differs is no news; the watch's own rules name only those that are.
_NO_NEWS_WHY = {TOUCHED: "set aside: only a date", "title": "set aside: only wording", "types": "set aside: said above"}


@cache
def keys():
    """The records of both snapshots: studies first, then articles.

    Returns
    -------
    tuple of str
    """
    old, new = demonstration()
    return tuple(sorted({*old.records, *new.records}, key=lambda key: ("STUDY" not in key, key)))


@cache
def records(dates, answer):
    """Compare the two snapshots under the given rules.

    Parameters
    ----------
    dates : str
        A member of `DATES`: what a touched date counts as.
    answer : str
        A member of `ANSWERS`: whether the newer snapshot is complete.

    Returns
    -------
    tuple of reuptake.draw.what_changed.Seen
        In the order of `keys`.
    """
    old, new = demonstration()
    changes = compare(old, replace(new, complete=answer == WHOLE))
    return tuple(_seen(key, old.records.get(key), new.records.get(key), changes, dates == COUNTS) for key in keys())


def _seen(key, before, after, changes, dates_count):
    """One record with its fields, its kind and what is told of it."""
    title = (after or before)["title"]
    news = [change for change in changes.changed if change.key == key]
    aside = [change for change in changes.set_aside if change.key == key]
    if dates_count:
        news += [change for change in aside if change.field == TOUCHED]
        aside = [change for change in aside if change.field != TOUCHED]
    fields = _fields(before, after, {change.field for change in news}, {change.field for change in aside})
    if before is None:
        return Seen(key, title, fields, NEWS, "It is new.")
    if after is None:
        # What the watch reports as removed, it reports only where both snapshots are complete.
        gone = any(item.key == key for item in changes.removed)
        lost = "It is not in the newer snapshot, which broke off: whether it is gone cannot be known."
        return Seen(key, title, fields, NEWS if gone else UNKNOWN, "It is no longer found." if gone else lost)
    if news:
        said = "; ".join(sentence(change) for change in news)
        return Seen(key, title, fields, NEWS, f"It {said}." if said.startswith(("was", "has")) else f"Its {said}.")
    if aside:
        what = " and ".join("a date" if change.field == TOUCHED else "the wording" for change in aside)
        return Seen(key, title, fields, ASIDE, f"Only {what} changed: set aside as no news.")
    return Seen(key, title, fields, SAME, "Nothing changed.")


def _fields(before, after, news, aside):
    """The fields in the order of the newer record; a title that stayed stands above the table."""
    rows = []
    for name in after or before:
        texts = [ABSENT if one is None else shown(name, one[name]) for one in (before, after)]
        kind = NEWS if name in news else ASIDE if name in aside else SAME
        why = {NEWS: NEWS, ASIDE: _NO_NEWS_WHY.get(name, ASIDE), SAME: SAME if before and after else "–"}[kind]
        if name != "title" or kind != SAME:
            rows.append(Field(named(name), *texts, kind, why))
    return tuple(rows)


def what_changed_states(step, dates, answer):
    """State of the picture for each setting.

    Parameters
    ----------
    step : sequence of int
        Records looked at, from 0.
    dates : sequence of str
        Members of `DATES`.
    answer : sequence of str
        Members of `ANSWERS`.

    Returns
    -------
    list of WhatChangedState

    Raises
    ------
    ValueError
        If a value is out of range or unknown, or the lists are not equally long.
    """
    together(step=step, dates=dates, answer=answer)
    checked("step", whole("step", step), "records", high=len(keys()))
    days = tuple(snapshot.day for snapshot in demonstration())
    states = []
    for count, what, how in zip(step, dates, answer, strict=True):
        found = records(known("dates", what, DATES), known("answer", how, ANSWERS))
        states.append(WhatChangedState(int(count), found, what == COUNTS, how == WHOLE, days, MADE_UP_NOTE))
    return states


def explorer():
    """Make the explorer.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    count, place = len(keys()), {key: step for step, key in enumerate(keys(), start=1)}
    rules = f"The rules are ours. Fields as in: {sources(SOURCES)}."
    controls = (
        Control(
            "step", "Record", tuple(range(count + 1)), start=0, kind="steps",
            note=lambda step: f"{step} of {count}" if step else "none yet", source=f"Made up for the lesson. {rules}",
        ),
        Control("dates", "A new date of last update counts as", DATES, start=NO_NEWS, kind="choice", source=rules),
        # A later card asks what a broken answer means, so this rule stands behind a fold.
        Control("answer", "The newer snapshot", ANSWERS, start=WHOLE, kind="choice", source=rules, further=True),
    )  # fmt: skip
    presets = (
        Preset("A study that stopped", {"step": place["MADEUP-STUDY-01"]}),
        Preset("One date", {"step": place["MADEUP-STUDY-03"]}),
        Preset("Not there any more", {"step": place["MADEUP-STUDY-05"]}),
        Preset("All records", {"step": count}),
        Preset("All, with dates", {"step": count, "dates": COUNTS}, "A new date of last update counts as news"),
    )
    return Explorer(WhatChangedScene, controls, what_changed_states, presets, ghost=False)
