"""Fold away what a cell prints, where a reader should predict it first."""

import html
import io
from contextlib import contextmanager, redirect_stdout

from IPython.display import display


@contextmanager
def folded(title="The numbers (open them when you have predicted)"):
    """Fold what is printed inside under a line that opens it by mouse or keyboard.

    Parameters
    ----------
    title : str
        The line that stands there.

    Yields
    ------
    None

    Examples
    --------
    >>> with folded():
    ...     print("4.9 s")
    """
    page = io.StringIO()
    with redirect_stdout(page):
        yield
    text = page.getvalue()
    # JupyterLab breaks printed lines in the middle of a word unless told otherwise.
    look = "margin:0.5em 0;white-space:pre-wrap;word-break:normal;overflow-wrap:break-word"
    lines = f'<pre style="{look}">{html.escape(text)}</pre>'
    display(
        {
            "text/html": f"<details><summary>{html.escape(title)}</summary>{lines}</details>",
            "text/plain": text.rstrip("\n"),
        },
        raw=True,
    )
