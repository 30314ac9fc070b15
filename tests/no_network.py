"""Run when a kernel of the tests starts: from then on it reaches nothing but its own computer."""

import ipaddress
import socket


def _here(address):
    """Whether an address is this computer's own; names are looked up nowhere, so only this one's are."""
    if not isinstance(address, tuple):
        return True
    if address[0] in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False


def _only_here(method):
    def guarded(self, address, *rest):
        if not _here(address):
            raise OSError(f"This course asked {address[0]} for something; no cell may, before it is asked to.")
        return method(self, address, *rest)

    return guarded


for _name in ("connect", "connect_ex"):
    setattr(socket.socket, _name, _only_here(getattr(socket.socket, _name)))
