"""Predictions: the picture stays off until one is stored or skipped; then both stand side by side."""

import pytest
from reuptake.evidence import questions as data
from reuptake.explore import clearance, knockout, transport_cycle
from reuptake.ui.predict import predict
from reuptake.ui.progress import VARIABLE, progress

ALL = [one.id for one in data.predictions()]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return progress()


def some_answer(item):
    """An answer of the right kind."""
    return {"multiple_choice": "a", "numeric": 2.5}.get(item.type) or [2.0] * len(item.sketch.free)


@pytest.fixture
def charge():
    return predict("03-charge", transport_cycle.explorer())


def test_picture_is_off_until_a_prediction_is_stored(charge, store):
    """Before, only the card should be there; after, the picture under it, and the words side by side."""
    assert not charge.revealed and charge.view().children == (charge.card,)
    told = charge.answer("a")
    assert charge.view().children == (charge.card, charge.explorer.player)
    assert store.latest("prediction", "03-charge").correct is False
    ((mine, outcome),) = charge.card.result["table"]["rows"]
    assert mine.startswith("It rises by one half-way and stays") and "+1" in outcome
    assert mine in told and outcome in told and "otherwise" in told


def test_browser_answers_alike(charge, store):
    """The hand should do what Python does."""
    charge.card.request = {"token": "t", "value": [2]}
    assert charge.revealed and charge.card.result["final"] and charge.card.result["reply_to"] == "t"
    assert store.latest("prediction", "03-charge").correct is True


def test_skipping_shows_the_picture_and_says_so(charge, store):
    """Skipping should be stored and said."""
    assert "Skip" in charge.card.spec["skip"]
    assert charge.skip().startswith("You skipped the prediction.\nThe outcome: After step 3")
    assert charge.explorer.player in charge.view().children
    entry = store.latest("prediction", "03-charge")
    assert (entry.value, entry.correct) == (None, None)
    charge.skip()
    assert len(store.entries("prediction")) == 1


def test_a_refused_prediction_keeps_the_picture_off(charge, store):
    """Nothing chosen should be said, and neither shown nor stored."""
    for value in ([], [0, 1], None, [8]):
        charge.card.request = {"token": repr(value), "value": value}
        assert charge.card.result["problem"] and not charge.revealed
    assert store.entries() == ()


def test_after_the_outcome_it_is_closed(charge, store):
    """Once the outcome is known, no further prediction should be taken."""
    charge.answer("c")
    assert "closed" in charge.answer("a")
    assert len(store.entries("prediction")) == 1


@pytest.mark.parametrize("key", ALL)
def test_coming_back_shows_what_was_predicted(key, store):
    """In a later sitting the picture should be on at once, beside the earlier prediction."""
    first = predict(key)
    told = first.answer(some_answer(first.prediction))
    again = predict(key)
    assert again.revealed and again.feedback == told
    assert len(store.entries("prediction")) == 1


def test_coming_back_after_skipping_and_to_a_changed_question(store):
    """A skipped prediction, or one that no longer fits the question, should read as skipped."""
    predict("03-twice").skip()
    store.record("prediction", "03-charge", "an option of an older edition", notebook="03-reuptake")
    for key in ("03-twice", "03-charge"):
        assert predict(key).feedback.startswith("You skipped")


@pytest.mark.parametrize("key", ALL)
def test_nothing_is_given_away_before(key):
    """Neither outcome nor reasons should be in the browser or in the plain text before an answer."""
    asked = predict(key)
    assert asked.card.result == {}
    sent = repr(asked.card.spec) + repr(asked)
    assert predict(key).skip().partition("The outcome: ")[2] not in sent
    for option in asked.prediction.options:
        assert option.feedback not in sent


def test_number_is_compared_with_the_model(store):
    """A number near the computed one should count as come true."""
    assert "as you predicted" in predict("03-twice").answer(2.45)
    assert store.latest("prediction", "03-twice").correct is True


def test_sketch_stands_beside_the_model():
    """A sketch should come back as a table: place, own number, the model's; the given point marked."""
    asked = predict("03-level-curve", knockout.explorer())
    for wrong in ([1, 2], 5, [1, 1, 1, 1, "x"], [1, 1, 1, 1, 99]):
        asked.answer(wrong)
        assert asked.card.result["problem"] and not asked.revealed
    asked.answer([7, 4, 2, 0.5, 0.3])
    table = asked.card.result["table"]
    assert table["header"] == ["transporter activity", "you predicted", "the outcome"]
    assert [row[0] for row in table["rows"]] == ["0", "0.2", "0.5", "1", "2", "3"]
    assert table["rows"][3] == ["1", "1 (given)", "1"]
    assert asked.card.result["curve"] == pytest.approx(
        [knockout.extracellular_ratio(x, knockout.ko_over_wt("frontal cortex")) for x in (0, 0.2, 0.5, 1, 2, 3)]
    )


def test_saved_page_shows_question_and_still_picture():
    """A saved page should hold the question and the picture as it is at the start; its text only the question."""
    explorer = clearance.explorer()
    asked = predict("03-inhibitor", explorer)
    bundle = asked._repr_mimebundle_()
    assert explorer.figure_html() in bundle["text/html"] and "nearly five times" in bundle["text/html"]
    assert bundle["text/plain"].startswith("A small pulse, and an inhibitor at 4 times its Ki")
    assert explorer.sentence not in bundle["text/plain"]
    asked.close()
