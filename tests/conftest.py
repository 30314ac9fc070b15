"""No test, and no notebook that a test runs, may touch the progress of whoever runs it."""

import os
import tempfile

# Kernels that tests start inherit this, so saved outputs and tests see what a new learner sees.
_FOLDER = tempfile.TemporaryDirectory(prefix="reuptake-progress-")
os.environ["REUPTAKE_PROGRESS_FOLDER"] = _FOLDER.name
