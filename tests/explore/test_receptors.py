"""Seven families, thirteen members in people, and the fourteenth that people lack."""

import pytest
from reuptake.explore.receptors import FAMILIES, SORTS, explorer, families, receptors_states


def test_counters_add_up_to_both_counts():
    """There should be as many filled counters as the table counts, 13, and one more makes the usual 14."""
    state = explorer().state
    assert [len(f.members) for f in families()] == [f.human_count for f in families()]
    assert state.human_total == 13
    assert state.human_total + sum(len(f.absent) for f in families()) == state.usual_total == 14


@pytest.mark.parametrize("sort", SORTS)
def test_sorting_loses_no_family(sort):
    """Whatever the order, each family should stand in one row."""
    (state,) = receptors_states(["5-HT3"], [sort])
    assert sorted(state.order) == list(range(7)) and state.choice.name == "5-HT3"


def test_orders_are_what_they_say():
    """By coupling the groups should hold together; by members the counts should not fall."""
    by_coupling, by_members = receptors_states(["5-HT1"] * 2, list(SORTS)[1:])
    names = [FAMILIES[i] for i in by_coupling.order]
    assert names == ["5-HT1", "5-HT5", "5-HT2", "5-HT4", "5-HT6", "5-HT7", "5-HT3"]
    counts = [families()[i].human_count for i in by_members.order]
    assert counts == sorted(counts)


def test_table_has_the_order_of_the_picture():
    """The numbers should be sorted as the rows are."""
    live = explorer()
    live.controls["sort_by"] = "coupling"
    assert [row[0] for row in live.numbers.rows][:3] == ["5-HT1", "5-HT5", "5-HT2"]
