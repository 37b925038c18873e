"""A real WordPress with a real MariaDB, on loopback and in a temporary folder: seconds to start, gone at the end.

For a test, take the fixture of ``tests/real/conftest.py`` (``from tests.real.conftest import running_wordpress,
wordpress`` makes it known in another folder)::

    def test_it(wordpress: WordPress) -> None:      # emptied before each test, switches off
        wordpress.url                               # "http://127.0.0.1:40001", the home page and base_url
        wordpress.editor                            # Account(user, password, login): author, admin, contributor too
        wordpress.settings()                        # what WordPressPublisher is told, as this editor
        wordpress.posts(), wordpress.media()        # rows straight from the database, in every status, trash too
        wordpress.sql("SELECT ... ")                # any rows, as dicts of str or None
        wordpress.kill(), wordpress.start()         # the PHP server, as a power cut does it; the database stays
        wordpress.kill_database(), wordpress.start_database()
        wordpress.switch(rest_off=True)             # see php/switches.php for all names; replaces what was set
        wordpress.trouble("medium", "after", "die") # once: the server dies when a medium was stored, unanswered

Sections "berita" and "pengumuman" exist. ``Account.password`` is an application password, ``login`` the one of the
login form. Outgoing traffic of WordPress is refused; nothing leaves the machine.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from bot.config import Secret

SOURCE = Path("/usr/share/wordpress")
PHP = Path(__file__).parent / "php"
THEME = "twentytwentythree"
PROGRAMS = ("php", "mariadbd", "mariadb")
PATIENCE = 20.0
WORKERS = "3"
CONFIG = """<?php
define( 'DB_NAME', 'wordpress' );
define( 'DB_USER', 'root' );
define( 'DB_PASSWORD', '' );
define( 'DB_HOST', 'localhost:{socket}' );
define( 'DB_CHARSET', 'utf8mb4' );
define( 'DB_COLLATE', '' );
define( 'WP_HOME', '{url}' );
define( 'WP_SITEURL', '{url}' );
define( 'WP_ENVIRONMENT_TYPE', 'local' );
define( 'WP_DEBUG', false );
define( 'DISABLE_WP_CRON', true );
define( 'AUTOMATIC_UPDATER_DISABLED', true );
define( 'FS_METHOD', 'direct' );
{keys}
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) {{ define( 'ABSPATH', __DIR__ . '/' ); }}
require_once ABSPATH . 'wp-settings.php';
"""
KEYS = ("AUTH_KEY", "SECURE_AUTH_KEY", "LOGGED_IN_KEY", "NONCE_KEY", "AUTH_SALT", "SECURE_AUTH_SALT",
        "LOGGED_IN_SALT", "NONCE_SALT")  # fmt: skip
DATABASE = ("mariadbd", "--no-defaults", "--skip-networking", "--skip-grant-tables", "--skip-log-bin",
            "--character-set-server=utf8mb4", "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M",
            "--innodb-flush-log-at-trx-commit=2", "--performance-schema=off")  # fmt: skip
SERVER = ("php", "-d", "opcache.enable_cli=1", "-d", "opcache.validate_timestamps=0",
          "-d", "upload_max_filesize=32M", "-d", "post_max_size=32M",
          "-d", "memory_limit=256M", "-d", "display_errors=0", "-d", "sendmail_path=/bin/true")  # fmt: skip
EMPTY = """
DELETE FROM wp_posts; DELETE FROM wp_postmeta; DELETE FROM wp_term_relationships;
DELETE FROM wp_term_taxonomy WHERE term_taxonomy_id > {terms};
DELETE FROM wp_terms WHERE term_id > {terms};
UPDATE wp_term_taxonomy SET count = 0;
UPDATE wp_users SET user_status = 0;
"""

Row = dict[str, str | None]
On = Literal["post", "medium", "term", "any"]
At = Literal["before", "inside", "after"]
Do = Literal["error", "die", "cut", "sleep", "wait"]


class Account(NamedTuple):
    """Somebody who works on this website."""

    user: str
    password: str
    login: str


def missing() -> str:
    """Say what keeps WordPress from being started here; "" if nothing does."""
    lost = [name for name in PROGRAMS if not shutil.which(name)]
    if not (SOURCE / "wp-includes").is_dir():
        lost.append("wordpress")
    if not (SOURCE / "wp-content/themes" / THEME).is_dir():
        lost.append(f"wordpress-theme-{THEME}")
    return ", ".join(lost)


class WordPress:
    """One WordPress of its own. See the module for how to use it."""

    admin: Account
    editor: Account
    author: Account
    contributor: Account

    def __init__(self, folder: Path, front: int | None = None) -> None:
        """Start everything in an empty folder. Use ``started`` (or the fixture), which ends it too.

        ``front`` is the port of something that stands before it: WordPress then calls itself by that.
        """
        self.folder = folder
        self.root = folder / "www"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{front or self.port}"
        self._socket = folder / "db.sock"
        self._server: subprocess.Popen[bytes] | None = None
        self._database: subprocess.Popen[bytes] | None = None
        self._guardian = _guardian(folder)
        self._terms = 0
        self._lay_out()

    # --- for tests ---

    def settings(self, account: Account | None = None, /, **changed: Any) -> dict[str, Any]:
        """Return what the kind is told about this website; the editor's account, if no other is named."""
        who = account or self.editor
        return {
            "base_url": self.url, "site_name": "Pemerintah Kabupaten Bumi Lestari", "language": "id",
            "zone": "Asia/Makassar", "ca_file": None, "timeout": 20.0,
            "user": who.user, "password": Secret(who.password), "api": "",
            "sections": [
                {"key": "berita", "name": "Berita Daerah", "remote": ""},
                {"key": "pengumuman", "name": "Pengumuman", "remote": ""},
            ],
        } | changed  # fmt: skip

    def sql(self, query: str) -> list[Row]:
        """Run statements as the owner of the database and return the rows of the last one."""
        command = ("mariadb", "--no-defaults", f"--socket={self._socket}", "--batch", "--default-character-set=utf8mb4")
        done = subprocess.run((*command, "wordpress"), input=query.encode(), capture_output=True, check=True)
        lines = done.stdout.decode("utf-8").splitlines()
        names, *rows = [line.split("\t") for line in lines] or [[]]
        return [dict(zip(names, map(_value, row), strict=True)) for row in rows]

    def posts(self) -> list[Row]:
        """Return every post in every status, in the order of their making; no revisions."""
        return self.sql("SELECT * FROM wp_posts WHERE post_type = 'post' ORDER BY ID")

    def media(self) -> list[Row]:
        """Return every medium, in the order of their making."""
        return self.sql("SELECT * FROM wp_posts WHERE post_type = 'attachment' ORDER BY ID")

    def switch(self, **switches: Any) -> None:
        """Let the website misbehave; what is not named behaves."""
        (self.root / "wp-content/mu-plugins/switches.json").write_text(json.dumps(switches))

    def trouble(self, on: On, at: At, do: Do, *, times: int = 1, seconds: float = 0.0) -> None:
        """Let changes of this kind fail, ``times`` times.

        ``at``: before the change, inside (the row is there, terms and alt text are not), after (only the answer is
        lost). ``do``: error (HTTP 500), cut (half an answer), die (the server is killed; ``start`` it), sleep, or wait
        (until ``switch`` is called; then the change is carried out, although nobody waits for it any more).
        """
        self.switch(trouble={"on": on, "at": at, "do": do, "times": times, "seconds": seconds})

    def kill(self) -> None:
        """Kill the PHP server with everything it is doing."""
        self._end(self._server)
        self._server = None

    def start(self) -> None:
        """Start the PHP server (again), and return when it answers."""
        self.kill()
        cache = self.folder / "opcache"  # a restarted server finds its programs translated
        cache.mkdir(exist_ok=True)
        command = (
            *SERVER,
            "-d",
            f"opcache.file_cache={cache}",
            "-S",
            f"127.0.0.1:{self.port}",
            "-t",
            str(self.root),
            str(PHP / "router.php"),
        )
        self._server = self._spawned(command, "php.log", {"PHP_CLI_SERVER_WORKERS": WORKERS})
        self._wait(self._answers, "php.log")

    def kill_database(self) -> None:
        """Stop MariaDB in order (killed, it may not find its tables again); WordPress goes on and says so."""
        if self._database:
            self._database.terminate()
            self._database.wait(PATIENCE)
            self._tell(f"-{self._database.pid}")
        self._database = None

    def start_database(self) -> None:
        """Start MariaDB (again), and return when it answers."""
        self.kill_database()
        places = (f"--datadir={self.folder / 'db'}", f"--socket={self._socket}", f"--pid-file={self.folder / 'db.pid'}")
        user = ("--user=root",) if os.geteuid() == 0 else ()
        self._database = self._spawned((*DATABASE, *places, *user), "db.log", {})
        self._wait(self._database_answers, "db.log")

    def clear(self) -> None:
        """Make the website empty again, and well-behaved; accounts and sections stay."""
        self.switch()
        self.sql(EMPTY.format(terms=self._terms))
        shutil.rmtree(self.root / "wp-content/uploads", ignore_errors=True)

    def close(self) -> None:
        """End everything."""
        self.kill()
        self._end(self._database)
        assert self._guardian.stdin
        self._guardian.stdin.close()
        self._guardian.wait(PATIENCE)

    # --- how it comes to stand ---

    def _lay_out(self) -> None:
        shutil.copytree(
            SOURCE, self.root, ignore=shutil.ignore_patterns("wp-config.php", "wp-includes", "wp-content", ".htaccess")
        )
        (self.root / "wp-includes").symlink_to(SOURCE / "wp-includes")
        content = self.root / "wp-content"
        (content / "mu-plugins").mkdir(parents=True)
        shutil.copytree(SOURCE / "wp-content/themes" / THEME, content / "themes" / THEME)
        shutil.copy(PHP / "switches.php", content / "mu-plugins/switches.php")
        keys = "\n".join(f"define( '{name}', '{name.lower()}-of-a-test' );" for name in KEYS)
        (self.root / "wp-config.php").write_text(CONFIG.format(socket=self._socket, url=self.url, keys=keys))
        (self.folder / "db").mkdir()

    def install(self) -> None:
        """Make the tables and the accounts; the database runs already."""
        place = ("--no-defaults", f"--socket={self._socket}")
        subprocess.run(("mariadb", *place, "-e", "CREATE DATABASE wordpress CHARACTER SET utf8mb4"), check=True)
        command = ("php", "-d", "sendmail_path=/bin/true", str(PHP / "install.php"), f"127.0.0.1:{self.port}")
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        said, found, accounts = done.stdout.rpartition("ACCOUNTS ")
        if not found:
            raise RuntimeError(f"WordPress was not installed: {said[-2000:]}{done.stderr[-2000:]}")
        for role, account in json.loads(accounts).items():
            setattr(self, role, Account(**account))
        self._terms = int(self.sql("SELECT MAX(term_taxonomy_id) AS most FROM wp_term_taxonomy")[0]["most"] or 0)

    def _spawned(self, command: tuple[str, ...], log: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
        with (self.folder / log).open("ab") as file:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                env=os.environ | environment, cwd=self.folder, start_new_session=True,
            )  # fmt: skip
        self._tell(f"+{process.pid}")
        return process

    def _end(self, process: subprocess.Popen[bytes] | None) -> None:
        """Kill a process with its children; its number is forgotten before anybody else can get it."""
        if process:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            self._tell(f"-{process.pid}")
            process.wait(PATIENCE)

    def _tell(self, line: str) -> None:
        assert self._guardian.stdin
        self._guardian.stdin.write(f"{line}\n".encode())
        self._guardian.stdin.flush()

    def _wait(self, ready: Callable[[], bool], log: str) -> None:
        until = time.monotonic() + PATIENCE
        while not ready():
            if time.monotonic() > until:
                raise RuntimeError((self.folder / log).read_text(errors="replace")[-2000:])
            time.sleep(0.03)

    def _answers(self) -> bool:
        with closing(socket.socket()) as door:
            return door.connect_ex(("127.0.0.1", self.port)) == 0

    def _database_answers(self) -> bool:
        with closing(socket.socket(socket.AF_UNIX)) as door:
            return self._socket.exists() and door.connect_ex(str(self._socket)) == 0


@contextmanager
def started(folder: Path, front: int | None = None) -> Iterator[WordPress]:
    """Start a WordPress in an empty folder (with a short path: sockets have no long ones), and end it."""
    site = WordPress(folder, front)
    try:
        site.start_database()
        site.install()
        site.start()
        yield site
    finally:
        site.close()


def _guardian(folder: Path) -> subprocess.Popen[bytes]:
    """Start who ends everything when this process is killed and cannot do it any more."""
    command = (sys.executable, str(Path(__file__).parent / "guardian.py"), str(folder))
    return subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)


def _free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _value(text: str) -> str | None:
    """Undo the escapes of the client's batch mode."""
    if text == "NULL":
        return None
    escaped = text.replace("\\\\", "\0")
    for sign, letter in (("\\n", "\n"), ("\\t", "\t"), ("\\0", "")):
        escaped = escaped.replace(sign, letter)
    return escaped.replace("\0", "\\")
