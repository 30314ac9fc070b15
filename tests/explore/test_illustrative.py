"""Whoever takes an unverified number says so: in the sentence, at every end, and in the picture."""

import sys

import pytest
from gallery_cases import CASES, make
from reuptake.evidence import display
from reuptake.explore.places import WITH_ESTIMATE

# What is not verified is hidden in this one until it is asked for; only then the word is owed.
ON_REQUEST = {"places": {"shown": WITH_ESTIMATE}}

pytestmark = pytest.mark.slow


def forget_all():
    """Empty every cache of the models and explorers, so that what they once took is taken again."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("reuptake.model.", "reuptake.explore.")):
            for thing in vars(module).values():
                if hasattr(thing, "cache_clear"):
                    thing.cache_clear()


@pytest.fixture(scope="module")
def takers():
    """Explorers that take a row which is unverified, or which says of itself that it is illustrative."""
    found, taken = {}, display._taken

    def watched(row, column, unit):
        if row.status == "unverified" or "illustrative" in row.note:
            rows.append(row)
        return taken(row, column, unit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(display, "_taken", watched)
        for name in CASES:
            rows = []
            forget_all()
            made = make(name)
            if rows:
                found[name] = made
    return found


def test_the_watch_sees_what_it_should(takers):
    """The explorers known to lean on textbook values should be among those found, and not all of them."""
    assert {"action_potential", "diffusion", "binding", "places"} <= set(takers) < set(CASES)


def test_the_word_stands_in_sentence_and_picture(takers):
    """At the start, and with each control at either end, the sentence should say illustrative, and the picture too."""
    for name, made in takers.items():
        made.reset()
        for key, value in ON_REQUEST.get(name, {}).items():
            made.controls[key] = value
        asked = made.values
        for key in made.controls.keys() - ON_REQUEST.get(name, {}).keys():
            for value in (made.options(key)[0], made.options(key)[-1], asked[key]):
                made.controls[key] = value
                made.scene.update(made.state)
                assert "illustrative" in made.sentence.lower(), (name, key, value)
                assert "illustrative" in visible_text(made.scene.figure), (name, key, value)


def visible_text(figure):
    """All that is written in a figure and not hidden, in small letters."""
    texts = [*figure.texts, *(text for ax in figure.axes for text in ax.texts)]
    return " ".join(text.get_text() for text in texts if text.get_visible()).lower()
