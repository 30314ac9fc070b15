"""The bookkeeping of the transport cycle."""

import pytest
from reuptake.evidence import load
from reuptake.explore.transport_cycle import passengers
from reuptake.model.cycle import Passenger, charge_moved, charge_so_far, place

SALT = Passenger("Na", 1, inward=True, binds_at=2, leaves_at=4)


@pytest.mark.parametrize(("step", "where"), [(1, "outside"), (2, "bound"), (3, "bound"), (4, "inside"), (5, "inside")])
def test_passenger_rides_from_outside_to_inside(step, where):
    """An inward passenger should bind, ride and be let go inside, in that order."""
    assert place(SALT, step) == where


def test_outward_passenger_takes_its_charge_along():
    """A positive charge that leaves should count as minus one when it is let go."""
    rider = Passenger("K", 1, inward=False, binds_at=1, leaves_at=3)
    assert [place(rider, step) for step in (0, 1, 3)] == ["inside", "bound", "outside"]
    assert [charge_moved([rider], step) for step in (1, 2, 3)] == [0, 0, -1]


def test_classical_cycle_is_neutral():
    """One turn of the classical cycle should move no net charge, and one charge half-way."""
    assert [charge_so_far(passengers(), step) for step in range(1, 6)] == [0, 0, 1, 1, 0]


def test_passengers_agree_with_the_charge_in_the_table_of_states():
    """The charge that each state moves should be what its passengers carry."""
    for row in load("transport_cycle"):
        if row.charge_moved_elementary is not None:
            assert charge_moved(passengers(), row.step) == row.charge_moved_elementary
