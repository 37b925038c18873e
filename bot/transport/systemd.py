"""Tells systemd how the service is (sd_notify): ready, stopping, and alive, as long as it is."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)


class Supervisor:
    """The service manager's socket; without one, as on a terminal, nothing is told."""

    def __init__(self, env: Mapping[str, str]) -> None:
        """Read $NOTIFY_SOCKET, and how often the watchdog wants to hear ($WATCHDOG_USEC, for this process alone)."""
        self._address = env.get("NOTIFY_SOCKET", "")
        whose = env.get("WATCHDOG_PID", "")
        wanted = env.get("WATCHDOG_USEC", "") if whose in {"", str(os.getpid())} else ""
        self.every = int(wanted) / 2_000_000 if wanted.isdigit() and int(wanted) else None

    def tell(self, *lines: str) -> None:
        """Send lines such as READY=1. A manager that is away is no reason to stop."""
        if not self._address.startswith(("/", "@")):
            return
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as door:
                door.connect(address)
                door.send("\n".join(lines).encode())
        except OSError as error:
            log.warning("systemd could not be told %s: %s", lines, error)

    async def feed(self, alive: Callable[[], bool]) -> None:
        """Feed the watchdog for ever, half as often again as it wants, while `alive()`; it restarts what is not."""
        hungry = False
        while self.every is not None:
            if alive():
                self.tell("WATCHDOG=1")
            elif not hungry:
                log.error("the bot does not move: the watchdog is not fed")
            hungry = not alive()
            await asyncio.sleep(self.every)
