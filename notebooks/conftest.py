"""What nbval compares when it runs the notebooks.

Pictures have tests of their own. Every other checked output also says itself in text/plain, which
is compared strictly.
"""


def pytest_collectstart(collector):
    """Leave the HTML form of outputs out of the comparison."""
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("text/html", "text/markdown", "image/svg+xml")
