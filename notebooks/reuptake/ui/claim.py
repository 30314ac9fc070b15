"""A claim of the article in a box: the words, our verdict, why, and the sources."""

import html

from reuptake.evidence import find
from reuptake.evidence.bibliography import label

MEANINGS = {
    "supported": "there is direct evidence for it as it stands",
    "oversimplified": "it has a true core, but leaves out what matters",
    "unsupported": "what we found does not carry it",
    "contradicted": "a source shows the opposite",
    "missing": "the article does not say it, and should",
}
"""What each verdict means, in plain words."""


class ClaimBox:
    """One claim of the article with our verdict; a judgement, and open to dispute.

    Parameters
    ----------
    claim : str
        Its identifier in the table `claims`, such as "C22".

    Raises
    ------
    EvidenceError
        If there is no such claim.
    """

    def __init__(self, claim):
        self.row = find("claims", id=claim)

    @property
    def sources(self):
        """Short labels of the sources."""
        via = "; ".join(map(label, self.row.via_key))
        return "; ".join(map(label, self.row.source_key)) + (f"; in part as cited in {via}" if via else "")

    def __repr__(self):
        row = self.row
        said = f'The article: "{row.quote}"' if row.quote else "The article does not say"
        verdict = f"Our verdict: {row.verdict} ({MEANINGS[row.verdict]})."
        return f"{said}\n{verdict}\n{row.why}.\nSources: {self.sources} (our judgement; claim {row.id})"

    def _repr_html_(self):
        row = self.row
        said = f"The article: <q>{html.escape(row.quote)}</q>" if row.quote else "The article does not say:"
        verdict = f"Our verdict: <strong>{row.verdict}</strong> ({MEANINGS[row.verdict]})."
        parts = [said, verdict, f"{html.escape(row.why)}.", f"<small>Sources: {html.escape(self.sources)}"]
        return (
            '<blockquote style="border-left:4px solid #0072B2;padding:0.2em 1em;margin:0.5em 0">'
            f"{'<br>'.join(parts)} (our judgement; claim {row.id})</small></blockquote>"
        )
