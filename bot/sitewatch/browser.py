"""A headless Chromium on a pipe, which has no network of its own: every request is answered, or refused, by us."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chromium-headless-shell")
WHOLE = 45.0  # seconds of one browser's life
STEP = 15.0  # seconds for one answer of it
MOST_MESSAGE = 30_000_000  # bytes

#: Nothing leaves the machine but what we fetch ourselves; nothing is kept; a small computer stays usable.
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--no-default-browser-check", "--disable-extensions", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--disable-breakpad", "--disable-crash-reporter",
    "--mute-audio", "--password-store=basic", "--use-mock-keychain", "--renderer-process-limit=1",
    "--js-flags=--max-old-space-size=256", "--proxy-server=http://127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider", "--window-size=1366,900",
    "about:blank",
)  # fmt: skip

#: The browser reads commands from 3 and writes answers to 4.
_JOIN = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
ABOVE = 10

Event = dict[str, Any]


class BrowserError(Exception):
    """The browser did not start, or does not answer: what is seen without it counts."""


def find(wanted: str) -> Path | None:
    """Return the browser: that of the configuration, or with "auto" the first that is installed; None with "off"."""
    if wanted == "off":
        return None
    found = [shutil.which(name) for name in (NAMES if wanted == "auto" else (wanted,))]
    return next((Path(path) for path in found if path), None)


def version(path: Path) -> str:
    """Start a browser and say what it calls itself; "" where it does not start."""
    try:
        with started(path) as running:
            return str(running.ask("Browser.getVersion").get("product", ""))
    except (BrowserError, TimeoutError, ValueError, OSError):
        return ""


@contextlib.contextmanager
def started(path: Path) -> Iterator[Browser]:
    """Yield a browser with a profile of its own, which is gone afterwards with every process of it."""
    with tempfile.TemporaryDirectory(prefix="tayang-browser-", ignore_cleanup_errors=True) as profile:
        ours, theirs = _pipe(), _pipe()
        flags = [*FLAGS, f"--user-data-dir={profile}"]
        flags += ["--no-sandbox"] if os.geteuid() == 0 else []  # root has none to put it into
        command = [sys.executable, "-I", "-S", "-c", _JOIN, str(ours[0]), str(theirs[1]), str(path), *flags]
        try:
            process = subprocess.Popen(  # noqa: S603 - the browser that the office's configuration names
                command, pass_fds=(ours[0], theirs[1]), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True, env=_environment(profile),
            )  # fmt: skip
        except OSError as error:
            raise BrowserError(type(error).__name__) from error
        finally:
            os.close(ours[0])
            os.close(theirs[1])
        try:
            yield Browser(ours[1], theirs[0], time.monotonic() + WHOLE)
        finally:
            os.close(ours[1])
            os.close(theirs[0])
            _end(process)


def _pipe() -> tuple[int, int]:
    """Make a pipe whose ends stand above the numbers at which the browser looks for its own."""
    ends = os.pipe()
    high = fcntl.fcntl(ends[0], fcntl.F_DUPFD_CLOEXEC, ABOVE), fcntl.fcntl(ends[1], fcntl.F_DUPFD_CLOEXEC, ABOVE)
    for end in ends:
        os.close(end)
    return high


def _environment(profile: str) -> dict[str, str]:
    """Give it nothing of ours: no secret stands in a browser's environment."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": profile, "XDG_RUNTIME_DIR": profile, "LANG": "C"}


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Browser:
    """Speaks the DevTools protocol: commands and their answers, and events in between."""

    def __init__(self, to: int, source: int, until: float) -> None:
        """Write to one end and read from the other, until a moment (monotonic seconds)."""
        self._to, self._source, self._until = to, source, until
        os.set_blocking(source, False)
        self._number = 0
        self._read = bytearray()
        self.events: deque[Event] = deque()

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come first are kept. Raises BrowserError."""
        number = self.tell(method, session, **params)
        until = min(self._until, time.monotonic() + STEP)
        while True:
            said = self._message(until)
            if said.get("id") == number:
                if "error" in said:
                    raise BrowserError(f"{method}: {said['error'].get('message', '')[:100]}")
                result: dict[str, Any] = said.get("result", {})
                return result
            self.events.append(said)

    def tell(self, method: str, session: str = "", **params: Any) -> int:
        """Send a command without waiting for its answer; give its number."""
        self._number += 1
        whole = {"id": self._number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        data = json.dumps(whole).encode() + b"\0"
        try:
            while data:
                data = data[os.write(self._to, data) :]
        except OSError as error:
            raise BrowserError("gone") from error
        return self._number

    def listen(self, seconds: float, done: Callable[[Event], bool]) -> None:
        """Hand events over until one says that it was the last, or the time is up."""
        until = min(self._until, time.monotonic() + seconds)
        while time.monotonic() < until:
            try:
                event = self.events.popleft() if self.events else self._message(until)
            except TimeoutError:
                return
            if "method" in event and done(event):
                return

    def _message(self, until: float) -> dict[str, Any]:
        while (end := self._read.find(0)) < 0:
            left = until - time.monotonic()
            if left <= 0 or not select.select([self._source], [], [], left)[0]:
                if until >= self._until:
                    raise BrowserError("too slow")
                raise TimeoutError
            self._fill()
        whole, self._read = self._read[:end], self._read[end + 1 :]
        said: dict[str, Any] = json.loads(whole)
        return said

    def _fill(self) -> None:
        try:
            got = os.read(self._source, 1 << 20)
        except OSError as error:
            raise BrowserError("gone") from error
        if not got or len(self._read) > MOST_MESSAGE:
            raise BrowserError("gone" if not got else "too much")
        self._read += got
