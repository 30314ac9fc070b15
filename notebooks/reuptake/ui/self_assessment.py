"""What can I do now? Every objective of the course with the learner's own judgement, and a page of it to print."""

import base64
import html
from datetime import date

import anywidget
import traitlets

from reuptake.evidence import load
from reuptake.evidence.questions import objectives
from reuptake.model.inputs import known
from reuptake.ui.card import show, still
from reuptake.ui.course_map import standing
from reuptake.ui.dissent import COURSE, VERSION, checked_day
from reuptake.ui.live import page_text
from reuptake.ui.progress import progress

KIND = "assessment"
CAN, UNSURE, NOT_YET = "can do", "not sure", "not yet"
LEVELS = (CAN, UNSURE, NOT_YET)
TITLE = "What can I do now?"
ABOUT = (
    "Your own judgement of each objective. It is stored with your answers on the machine that runs Python; nothing "
    "leaves it. Change it as often as you like. Beside an objective stands how many of its questions you last answered "
    "right."
)
OWN = "By my own judgement. Nobody checked it, and it is no certificate."
HEADINGS = {CAN: "I can", UNSURE: "I am not sure whether I can", NOT_YET: "Not yet; to go back to"}
FILES = {"page": ("what-i-can-do.html", "text/html"), "text": ("what-i-can-do.txt", "text/plain")}
_STYLE = "body{font:16px/1.45 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#222}li{margin:0.3em 0}"


class AssessmentPanel(anywidget.AnyWidget):
    """The browser's side; what is done goes by message, so that no state keeps a file.

    From the browser: `token`, `act` ("mark", "page" or "text") and, to mark, `key` and `level`. From Python:
    `reply_to`, `said`, `problem` and `file` (None, or `name`, `type` and `data` in base64). The act "count" asks
    for the present `right` and gets no other answer.

    Attributes
    ----------
    spec : dict
        `title`, `about`, `levels`, `buttons` (pairs of act and text), and `groups`, each `title` and `items`
        with `key` and `text`.
    right : dict of str to str
        How many questions of an objective were last answered right, in words, by key.
    marks : dict of str to str
        Level by key.
    said : str
        How many are marked.
    """

    _esm = page_text("self_assessment.js")
    _css = page_text("card.css")

    spec = traitlets.Dict().tag(sync=True)
    marks = traitlets.Dict().tag(sync=True)
    right = traitlets.Dict().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)


class SelfAssessment:
    """All objectives with the learner's judgement; shown anew, it reads the progress anew.

    Attributes
    ----------
    panel : AssessmentPanel
    """

    def __init__(self):
        self.panel = AssessmentPanel()
        self.panel.on_msg(self._on_message)
        self.refresh()

    def refresh(self):
        """Read the progress anew."""
        groups = [
            {"title": title, "items": [{"key": _key(notebook, one), "text": one.text} for one in found]}
            for notebook, title, found in _notebooks()
        ]
        buttons = [["page", "Save as a page to print"], ["text", "Save as plain text"]]
        spec = {"title": TITLE, "about": ABOUT, "levels": list(LEVELS), "buttons": buttons, "groups": groups}
        self.panel.spec = spec
        self._recount()

    def _recount(self):
        """Read marks and right answers anew; the list of objectives stays."""
        right = standing()
        self.panel.right = {
            _key(notebook, one): _right(right.get((notebook, one.id)))
            for notebook, _, found in _notebooks()
            for one in found
        }
        self.panel.marks, self.panel.said = marks(), _count()

    def mark(self, notebook, objective, level):
        """Judge one objective, as the hand does.

        Parameters
        ----------
        notebook, objective : str
            Such as "03-reuptake" and "cycle".
        level : str
            One of `LEVELS`.

        Returns
        -------
        str
            How many are marked now.

        Raises
        ------
        ValueError
            If there is no such objective or level.
        """
        return self._mark(f"{notebook}/{objective}", level)

    def text(self, on=""):
        """Write the summary as plain text.

        Parameters
        ----------
        on : str
            The day, such as "2026-11-27"; today's if left out.

        Returns
        -------
        str
        """
        head = [f"{TITLE} {COURSE}, version {VERSION}", f"{_day(on)}. {OWN}"]
        body = []
        for heading, lines in _summary():
            body += ["", f"{heading}:", *(f"- {line}" for line in lines)]
        return "\n".join([*head, *body, "", _count()]) + "\n"

    def page(self, on=""):
        """Write the summary as a page of its own, to print.

        Parameters
        ----------
        on : str
            The day; today's if left out.

        Returns
        -------
        str
            HTML.
        """
        parts = [f"<h1>{html.escape(TITLE)}</h1>", f"<p>{html.escape(f'{COURSE}, version {VERSION}. {_day(on)}.')}</p>"]
        parts.append(f"<p>{OWN}</p>")
        for heading, lines in _summary():
            items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
            parts.append(f"<h2>{html.escape(heading)}</h2><ul>{items}</ul>")
        head = f'<meta charset="utf-8"><title>{html.escape(TITLE)}</title><style>{_STYLE}</style>'
        body = "".join(parts) + f"<p>{html.escape(_count())}</p>"
        return f'<!doctype html><html lang="en"><head>{head}</head><body>{body}</body></html>\n'

    def close(self):
        """Take the live view off the page."""
        self.panel.close()

    # ---- what the browser asks

    def _mark(self, key, level):
        known("objective", key, [_key(notebook, one) for notebook, _, found in _notebooks() for one in found])
        known("level", level, LEVELS)
        store = progress()
        store.record(KIND, key, level, notebook=key.partition("/")[0])
        self._recount()
        return " ".join(filter(None, [self.panel.said, store.notice]))

    def _on_message(self, _panel, content, _buffers):
        if content.get("act") == "count":
            self._recount()
            return
        reply = {"reply_to": content.get("token", ""), "said": "", "problem": "", "file": None}
        act = content.get("act")
        try:
            if act == "mark":
                reply["said"] = self._mark(content.get("key"), content.get("level"))
            else:
                name, kind = FILES[known("act", act, FILES)]
                made = self.page() if act == "page" else self.text()
                reply["file"] = {"name": name, "type": kind, "data": base64.b64encode(made.encode()).decode()}
                reply["said"] = f"Your summary goes to {name}."
        except ValueError as refused:
            reply["problem"] = str(refused)
        except Exception as error:
            reply["problem"] = f"This did not work: {type(error).__name__}: {error}"
        self.panel.send(reply)

    # ---- how it is shown

    def view(self):
        """The widget to show."""
        self.refresh()
        return self.panel

    def __repr__(self):
        """The list to tick by hand, with what is marked already."""
        found, lines = marks(), [f"{TITLE} ({', '.join(f'[ ] {level}' for level in LEVELS)})"]
        for notebook, title, some in _notebooks():
            lines.append(title)
            for one in some:
                level = found.get(_key(notebook, one))
                lines.append(f"  {'[x] ' + level if level else '[ ]'} {one.text}")
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kwargs):
        """The list as a table to tick on paper; the live one comes with `_ipython_display_`."""
        found = marks()
        head = "".join(f'<th scope="col">{level}</th>' for level in LEVELS)
        body = ""
        for notebook, title, some in _notebooks():
            body += f'<tr><th colspan="{1 + len(LEVELS)}" style="text-align:left">{html.escape(title)}</th></tr>'
            for one in some:
                boxes = "".join(
                    f"<td>{'☒' if found.get(_key(notebook, one)) == level else '☐'}</td>" for level in LEVELS
                )
                body += f'<tr><td style="text-align:left">{html.escape(one.text)}</td>{boxes}</tr>'
        table = (
            f'<table><caption>{html.escape(TITLE)}</caption><tr><th scope="col">Objective</th>{head}</tr>{body}</table>'
        )
        return {"text/html": still(table), "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)


def self_assessment():
    """Offer every objective of the course to judge oneself by.

    Returns
    -------
    SelfAssessment
    """
    return SelfAssessment()


def marks():
    """Read the learner's last judgement of each objective.

    Returns
    -------
    dict of str to str
        One of `LEVELS` by a key such as "03-reuptake/cycle". Entries that hold anything else are left out.
    """
    found = {entry.key: entry.value for entry in progress().entries(KIND)}
    return {key: level for key, level in found.items() if level in LEVELS}


def _notebooks():
    """Name, title and objectives of each notebook that has some, in the order of the course."""
    rows = [(row.notebook, f"{row.notebook[:2]} {row.title}") for row in load("course")]
    return [(name, title, objectives()[name]) for name, title in rows if name in objectives()]


def _key(notebook, objective):
    return f"{notebook}/{objective.id}"


def _right(found):
    """How many questions were last answered right, "" where there are none."""
    return f"questions right so far: {found[0]} of {found[1]}" if found and found[1] else ""


def _summary():
    """Heading and lines of each level that holds something."""
    found, right, parts = marks(), standing(), {level: [] for level in LEVELS}
    for notebook, title, some in _notebooks():
        for one in some:
            level = found.get(_key(notebook, one))
            if level:
                more = "; ".join(filter(None, [f"notebook {title}", _right(right.get((notebook, one.id)))]))
                parts[level].append(f"{one.text} ({more})")
    return [(HEADINGS[level], lines) for level, lines in parts.items() if lines]


def _count():
    """How many objectives are marked, by level."""
    keys = [_key(notebook, one) for notebook, _, some in _notebooks() for one in some]
    levels = [level for key, level in marks().items() if key in keys]
    by_level = ", ".join(f"{levels.count(level)} {level}" for level in LEVELS)
    return f"Marked: {len(levels)} of {len(keys)} objectives ({by_level})."


def _day(on):
    return checked_day(on) if on else date.today().isoformat()
