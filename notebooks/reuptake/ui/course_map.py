"""The map of the course: its notebooks, how far a learner is, what to revisit, and where that is stored."""

import base64
import binascii
import html

import anywidget
import traitlets

from reuptake.evidence.questions import objectives, questions
from reuptake.evidence.tables import load
from reuptake.ui.card import show
from reuptake.ui.live import page_text
from reuptake.ui.progress import progress
from reuptake.ui.table import NumbersTable

CAPTION = "The notebooks of this course and your progress; the times are estimates"
HEADER = ("Notebook", "Question", "Time", "State", "Right answers")
FILE_NAME = "serotonin-progress.json"
NOT_KNOWN, NO_QUESTIONS = "not known yet", "no questions yet"
SURE = (
    "This removes all answers, predictions, verdicts, self-assessments and visits, and it cannot be undone. "
    "Forget everything?"
)
_CELL = 'style="text-align:left;vertical-align:top"'


class MapPanel(anywidget.AnyWidget):
    """The browser's side of the map; messages carry what is done, so that no state keeps a file.

    From the browser: `token`, `act` ("save", "load", "forget", "sure" or "keep") and, to load, `data`
    in base64. From Python: `reply_to`, `said`, `problem`, `asks` and `file` (None, or `name` and `data`).

    Attributes
    ----------
    page, about : str
        HTML of the table, and of what is stored where.
    """

    _esm = page_text("course_map.js")
    _css = page_text("course_map.css")

    page = traitlets.Unicode().tag(sync=True)
    about = traitlets.Unicode().tag(sync=True)


class CourseMap:
    """All notebooks with the learner's progress; shown anew, it reads the progress anew.

    Attributes
    ----------
    panel : MapPanel
    feedback : str
        What the learner was told last, "" before.
    """

    def __init__(self):
        self.feedback, self._asked = "", False
        self._acts = {
            "save": self._save,
            "load": self._load,
            "forget": self._ask,
            "sure": self._forget,
            "keep": self._keep,
        }
        self.panel = MapPanel()
        self.panel.on_msg(self._on_message)
        self.refresh()

    def refresh(self):
        """Read the progress and draw the table anew."""
        # The table first: reading it may bring up, or clear, the notice.
        self.panel.page = self._page()
        self.panel.about = self._about()

    def states(self):
        """Say how far the learner is.

        Returns
        -------
        dict of str to str
            "planned", "new", "started" or "done" by the notebook's name.
        """
        return {row.notebook: row.state for row in _rows()}

    def revisit(self):
        """List the objectives with a question that was last answered wrong.

        Returns
        -------
        list of str
            Notebook and objective, in the order of the course.
        """
        return [f"{row.name}: {text}" for row in _rows() for text in row.wrong]

    def close(self):
        """Take the live view off the page."""
        self.panel.close()

    # ---- what the buttons do

    def _on_message(self, _panel, content, _buffers):
        reply = {"reply_to": content.get("token", ""), "said": "", "problem": "", "asks": False, "file": None}
        asked, self._asked = self._asked, False
        try:
            act = self._acts.get(content.get("act"))
            if act is None:
                raise ValueError("This button is not known here; run the cell again.")
            reply |= act(content, asked)
            self.refresh()
        except ValueError as refused:
            reply["problem"] = str(refused)
        except Exception as error:
            reply["problem"] = f"This did not work: {type(error).__name__}: {error}"
        reply["problem"] = " ".join(reply["problem"].split())
        self.feedback = reply["problem"] or reply["said"]
        self.panel.send(reply)

    def _save(self, _content, _asked):
        data = base64.b64encode(progress().export()).decode()
        return {"said": f"Your progress goes to {FILE_NAME}.", "file": {"name": FILE_NAME, "data": data}}

    def _load(self, content, _asked):
        try:
            document = base64.b64decode(content.get("data") or "", validate=True)
        except (TypeError, binascii.Error):
            raise ValueError("This file was not loaded: it did not arrive whole. Please try again.") from None
        try:
            new = progress().merge(document)
        except ValueError as problem:
            raise ValueError(f"This file was not loaded: the {problem}") from problem
        if not new:
            return {"said": "The file was read; it holds nothing that was not here already."}
        return {"said": f"The file was read; {_count(new, 'entry is', 'entries are')} new."}

    def _ask(self, _content, _asked):
        self._asked = True
        return {"asks": True, "said": SURE}

    def _forget(self, _content, asked):
        if not asked:
            raise ValueError("Nothing was forgotten: press 'Forget everything' first.")
        progress().forget()
        notice = progress().notice
        return {"problem": notice} if notice else {"said": "Everything is forgotten."}

    def _keep(self, _content, _asked):
        return {"said": "Nothing was forgotten."}

    # ---- how it is shown

    def _page(self):
        rows = _rows()
        head = "".join(f'<th scope="col" {_CELL}>{html.escape(cell)}</th>' for cell in HEADER)
        body = "".join(row.html() for row in rows)
        table = (
            f'<table><caption style="text-align:left">{html.escape(CAPTION)}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
        # A table wider than the page scrolls in its own frame, by keyboard too.
        frame = f'<div style="overflow-x:auto" role="region" aria-label="Course map" tabindex="0">{table}</div>'
        again = [f"{row.name}: {text}" for row in rows for text in row.wrong]
        label = "<strong>What to revisit:</strong>"
        if not again:
            return f"{frame}<p>{label} Nothing yet</p>"
        return f"{frame}<p>{label}</p><ul>{''.join(f'<li>{html.escape(line)}</li>' for line in again)}</ul>"

    def _about(self):
        store = progress()
        said = (
            "Your answers, predictions, verdicts with what you noted beside them, self-assessments and visits are "
            f"stored in <code>{html.escape(str(store.path))}</code>. Nothing leaves this computer. On Binder, “this "
            "computer” is a server that is thrown away after some idle minutes, and your progress with it: save it as "
            "a file before you leave, and load it when you come back."
        )
        notice = f'<p class="rx-map-notice">{html.escape(store.notice)}</p>' if store.notice else ""
        return f"<p>{said}</p>{notice}"

    def view(self):
        """The widget to show."""
        self.refresh()
        return self.panel

    def __repr__(self):
        rows = _rows()
        table = NumbersTable(CAPTION, HEADER, tuple(row.texts() for row in rows))
        again = [f"{row.name}: {text}" for row in rows for text in row.wrong]
        return "\n".join([repr(table), f"What to revisit: {'; '.join(again) or 'nothing yet'}"])

    def _repr_mimebundle_(self, **kwargs):
        """The table alone; the live view comes with `_ipython_display_`."""
        page = f'<figure class="rx-still" style="margin:0">{self._page()}</figure>'
        return {"text/html": page, "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)


def course_map():
    """Show all notebooks of the course and how far the learner is.

    Returns
    -------
    CourseMap
    """
    return CourseMap()


def standing():
    """Say how many questions of each objective were last answered right.

    Returns
    -------
    dict of (str, str) to (int, int)
        Right answers and questions, by notebook and objective.
    """
    return {(row.notebook, id_): (right, count) for row in _rows() for id_, _, right, count in row.right}


class _Row:
    """One notebook with what was done in it.

    `right` holds id, text, right answers and questions of each objective; `wrong` holds the texts of
    those with a question whose last answer was wrong.
    """

    def __init__(self, notebook, visited, last):
        self.notebook, self.question = notebook.notebook, notebook.question
        self.exists = notebook.exists == "yes"
        self.name = f"{notebook.notebook[:2]} {notebook.title}"
        self.time = NOT_KNOWN if notebook.minutes is None else _count(notebook.minutes, "minute", "minutes")
        asked = [one for one in questions() if one.notebook == self.notebook]
        answered = [one for one in asked if one.id in last]
        self.right, self.wrong = [], []
        for objective in objectives().get(self.notebook, ()):
            ids = [one.id for one in asked if one.objective == objective.id]
            self.right.append((objective.id, objective.text, sum(last.get(id_) is True for id_ in ids), len(ids)))
            if any(last.get(id_) is False for id_ in ids):
                self.wrong.append(objective.text)
        if not self.exists:
            self.state = "planned"
        elif asked and len(answered) == len(asked):
            self.state = "done"
        else:
            self.state = "started" if answered or self.notebook in visited else "new"

    def texts(self):
        """The cells as plain text, objectives by their short names."""
        right = ", ".join(f"{id_} {_score(good, count)}" for id_, _, good, count in self.right)
        return self.name, self.question, self.time, self.state, right or NO_QUESTIONS

    def html(self):
        """The row as HTML, objectives in full."""
        name = html.escape(self.name)
        if self.exists:
            name = f'<a href="{html.escape(self.notebook)}.ipynb">{name}</a>'
        lines = "".join(f"<li>{_score(good, count)}: {html.escape(text)}</li>" for _, text, good, count in self.right)
        right = f'<ul style="margin:0;padding-left:1.2em">{lines}</ul>' if lines else NO_QUESTIONS
        cells = [*map(html.escape, (self.question, self.time, self.state)), right]
        row = "".join(f"<td {_CELL}>{cell}</td>" for cell in cells)
        return f'<tr><th scope="row" {_CELL}>{name}</th>{row}</tr>'


def _rows():
    """All notebooks in order, with what the progress says of them now."""
    entries = progress().entries()
    last = {entry.key: entry.correct for entry in entries if entry.kind == "answer"}
    visited = {entry.notebook for entry in entries}
    return [_Row(notebook, visited, last) for notebook in load("course")]


def _score(right, count):
    return f"{right} of {count}" if count else NO_QUESTIONS


def _count(number, one, several):
    return f"{number} {one if number == 1 else several}"
