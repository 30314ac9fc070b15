"""The template: a lesson begun from it runs, and fails only the tests that its writer has to satisfy."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from new_notebook import ROOT, appended, checked, main

NAME = "99-a-new-lesson"
LEFT_TO_THE_WRITER = {
    "test_lesson_explains_its_words",
    "test_nothing_of_the_template_is_left",
    "test_lesson_asks_before_it_shows_and_checks_at_the_end",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the course, without its pictures."""
    root = tmp_path_factory.mktemp("course") / "course"
    kept = shutil.ignore_patterns("__pycache__", ".*", "figures", "reference", "slides")
    shutil.copytree(ROOT, root, ignore=kept)
    return root


def python(root, *words):
    """Run Python in the copy, as a contributor does."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "REUPTAKE"))}
    return subprocess.run([sys.executable, *words], cwd=root, env=environment, capture_output=True, text=True)


def test_a_new_lesson_runs_and_only_its_writing_is_left(copy):
    """As docs/CONTRIBUTING.md says: begin it, save it, test it."""
    begun = python(copy, "tests/new_notebook.py", NAME, "What comes after a spike?", "--minutes", "20")
    assert begun.returncode == 0, begun.stderr
    saved = python(copy, "tests/save_notebooks.py", f"{NAME}.ipynb")
    assert saved.returncode == 0, saved.stderr
    compared = python(copy, "-m", "pytest", "-q", "-n0", f"notebooks/{NAME}.ipynb")
    assert compared.returncode == 0 and re.search(r"\d+ passed", compared.stdout), compared.stdout
    form = python(copy, "-m", "pytest", "-q", "-n0", "-rf", "-k", NAME, "tests/test_notebooks.py")
    failed = set(re.findall(rf"^FAILED \S+::(\w+)\[{NAME}\]", form.stdout, re.M))
    assert failed == LEFT_TO_THE_WRITER, form.stdout
    assert int(re.search(r"(\d+) passed", form.stdout)[1]) >= 12
    text = (copy / "notebooks" / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert "# What comes after a spike?" in text and "about 20 minutes" in text
    again = python(copy, "tests/new_notebook.py", NAME, "What comes after a spike?")
    assert again.returncode == 1 and f"{NAME} has it" in again.stderr


def test_data_before_are_left_as_they_are():
    """Adding should change no letter of what was there, in a list and in an object."""
    assert json.loads(appended('[\n  {"a": 1}\n]\n', [{"b": "µ"}])) == [{"a": 1}, {"b": "µ"}]
    text = appended('{\n  "a": [1, 2]\n}\n', {"b": []})
    assert text.startswith('{\n  "a": [1, 2],\n  "b"') and json.loads(text) == {"a": [1, 2], "b": []}


@pytest.mark.parametrize(
    ("name", "question", "minutes", "said"),
    [
        ("topic", "What is it?", 45, "name is 'topic'; it must be two digits"),
        ("99_topic", "What is it?", 45, "name is '99_topic'; it must be"),
        ("03-other", "What is it?", 45, "its number must be free, and 03-reuptake has it"),
        ("99-topic", "A statement", 45, "question is 'A statement'; it must be one line"),
        ("99-topic", 'What is "it"?', 45, "it must be one line of plain text that ends with"),
        ("99-topic", r"What is \n?", 45, "it must be one line of plain text"),
        ("99-topic", "What <is> it?", 45, "it must be one line of plain text"),
        ("99-topic", "What is it?", 90, "minutes is 90; it must be from 5 to 60 minutes"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path, capsys, name, question, minutes, said):
    """Nothing should be written, and the message should name the value and what is allowed."""
    with pytest.raises(ValueError, match=re.escape(said)):
        checked(name, question, minutes, ROOT / "notebooks")
    (tmp_path / "notebooks").mkdir()
    if "free" not in said:
        assert main([name, question, "--minutes", str(minutes)], tmp_path) == 1
        assert "Nothing was written" in capsys.readouterr().err and not list((tmp_path / "notebooks").iterdir())
