"""A file of studies: a belief after each, kept in the progress store, and at the end the whole file beside it."""

import html
from dataclasses import dataclass

import ipywidgets

from reuptake.ui.card import Card, number, show, stacked, still
from reuptake.ui.live import page_text
from reuptake.ui.progress import progress

START = 50
BUTTONS = {"step": 5, "submit": "Store my belief, next study", "back": "Back", "skip": "Show the whole file"}


class BeliefSlider(Card):
    """The browser's side, by the traits of a card.

    Attributes
    ----------
    spec : dict
        `title`, `question`, and as `BUTTONS`.
    request : dict
        `token`, `serial` of the turn seen, and `value` or `act` ("back" or "skip").
    result : dict
        The turn: `serial`, `reply_to`, `heading`, `text`, `value`, `lines`, `back`, `done`, `problem`.
    """

    _esm = page_text("belief.js")


@dataclass(frozen=True)
class Asked:
    """One study after which a belief is asked for.

    Parameters
    ----------
    key : str
        Its name in the progress store.
    heading, text, reading : str
        What it is, what it found, and how the course reads it, which is told after the belief.
    """

    key: str
    heading: str
    text: str
    reading: str


class BeliefFile:
    """Studies one at a time, a belief after each.

    Parameters
    ----------
    key, notebook, title, question : str
        Name in the progress store, the notebook, and what is asked.
    asked : sequence of Asked
    so_far : callable
        Called with how many studies have been told and the beliefs; returns their picture as HTML.
    whole : callable
        Called with the beliefs; returns the explorer that comes on at the end.
    ending : sequence of str
        What is said at the end.

    Attributes
    ----------
    slider : BeliefSlider
    explorer : reuptake.ui.explorer.Explorer or None
    feedback : str
        What the learner was told last.
    """

    def __init__(self, key, notebook, title, question, asked, so_far, whole, ending=()):
        self._key, self._notebook, self._title, self._question = key, notebook, title, question
        self._asked, self._so_far, self._whole, self._ending = tuple(asked), so_far, whole, tuple(ending)
        self._serial, self.explorer = 0, None
        self.slider = BeliefSlider(spec={"title": title, "question": question, **BUTTONS})
        self._picture = ipywidgets.HTML()
        self._box = stacked([self.slider, self._picture])
        stored = {entry.key: entry.value for entry in progress().entries("prediction")}
        self._beliefs = [stored.get(f"{key}/{one.key}") for one in self._asked]
        seen = progress().latest("visit", key) is not None
        self._place = len(self._asked) if seen or None not in self._beliefs else self._beliefs.index(None)
        self._turn()
        self.slider.observe(self._on_request, "request")

    @property
    def beliefs(self):
        """What was believed after each study, in %, None where nothing is stored (tuple)."""
        return tuple(self._beliefs)

    def believe(self, value):
        """Store a belief, 0 to 100 %, and turn to the next study; returns what the learner is told."""
        return self._do({"value": value})

    def back(self):
        """Turn back by one study, from the end to the first without a belief; returns what the learner is told."""
        return self._do({"act": "back"})

    def skip(self):
        """Show the whole file now; returns what the learner is told."""
        return self._do({"act": "skip"})

    def close(self):
        """Take everything off the page."""
        for one in filter(None, (self.slider, self._picture, self._box, self.explorer)):
            one.close()

    def _on_request(self, change):
        self._do(change.new)

    def _do(self, request):
        token, problem = request.get("token", ""), ""
        try:
            # An answer to a turn that is over answers nothing: two quick presses are one.
            if request.get("serial", self._serial) == self._serial:
                self._act(request)
        except ValueError as refused:
            problem = str(refused)
        except Exception as error:
            problem = f"This did not work: {type(error).__name__}: {error}"
        return self._turn(token, problem)

    def _act(self, request):
        act, last = request.get("act"), len(self._asked)
        if act == "back":
            unread = self._place == last and None in self._beliefs
            self._place = self._beliefs.index(None) if unread else max(self._place - 1, 0)
        elif act == "skip":
            self._place = last
        elif self._place < last:
            belief = number(request.get("value"))
            if not 0 <= belief <= 100:
                raise ValueError("A belief goes from 0 to 100 %.")
            name = f"{self._key}/{self._asked[self._place].key}"
            progress().record("prediction", name, belief, notebook=self._notebook)
            self._beliefs[self._place] = belief
            self._place += 1
        if self._place == last:
            progress().record("visit", self._key, notebook=self._notebook)

    def _turn(self, token="", problem=""):
        """Send the study in hand, or the end; returns the same as text."""
        self._serial += 1
        place, done = self._place, self._place == len(self._asked)
        told = [belief for belief in self._beliefs[: place + 1] if belief is not None]
        heading, text, lines = self._words(place, done, told)
        if not problem:
            lines += self._show(done)
        self.slider.result = {
            "serial": self._serial, "reply_to": token, "problem": problem, "heading": heading, "text": text,
            "lines": lines, "value": told[-1] if told else START, "back": place > 0, "done": done,
        }  # fmt: skip
        self.feedback = problem or "\n".join(filter(None, [heading, text, *lines]))
        return self.feedback

    def _words(self, place, done, told):
        notice = filter(None, [progress().notice])
        if done:
            path = f"You began at {told[0]:g} % and ended at {told[-1]:g} %." if told else "You stored no belief."
            return "The whole file", "", [path, *self._ending, *notice]
        one, before = self._asked[place], self._asked[place - 1 : place]
        lines = [f"The study before, {earlier.heading}: {earlier.reading}." for earlier in before]
        return f"Study {place + 1} of {len(self._asked)}: {one.heading}", one.text, [*lines, *notice]

    def _show(self, done):
        """Put the picture beside the words; returns what to say if that fails, as the study has turned all the same."""
        try:
            found = self._whole(self.beliefs) if done else None
            picture = "" if done else self._so_far(self._place, self.beliefs)
        except Exception as error:
            return [f"The picture could not be drawn: {type(error).__name__}: {error}"]
        # The slider keeps its place in the box, or the keyboard would lose it.
        earlier, self.explorer = self.explorer, found
        self._picture.value = picture
        self._box.children = (self.slider, self.explorer.player if done else self._picture)
        if earlier is not None:
            earlier.close()
        return []

    def view(self):
        """The widget to show."""
        return self._box

    def __repr__(self):
        studies = [f"  {one.heading}: {one.text} {one.reading}." for one in self._asked]
        return "\n".join([self._title, self._question, *studies, *self._ending])

    def _repr_mimebundle_(self, **kwargs):
        """Question and studies as text, our readings folded away; the live view comes with `_ipython_display_`."""
        title, question, *lines = (html.escape(line.strip()) for line in repr(self).splitlines())
        studies = "".join(f"<li>{line}</li>" for line in lines[: len(self._asked)])
        ending = "".join(f"<p>{line}</p>" for line in lines[len(self._asked) :])
        folded = f"<details><summary>The studies, and how we read them</summary><ol>{studies}</ol>{ending}</details>"
        page = f"<p><em>{title}</em></p><p><strong>{question}</strong></p>{folded}"
        return {"text/html": still(page), "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)
