"""Questions, predictions and claims on slides: what is asked first, the answer with the next press."""

import html

from reuptake.evidence import find
from reuptake.evidence import questions as data
from reuptake.evidence.transfer import transfer_claims
from reuptake.lecture.blocks import Bullets, Quote, Text
from reuptake.lecture.prose import Run
from reuptake.lecture.share import Share, paragraph
from reuptake.ui.card import LETTERS, SEVERAL
from reuptake.ui.claim import MEANINGS
from reuptake.ui.predict import Numbers

VERDICTS = ", ".join(verdict for verdict in MEANINGS if verdict != "missing")


def plain(text):
    """Take plain text as a run.

    Parameters
    ----------
    text : str

    Returns
    -------
    reuptake.lecture.prose.Run
    """
    return Run(html.escape(text, quote=False), text)


def bold(text):
    """Take plain text as a bold run.

    Parameters
    ----------
    text : str

    Returns
    -------
    reuptake.lecture.prose.Run
    """
    return Run(f"<strong>{html.escape(text, quote=False)}</strong>", text)


def labelled(label, text):
    """Put a bold word before a text.

    Parameters
    ----------
    label, text : str

    Returns
    -------
    reuptake.lecture.prose.Run
    """
    return Run(f"<strong>{label}:</strong> {html.escape(text, quote=False)}", f"{label}: {text}")


def _options(options):
    return Bullets(
        items=tuple(plain(f"({letter}) {option.answer}") for letter, option in zip(LETTERS, options, strict=False)),
        letters=True,
    )


def _right(options):
    return [(letter, option) for letter, option in zip(LETTERS, options, strict=False) if option.correct]


def prediction_share(place, slide, key, has_picture):
    """Ask for a prediction.

    Parameters
    ----------
    place : int
        Of the cell.
    slide : str
        Slide type of the cell.
    key : str
        Id of the prediction.
    has_picture : bool
        Whether a picture follows that answers it; else the outcome comes with the next press.

    Returns
    -------
    reuptake.lecture.share.Share
    """
    item, numbers = data.item("prediction", key), Numbers()
    question, outcome = item.question.format_map(numbers), item.outcome.format_map(numbers)
    blocks = [Text(run=bold(question), own="Predict first")]
    if item.options:
        blocks.append(_options(item.options))
    elif item.sketch:
        sketch = item.sketch
        places = ", ".join(f"{x:g}" for x in sketch.free)
        unit = f", {item.unit}" if item.unit else ""
        blocks.append(Text(run=plain(f"Sketch it on paper: {sketch.y_label}{unit}, at {sketch.x_label} {places}.")))
    else:
        blocks.append(Text(run=plain(f"Write down a number{', in ' + item.unit if item.unit else ''}.")))
    if not has_picture:
        blocks.append(Text(run=labelled("Outcome", outcome), fragment=True))
    reasons = [
        f"({letter}) {'As it comes out' if option.correct else 'Otherwise'}. {option.feedback}"
        for letter, option in zip(LETTERS, item.options, strict=False)
    ]
    notes = [_named(key), *map(paragraph, reasons), paragraph(f"Outcome: {outcome}")]
    return Share(
        cell=place, slide=slide, blocks=tuple(blocks), notes=tuple(notes), questions=1,
        asks=(question,), words=len(outcome.split()),
    )  # fmt: skip


def _named(key):
    """The name under which the teaching guide and the question bank have it."""
    return paragraph(f"In the guide and the question bank: {key}")


def question_shares(place, notebook):
    """Ask every question of a notebook, each on a slide of its own.

    Parameters
    ----------
    place : int
        Of the cell.
    notebook : str
        Its name, for example "03-reuptake".

    Returns
    -------
    list of reuptake.lecture.share.Share
    """
    found = [one for one in data.questions() if one.notebook == notebook]
    return [_question_share(place, number, len(found), one) for number, one in enumerate(found, start=1)]


def _question_share(place, number, count, item):
    several = f" ({SEVERAL})" if item.type == "many_choice" else ""
    blocks = [Text(run=bold(item.question + several), own=f"Question {number} of {count}")]
    if item.options:
        blocks.append(_options(item.options))
        blocks += [
            Text(run=labelled(f"Right: ({letter})", option.feedback), fragment=True)
            for letter, option in _right(item.options)
        ]
        reasons = [(f"({letter})", option) for letter, option in zip(LETTERS, item.options, strict=False)]
    else:
        blocks.append(Text(run=plain(f"A number{', in ' + item.unit if item.unit else ''}.")))
        reasons = [(_written(answer, item.unit), answer) for answer in item.numbers]
        blocks += [
            Text(run=labelled(f"Right: {_written(answer, item.unit)}", answer.feedback), fragment=True)
            for answer in item.numbers
            if answer.correct
        ]
    told = [paragraph(f"{name}: {'right' if one.correct else 'wrong'}. {one.feedback}") for name, one in reasons]
    notes = [_named(item.id), *told]
    return Share(cell=place, blocks=tuple(blocks), notes=tuple(notes), questions=1, asks=(item.question,))


def _written(answer, unit):
    span = f"{answer.low:g}" if answer.low == answer.high else f"{answer.low:g} to {answer.high:g}"
    return f"{span} {unit}".strip()


def claim_block(key, *, fragment=False):
    """Show a claim of the article with our verdict.

    Parameters
    ----------
    key : str
        Its id, for example "C22".
    fragment : bool
        Whether the verdict comes with a further press of the key.

    Returns
    -------
    reuptake.lecture.blocks.Quote
    """
    row = find("claims", id=key)
    said = labelled("The article", f"“{row.quote}”") if row.quote else labelled("Does it say so", f"{row.paraphrase}?")
    verdict = labelled("Our verdict", f"{row.verdict} ({MEANINGS[row.verdict]}).")
    why = plain(f"{row.why}. (Our judgement; claim {key}.)")
    parts = (Text(run=said), Text(run=verdict, fragment=fragment), Text(run=why, fragment=fragment))
    return Quote(parts=parts, label=f"Claim {key}")


def appraisal_shares(place, slide, keys):
    """Ask for a verdict on claims of the article, each on a slide of its own.

    Parameters
    ----------
    place : int
        Of the cell.
    slide : str
        Slide type of the cell.
    keys : list of str
        Ids of the claims.

    Returns
    -------
    list of reuptake.lecture.share.Share
    """
    return [_appraisal(place, slide if not number else "-", key) for number, key in enumerate(keys)]


def _appraisal(place, slide, key):
    row = find("claims", id=key)
    said = f"The article says: “{row.quote}”." if row.quote else "The article does not say it."
    question = f"Which verdict does the evidence carry: {VERDICTS}?"
    blocks = (
        Text(run=labelled("In our words", f"{row.paraphrase}."), own=f"Claim {key}"),
        Text(run=plain(said)),
        Text(run=bold(question)),
        Text(run=labelled("Our verdict", f"{row.verdict} ({MEANINGS[row.verdict]}). {row.why}."), fragment=True),
    )
    return Share(
        cell=place, slide=slide, blocks=blocks, questions=1, asks=(f"{row.paraphrase} {question}",),
        notes=(paragraph(f"Our verdict (a judgement, open to dispute): {row.verdict}. {row.why}."),),
    )  # fmt: skip


def transfer_shares(place, slide):
    """Ask for a verdict on the invented claims.

    Parameters
    ----------
    place : int
        Of the cell.
    slide : str
        Slide type of the cell.

    Returns
    -------
    list of reuptake.lecture.share.Share
    """
    shares = []
    for number, item in enumerate(transfer_claims()):
        blocks = (
            Bullets(items=tuple(map(plain, item.evidence)), own=f"Practice {number + 1}: {item.topic} (invented)"),
            Text(run=labelled("The claim", f"“{item.claim}” Which verdict does the evidence carry?")),
            Text(run=labelled("Our verdict", f"{item.verdict}. {item.why}."), fragment=True),
        )
        reasons = tuple(paragraph(f"{verdict}: {reason}") for verdict, reason in item.reasons.items())
        shares.append(
            Share(
                cell=place,
                slide="-" if number else slide,
                blocks=blocks,
                notes=reasons,
                questions=1,
                asks=(item.claim,),
            )  # fmt: skip
        )
    return shares
