"""How much to try: everything in continuous integration, the quick part where somebody waits for the end."""

import os

THOROUGH = os.environ.get("CI", "").lower() == "true"


def some(options):
    """The first, a middle and the last of some options; all of them where everything is tried."""
    places = range(len(options)) if THOROUGH else sorted({0, len(options) // 2, len(options) - 1})
    return [(place, options[place]) for place in places]
