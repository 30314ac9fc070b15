"""The picture of places shows whole counters, and only the counts asked for."""

from reuptake.explore import places


def test_counters_add_up_and_hidden_counts_are_hidden():
    """Filled and open counters should add up, and only the counts asked for be visible."""
    live = places.explorer()
    live.scene.update(live.state)
    assert len(live.scene.here.get_xdata()) == 95 and len(live.scene.elsewhere.get_xdata()) == 5
    shown = [artists[0].get_visible() for artists in live.scene.count_artists]
    assert shown == [True, True, True, False, False]
    assert {index: text.get_visible() for index, text in live.scene.left_out.items()} == {3: True, 4: True}
    live.controls["shown"] = places.WITH_ALL
    live.scene.update(live.state)
    assert {index: text.get_visible() for index, text in live.scene.left_out.items()} == {3: True, 4: False}
