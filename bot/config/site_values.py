"""How the values of the website's kinds are written: kinds, accounts, names inside a CMS, free options."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from bot.config.problems import Words
from bot.config.values import (
    Written,
    lasting_between,
    matching,
    place,
    read_api_url,
    read_line,
    read_string,
    read_url,
)

#: Keys whose value would be a secret, and has no place in a file that is copied and shared.
SECRET_KEYS = frozenset({"token", "bot_token", "telegram_token", "secret", "secret_token", "password", "api_key"})


def _account(value: object) -> str:
    name = read_line(value)
    if ":" in name:  # what separates user and password in HTTP (RFC 7617)
        raise ValueError("a colon")
    return name


def _maybe_api_url(value: object) -> str:
    """Return an address as it stands: unlike a site's, it may end in a slash or a query, and must keep them."""
    text = read_string(value).strip()
    if not all("!" <= sign <= "~" for sign in text):
        raise ValueError("a space, or a letter no address has")
    if text:
        read_api_url(text.partition("?")[0])
    return text


def _maybe_url(value: object) -> str:
    return read_url(value) if read_string(value).strip() else ""


def _options(value: object) -> dict[str, Any]:
    if not isinstance(value, dict) or {key.lower() for key in value} & SECRET_KEYS:
        raise ValueError("no table, or one with a secret")
    return value


def name_of(example: str) -> Written:
    """A name as a CMS uses it inside: of a field, a type, a folder."""
    expected = Words(
        'nama dari huruf, angka, "_", "-" dan "/", seperti tertulis di CMS',
        'a name of letters, digits, "_", "-" and "/", as the CMS writes it',
    )
    return Written(expected, f'"{example}"', matching(r"[A-Za-z0-9_][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)*"))


SiteKind = Annotated[
    str,
    Written(
        Words(
            'nama sebuah jenis situs: "folder", "wordpress", "joomla", "drupal", "webhook", "manual", atau tambahan',
            'the name of a kind of website: "folder", "wordpress", "joomla", "drupal", "webhook", "manual",'
            " or an added one",
        ),
        '"wordpress"',
        matching(r"[a-z0-9][a-z0-9_.-]{0,39}"),
    ),
]

Account = Annotated[
    str,
    Written(
        Words(
            "nama pengguna di CMS dalam tanda kutip, tanpa titik dua",
            "the user's name in the CMS in quotes, without a colon",
        ),
        '"tayang"',
        _account,
    ),
]

SecretPlace = Annotated[Path | None, place("website-secret.txt")]

OptionalApiUrl = Annotated[
    str,
    Written(
        Words(
            'alamat https://, atau http:// di jaringan sendiri; "" berarti tempat yang biasa',
            'an https:// address, or http:// in your own network; "" is the usual place',
        ),
        '"https://www.contohkab.go.id/api"',
        _maybe_api_url,
    ),
]

OptionalUrl = Annotated[
    str,
    Written(
        Words(
            'alamat lengkap yang diawali https:// atau http://, boleh ""',
            'a whole address that begins with https:// or http://, "" is allowed',
        ),
        '"https://www.contohkab.go.id/media"',
        _maybe_url,
    ),
]

# How long to wait for the next byte of an answer.
SiteWait = Annotated[
    timedelta,
    Written(
        Words('lama waktu dari "1s" sampai "5m"', 'a duration from "1s" to "5m"'),
        '"30s"',
        lasting_between(timedelta(seconds=1), timedelta(minutes=5)),
    ),
]

Options = Annotated[
    dict[str, Any],
    Written(
        Words(
            "tabel bebas tanpa rahasia; rahasia dalam berkas, dengan password_file, token_file atau secret_file",
            "a free table without secrets; those go into a file, named by password_file, token_file or secret_file",
        ),
        '{ path = "/srv/portal" }',
        _options,
    ),
]
