"""What passes by itself, told from what stays: the one list, for whoever may wait and try again."""

from __future__ import annotations

import errno
import re
import socket
import ssl

REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY = 408, 425, 429
SERVER_ERROR, NOT_IMPLEMENTED, WRONG_VERSION, LOGIN_TO_NETWORK, AFTER_SERVER_ERRORS = 500, 501, 505, 511, 600

#: What a computer says of its network and its disks when waiting, or somebody who makes room, mends it.
SYSTEM = frozenset({
    errno.EAGAIN, errno.EBUSY, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ECONNRESET, errno.EDQUOT,
    errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.EINTR, errno.EIO, errno.EMFILE, errno.ENETDOWN, errno.ENETRESET,
    errno.ENETUNREACH, errno.ENFILE, errno.ENOBUFS, errno.ENOLCK, errno.ENOMEM, errno.ENOSPC, errno.EPIPE,
    errno.EROFS, errno.ESTALE, errno.ETIMEDOUT,
})  # fmt: skip

#: A secured connection that ended too early; a certificate that is wrong is somebody's to mend.
CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)

#: What servers write of a trouble that passes, whatever number they give it.
WORDS = re.compile(
    r"temporar(?:y|ily)[ _-](?:unavailable|failure|overload\w*|error)|(?:please )?try again (?:later|in )|"
    r"too many requests|service (?:temporarily )?unavailable|bad gateway|gateway time-?out|connection reset",
    re.IGNORECASE,
)

LONGEST_PAUSE = 60.0  # seconds: whoever waits hears soon after the trouble is over
FIRST_PAUSE = 0.25


def status_passes(status: int) -> bool:
    """Say whether an HTTP status is one that passes: too much at once, too slow, or the server's own trouble."""
    if status in {NOT_IMPLEMENTED, WRONG_VERSION, LOGIN_TO_NETWORK}:
        return False
    return status in {REQUEST_TIMEOUT, TOO_EARLY, TOO_MANY} or SERVER_ERROR <= status < AFTER_SERVER_ERRORS


def system_passes(error: OSError) -> bool:
    """Say whether the computer tells of a trouble that passes: of the network, or of a disk that is busy or full.

    A name that is not found is the network's: the resolver of a computer that is cut off says so of every name.
    """
    return isinstance(error, (TimeoutError, ConnectionError, socket.gaierror, *CUT)) or error.errno in SYSTEM


def words_pass(text: str) -> bool:
    """Say whether an answer calls its trouble a passing one."""
    return WORDS.search(text) is not None


def pause(failures: int) -> float:
    """Give the seconds to wait after so many failures in a row: twice as long each time, a minute at most."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 16))
