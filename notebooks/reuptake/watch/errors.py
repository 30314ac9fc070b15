"""What can go wrong in a watch, each fault as a class with plain sentences for the reader."""


class WatchError(Exception):
    """A fault of the outside world, told in whole sentences.

    Parameters
    ----------
    where : str
        The service or the file concerned, as a reader knows it.
    happened : str
        One sentence: what happened.
    advice : str, optional
        One or two sentences: what the reader can do. Else the usual advice of the class.
    """

    advice = "Try again later."
    kept = "Your earlier snapshot is untouched."
    passing = False
    """Whether the next try may go well; the transport tries again then."""

    def __init__(self, where, happened, advice=""):
        self.where = where
        self.happened = happened
        self.advice = advice or type(self).advice
        super().__init__(self.told(self.kept))

    def told(self, kept):
        """Tell the fault, with another sentence on what is not lost.

        Parameters
        ----------
        kept : str
            Such as "Your earlier snapshot is untouched."

        Returns
        -------
        str
        """
        return f"{self.where}: {self.happened} {self.advice} {kept}"


class LibraryMissing(WatchError):
    """The library that speaks HTTP is not installed."""

    advice = "Install it with: python -m pip install requests. Everything that works offline still works."


class AddressRefused(WatchError):
    """An address lies outside the one host that a service may use, or is not HTTPS."""

    advice = "Nothing was sent there. If the service has moved, look for a newer edition of this course."


class RedirectedAway(AddressRefused):
    """The service sent the request on to an address that is not its own."""


class Unreachable(WatchError):
    """No connection could be made."""

    advice = "Check your connection, or a proxy in between, and try again."
    passing = True


class NoThread(Unreachable):
    """Python could start no thread to ask with."""

    advice = "In a browser it never can: run the course on a computer, or on Binder, for this."
    passing = False


class TooSlow(WatchError):
    """A limit of time passed before the answer was complete."""

    advice = "Try again later, or ask for less."
    passing = True


class TooLarge(WatchError):
    """An answer was larger than the course is willing to read."""

    advice = "Ask for less, with a narrower query or a later date."


class Busy(WatchError):
    """The service asked to wait, or reported a fault of its own, at every try."""

    advice = "Wait an hour and try again; the service decides when it answers."


class Refused(WatchError):
    """The service does not answer this request."""

    advice = "Check the query. If it is right, the service may have changed: look for a newer edition of this course."


class Unreadable(WatchError):
    """The answer is not the complete, well-formed JSON that was expected."""

    advice = "Try again later; if it stays so, the service has changed."


class Interrupted(Unreadable):
    """The answer ended early."""

    passing = True


class ChangedShape(WatchError):
    """The answer is JSON, but a field is missing or of another kind than the course knows."""

    advice = "The service has probably changed; look for a newer edition of this course."


class ServiceFault(WatchError):
    """The service answered with an error message of its own."""

    advice = "Check the query; if it is right, try again later."


class NothingFound(WatchError):
    """The service knows no such entry."""

    advice = "Check the spelling of the identifier."


class SnapshotFault(WatchError):
    """Something is wrong with a snapshot file or its folder."""

    advice = "See the file named."
    kept = "No other snapshot was changed."


class DamagedSnapshot(SnapshotFault):
    """A file is not the snapshot that it claims to be."""

    advice = "Take a new one with `fetch`."


class NewerSnapshot(SnapshotFault):
    """A file was written by a later edition of the course."""

    advice = "Use that edition to read it; this one leaves the file as it is."


class CannotSave(SnapshotFault):
    """The disk or the folder refuses a file."""

    advice = "Free some space, or choose another folder."


class NoSnapshot(SnapshotFault):
    """There is no snapshot of this service and query, or only one where two are needed."""

    advice = "Take one with `fetch`."
