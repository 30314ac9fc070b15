"""The card: one thing asked, answered by hand or from Python; Python alone knows what is right."""

import html

import anywidget
import ipywidgets
import traitlets
from IPython.display import display

from reuptake.ui.live import live_view, page_text

SEVERAL = "More than one may be right."
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Card(anywidget.AnyWidget):
    """The browser's side of a question; it holds no answer before one was given.

    Attributes
    ----------
    spec : dict
        `kind` ("one", "many", "number" or "sketch"), `title`, `given` (paragraphs above the question),
        `question`, `note`, `options`, `unit`, `sketch`, `remark` (None, or `label` and `most`, of a box
        for a few words beside the answer), `submit`, `skip` (the text of the button, or "").
    request : dict
        The browser answers: `token`, and `value` and `remark`, or `skip`.
    result : dict
        Python replies: `serial`, `reply_to`, `state`, `final`, `value`, `remark`, `problem`, `verdict`,
        `lines`, `others`, `table`, `curve`, `notice`, `again` (what the button says from now on, or "").
    """

    _esm = page_text("card.js")
    _css = page_text("card.css")

    spec = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)


class Asked:
    """Something asked with a card.

    Parameters
    ----------
    spec : dict
        As `Card.spec`; what is left out is empty.

    Attributes
    ----------
    card : Card
    feedback : str
        What the learner was told last, "" before.
    remark : str
        What was written beside the answer that is being judged.
    """

    def __init__(self, spec):
        empty = {
            "title": "", "given": [], "note": "", "options": [], "unit": "", "sketch": None, "remark": None,
            "submit": "Check", "skip": "",
        }  # fmt: skip
        self._serial, self._token = 0, ""
        self.feedback = self.remark = ""
        self.card = Card(spec=empty | spec)
        self.card.observe(self._on_request, "request")

    # ---- for whoever asks

    def judge(self, value):
        """Store an answer and say what came of it; ValueError, in the learner's words, refuses it.

        `value` is a list of positions, a number, or a list of numbers, as the kind asks for.
        """
        raise NotImplementedError

    def skipped(self):
        """Store that it was skipped, and say what comes now."""
        raise NotImplementedError

    def reply(self, state, *, final=False, value=None, remark=None, verdict="", lines=(), others=(), table=None,
              curve=None, problem="", notice="", again=""):  # fmt: skip
        """Tell the browser what came of an answer; returns the same as text."""
        self._serial += 1
        said = [problem, verdict, *lines, *(" | ".join(row) for row in (table or {}).get("rows", ())), notice]
        self.feedback = "\n".join(filter(None, said))
        self.card.result = {
            "serial": self._serial, "reply_to": self._token, "state": state, "final": final, "value": value,
            "remark": remark, "problem": problem, "verdict": verdict, "lines": list(lines), "others": list(others),
            "table": table, "curve": curve, "notice": notice, "again": again,
        }  # fmt: skip
        return self.feedback

    # ---- what a learner or a notebook does

    def answer(self, value, remark=""):
        """Answer from Python, as the hand does.

        Parameters
        ----------
        value : str, float or list
            The letter or the text of an option (a list of them where several may be right), a
            number, or the numbers of a sketch.
        remark : str
            A few words beside it, where the card has a box for them.

        Returns
        -------
        str
            The feedback.
        """
        self._token, self.remark = "", remark
        try:
            return self.judge(self._understood(value))
        except ValueError as refused:
            return self.reply("open", problem=str(refused))

    def skip(self):
        """Skip it, where the card allows that.

        Returns
        -------
        str
            What comes now.
        """
        self._token = ""
        if not self.card.spec["skip"]:
            return self.reply("open", problem="This question cannot be skipped; leave it open instead.")
        return self.skipped()

    def close(self):
        """Take the card off the page."""
        self.card.close()

    def _on_request(self, change):
        request = change.new
        self._token, self.remark = request.get("token", ""), request.get("remark", "")
        try:
            if request.get("skip"):
                self.skipped()
            else:
                self.judge(request.get("value"))
        except ValueError as refused:
            self.reply("open", problem=str(refused))
        except Exception as error:
            self.reply("open", problem=f"This did not work: {type(error).__name__}: {error}")

    def _understood(self, value):
        """What was written in Python, in the form that the browser sends."""
        kind, options = self.card.spec["kind"], self.card.spec["options"]
        if kind in ("number", "sketch") or value is None:
            return value
        return [_position(one, options) for one in (value if isinstance(value, list | tuple | set) else [value])]

    # ---- how it is shown

    def plain(self):
        """Question and options as text, without the answer."""
        spec = self.card.spec
        lines = [*spec["given"], self._question()]
        lines += [f"  ({letter}) {option}" for letter, option in zip(LETTERS, spec["options"], strict=False)]
        if spec["kind"] == "number":
            lines.append(f"  (a number{', in ' + spec['unit'] if spec['unit'] else ''})")
        if spec["kind"] == "sketch":
            sketch = spec["sketch"]
            places = ", ".join(f"{x:g}" for x in sketch["free"])
            unit = f", {spec['unit']}" if spec["unit"] else ""
            lines.append(f"  (a curve: {sketch['y_label']}{unit}, at {sketch['x_label']} {places})")
        return "\n".join(lines)

    def _question(self):
        """The question, for a page that has no check boxes to show that several may be right."""
        return self.card.spec["question"] + (f" ({SEVERAL})" if self.card.spec["kind"] == "many" else "")

    def still_html(self):
        """Question and options as HTML, for a page without a kernel."""
        spec = self.card.spec
        # Letters as text, since the pages of notebooks turn lettered lists into numbered ones.
        lettered = zip(LETTERS, spec["options"], strict=False)
        options = "".join(f"<li>({letter}) {html.escape(option)}</li>" for letter, option in lettered)
        below = f'<ul style="list-style:none">{options}</ul>' if options else ""
        if not options:
            # Only the first letter: a unit such as nM/s has capitals of its own.
            asked = self.plain().splitlines()[-1].strip(" ()")
            below = f"<p>{html.escape(asked[0].upper() + asked[1:])}.</p>"
        title = f"<p><em>{html.escape(spec['title'])}</em></p>" if spec["title"] else ""
        given = "".join(f"<p>{html.escape(line)}</p>" for line in spec["given"])
        question = html.escape(self._question())
        return f"{title}{given}<p><strong>{question}</strong></p>{below}{self.folded_html()}"

    def folded_html(self):
        """What a page without a kernel folds away: reasons, where there are some."""
        return ""

    def view(self):
        """The widget to show."""
        return self.card

    def __repr__(self):
        return self.plain()

    def _repr_mimebundle_(self, **kwargs):
        """The question as text; a live card comes with `_ipython_display_`."""
        return {"text/html": still(self.still_html()), "text/plain": self.plain()}

    def _ipython_display_(self):
        show(self)


class AskedList:
    """Several things asked, one after another.

    Parameters
    ----------
    asked : sequence of Asked
    empty : str
        What is said where there are none.
    """

    def __init__(self, asked, empty):
        self._asked, self._empty = tuple(asked), empty

    def __len__(self):
        return len(self._asked)

    def __iter__(self):
        return iter(self._asked)

    def __getitem__(self, place):
        return self._asked[place]

    def view(self):
        """The widget to show."""
        return stacked(one.view() for one in self._asked)

    def __repr__(self):
        return "\n\n".join(one.plain() for one in self._asked) or self._empty

    def _repr_mimebundle_(self, **kwargs):
        """All questions as text; the live cards come with `_ipython_display_`."""
        pages = "".join(one.still_html() for one in self._asked) or f"<p>{html.escape(self._empty)}</p>"
        return {"text/html": still(pages), "text/plain": repr(self)}

    def _ipython_display_(self):
        if self._asked:
            show(self)
        else:
            display(self._repr_mimebundle_(), raw=True)


def still(inside):
    """Wrap what a live view hides when it comes.

    Parameters
    ----------
    inside : str
        HTML.

    Returns
    -------
    str
    """
    return f'<div class="rx-still" style="max-width:60em">{inside}</div>'


def show(asked):
    """Show the still page, and after it the live view, which hides the first.

    Parameters
    ----------
    asked : Asked or AskedList
    """
    display(asked._repr_mimebundle_(), raw=True)
    display(live_view(asked, asked.view), raw=True)


def stacked(widgets):
    """Put widgets one under another.

    Parameters
    ----------
    widgets : iterable of ipywidgets.Widget

    Returns
    -------
    ipywidgets.VBox
    """
    return ipywidgets.VBox(tuple(widgets), layout={"width": "100%", "overflow": "visible"})


def _position(one, options):
    """Position of an option given by letter, text or position."""
    if isinstance(one, str):
        word = one.strip()
        if word in options:
            return options.index(word)
        letter = word.strip("().").lower()
        if len(letter) == 1 and letter in LETTERS[: len(options)]:
            return LETTERS.index(letter)
    letters = ", ".join(repr(letter) for letter in LETTERS[: len(options)])
    raise ValueError(f"{one!r} is none of the options; answer with one of {letters}, or with the text of an option.")


def positions(value, count, *, several):
    """Check positions of chosen options, as the browser sends them.

    Parameters
    ----------
    value : object
    count : int
        How many options there are.
    several : bool
        Whether more than one may be chosen.

    Returns
    -------
    list of int
        In rising order, each once.

    Raises
    ------
    ValueError
        In a learner's words.
    """
    if not isinstance(value, list) or not value:
        raise ValueError("Nothing is chosen yet: choose at least one option." if several else "Choose an option first.")
    if not all(type(one) is int and 0 <= one < count for one in value):
        raise ValueError("That is none of the options.")
    if not several and len(set(value)) > 1:
        raise ValueError("Only one option can be chosen here.")
    return sorted(set(value))


def number(value):
    """Check a number that a learner gave.

    Parameters
    ----------
    value : object

    Returns
    -------
    float

    Raises
    ------
    ValueError
        In a learner's words.
    """
    import numpy as np  # only to know its numbers from other things

    if value is None or value is ...:
        raise ValueError("Type a number first.")
    if isinstance(value, bool | np.bool_):
        raise ValueError("A number is needed here, not True or False.")
    if isinstance(value, str | bytes | bytearray):
        raise ValueError("Only the number is needed here, such as 2500 or 2.5: no unit, no quotes, no comma.")
    if isinstance(value, list | tuple | set | dict) or isinstance(value, np.ndarray) and value.ndim:
        raise ValueError("One number is needed here, not several: write 2500 without a comma, 2.5 with a point.")
    try:
        found = float(value)
    except (TypeError, ValueError, ArithmeticError):
        raise ValueError(f"A number is needed here, not a value of type {type(value).__name__}.") from None
    if not np.isfinite(found):
        raise ValueError("A finite number is needed here.")
    return found
