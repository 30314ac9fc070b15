"""What notebook 08 asks: counts that agree with the table, sums done in the head, a fair choice of claims."""

import csv
import json
import re
from collections import Counter

import pytest
from reuptake.evidence import find, load
from reuptake.evidence import questions as items
from reuptake.evidence.bibliography import DATA
from reuptake.explore import absolute, ladder
from reuptake.model.exercises_claims import DOUBLED, EXERCISES, FEW, MANY, NUMBERS, counted

NOTEBOOK = DATA.parents[1] / "08-weighing-claims.ipynb"


def asked_claims():
    """The claims that the notebook gives to judge, in its order."""
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return re.findall(r'"(C\d\d)"', "".join(re.findall(r"^appraise\((.*)\)$", code, flags=re.M)))


def test_counts_are_those_of_the_file():
    """Counted by hand from the file itself: statements have a quote, and each one verdict."""
    with (DATA / "claims.csv").open(newline="", encoding="utf-8") as handle:
        verdicts = Counter(row["verdict"] for row in csv.DictReader(handle) if row["quote"])
    assert "missing" not in verdicts and counted() == sum(verdicts.values())
    assert {verdict: counted(verdict) for verdict in verdicts} == dict(verdicts)
    assert counted("missing") == 0


def test_more_of_a_thousand():
    """Half as many again of 24 should be 12 more, one for every 83 or so."""
    named = EXERCISES["more_of_thousand"].named()
    assert (named["right"], named["with_it"]) == (12, 36) and round(named["needed"]) == 83


def test_share_and_what_mistakes_give():
    """The share should be the supported among the statements; all rows as a base should make it smaller."""
    share = EXERCISES["supported_share"]
    assert share.value() == pytest.approx(100 * counted("supported") / counted())
    assert share.mistake("all_rows") < share.value() < share.mistake("true_core")
    assert share.mistake("rest") + share.value() == pytest.approx(100)


def test_the_right_option_is_what_the_table_gives():
    """Options with a number in their words should agree with the count behind the outcome."""
    (right,) = [one.answer for one in items.item("prediction", "08-supported").options if one.correct]
    assert right.startswith(f"{NUMBERS['statements_supported']()} of")
    assert NUMBERS["uses_above_low"]() == 0, "the card says: not one"
    assert NUMBERS["uses_on_ladder"]() == len(ladder.uses())


def test_the_card_and_the_picture_use_the_same_people():
    """The invented numbers of the card should be presets of the picture that answers it."""
    made, doubled = absolute.explorer(), []
    for preset in made.presets:
        made.preset(preset)
        if made.controls["ratio"] == DOUBLED:
            doubled.append(made.controls["base"])
    assert doubled == [FEW, MANY]
    states = absolute.absolute_states([FEW, MANY], [DOUBLED] * 2)
    assert [one.treated - one.base for one in states] == [NUMBERS["few_more"](), NUMBERS["many_more"]()]


def test_claims_to_judge_are_spread():
    """About fifteen claims, each once: all sections that say something, each verdict twice or more, short quotes."""
    chosen = [find("claims", id=claim) for claim in asked_claims()]
    assert len(chosen) == len({row.id for row in chosen}) == 15
    assert {row.section for row in chosen} == {row.section for row in load("claims") if row.quote}
    verdicts = Counter(row.verdict for row in chosen)
    assert set(verdicts) == {"supported", "oversimplified", "unsupported", "contradicted"}
    assert min(verdicts.values()) >= 2 and all(len(row.quote.split()) <= 12 for row in chosen)
