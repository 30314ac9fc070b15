"""Spaced recall: two questions from earlier notebooks, chosen by what this learner missed or saw long ago."""

from reuptake.evidence import questions as data
from reuptake.ui.card import AskedList
from reuptake.ui.progress import progress
from reuptake.ui.quiz import QuestionCard


def chosen(notebook, entries, count=2):
    """Choose questions from earlier notebooks.

    First those whose last answer was wrong, the longest ago first; then those never seen, the
    nearest notebook first; then those seen, the longest ago first.

    Parameters
    ----------
    notebook : str
        The notebook that is about to begin, for example "03-reuptake".
    entries : iterable of reuptake.ui.entry.Entry
        All answers so far, in order.
    count : int
        How many at most.

    Returns
    -------
    tuple of reuptake.evidence.items.Question
    """
    last = {entry.key: entry for entry in entries if entry.kind == "answer"}
    earlier = [one for one in data.questions() if one.notebook[:2] < notebook[:2]]

    def rank(place):
        seen = last.get(earlier[place].id)
        if seen is None:
            return 1, -int(earlier[place].notebook[:2]), place
        return 2 if seen.correct else 0, seen.order, place

    return tuple(earlier[place] for place in sorted(range(len(earlier)), key=rank)[:count])


def recall(notebook):
    """Show two questions from earlier notebooks.

    Parameters
    ----------
    notebook : str
        The notebook that is about to begin, for example "03-reuptake".

    Returns
    -------
    AskedList
    """
    found = chosen(notebook, progress().entries("answer"))
    cards = [QuestionCard(one, f"From notebook {one.notebook[:2]}") for one in found]
    return AskedList(cards, empty="There are no questions from earlier notebooks yet.")
