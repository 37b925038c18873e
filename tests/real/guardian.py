"""Ends what a test run started, however that run ended: run as a program, it holds the other end of a pipe.

Each line names a process group ("+123") or forgets one ("-123"). At the end of the pipe, which a killed test run
closes too, it kills the groups that are left and removes the folder it was given.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Listen until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        change = groups.add if line.startswith("+") else groups.discard
        change(int(line[1:]))
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
    shutil.rmtree(sys.argv[1], ignore_errors=True)


if __name__ == "__main__":
    main()
