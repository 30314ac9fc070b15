"""The connections of one try, noted so that another thread can end them when the time is over."""

import contextlib
import socket
import threading


class Wire:
    """What one try has open; once ended it opens nothing more.

    A name that is being looked up cannot be ended, only what comes after it.
    """

    def __init__(self):
        self._open, self._ended, self._guard = [], False, threading.Lock()

    def adapter(self, requests):
        """Make an adapter of the library `requests` whose connections are noted here."""
        note = self._note

        class Adapter(requests.adapters.HTTPAdapter):
            """Opens its connections through the wire, directly or by a proxy."""

            def get_connection_with_tls_context(self, *arguments, **named):
                return note(super().get_connection_with_tls_context(*arguments, **named))

            def get_connection(self, *arguments, **named):
                # The name of the same thing before version 2.32 of the library.
                return note(super().get_connection(*arguments, **named))

        return Adapter()

    def _note(self, pool):
        made = pool.ConnectionCls

        def connection(*arguments, **named):
            new = made(*arguments, **named)
            begin = new._new_conn
            new._new_conn = lambda: self.take(begin())
            return new

        pool.ConnectionCls = connection
        return pool

    def take(self, opened):
        """Note a socket; if the wire has ended it is closed at once.

        Parameters
        ----------
        opened : socket.socket

        Returns
        -------
        socket.socket
            The same.
        """
        with self._guard:
            if self._ended:
                opened.close()
                raise TimeoutError("the time was over before there was a connection")
            # A second handle on the same connection: TLS takes the first one away.
            self._open.append(opened.dup())
        return opened

    def end(self):
        """End every connection: whoever waits for a byte there gets the end of it."""
        with self._guard:
            self._ended = True
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
            self._open.clear()
