"""One learner with a browser, beside the others: key → paint and a new control, seen in the page itself."""

import contextlib
import time

from run import LIVE, LIVE_WATCH, WATCH, _wait_frames, _write, opened, press

NOTEBOOK = "load-page.ipynb"
EXPLORER = "clearance"
PRESSES = 12
PAUSE_MS = 250

# Takes another control in hand; ms until the picture has more of its frames than the one asked for.
NEW_CONTROL = """async (place) => {
  const svg = document.querySelector('.rx-picture > svg');
  const control = document.querySelectorAll('.rx input[type=range], .rx select')[place];
  const fold = control.closest('details');
  if (fold) fold.open = true;
  const before = svg.dataset.axis;
  const start = performance.now();
  return await new Promise((done, failed) => {
    setTimeout(() => failed(new Error('no frames for 60 s')), 60000);
    const watch = new MutationObserver(() => {
      if (svg.dataset.axis === before || Number(svg.dataset.frames) < 2) return;
      watch.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    });
    watch.observe(svg, { attributes: true, attributeFilter: ['data-frames', 'data-axis'] });
    control.focus();
  });
}"""


def prepare(folder):
    """Write the page's notebook: the explorer alone.

    Parameters
    ----------
    folder : pathlib.Path
    """
    _write(folder / NOTEBOOK, LIVE.format(name=EXPLORER))


@contextlib.contextmanager
def page_of(chromium, address):
    """A page with the explorer, ready to be moved.

    Parameters
    ----------
    chromium : playwright.sync_api.Browser
    address : str
        Of the page's own server.

    Yields
    ------
    playwright.sync_api.Page
    """
    with opened(chromium, address, NOTEBOOK) as page:
        page.locator(".rx input[type=range]").first.focus()
        _wait_frames(page)
        page.evaluate(WATCH, LIVE_WATCH)
        yield page


def move(page, end):
    """Move the picture until the time is up: bursts of keys, and other controls in between.

    Parameters
    ----------
    page : playwright.sync_api.Page
    end : float
        As `time.monotonic` counts.

    Returns
    -------
    dict of str to list of float
        `paint` and `axis`, in ms.
    """
    slider = page.locator(".rx input[type=range]").first
    found = {"paint": [], "axis": []}
    while time.monotonic() < end or not found["axis"]:
        page.evaluate("() => { bench.times = []; bench.pressed = null; }")
        found["paint"] += press(page, slider, PRESSES, EXPLORER)
        for place in (1, 0):
            page.wait_for_timeout(PAUSE_MS)
            found["axis"].append(page.evaluate(NEW_CONTROL, place))
        page.wait_for_timeout(PAUSE_MS)
    return found
