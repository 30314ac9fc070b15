"""Appraise a claim: the reader's verdict first, then ours beside it; it is kept, and may be given again."""

import html
from dataclasses import dataclass

from reuptake.evidence.transfer import VERDICTS, transfer_claim, transfer_claims
from reuptake.ui.card import LETTERS, Asked, AskedList, positions
from reuptake.ui.claim import MEANINGS, ClaimBox
from reuptake.ui.progress import progress

KIND, NOTEBOOK = "appraisal", "08-weighing-claims"
LONGEST_REASON = 600
NOTE = "Judge first: our verdict comes when you have given yours."
THE_DRUGS = "“The drugs” are the so-called serotonin reuptake stimulants."
ASKS = "Which verdict does the evidence carry?"
INVENTED = "Invented for practice: the product, the people and the numbers do not exist."
NO_REASON = "You noted none."
OURS = "Our verdict"


@dataclass(frozen=True)
class Appraisal:
    """What a reader made of one claim.

    Parameters
    ----------
    first : str or None
        The verdict given before ours was shown; None if ours was shown first.
    latest : str or None
        The last verdict; None if there is none yet.
    reason : str
        What was noted with the last verdict, "" if nothing was.
    """

    first: str | None
    latest: str | None
    reason: str


def appraisals():
    """Read what was judged or skipped so far.

    Returns
    -------
    dict of str to Appraisal
        By the claim's id, such as "C22"; a claim whose card was never answered is not there. Entries
        that hold no verdict known here are left out.
    """
    found = {}
    for entry in progress().entries(KIND):
        value = entry.value if isinstance(entry.value, dict) else {}
        verdict, reason = value.get("verdict", ""), value.get("reason", "")
        if verdict not in (None, *VERDICTS) or not isinstance(reason, str):
            continue
        first = found[entry.key].first if entry.key in found else verdict
        found[entry.key] = Appraisal(first, verdict, reason)
    return found


def checked_reason(reason):
    """Check what a reader noted.

    Parameters
    ----------
    reason : str

    Returns
    -------
    str
        The same without space at its ends.

    Raises
    ------
    ValueError
        In a reader's words, if it is no text or longer than 600 characters.
    """
    if not isinstance(reason, str):
        raise ValueError(f"A reason is a text, not a value of type {type(reason).__name__}.")
    found = reason.strip()
    if len(found) > LONGEST_REASON:
        raise ValueError(f"A reason may have {LONGEST_REASON} characters; this one has {len(found)}.")
    return found


class AppraisalCard(Asked):
    """One claim to judge; the browser knows nothing of our verdict before the reader has judged or skipped.

    Parameters
    ----------
    key : str
        Name in the progress store.
    title, note : str
    given : sequence of str
        What is known before the question.
    question : str
    verdict, why : str
        Ours.
    sources : str
        "" where there are none.
    reasons : dict of str to str, optional
        For each verdict why it fits or does not.
    """

    def __init__(self, key, title, given, question, verdict, why, sources="", reasons=None, note=NOTE):
        self.key, self._verdict, self._why = key, verdict, why
        self._sources, self._reasons = sources, reasons or {}
        super().__init__(
            {
                "kind": "one",
                "title": title,
                "given": list(given),
                "question": question,
                "note": note,
                "options": [f"{word}: {MEANINGS[word]}" for word in VERDICTS],
                "remark": {"label": "Your reason, if you want to note one", "most": LONGEST_REASON},
                "submit": "Judge",
                "skip": "Skip and show our verdict",
            }
        )
        found = self.stored
        if found is not None:
            self._tell(found)

    @property
    def stored(self):
        """What the reader made of the claim so far (Appraisal or None)."""
        return appraisals().get(self.key)

    def answer(self, value, reason=""):
        """Judge from Python, as the hand does.

        Parameters
        ----------
        value : str
            A verdict such as "unsupported", or its letter.
        reason : str
            Optional, up to 600 characters.

        Returns
        -------
        str
            The feedback.
        """
        return super().answer(self._option(value), reason)

    def judge(self, value):
        """Store a verdict with its reason, and set ours beside it."""
        (place,) = positions(value, len(VERDICTS), several=False)
        return self._record(VERDICTS[place], checked_reason(self.remark))

    def skipped(self):
        """Store that ours was shown without a verdict; where there is one already, nothing changes."""
        return self.feedback if self.stored else self._record(None, "")

    def folded_html(self):
        """Our verdict with its reasons, folded away, for a page without a kernel."""
        lines = [f"<strong>{self._verdict}</strong>: {html.escape(MEANINGS[self._verdict])}."]
        lines += [html.escape(line) for line in (f"{self._why}.", self._sources) if line]
        page = "".join(f"<p>{line}</p>" for line in lines)
        items = "".join(f"<li>{html.escape(f'{word}: {why}')}</li>" for word, why in self._reasons.items())
        return f"<details><summary>{OURS}</summary>{page}{f'<ul>{items}</ul>' if items else ''}</details>"

    # ---- from a verdict to what is shown

    def _option(self, value):
        """The text of the option that a bare verdict means."""
        word = value.strip().lower() if isinstance(value, str) else value
        return self.card.spec["options"][VERDICTS.index(word)] if word in VERDICTS else value

    def _record(self, verdict, reason):
        store = progress()
        store.record(KIND, self.key, {"verdict": verdict, "reason": reason}, notebook=NOTEBOOK)
        return self._tell(self.stored, store.notice)

    def _tell(self, found, notice=""):
        """Say both verdicts and both reasons, and how the reader may go on."""
        if found.latest is None:
            return self.reply(
                "skipped", verdict=f"You gave no verdict. We: {self._verdict}; a verdict is a judgement.",
                lines=[f"Our reason: {self._why}.", *filter(None, [self._sources])], notice=notice, again="Judge",
                others=self._other_reasons(None),
            )  # fmt: skip
        same = "We agree" if found.latest == self._verdict else "We differ"
        return self.reply(
            "stored",
            value=[VERDICTS.index(found.latest)],
            remark=found.reason,
            verdict=f"You: {found.latest}. We: {self._verdict}. {same}; a verdict is a judgement.",
            lines=[*self._history(found), *self._own_reason(found.latest)],
            others=self._other_reasons(found.latest),
            table={
                "caption": "The reasons side by side",
                "header": ["Your reason", "Our reason"],
                "rows": [[found.reason or NO_REASON, f"{self._why}. {self._sources}".strip()]],
            },
            notice=notice,
            again="Judge again",
        )

    def _history(self, found):
        if found.first is None:
            return ["You had seen our verdict when you judged."]
        return [f"Before you saw ours you said: {found.first}."] if found.first != found.latest else []

    def _own_reason(self, verdict):
        return [f"On “{verdict}”: {self._reasons[verdict]}"] if self._reasons else []

    def _other_reasons(self, verdict):
        return [
            [f"({letter}) {word}", self._reasons[word]]
            for letter, word in zip(LETTERS, VERDICTS, strict=False)
            if word in self._reasons and word != verdict
        ]


def appraise(claims):
    """Ask for a verdict on claims of the article, and then show ours.

    Parameters
    ----------
    claims : str or sequence of str
        Ids in the table `claims`, such as "C22".

    Returns
    -------
    AppraisalCard or AskedList
        One card for one id; for a list the cards one after another.

    Raises
    ------
    EvidenceError
        If there is no such claim.
    ValueError
        If the article is silent there, so that there are no words to judge.
    """
    if isinstance(claims, str):
        return _claim_card(claims)
    ids = tuple(claims)
    cards = [_claim_card(one, f"{place} of {len(ids)}: ") for place, one in enumerate(ids, start=1)]
    return AskedList(cards, empty="There are no claims to judge here.")


def _claim_card(claim, place=""):
    box = ClaimBox(claim)
    row = box.row
    if not row.quote:
        raise ValueError(f"claims is {claim!r}; the article is silent there, so there are no words to judge.")
    return AppraisalCard(
        claim,
        title=f"{place}Claim {claim}, section “{row.section}”",
        given=[f"In our words: {row.paraphrase}."],
        question=f"The article says: “{row.quote}”. {ASKS}",
        verdict=row.verdict,
        why=row.why,
        sources=f"Sources: {box.sources} (our judgement; claim {claim}).",
        note=f"{NOTE} {THE_DRUGS}" if "the drugs" in row.paraphrase.lower() else NOTE,
    )


def transfer(key=None):
    """Ask for a verdict on invented claims about other things, each with invented evidence.

    Parameters
    ----------
    key : str, optional
        The id of one, such as "T1"; all three if left out.

    Returns
    -------
    AskedList or AppraisalCard

    Raises
    ------
    EvidenceError
        If there is no such claim.
    """
    if key is not None:
        return _transfer_card(transfer_claim(key))
    every = transfer_claims()
    cards = [_transfer_card(one, f" {place} of {len(every)}") for place, one in enumerate(every, start=1)]
    return AskedList(cards, empty="There are no claims for practice.")


def _transfer_card(one, place=""):
    return AppraisalCard(
        one.id,
        title=f"Practice{place}: {one.topic}",
        given=[INVENTED, *one.evidence],
        question=f"The claim: “{one.claim}” {ASKS}",
        verdict=one.verdict,
        why=one.why,
        reasons=one.reasons,
    )
