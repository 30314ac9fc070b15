"""The transporter's cycle as bookkeeping: where each passenger is, and what charge has crossed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Passenger:
    """An ion or molecule that rides through the cycle.

    Attributes
    ----------
    name : str
    charge : int
        In elementary charges.
    inward : bool
        Whether it rides into the cell; otherwise it rides out.
    binds_at, leaves_at : int
        Steps of the cycle, counted from 1.
    """

    name: str
    charge: int
    inward: bool
    binds_at: int
    leaves_at: int


def place(passenger, step):
    """Where a passenger is at a step.

    Parameters
    ----------
    passenger : Passenger
    step : int
        From 1.

    Returns
    -------
    {"outside", "bound", "inside"}
    """
    if step < passenger.binds_at:
        return "outside" if passenger.inward else "inside"
    if step < passenger.leaves_at:
        return "bound"
    return "inside" if passenger.inward else "outside"


def charge_moved(passengers, step):
    """Net charge that enters the cell at one step.

    A charge counts when its carrier lets it go on the other side.

    Parameters
    ----------
    passengers : iterable of Passenger
    step : int
        From 1.

    Returns
    -------
    int
        In elementary charges; positive is positive charge inwards.
    """
    return sum((1 if p.inward else -1) * p.charge for p in passengers if p.leaves_at == step)


def charge_so_far(passengers, step):
    """Net charge that has entered the cell from step 1 up to and with `step`.

    Parameters
    ----------
    passengers : iterable of Passenger
    step : int
        From 1.

    Returns
    -------
    int
        In elementary charges.
    """
    passengers = tuple(passengers)
    return sum(charge_moved(passengers, earlier) for earlier in range(1, step + 1))
