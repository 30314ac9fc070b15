"""Print decks as PDF handouts with a Chromium that is installed already."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


class NoBrowser(RuntimeError):
    """Playwright or a browser is missing."""


def chromium_path():
    """Find an installed Chromium or a relative of it.

    Returns
    -------
    str or None
        What the environment variable CHROMIUM_PATH says comes first.
    """
    return next((path for path in (os.environ.get("CHROMIUM_PATH"), *map(shutil.which, NAMES)) if path), None)


def print_decks(decks):
    """Print decks, one page a slide, tagged for screen readers and with an outline.

    Parameters
    ----------
    decks : list of pathlib.Path

    Returns
    -------
    list of pathlib.Path
        The PDF files, beside the decks.

    Raises
    ------
    NoBrowser
        If Playwright or a browser is missing, or does not print.
    OSError
        If a file cannot be written.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowser(
            "--pdf needs Playwright: python -m pip install playwright. The decks themselves are made."
        ) from None
    with sync_playwright() as play:
        try:
            browser = play.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"])
        except Error:
            raise NoBrowser(
                "--pdf found no Chromium, Chrome or Edge; install one, or name it in the environment variable "
                "CHROMIUM_PATH. The decks themselves are made."
            ) from None
        page = browser.new_context(offline=True).new_page()
        try:
            return [print_deck(page, deck) for deck in decks]
        except Error as error:
            raise NoBrowser(f"--pdf: the browser did not print it ({error}). The decks themselves are made.") from None
        finally:
            browser.close()


def print_deck(page, deck):
    """Print one deck with a browser that is open already.

    Parameters
    ----------
    page : playwright.sync_api.Page
    deck : pathlib.Path

    Returns
    -------
    pathlib.Path
    """
    target = deck.with_suffix(".pdf")
    page.goto(f"{deck.resolve().as_uri()}?print-pdf")
    page.wait_for_selector(".reveal.ready")
    page.wait_for_selector(".pdf-page")
    page.pdf(path=target, prefer_css_page_size=True, print_background=True, tagged=True, outline=True)
    return target
