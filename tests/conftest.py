"""Which tests run, and a rule for all: none may touch the progress of whoever runs it."""

import os
import tempfile

import pytest
from effort import THOROUGH

# Kernels that tests start inherit this, so saved outputs and tests see what a new learner sees.
_FOLDER = tempfile.TemporaryDirectory(prefix="reuptake-progress-")
os.environ["REUPTAKE_PROGRESS_FOLDER"] = _FOLDER.name


def pytest_configure(config):
    """Describe the course's own marks."""
    config.addinivalue_line("markers", "slow: tried in continuous integration only, or with CI=true")
    config.addinivalue_line("markers", "quick: a test in the browser that is tried always")


def pytest_collection_modifyitems(items):
    """Leave slow tests out where somebody waits for the end."""
    if not THOROUGH:
        skip = pytest.mark.skip(reason="a slow test; set the environment variable CI=true to run it too")
        for item in items:
            in_browser = "browser" in item.path.parts and not item.get_closest_marker("quick")
            if in_browser or item.get_closest_marker("slow"):
                item.add_marker(skip)
