"""How much to try: everything in continuous integration, the quick part where somebody waits for the end."""

import os

THOROUGH = os.environ.get("CI", "").lower() == "true"
