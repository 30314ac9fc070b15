"""How far two judges agree: counts by group, and what a single word would score."""

from dataclasses import dataclass

from reuptake.evidence.transfer import VERDICTS
from reuptake.model.inputs import known


@dataclass(frozen=True)
class Count:
    """How many claims a reader judged, and how many of them alike.

    Parameters
    ----------
    judged, same : int
        Claims judged by both; claims with the same verdict.
    """

    judged: int
    same: int

    @property
    def share(self):
        """Share of the judged with the same verdict (float), None where nothing was judged."""
        return self.same / self.judged if self.judged else None

    def __str__(self):
        return f"{self.same} of {self.judged}"


def agreement(theirs, ours):
    """Count verdicts that are the same, word for word.

    .. math:: p = n_\\text{same} / n_\\text{judged}

    Only equal words count. Half marks for a verdict "one step away" would need an order, and the
    verdicts have none. Kappa, which takes away what chance gives, is left out: with the few claims of
    a lesson its interval spans nearly everything; `one_word` asks the same in plain counts.

    Parameters
    ----------
    theirs : sequence of (str or None)
        A reader's verdicts, None where the reader gave none.
    ours : sequence of str
        The verdicts they are set beside, equally many.

    Returns
    -------
    Count

    Raises
    ------
    ValueError
        If the lists differ in length, or a verdict is none of `VERDICTS`.
    """
    pairs = _pairs(theirs, ours)
    return Count(len(pairs), sum(one == other for one, other in pairs))


def by_group(groups, theirs, ours):
    """Count agreement within each group of claims.

    Parameters
    ----------
    groups : sequence of str
        The group of each claim, such as its section of the article.
    theirs : sequence of (str or None)
    ours : sequence of str
        As for `agreement`.

    Returns
    -------
    dict of str to Count
        In the order in which the groups first occur; a group without a judgement counts 0 of 0.

    Raises
    ------
    ValueError
        As for `agreement`.
    """
    _equally_many(groups=groups, theirs=theirs)
    _pairs(theirs, ours)
    places = {group: [i for i, one in enumerate(groups) if one == group] for group in groups}
    return {group: agreement([theirs[i] for i in found], [ours[i] for i in found]) for group, found in places.items()}


def one_word(ours):
    """Count what a reader would reach who calls every claim the same, without reading any.

    An agreement is worth something only above the best of these.

    Parameters
    ----------
    ours : sequence of str
        The verdicts of the claims that count.

    Returns
    -------
    dict of str to Count
        By the word that such a reader always says.

    Raises
    ------
    ValueError
        If a verdict is none of `VERDICTS`.
    """
    return {word: agreement([word] * len(ours), ours) for word in VERDICTS}


def _pairs(theirs, ours):
    _equally_many(theirs=theirs, ours=ours)
    for verdict in theirs:
        known("theirs", verdict, (None, *VERDICTS))
    for verdict in ours:
        known("ours", verdict, VERDICTS)
    return [(one, other) for one, other in zip(theirs, ours, strict=True) if one is not None]


def _equally_many(**lists):
    counts = {name: len(values) for name, values in lists.items()}
    if len(set(counts.values())) > 1:
        said = ", ".join(f"{name} holds {count}" for name, count in counts.items())
        raise ValueError(f"{said}; they must hold equally many verdicts.")
