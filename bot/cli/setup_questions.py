"""What `tayang init` asks, in order: each question with its words, how an answer is read, and its flag."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from bot.config import Words
from bot.config import values as v
from bot.config.site_values import Account, OptionalApiUrl
from bot.config.values import Written

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its key (and flag), its words, how the answer is read, a usual answer, or choices to number.

    A `secret` is not shown while it is typed, and goes into the file of that name, which its owner alone can read.
    """

    key: str
    words: Words
    written: Written
    default: str = ""
    choices: tuple[tuple[str, Words], ...] = ()
    secret: str = ""
    make: Callable[[], str] | None = None

    @property
    def flag(self) -> str:
        """The flag that answers it on the command line: of a secret the file it stands in already."""
        return f"--{self.key.replace('_', '-')}{'-file' if self.secret else ''}"

    def read(self, text: str) -> str:
        """Give the answer as it is kept. Raises ValueError for what cannot be."""
        text = text.strip() or self.default
        names = [name for name, _ in self.choices]
        if names and text.isdigit() and 1 <= int(text) <= len(names):
            text = names[int(text) - 1]
        if names and text not in names:
            raise ValueError("no choice")
        if self.written.read is not None:
            self.written.read(text)
        return text


def _written(kind: Any) -> Written:
    found = next(note for note in get_args(kind)[1:] if isinstance(note, Written))
    assert isinstance(found, Written)  # noqa: S101 - what `next` looked for
    return found


def _secret_text(text: object) -> object:
    if not isinstance(text, str) or not text or not text.isprintable():
        raise ValueError("empty")
    return text


_LINE = v.text("")
_SECRET = Written(Words("satu baris yang tidak kosong", "one line that is not empty"), "", _secret_text)
_TOKEN = Written(
    Words("token seperti 123456789:AAE… dari @BotFather", "a token such as 123456789:AAE… from @BotFather"),
    "", v.matching(r"[0-9]+:[A-Za-z0-9_-]{20,}"),
)  # fmt: skip
_NEEDED_ACCOUNT = Written(_written(Account).expected, "", lambda value: _some(_written(Account), value))
_NEEDED_URL = Written(_written(OptionalApiUrl).expected, "", lambda value: _some(_written(OptionalApiUrl), value))


def _some(written: Written, value: object) -> object:
    if not value or written.read is None:
        raise ValueError("empty")
    return written.read(value)


TOKEN = Question(
    "token", Words("Token bot dari @BotFather (tidak ditampilkan)", "The bot's token from @BotFather (not shown)"),
    _TOKEN, secret="telegram-token.txt",  # noqa: S106 - the file's name
)  # fmt: skip
OFFICE = Question(
    "office", Words("Nama kantor, seperti pada kop surat", "The office's name, as on its letterhead"), _LINE
)
PLACE = Question("place", Words("Tempat pada dokumen, misalnya nama kota", "Place on papers, such as the town"), _LINE)
ZONE = Question(
    "zone", Words("Zona waktu", "Time zone"), _written(v.Zone), "Asia/Jakarta",
    (("Asia/Jakarta", Words("WIB", "WIB")), ("Asia/Makassar", Words("WITA", "WITA")),
     ("Asia/Jayapura", Words("WIT", "WIT"))),
)  # fmt: skip
DATA = Question(
    "data", Words("Folder data: basis data, berkas, cadangan", "The folder of data: database, files, backups"),
    v.place("data"), "data",
)  # fmt: skip
URL = Question(
    "url", Words("Alamat website, persis seperti di peramban", "The website's address, exactly as in a browser"),
    _written(v.Url),
)  # fmt: skip
KIND = Question(
    "kind", Words("Jenis website", "Kind of website"), _LINE, "",
    (
        ("wordpress", Words("WordPress 5.6 ke atas", "WordPress 5.6 and up")),
        ("joomla", Words("Joomla 4 ke atas", "Joomla 4 and up")),
        ("drupal", Words("Drupal 10 ke atas", "Drupal 10 and up")),
        ("webhook", Words("portal buatan sendiri, dengan berkas penerima", "a portal of one's own, with a receiver")),
        ("manual", Words("tanpa antarmuka: Staf menerbitkan sendiri", "no interface: the Staf publishes by hand")),
        ("folder", Words("folder yang disajikan server web", "a folder that a web server serves")),
    ),
)  # fmt: skip
USER = Question(
    "user", Words("Nama pengguna bot di website (peran Editor)", "The bot's user on the website (an Editor)"),
    _NEEDED_ACCOUNT,
)  # fmt: skip
APP_PASSWORD = Question(
    "password", Words("Sandi aplikasi pengguna itu (Pengguna > Profil > Sandi Aplikasi; tidak ditampilkan)",
                      "That user's application password (Users > Profile > Application Passwords; not shown)"),
    _SECRET, secret="website-password.txt",  # noqa: S106 - the file's name
)  # fmt: skip
PASSWORD = Question(
    "password", Words("Sandi pengguna itu (tidak ditampilkan)", "That user's password (not shown)"), _SECRET,
    secret="website-password.txt",  # noqa: S106 - the file's name
)  # fmt: skip
SITE_TOKEN = Question(
    "site_token", Words("Token API dari profil pengguna Joomla (tidak ditampilkan)",
                        "The API token of the Joomla user's profile (not shown)"),
    _SECRET, secret="website-token.txt",  # noqa: S106 - the file's name
)  # fmt: skip
ENDPOINT = Question(
    "endpoint", Words("Alamat penerima di portal", "The address of the portal's receiver"), _NEEDED_URL
)  # fmt: skip
SECRET = Question(
    "secret", Words("Kata rahasia bersama penerima, 16 huruf atau lebih; kosong: dibuatkan (tidak ditampilkan)",
                    "The secret shared with the receiver, 16 letters or more; empty: one is made (not shown)"),
    Written(Words("sedikitnya 16 huruf", "16 letters or more"), "", v.matching(r"[!-~]{16,200}")),
    secret="website-secret.txt", make=lambda: secrets.token_urlsafe(32),  # noqa: S106 - the file's name
)  # fmt: skip
FOLDER = Question(
    "folder", Words("Folder situs; server web menyajikan folder public di dalamnya",
                    "The website's folder; the web server shows the folder public within it"),
    v.place("site"), "site",
)  # fmt: skip
ADMIN = Question(
    "admin", Words("Nama lengkap admin bot yang pertama", "Full name of the bot's first admin"), _LINE
)  # fmt: skip

#: What the chosen kind of website is asked besides.
OF_KIND: Mapping[str, tuple[Question, ...]] = {
    "wordpress": (USER, APP_PASSWORD),
    "joomla": (SITE_TOKEN,),
    "drupal": (USER, PASSWORD),
    "webhook": (ENDPOINT, SECRET),
    "manual": (),
    "folder": (FOLDER,),
}
OF_THE_OFFICE = (OFFICE, PLACE, ZONE, DATA)
OF_THE_SITE = (URL, KIND)

#: Every question once, for the flags.
ALL = (TOKEN, *OF_THE_OFFICE, *OF_THE_SITE, USER, PASSWORD, SITE_TOKEN, ENDPOINT, SECRET, FOLDER, ADMIN)
