"""What a reader should predict first is printed under a fold."""

import pytest
from reuptake.ui import folded as module
from reuptake.ui.folded import folded


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, in order."""
    bundles = []
    monkeypatch.setattr(module, "display", lambda bundle, raw: bundles.append(bundle))
    return bundles


def test_print_goes_under_the_fold_and_nowhere_else(shown, capsys):
    """The lines should stand in a closed fold and as text, and not in the cell's own output."""
    with folded("Look later"):
        print("a < b")
        print("4.9 s")
    (bundle,) = shown
    assert capsys.readouterr().out == ""
    assert bundle["text/plain"] == "a < b\n4.9 s"
    assert bundle["text/html"].startswith("<details><summary>Look later</summary>")
    assert "a &lt; b\n4.9 s" in bundle["text/html"]


def test_an_error_inside_is_an_error(shown):
    """A cell that fails should fail, and show no half result."""
    with pytest.raises(ZeroDivisionError), folded():
        print(1 / 0)
    assert shown == []
