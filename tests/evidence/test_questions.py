"""Questions, predictions, exercises and glossary: what is asked is sound, and what is wrong is refused by name."""

import json
import re
import shutil
from collections import Counter

import pytest
from reuptake.evidence import EvidenceError, reference
from reuptake.evidence import questions as data
from reuptake.evidence.bibliography import DATA
from reuptake.evidence.glossary import Glossary, glossary, glossary_link, meaning
from reuptake.evidence.questions import read_exercises, read_objectives, read_predictions, read_questions
from reuptake.evidence.records import STATUSES
from reuptake.model import (
    exercises_claims,
    exercises_drugs,
    exercises_emerging,
    exercises_neurons,
    exercises_reuptake,
    exercises_safety,
    exercises_synapse,
    exercises_uses,
    exercises_watch,
)
from reuptake.model.exercises import CURVES, EXERCISES, NUMBERS

QUESTIONS, PREDICTIONS, EXERCISE_ITEMS = data.questions(), data.predictions(), data.exercises()
ITEMS = QUESTIONS + PREDICTIONS + EXERCISE_ITEMS
CHOICES = [item for item in QUESTIONS + PREDICTIONS if item.options]


@pytest.fixture
def folder(tmp_path):
    """A copy of what is asked, with a function that changes one item of notebook 03 in a file."""
    for name in ("objectives.json", "predictions.json", "exercises.json"):
        shutil.copy(DATA / name, tmp_path)
    shutil.copytree(DATA / "questions", tmp_path / "questions")

    def change(file, place, edit):
        path = tmp_path / file
        items = json.loads(path.read_text(encoding="utf-8"))
        edit([one for one in items if one["notebook"] == "03-reuptake"][place])
        path.write_text(json.dumps(items), encoding="utf-8")
        return tmp_path

    return change


# ---- the course's own items


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_sources_and_objective_resolve(item):
    """Every item should name sources that exist and an objective of its notebook."""
    assert [reference(key).key for key in item.source] == list(item.source)
    assert item.objective in [objective.id for objective in data.objectives()[item.notebook]]
    assert (DATA.parents[1] / f"{item.notebook}.ipynb").exists()


def test_every_objective_is_tested_and_asked_enough():
    """Each objective should have a question; notebook 03 at least six, as its page promises."""
    for notebook, objectives in data.objectives().items():
        asked = Counter(question.objective for question in QUESTIONS if question.notebook == notebook)
        assert set(asked) == {objective.id for objective in objectives}
    assert sum(question.notebook == "03-reuptake" for question in QUESTIONS) >= 6


def test_objectives_stand_in_their_notebooks():
    """An objective should read as on the page that promises it."""
    for notebook, objectives in data.objectives().items():
        cells = json.loads((DATA.parents[1] / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
        page = re.sub(r"\s+", " ", "".join("".join(cell["source"]) for cell in cells))
        for objective in objectives:
            assert objective.text in page


def test_right_answers_are_spread():
    """No position should hold more than half of the right answers."""
    for notebook in data.objectives():
        places = [
            [option.correct for option in item.options].index(True)
            for item in CHOICES
            if item.notebook == notebook and sum(option.correct for option in item.options) == 1
        ]
        assert len(places) == 0 or max(Counter(places).values()) <= len(places) / 2, Counter(places)


@pytest.mark.parametrize("item", CHOICES, ids=lambda item: item.id)
def test_options_are_of_like_length(item):
    """No option should stand out by its length."""
    lengths = [len(option.answer) for option in item.options]
    assert max(lengths) <= 1.8 * min(lengths)


def test_the_longest_option_is_no_hint():
    """The right option should not be the longest more often than about by chance."""
    longest = [max(item.options, key=lambda option: len(option.answer)).correct for item in CHOICES]
    assert sum(longest) <= len(longest) / 2


def test_reasons_do_not_just_repeat():
    """Every option should have a reason of its own that says more than right or wrong."""
    for item in CHOICES:
        reasons = [option.feedback for option in item.options]
        assert len(set(reasons)) == len(reasons) and min(map(len, reasons)) > 30


@pytest.mark.parametrize("item", PREDICTIONS, ids=lambda item: item.id)
def test_predictions_fill_in(item):
    """Every number that a prediction names should be computed."""
    numbers = {name: compute() for name, compute in NUMBERS.items()}
    assert "{" not in item.question.format(**numbers) + item.outcome.format(**numbers)
    if item.type == "numeric":
        assert item.value in NUMBERS
    if item.type == "sketch":
        values = CURVES[item.value](item.sketch.points)
        assert item.sketch.low <= min(values) and max(values) <= item.sketch.high
        assert all(values[item.sketch.points.index(x)] == pytest.approx(y) for x, y in item.sketch.fixed.items())


@pytest.mark.parametrize("item", EXERCISE_ITEMS, ids=lambda item: item.id)
def test_exercises_fill_in_and_mistakes_differ(item):
    """Texts should fill in; no known mistake should pass as right, or as another mistake."""
    computation = EXERCISES[item.value]
    named = computation.named()
    assert "{" not in "".join(text.format(**named) for text in (item.question, item.praise, item.solution))
    assert {mistake.value for mistake in item.mistakes} == set(computation.mistakes)
    values = [named["right"], *(computation.mistake(mistake.value) for mistake in item.mistakes)]
    for place, one in enumerate(values):
        for other in values[place + 1 :]:
            assert one != pytest.approx(other, rel=2 * item.tolerance)


def test_words_agree_with_the_model():
    """Words such as "five times", "half" and "further" in the items should be what the model gives."""
    numbers = {name: compute() for name, compute in NUMBERS.items()}
    assert numbers["times_with_inhibitor"] == pytest.approx(5, abs=0.3)
    assert numbers["half_life_twice_s"] == pytest.approx(numbers["half_life_normal_s"] / 2)
    assert numbers["half_change_nM"] > numbers["twice_change_nM"] > 0
    assert (numbers["charge_half_way"], numbers["charge_at_end"]) == (1, 0)
    assert EXERCISES["inhibitor_for_share"].value() == pytest.approx(4)
    assert EXERCISES["inhibitor_for_share"].named()["free"] == pytest.approx(1 / 5)
    assert EXERCISES["cortex_level"].mistake("transporter_only") == pytest.approx(
        4 * EXERCISES["cortex_level"].inputs()["normal_nM"]
    )


def test_no_two_notebooks_use_one_name():
    """Computations of different notebooks should not hide one another."""
    for kind in ("EXERCISES", "NUMBERS", "CURVES"):
        modules = (
            exercises_neurons, exercises_synapse, exercises_reuptake, exercises_drugs, exercises_uses,
            exercises_emerging, exercises_safety, exercises_claims, exercises_watch,
        )  # fmt: skip
        parts = [getattr(module, kind) for module in modules]
        assert sum(map(len, parts)) == len(set().union(*parts))


def test_numbers_agree_with_the_pictures():
    """Constants here should be those that the explorers use."""
    from reuptake.explore import clearance, knockout
    from reuptake.model import exercises_reuptake as exercises

    assert exercises.vmax_nM_s() == clearance.vmax_nM_s()
    assert exercises.inhibitor_ki(exercises.usual_share()) == clearance.usual_inhibitor_ki()
    for preparation in clearance.KM_PREPARATIONS.values():
        assert exercises.km_nM(preparation) in [clearance.km_nM(choice) for choice in clearance.KM_PREPARATIONS]
    assert exercises.level_nM("striatum", 0) == knockout.level_nM("striatum", 0)


def test_lookup():
    """An item should be found by its id, and a wrong id be refused with what looks like it."""
    assert data.item("question", "03-two-sodium").objective == "cycle"
    with pytest.raises(EvidenceError, match="no question '03-two-sodum'; did you mean 03-two-sodium"):
        data.item("question", "03-two-sodum")


# ---- what is refused

Q3, Q0 = "questions/03-reuptake.json", "questions/00-start-here.json"
NUMERIC = next(n for n, one in enumerate(json.loads((DATA / Q3).read_text())) if one["type"] == "numeric")


def answers(place, **fields):
    return lambda item: item["answers"][place].update(fields)


def ranged(place, limits):
    """Put a range in place of a value."""

    def edit(item):
        item["answers"][place].pop("value")
        item["answers"][place]["range"] = limits

    return edit


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda i: i.update(source=["rudnik2019"]), "03-two-sodium, source: holds 'rudnik2019'.*mean rudnick2019"),
        (lambda i: i.update(source=[]), "source: is empty"),
        (lambda i: i.pop("source"), "source: is missing"),
        (lambda i: i.update(objective="run"), "objective: holds 'run'; the notebook has cycle"),
        (lambda i: i.update(notebook="00-start-here"), "objective: holds|notebook: holds"),
        (lambda i: i.update(notebook="33-other"), "notebook: holds '33-other'"),
        (lambda i: i.update(id="two-sodium"), "id: must begin with 03-"),
        (lambda i: i.update(question=" "), "question: is empty"),
        (lambda i: i.update(type="essay"), "type: holds 'essay'"),
        (lambda i: i.update(colour="red"), "colour: is no field that is known here"),
        (answers(0, correct=False), "answers: has 0 right answers; exactly one is needed"),
        (answers(1, correct=True), "answers: has 2 right answers; exactly one is needed"),
        (answers(1, feedback=""), r"answers\[1\].feedback: is empty"),
        (lambda i: i["answers"][2].pop("feedback"), r"answers\[2\].feedback: is missing"),
        (answers(1, correct="no"), r"answers\[1\].correct: holds 'no'; true or false is needed"),
        (answers(1, answer="All of the above"), r"answers\[1\].answer: holds 'All of the above'; an option must stand"),
        (answers(1, answer="None of these"), "an option must stand"),
        (answers(1, answer="Neither of them"), "an option must stand"),
        (lambda i: i["answers"].pop(), "answers: holds 2 options; at least three are needed"),
        (lambda i: i["answers"].append(dict(i["answers"][1])), "holds the same option twice"),
        (lambda i: i.update(answers="a"), "answers: holds 'a'; a list is needed"),
    ],
)  # fmt: skip
def test_wrong_question(folder, edit, reason):
    """A question that breaks a rule should be refused with its file, id and field."""
    with pytest.raises(EvidenceError, match=reason) as caught:
        read_questions(folder(Q3, 0, edit))
    assert str(caught.value).startswith(Q3)


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda i: i["answers"].pop(), "has no .* with feedback for all other numbers"),
        (answers(0, correct=False), "has no right answer"),
        (answers(0, value=float("nan")), "a finite number is needed"),
        (answers(0, value="half"), "a number is needed"),
        (ranged(1, [3, 1]), "the lower first"),
        (ranged(1, [1]), "two numbers are needed"),
        (ranged(1, [0.1, 0.9]), "calls 0.5 right and wrong"),
        (ranged(0, [0.2, 0.9]), "right and wrong"),
    ],
)
def test_wrong_numeric_question(folder, edit, reason):
    """Ranges should rise, be finite, and not call one number right and wrong."""
    with pytest.raises(EvidenceError, match=reason):
        read_questions(folder(Q3, NUMERIC, edit))


def test_many_choice_may_have_several_right(folder):
    """A many-choice question should be refused only where nothing is right."""

    def nothing_right(item):
        assert item["type"] == "many_choice"
        for answer in item["answers"]:
            answer["correct"] = False

    with pytest.raises(EvidenceError, match="has 0 right answers; one or more are needed"):
        read_questions(folder(Q3, 1, nothing_right))


def test_ids_are_unique(folder):
    """An id should not stand twice, whichever file it stands in."""
    with pytest.raises(EvidenceError, match="03-flood, id: stands 2 times"):
        read_questions(folder(Q3, 0, lambda item: item.update(id="03-flood")))
    with pytest.raises(EvidenceError, match="id: stands 2 times"):
        read_exercises(folder("exercises.json", 0, lambda item: item.update(id="03-half-life")))


@pytest.mark.parametrize(
    ("place", "edit", "reason"),
    [
        (0, lambda i: i.update(outcome=""), "outcome: is empty"),
        (2, lambda i: i.update(tolerance=5), "tolerance: holds 5"),
        (2, lambda i: i.pop("value"), "value: is missing"),
        (4, lambda i: i.update(points=[3, 1, 2]), "points: holds"),
        (4, lambda i: i.update(fixed=[[7, 1]]), "points: holds"),
        (4, lambda i: i.update(start=99), "do not go together"),
    ],
)
def test_wrong_prediction(folder, place, edit, reason):
    """A prediction that cannot be asked or resolved should be refused."""
    with pytest.raises(EvidenceError, match=f"predictions.json, 03-.*{reason}"):
        read_predictions(folder("predictions.json", place, edit))


def test_wrong_exercise_and_objective(folder, tmp_path):
    """A mistake without a hint, an empty file and a broken one should be refused."""
    with pytest.raises(EvidenceError, match=r"exercises.json, 03-apparent-km, mistakes\[0\].hint: is empty"):
        read_exercises(folder("exercises.json", 0, lambda item: item["mistakes"][0].update(hint="")))
    (tmp_path / "exercises.json").write_text("[]", encoding="utf-8")
    with pytest.raises(EvidenceError, match="exercises.json: holds no list of items"):
        read_exercises(tmp_path)
    (tmp_path / "objectives.json").write_text("{", encoding="utf-8")
    with pytest.raises(EvidenceError, match="objectives.json cannot be read"):
        read_objectives(tmp_path)


# ---- the glossary


def test_glossary_lists_each_word_once_with_its_source():
    """Words should be sorted, unique, of one sentence, and say where a finding comes from."""
    terms = glossary().terms
    names = [row.term for row in terms]
    assert names == sorted(set(names), key=str.casefold) and len(names) >= 25
    for row in terms:
        assert row.status in STATUSES and row.meaning.endswith(".") and "\n" not in row.meaning
        assert len(row.meaning) <= 130 and not re.search(r"\. [A-Z]", row.meaning)
        assert (row.status == "derived") == (row.source_key == ("thiscourse",))
    assert repr(glossary()).count("\n") == len(names) - 1
    page = glossary()._repr_html_()
    assert page.count("<tr>") == len(names) + 1 and "Bhat et al. 2021" in page
    assert isinstance(glossary(), Glossary)


def test_glossary_link_carries_the_meaning():
    """A link should show the meaning as hover text; an unknown word should be refused."""
    assert glossary_link("Km", "$K_m$") == f'[$K_m$](00-start-here.ipynb#Glossary "{meaning("Km")}")'
    with pytest.raises(EvidenceError, match="no term 'vesicles'; did you mean vesicle"):
        meaning("vesicles")
