"""The part of the teaching guide that follows from the data: what a learner can do after each notebook."""

from pathlib import Path

from reuptake.evidence.questions import objectives
from reuptake.evidence.records import EvidenceError
from reuptake.lecture.bank import notebook_name

FILE = "TEACHING.md"
BEGIN, END = "<!-- objectives: begin; written by `python -m reuptake.lecture guide` -->", "<!-- objectives: end -->"


def objectives_part():
    """Write the objectives of all notebooks.

    Returns
    -------
    str
        Markdown: a line for each notebook, with a link to it.
    """
    lines = []
    for notebook, inside in objectives().items():
        listed = "; ".join(f"({place}) {one.text}" for place, one in enumerate(inside, start=1))
        lines.append(f"- **[{notebook_name(notebook)}](../notebooks/{notebook}.ipynb)**: {listed}.")
    return "\n".join(lines)


def with_objectives(text):
    """Put the objectives between their marks in the guide.

    Parameters
    ----------
    text : str
        The guide.

    Returns
    -------
    str

    Raises
    ------
    EvidenceError
        If the marks are not both there, once each and in this order.
    """
    before, begun, rest = text.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended or BEGIN in rest or END in before + after:
        raise EvidenceError(f"{FILE}: the marks {BEGIN!r} and {END!r} are needed, once each and in this order")
    return f"{before}{BEGIN}\n{objectives_part()}\n{END}{after}"


def write(folder):
    """Bring the guide in a folder up to date.

    Parameters
    ----------
    folder : path
        Where TEACHING.md lies.

    Returns
    -------
    list of pathlib.Path
        What was written.
    """
    path = Path(folder) / FILE
    path.write_text(with_objectives(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    return [path]
