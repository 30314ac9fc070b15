"""What nbval compares when it runs the notebooks.

Pictures have tests of their own. Every other checked output also says itself in text/plain, which
is compared strictly.

Kernels get an empty progress folder of their own, so that they show what a new learner sees and
touch nobody's answers, and no network.
"""

import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = tempfile.TemporaryDirectory(prefix="reuptake-progress-")
os.environ["REUPTAKE_PROGRESS_FOLDER"] = _FOLDER.name

# Every kernel runs what lies there before its first cell.
_SETTINGS = tempfile.TemporaryDirectory(prefix="reuptake-ipython-")
_STARTUP = Path(_SETTINGS.name, "profile_default", "startup")
_STARTUP.mkdir(parents=True)
shutil.copy(Path(__file__).parents[1] / "tests" / "no_network.py", _STARTUP)
os.environ["IPYTHONDIR"] = _SETTINGS.name


def pytest_collectstart(collector):
    """Leave the HTML form of outputs out of the comparison."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml")
