"""Parts of a page between marks."""

import pytest
from reuptake.lecture.marks import between, marks


def test_only_what_lies_between_changes():
    """All around should stay, and twice should be as once."""
    begin, end = marks("table", "python x.py")
    assert (begin, end) == ("<!-- table: begin; written by `python x.py` -->", "<!-- table: end -->")
    page = between(f"a\n{begin}\nold\n{end}\nb\n", begin, end, "new\nlines")
    assert page == f"a\n{begin}\nnew\nlines\n{end}\nb\n" and between(page, begin, end, "new\nlines") == page


@pytest.mark.parametrize("wrong", ["", "B", "E", "E B", "B E B", "B E E", "B B E"])
def test_marks_that_do_not_fit_are_refused(wrong):
    """Missing, twice, or in the wrong order."""
    with pytest.raises(ValueError, match="the marks 'B' and 'E' are needed, once each and in this order"):
        between(wrong, "B", "E", "x")
