"""The question bank: every question arrives in every format, as other readers than the writers find it."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bank_readers import read_gift, read_moodle, read_qti
from reuptake.evidence.questions import predictions, questions
from reuptake.lecture.__main__ import main
from reuptake.lecture.bank import BEFORE, COURSE, Choice, Entry, Number, bank, plain
from reuptake.lecture.gift import gift
from reuptake.lecture.moodle import moodle_xml
from reuptake.lecture.qti import qti_zip
from reuptake.lecture.questions import files
from reuptake.model.exercises import NUMBERS

FOLDER = Path(__file__).parents[2] / "figures" / "questions"
STALE = "is stale: run python -m reuptake.lecture questions in notebooks/"
READERS = {
    "moodle": lambda entries: read_moodle(moodle_xml(entries))[0],
    "gift": lambda entries: read_gift(gift(entries)),
    "qti": lambda entries: read_qti(qti_zip(entries))[0],
}
# Signs that mean something in one of the formats, or in the Markdown and HTML that some systems take text for.
HARD = (
    r"a \ b \n c ~ d = e # f #### g { h } i : j :: k -> l // m % n %50% o < p > q & r &lt; s <b>t</b> u ]]> v "
    "[w](x.html) * y * _z_ $1$ “‘’” 5-HT⁺ Kₘ µ ∞ é"
)


def entry(**fields):
    """A made-up entry; what is not given is simple."""
    simple = {
        "id": "03-made-up", "notebook": "03-reuptake", "objective": "cycle", "kind": "one", "graded": True,
        "question": "How many?", "note": "", "sources": ("Somebody (2001).",),
        "choices": (Choice("One", True, 100, "Yes."), Choice("Two", False, 0, "No."), Choice("Six", False, 0, "Nor.")),
    }  # fmt: skip
    return Entry(**simple | fields)


@pytest.fixture(scope="module")
def entries():
    return bank()


@pytest.fixture(scope="module", params=READERS)
def read(request, entries):
    return READERS[request.param](entries)


# ---- known answers


@pytest.mark.parametrize("form", READERS)
def test_hard_signs_arrive_as_they_are(form):
    """Every text should come back sign by sign, wherever it stands."""
    hard = Choice(HARD + "1", True, 100, HARD + "2"), Choice(HARD + "3", False, 0, HARD + "4")
    made = entry(question=HARD, choices=hard, remarks=(HARD + "5",), sources=(HARD + "6",))
    ((name, found),) = READERS[form]([made]).items()
    assert name == "03-made-up" and found.asked == [HARD]
    assert [(text, share, reason) for text, share, reason in found.answers] == [
        (HARD + "1", 100, HARD + "2"),
        (HARD + "3", 0, HARD + "4"),
    ]
    assert found.closing == [HARD + "5", "Sources:", HARD + "6"]


@pytest.mark.parametrize("form", READERS)
def test_numbers_are_judged_as_in_the_notebook(form):
    """A range should hold its lower end and not its upper one; a number by itself should stand alone."""
    numbers = Number(1.38, 1.4, True, "Right."), Number(4, 4, False, "Turned round."), Number(-2, -1, False, "Below.")
    made = entry(kind="number", choices=(), numbers=numbers, otherwise="Else.", note="Answer with a number alone.")
    (found,) = READERS[form]([made]).values()
    assert found.kind == "number"
    judged = {1.38: (100, "Right."), 1.399: (100, "Right."), 1.4: (0, "Else."), 1.37: (0, "Else."),
              4: (0, "Turned round."), 4.01: (0, "Else."), -2: (0, "Below."), -1: (0, "Else.")}  # fmt: skip
    assert {number: found.judge(number) for number in judged} == judged


@pytest.mark.parametrize("form", READERS)
def test_several_right_options_share_the_mark(form):
    """Two right and two wrong of four should give and take a half each."""
    shares = ((True, 50), (False, -50), (True, 50), (False, -50))
    choices = tuple(Choice(f"Option {n}", right, share, f"Reason {n}.") for n, (right, share) in enumerate(shares))
    (found,) = READERS[form]([entry(kind="many", choices=choices)]).values()
    assert found.kind == "many" and [share for _, share, _ in found.answers] == [50, -50, 50, -50]
    assert found.best in (None, 1) and found.everything in (None, 0)


def test_readers_refuse_what_is_wrong():
    """The readers should be able to fail: a sign without its backslash, unsafe HTML, a file that no manifest names."""
    good = gift([entry()])
    with pytest.raises((AssertionError, ValueError)):
        read_gift(good.replace(b"How many?", b"How = many?"))
    with pytest.raises(AssertionError, match="not safe"):
        read_gift(good.replace(b"How many?", b"<script>How many?</script>"))
    with pytest.raises(AssertionError, match="no share"):
        read_moodle(moodle_xml([entry()]).replace(b'"100"', b'"99"'))
    page = io.BytesIO(qti_zip([entry()]))
    with zipfile.ZipFile(page, "a") as package:
        package.writestr("items/more.xml", "<p/>")
    with pytest.raises(AssertionError, match="manifest and package differ"):
        read_qti(page.getvalue())


def test_a_name_stands_once():
    """Two entries of one name should not arrive as one."""
    with pytest.raises(AssertionError, match="stands twice"):
        read_moodle(moodle_xml([entry(), entry()]))


def test_links_become_words():
    """What leads to another page should be left as its words."""
    assert plain("see [notebook 07](07-safety.ipynb), (in brackets)") == "see notebook 07, (in brackets)"


# ---- the whole bank


def test_bank_holds_all_questions_and_predictions(entries):
    """Nothing should be missing but what is sketched, and names should be unique."""
    wanted = [one.id for one in questions()] + [one.id for one in predictions() if one.type != "sketch"]
    assert sorted(one.id for one in entries) == sorted(wanted)
    assert len({one.name for one in entries}) == len(entries)
    assert sum(one.graded for one in entries) == len(questions())
    assert not [one.id for one in entries if "{" in "".join((one.question, *one.remarks))]


def test_texts_of_the_data_are_plain():
    """Items should hold no marks of Markdown or HTML, as the cards and the bank show them as they are."""
    for item in (*questions(), *predictions()):
        texts = [item.question, *(text for one in item.options for text in (one.answer, one.feedback))]
        for text in (*texts, getattr(item, "outcome", "")):
            assert not re.search(r"\*\w|`|</?[a-z]+>|!\[|&\w+;", text), text


def test_every_entry_arrives(read, entries):
    """Question, category, options, numbers, reasons, remarks and sources should be what the bank holds."""
    assert sorted(read) == sorted(one.name for one in entries)
    for one in entries:
        found = read[one.name]
        assert (found.id, found.kind) == (one.id, one.kind)
        assert " ".join(found.asked) == " ".join(one.asked)
        assert found.closing == [*one.remarks, "Sources:", *one.sources]
        assert [(text, reason) for text, _, reason in found.answers] == [(c.text, c.feedback) for c in one.choices]
        for number in one.numbers:
            assert found.judge(number.low) == (100 * number.correct * _counts(found, one), number.feedback)
        if one.numbers:
            assert found.judge(-987654.0) == (0, one.otherwise) and found.right in (None, _middle(one))


def _counts(found, one):
    """Whether right answers are marked: a prediction is not, where the format can say so."""
    return one.graded or found.graded is None or bool(found.ranges)


def _middle(one):
    (right,) = (float(number.middle[0]) for number in one.numbers if number.correct)
    return right


def test_exactly_the_right_options_are_right(read):
    """The right options should be those of the data, found by their text, and make up the whole mark."""
    for item in (*questions(), *predictions()):
        if item.options:
            found = read[item.id] if item in questions() else read[f"{item.id} (before the picture)"]
            right = {text for text, share, _ in found.answers if share > 0}
            assert right == {option.answer for option in item.options if option.correct}
            assert sum(share for _, share, _ in found.answers if share > 0) == pytest.approx(100, abs=1e-3)
            losses = [share for _, share, _ in found.answers if share < 0]
            assert not losses or (found.kind == "many" and sum(losses) == pytest.approx(-100, abs=1e-3))
            assert found.best in (None, pytest.approx(1, abs=1e-5))


def test_predicted_numbers_are_the_computed_ones(read):
    """The model's own number should count as predicted; half and twice it should not."""
    numeric = [one for one in predictions() if one.type == "numeric"]
    assert numeric
    for item in numeric:
        found, right = read[f"{item.id} (before the picture)"], NUMBERS[item.value]()
        assert found.judge(right)[1] == "It came out as you predicted."
        assert found.judge(right / 2)[1] == found.judge(right * 2)[1] == "It came out otherwise."


def test_categories_follow_the_notebooks(entries):
    """Each notebook should have a category, predictions one below it, with the note that goes with all of it."""
    found, about = read_moodle(moodle_xml(entries))
    assert found.keys() == read_gift(gift(entries)).keys()
    for one in entries:
        for read in (found[one.name], read_gift(gift([one]))[one.name]):
            assert read.category == one.category and read.tags == (one.notebook, one.objective)
        assert one.category[0] == COURSE and one.category[1].startswith(one.notebook[:2])
        assert (one.category[-1] == BEFORE) == (not one.graded)
    assert all("not medical advice" in text and "CC BY 4.0" in text for text in about.values())


def test_predictions_are_not_graded(entries):
    """Where a format can say so, a prediction should give no mark."""
    for found in (read_moodle(moodle_xml(entries))[0], read_qti(qti_zip(entries))[0]):
        assert all(found[one.name].graded == one.graded for one in entries)


def test_rubrics_of_the_package(entries):
    """Each section should say that it is education, and that predictions come before the picture."""
    _, rubrics = read_qti(qti_zip(entries))
    assert len(rubrics) == len({one.category for one in entries})
    for (test, _), text in rubrics.items():
        assert "not medical advice" in text and ("before a picture" in text) == test.endswith("predictions")


def test_help_lines_stand_with_the_safety_questions(read):
    """Everybody who answers a question of notebook 07 should read where to turn, with a number to call."""
    safety = [found for found in read.values() if found.id.startswith("07-")]
    assert safety and all("116 123" in found.closing[-_tail(found)] for found in safety)
    assert not [one for one in read.values() if not one.id.startswith("07-") and "116 123" in " ".join(one.closing)]


def _tail(found):
    """How far from the end the last remark stands."""
    return len(found.closing) - found.closing.index("Sources:") + 1


# ---- the files


@pytest.mark.parametrize("name", ["moodle.xml", "gift.txt"])
def test_text_files_are_current(name):
    """The saved files should be what the command writes now."""
    assert (FOLDER / name).read_bytes() == files()[name], f"{name} {STALE}"


def test_package_is_current():
    """The saved package should hold what the command writes now; how it is packed depends on a library."""
    now, saved = (zipfile.ZipFile(io.BytesIO(one)) for one in (files()["qti.zip"], (FOLDER / "qti.zip").read_bytes()))
    assert saved.namelist() == now.namelist() == sorted(now.namelist())
    for name in now.namelist():
        assert saved.read(name) == now.read(name), f"qti.zip, {name}, {STALE}"
    assert {info.date_time for info in saved.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_folder_is_whole_and_small():
    """Nothing should be left over, and all files together should stay under a megabyte."""
    assert {path.name for path in FOLDER.iterdir()} == set(files())
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_two_runs_are_the_same():
    """Nothing of the clock or of chance should be in a file."""
    assert files() == files()


def test_xml_is_read_by_any_reader(entries):
    """Moodle XML should be UTF-8 that says so."""
    content = moodle_xml(entries)
    assert content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert len(ET.fromstring(content).findall("question")) == len(entries) + len({one.category for one in entries})


def test_command_writes_the_files(tmp_path, capsys):
    """The command should make the folder and say what it wrote."""
    assert main(["questions", str(tmp_path / "new")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == files()
    assert capsys.readouterr().out.count("wrote ") == 3


def test_command_says_what_is_in_the_way(tmp_path, capsys):
    """A file where the folder should be is to be named, not to end in a traceback."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["questions", str(tmp_path / "file")]) == 1
    assert "FOLDER: " in (said := capsys.readouterr().err) and "cannot be written to" in said


def test_entry_of_several_notebooks_is_sorted(entries):
    """Notebooks should come in order, in each the questions first."""
    order = [(one.notebook, not one.graded) for one in entries]
    assert order == sorted(order) and replace(entries[0], graded=False).category[-1] == BEFORE
