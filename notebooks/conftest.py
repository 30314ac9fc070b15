"""What nbval compares when it runs the notebooks.

Pictures have tests of their own. Every other checked output also says itself in text/plain, which
is compared strictly.

Kernels get an empty progress folder of their own, so that they show what a new learner sees and
touch nobody's answers.
"""

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory(prefix="reuptake-progress-")
os.environ["REUPTAKE_PROGRESS_FOLDER"] = _FOLDER.name


def pytest_collectstart(collector):
    """Leave the HTML form of outputs out of the comparison."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml")
