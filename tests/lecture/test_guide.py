"""The teaching guide: its plans add up, and what it names exists as it says."""

import csv
import re
from pathlib import Path

import nbformat
import pytest
from addresses import stated
from reuptake.evidence import load
from reuptake.evidence.questions import objectives, predictions, questions
from reuptake.lecture.__main__ import main
from reuptake.lecture.guide import BEGIN, END, FILE, with_objectives

ROOT = Path(__file__).parents[2]
TEXT = FILE.read_text(encoding="utf-8")
PREDICTIONS, QUESTIONS = {one.id for one in predictions()}, {one.id for one in questions()}
EXPLORERS = ROOT / "notebooks" / "reuptake" / "explore"
PLANS = {"50 minutes": 50, "Three hours": 180}
PLAYABLE = ROOT / "figures" / "playable"


def section(heading):
    """Text from a heading to the next."""
    return re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", TEXT, flags=re.M | re.S)[1]


def table(heading):
    """Rows of the table in a section, as lists of cells."""
    lines = [line for line in section(heading).split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def notebook_text(number):
    (path,) = (ROOT / "notebooks").glob(f"{number}-*.ipynb")
    return "\n\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")


@pytest.mark.parametrize(("heading", "minutes"), PLANS.items())
def test_minutes_add_up(heading, minutes):
    """Each plan should fill its time, and say for each row what to do when time runs short."""
    rows = table(heading)
    assert sum(int(row[0]) for row in rows) == minutes
    assert all(len(row) == 5 and row[1] and row[4] for row in rows)
    assert sum(bool(row[3]) for row in rows) >= len(rows) / 2


def test_named_questions_exist():
    """What is asked should be a question; a star should mark exactly the predictions."""
    plans = [row[3] for plan in PLANS for row in table(plan)]
    asked = re.findall(r"`(\d\d-[\w-]+)`(\\\*)?", "\n".join([*plans, section("Misconceptions to probe")]))
    assert len(asked) > 50
    for name, star in asked:
        assert name in (PREDICTIONS if star else QUESTIONS), f"{name}{'*' if star else ''} is no such question"


@pytest.mark.parametrize("heading", PLANS)
def test_named_pictures_exist(heading):
    """A playable picture should be named by its notebook's number and an explorer that the notebook shows."""
    names = [name for row in table(heading) for name in re.findall(r"`([^`]+)`", row[2])]
    assert len(names) >= 4
    for name in names:
        module = name[3:].replace("-", "_")
        (notebook,) = (ROOT / "notebooks").glob(f"{name[:2]}-*.ipynb")
        assert (EXPLORERS / f"{module}.py").exists() and f"{module}." in notebook.read_text(encoding="utf-8"), name
        assert not PLAYABLE.exists() or (PLAYABLE / f"{name}.html").exists(), name


def test_quoted_claims_are_the_articles():
    """A claim should be quoted as the table has it."""
    claims = {
        row[0]: row[2] for row in csv.reader((ROOT / "notebooks/reuptake/data/claims.csv").open(encoding="utf-8"))
    }
    quoted = re.findall(r'[Cc]laim (C\d\d)[^"]*"([^"]+)"', TEXT)
    assert quoted and all(claims[key] == words for key, words in quoted)


def test_objectives_are_those_of_the_notebooks():
    """The objectives should stand in the guide, in the data and in the notebook's own list alike."""
    assert with_objectives(TEXT) == TEXT, "the guide is stale: run python -m reuptake.lecture guide in notebooks/"
    assert list(objectives()) == [row.notebook for row in load("course")]
    for line in section("Learning objectives").split("\n"):
        if line.startswith("- "):
            number, target, listed = re.match(r"- \*\*\[(\d\d) [^]]+\]\(([^)]+)\)\*\*: (.*)\.$", line).groups()
            told = re.search(r"\*\*Afterwards you can\*\*\n\n((?:\d\. .*\n)+)", notebook_text(number))[1]
            assert [re.sub(r"[;.]$", "", one) for one in re.findall(r"^\d\. (.*)$", told, flags=re.M)] == [
                one for one in re.split(r";? ?\(\d\) ", listed) if one
            ]
            assert (FILE.parent / target).exists()


def test_misconceptions_are_those_of_the_notebooks():
    """Each should be quoted from its notebook's section, with a question that probes it."""
    lines = [line for line in section("Misconceptions to probe").split("\n") if line.startswith("- ")]
    assert [line[4:6] for line in lines] == [f"{n:02}" for n in range(1, 10)]
    for line in lines:
        held = re.search(r"^## .*misconceptions\n(.*?)(?=^## |\Z)", notebook_text(line[4:6]), flags=re.M | re.S)[1]
        pairs = re.findall(r'"([^"]+)" `([\w-]+)`', line)
        assert len(pairs) == line.count('"') / 2 >= 3
        for words, _ in pairs:
            assert f'"{words}"' in held, words


def test_links_lead_somewhere():
    """Links within the repository should name a file; addresses for a class should keep their placeholders."""
    targets = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert targets
    for target in targets:
        assert (FILE.parent / target).exists(), target
    public = stated((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert all(f"{public.owner}" in address and public.name in address for address in re.findall(r"https://\S+", TEXT))
    assert "TEACHING.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_commands_are_known(capsys):
    """Each command of the guide should be one that the package has."""
    with pytest.raises(SystemExit):
        main(["--help"])
    known = capsys.readouterr().out
    for name in set(re.findall(r"python -m reuptake\.lecture (\w+)", TEXT)) - {"slides"}:
        assert name in known


def test_what_is_written_by_hand_stays_short():
    """Without the objectives it should be read in a few minutes."""
    by_hand = TEXT.partition(BEGIN)[0] + TEXT.partition(END)[2]
    assert len(re.findall(r"[\w'’-]+", re.sub(r"`[^`]+`", "", by_hand))) < 1500


def test_marks_are_needed(tmp_path, capsys):
    """A guide without its marks should be refused and left as it is."""
    with pytest.raises(ValueError, match="once each and in this order"):
        with_objectives(TEXT.replace(END, ""))
    with pytest.raises(ValueError, match="once each"):
        with_objectives(TEXT + BEGIN)
    path = tmp_path / "TEACHING.md"
    path.write_text("# Nothing", encoding="utf-8")
    assert main(["guide", str(path)]) == 1 and path.read_text(encoding="utf-8") == "# Nothing"
    assert main(["guide", str(tmp_path / "none.md")]) == 1
    assert capsys.readouterr().err.count("FILE: ") == 2


def test_command_brings_a_guide_up_to_date(tmp_path):
    """What stands between the marks should be replaced, and nothing else."""
    path = tmp_path / "TEACHING.md"
    path.write_text(TEXT.replace("; (2)", "; (2) old"), encoding="utf-8")
    assert main(["guide", str(path)]) == 0 and path.read_text(encoding="utf-8") == TEXT
