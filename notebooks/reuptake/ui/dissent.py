"""A note of disagreement to copy: the claim, both verdicts, both reasons, the sources; nothing is sent anywhere."""

import html
from datetime import date

import anywidget
import traitlets

from reuptake.evidence import find, load, reference, references
from reuptake.evidence.markdown import escaped
from reuptake.evidence.transfer import VERDICTS
from reuptake.model.inputs import known
from reuptake.ui.appraise import appraisals, checked_reason
from reuptake.ui.card import show, still
from reuptake.ui.claim import MEANINGS
from reuptake.ui.live import page_text

# As in CITATION.cff, which need not lie beside a copy of the notebooks; a test holds them together.
COURSE, VERSION, RELEASED = "Serotonin reuptake: from synapse to evidence", "0.1.0", "2026-11-26"
TITLE = "A note of disagreement"
ABOUT = (
    "A verdict is a judgement. If yours is another, this button writes a note that you can copy, keep and cite. "
    "Nothing is sent anywhere."
)
WRITE, COPY = "Write the note", "Copy"
LABEL = "The note, in Markdown"
COPIED, NOT_COPIED = "Copied.", "The browser did not copy it: the text is selected, so press Ctrl+C (on a Mac ⌘C)."
NOT_JUDGED = "Judge claim {claim} first; our verdict comes with yours."
NONE_DIFFERS = "There is nothing to disagree about: no verdict of yours differs from ours so far."


class NotePanel(anywidget.AnyWidget):
    """The browser's side of a note: a button, a box with the text, and a button to copy it.

    Attributes
    ----------
    spec : dict
        `title`, `about`, `write`, `copy`, `label`, `copied`, `not_copied`.
    request : dict
        The browser asks for the note: `token`.
    result : dict
        Python's answer: `reply_to`, `note`, `problem`.
    """

    _esm = page_text("dissent.js")
    _css = page_text("card.css")

    spec = traitlets.Dict().tag(sync=True)
    request = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)


class Disagreement:
    """A note on one claim, or on every claim where the reader's last verdict differs from ours.

    Parameters
    ----------
    claim : str, optional
    reason, verdict : str
    on : str
        As `disagree` has them.

    Attributes
    ----------
    panel : NotePanel
    """

    def __init__(self, claim=None, reason="", verdict="", on=""):
        if claim is None and (reason or verdict):
            raise ValueError("claim is None; it must name a claim where a reason or a verdict is given.")
        if claim is not None and not find("claims", id=claim).quote:
            raise ValueError(f"claim is {claim!r}; the article is silent there, so there is no verdict to dispute.")
        known("verdict", verdict, ("", *VERDICTS))
        self._claim, self._reason, self._verdict = claim, checked_reason(reason), verdict
        self._on = on and checked_day(on)
        spec = {"title": TITLE, "about": ABOUT, "write": WRITE, "copy": COPY, "label": LABEL}
        self.panel = NotePanel(spec=spec | {"copied": COPIED, "not_copied": NOT_COPIED})
        self.panel.observe(self._on_request, "request")

    def note(self, on=""):
        """Write the note.

        Parameters
        ----------
        on : str
            The day, such as "2026-11-27"; the one given to `disagree`, else today.

        Returns
        -------
        str
            Markdown that also reads as plain text.

        Raises
        ------
        ValueError
            In a reader's words, where there is nothing to write yet; or if `on` is no day.
        """
        day = checked_day(on or self._on or date.today().isoformat())
        head = [
            f"# {TITLE}", "", f"Course: {COURSE}, version {VERSION} ({RELEASED}).", f"Written on {day}.", "",
            f"The article: {_source('patsnapnd')}", "", "Its claims are given here in the course's words.",
        ]  # fmt: skip
        return "\n".join([*head, *(line for one in self._disputed() for line in _part(*one))]) + "\n"

    def close(self):
        """Take the note off the page."""
        self.panel.close()

    def _disputed(self):
        """Claim, the reader's verdict and reason, for each claim of the note."""
        found = appraisals()
        if self._claim is None:
            ours = {row.id: row.verdict for row in load("claims")}
            differ = [
                (key, one.latest, one.reason)
                for key, one in sorted(found.items())
                if key in ours and one.latest not in (None, ours[key])
            ]
            if not differ:
                raise ValueError(NONE_DIFFERS)
            return differ
        stored = found.get(self._claim)
        verdict = self._verdict or (stored.latest if stored else None)
        if verdict is None:
            raise ValueError(NOT_JUDGED.format(claim=self._claim))
        return [(self._claim, verdict, self._reason or (stored.reason if stored else ""))]

    def _on_request(self, change):
        reply = {"reply_to": change.new.get("token", ""), "note": "", "problem": ""}
        try:
            reply["note"] = self.note()
        except ValueError as refused:
            reply["problem"] = str(refused)
        except Exception as error:
            reply["problem"] = f"This did not work: {type(error).__name__}: {error}"
        self.panel.result = reply

    # ---- how it is shown

    def view(self):
        """The widget to show."""
        return self.panel

    def __repr__(self):
        # Without a day of its own the note would read otherwise tomorrow, and a saved page be out of date.
        if not self._on:
            return f"{TITLE}. {ABOUT}"
        try:
            return self.note()
        except ValueError as refused:
            return f"{TITLE}. {refused}"

    def _repr_mimebundle_(self, **kwargs):
        """What the button does, or the note itself where its day is given; the live view comes by itself."""
        text = html.escape(repr(self))
        note = f'<pre style="white-space:pre-wrap;overflow-wrap:break-word">{text}</pre>'
        page = note if self._on else f"<p>{text}</p>"
        return {"text/html": still(page), "text/plain": repr(self)}

    def _ipython_display_(self):
        show(self)


def disagree(claim=None, reason="", verdict="", on=""):
    """Offer a note of disagreement to copy.

    Parameters
    ----------
    claim : str, optional
        Its id, such as "C22"; every claim where the last stored verdict differs from ours if left out.
    reason : str
        Why, up to 600 characters; the one noted on the card if left out.
    verdict : str
        The reader's; the last one given on the card if left out.
    on : str
        The day to write on the note, such as "2026-11-27"; today's if left out.

    Returns
    -------
    Disagreement

    Raises
    ------
    EvidenceError
        If there is no such claim.
    ValueError
        If a parameter is none of what is allowed.
    """
    return Disagreement(claim, reason, verdict, on)


def _part(claim, verdict, reason):
    """The lines about one claim."""
    row = find("claims", id=claim)
    quoted = [f"> {line}".rstrip() for line in escaped(reason).split("\n")] if reason else ["> (none noted)"]
    same = " (the same)" if verdict == row.verdict else ""
    return [
        "", f"## Claim {claim} (section: {row.section})", "", f"In the course's words: {escaped(row.paraphrase)}.", "",
        f"- The course's verdict: {row.verdict} ({MEANINGS[row.verdict]}).",
        f"- My verdict: {verdict} ({MEANINGS[verdict]}){same}.", "",
        "The course's reason:", "", f"> {escaped(row.why)}.", "", "My reason:", "", *quoted, "",
        "The course's sources:", "", *(f"- {_source(key)}" for key in row.source_key),
        *(f"- in part as cited in: {_source(key)}" for key in row.via_key),
    ]  # fmt: skip


def _source(key):
    """A source in full, in one line; its address stays as it is, the words are escaped."""
    full, link = repr(references(key)).removeprefix("- "), reference(key).link
    before, _, after = full.partition(link) if link else (full, "", "")
    return " ".join(filter(None, [escaped(before), link, escaped(after)]))


def checked_day(on):
    """Check a day.

    Parameters
    ----------
    on : str

    Returns
    -------
    str
        The same, such as "2026-11-27".

    Raises
    ------
    ValueError
        If it is no day.
    """
    try:
        return date.fromisoformat(on).isoformat()
    except (TypeError, ValueError):
        raise ValueError(f"on is {on!r}; it must be a day such as '2026-11-27'.") from None
