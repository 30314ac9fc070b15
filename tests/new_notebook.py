"""Begin a new lesson from the template: its notebook and its entries in the data files.

    python tests/new_notebook.py 10-my-topic "What is my question?"

Writes notebooks/10-my-topic.ipynb, and adds objectives, questions, a prediction and a line of the
course's table to notebooks/reuptake/data. docs/CONTRIBUTING.md says how to go on.
"""

import argparse
import csv
import io
import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def checked(name, question, minutes, notebooks):
    """Refuse a name or a question that the course could not take.

    Raises
    ------
    ValueError
    """
    if not re.fullmatch(r"\d\d(-[a-z0-9]+)+", name):
        raise ValueError(f"name is {name!r}; it must be two digits and words, as in '10-my-topic'.")
    taken = sorted(path.stem for path in notebooks.glob(f"{name[:2]}-*.ipynb"))
    if taken:
        raise ValueError(f"name is {name!r}; its number must be free, and {taken[0]} has it.")
    if not re.fullmatch(r"[^\x00-\x1f\"\\*_`#|<>]{5,120}\?", question):
        raise ValueError(f"question is {question!r}; it must be one line of plain text that ends with '?'.")
    if not 5 <= minutes <= 60:
        raise ValueError(f"minutes is {minutes}; it must be from 5 to 60 minutes.")


def appended(text, items):
    """Add items to a JSON list or object, and leave the text before them as it is.

    Parameters
    ----------
    text : str
    items : list or dict
        As the whole is.

    Returns
    -------
    str
    """
    inner = json.dumps(items, ensure_ascii=False, indent=2)[1:-1].rstrip()
    return f"{text.rstrip()[:-1].rstrip()},{inner}\n{text.rstrip()[-1]}\n"


def new_files(name, question, minutes, root):
    """What is to be written, by path; nothing is written yet."""
    template, data = root / "docs" / "template", root / "notebooks" / "reuptake" / "data"

    def read(path):
        return path.read_text(encoding="utf-8")

    def filled(text):
        whole = text.replace("NN-lesson", name).replace("NN-", f"{name[:2]}-")
        return whole.replace("THE QUESTION?", question).replace("THE TIME", str(minutes))

    given = json.loads(filled(read(template / "data.json")))
    title = name[3:].replace("-", " ").capitalize()
    row = {"notebook": name, "title": title, "question": question, **given["course"], "minutes": minutes}
    table = read(data / "course.csv")
    line = io.StringIO()
    csv.DictWriter(line, table.splitlines()[0].split(","), lineterminator="\n").writerow(row)
    return {
        root / "notebooks" / f"{name}.ipynb": filled(read(template / "lesson.ipynb")),
        data / "questions" / f"{name}.json": json.dumps(given["questions"], ensure_ascii=False, indent=2) + "\n",
        data / "predictions.json": appended(read(data / "predictions.json"), given["predictions"]),
        data / "objectives.json": appended(read(data / "objectives.json"), {name: given["objectives"]}),
        data / "course.csv": f"{table.rstrip()}\n{line.getvalue()}",
    }


def main(words=None, root=ROOT):
    """Begin a lesson; returns 0 if it was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("name", help="file name without its ending, as 10-my-topic")
    options.add_argument("question", help="the lesson's title, as a question")
    options.add_argument("--minutes", type=int, default=45, help="time that it takes (default 45)")
    given = options.parse_args(words)
    try:
        checked(given.name, given.question, given.minutes, root / "notebooks")
        files = new_files(given.name, given.question, given.minutes, root)
    except (ValueError, OSError) as refused:
        print(f"Nothing was written: {refused}", file=sys.stderr)
        return 1
    for path, text in files.items():
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(root).as_posix()}")
    print(f"Next: python tests/save_notebooks.py {given.name}.ipynb")
    return 0


if __name__ == "__main__":
    sys.exit(main())
