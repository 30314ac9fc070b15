"""Agreement: a reader's stored verdicts beside ours, section by section; ours stay hidden until a claim is judged."""

from functools import partial

from reuptake.draw.agreement import AgreementScene, AgreementState, Judged
from reuptake.evidence import find, load
from reuptake.evidence.transfer import VERDICTS
from reuptake.explore.ranges import together
from reuptake.model.inputs import checked, known, whole
from reuptake.ui.appraise import appraisals
from reuptake.ui.controls import Control, Preset
from reuptake.ui.explorer import Explorer

SOURCES = ("patsnapnd", "thiscourse")
YOURS, EXAMPLE = "your own verdicts", "example: an invented reader"
# A page without Python knows nobody's verdicts.
PLAYABLE_START = "Example: an invented reader"


def chosen(claims=None):
    """Look up the claims to show, in the article's order.

    Parameters
    ----------
    claims : sequence of str, optional
        Ids such as "C22"; every claim of the article if left out.

    Returns
    -------
    tuple of reuptake.evidence.Record
        Rows of the table `claims`.

    Raises
    ------
    EvidenceError
        If there is no such claim.
    ValueError
        If the list is empty or holds a claim twice, or one that the article does not make.
    """
    if claims is None:
        return tuple(row for row in load("claims") if row.quote)
    ids = list(claims)
    silent = [one for one in ids if not find("claims", id=one).quote]
    if silent or not ids or len(set(ids)) < len(ids):
        why = f"the article is silent on {silent[0]}" if silent else "it holds none, or one twice"
        raise ValueError(f"claims is {claims!r}; {why}; it must be a list of different claims of the article.")
    return tuple(row for row in load("claims") if row.id in ids)


def judged_claims(rows, found):
    """Set what a reader made of claims beside our verdicts.

    Parameters
    ----------
    rows : sequence of reuptake.evidence.Record
        As `chosen` gives them.
    found : dict of str to reuptake.ui.appraise.Appraisal
        By claim.

    Returns
    -------
    tuple of Judged
        The reader's verdict is the first one, given before ours was shown; ours is hidden where the
        reader has neither judged nor skipped.
    """
    return tuple(_judged(row, found.get(row.id)) for row in rows)


def _judged(row, appraisal):
    claim = Judged(row.id, row.section, row.paraphrase)
    if appraisal is None:
        return claim
    note = "" if appraisal.latest in (None, appraisal.first) else f"later {appraisal.latest}"
    return Judged(row.id, row.section, row.paraphrase, appraisal.first, row.verdict, note)


def invented_claims(rows):
    """Make up a reader, claims and verdicts in the same layout; nothing real is in it.

    Parameters
    ----------
    rows : sequence of reuptake.evidence.Record
        Only how many there are in each section counts.

    Returns
    -------
    tuple of Judged
    """
    sections = list(dict.fromkeys(row.section for row in rows))
    made = []
    for place, row in enumerate(rows):
        turn = place // 2
        ours = VERDICTS[(3 * turn + turn // 4) % len(VERDICTS)]
        theirs = ours if turn % 2 else VERDICTS[(turn // 2) % len(VERDICTS)]
        name, section = f"invented claim {place + 1}", f"section {'ABCDEFGHIJKLMN'[sections.index(row.section)]}"
        # Every other is left open: readers judge some claims only, and the example shows empty pairs, too.
        pair = (None, None) if place % 2 else (theirs, ours)
        made.append(Judged(name, section, "nobody makes this claim", *pair))
    return tuple(made)


def agreement_states(claim, reader, claims=None, found=None):
    """State of the picture for each setting.

    Parameters
    ----------
    claim : sequence of int
        The claim in hand, counted from 1.
    reader : sequence of str
        `YOURS` or `EXAMPLE`.
    claims : sequence of str, optional
        As for `chosen`.
    found : dict of str to reuptake.ui.appraise.Appraisal, optional
        What was judged; read from the progress store if left out.

    Returns
    -------
    list of AgreementState

    Raises
    ------
    ValueError
        If the lists differ in length, or a setting is not one that there is.
    """
    together(claim=claim, reader=reader)
    rows = chosen(claims)
    checked("claim", whole("claim", claim, low=1), "as the number of a claim", low=1, high=len(rows))
    for who in reader:
        known("reader", who, (YOURS, EXAMPLE))
    own = judged_claims(rows, appraisals() if found is None else found)
    made = invented_claims(rows)
    return [
        AgreementState(made if who == EXAMPLE else own, int(number) - 1, who == EXAMPLE)
        for number, who in zip(claim, reader, strict=True)
    ]


def explorer(claims=None):
    """Make the explorer; it reads the stored verdicts when it is made and when it is asked for new frames.

    Parameters
    ----------
    claims : sequence of str, optional
        The claims to show, such as those of a lesson; every claim of the article if left out.

    Returns
    -------
    reuptake.ui.explorer.Explorer
    """
    count = len(chosen(claims))
    controls = (
        Control(
            "claim",
            "Claim in hand",
            tuple(range(1, count + 1)),
            start=1,
            kind="steps",
            note=lambda number: f"{number} of {count}",
            source="The claims in the order of the article. Your verdict is the first that you gave, before ours was "
            "shown. Verdicts have no order: another word counts as different, however near it may seem. Run the cell "
            "again after judging more.",
        ),
        Control(
            "reader",
            "Whose verdicts",
            (YOURS, EXAMPLE),
            start=YOURS,
            kind="choice",
            source="Yours are read from your progress file. In the example reader, claims and verdicts are invented, "
            "so that it gives none of ours away.",
        ),
    )
    presets = (
        Preset(PLAYABLE_START, {"reader": EXAMPLE}),
        Preset("Example: another verdict", {"reader": EXAMPLE, "claim": 5}),
    )
    return Explorer(
        AgreementScene, controls, partial(agreement_states, claims=claims), presets if count > 4 else presets[:1],
        ghost=False,
    )  # fmt: skip
