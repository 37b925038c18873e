"""What each kind of website needs of the configuration: its paths, its secrets, and what may not be left out."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from bot.config.problems import NOTHING, ConfigProblem, Words, shown, unreadable
from bot.config.secret import Secret
from bot.config.secret_files import site_secret
from bot.config.tables import Website
from bot.config.values import is_near

#: The secrets each of our own kinds may have; any other kind may have all, named in [website.options].
SECRETS: Mapping[str, tuple[str, ...]] = {
    "folder": (),
    "wordpress": ("password",),
    "joomla": ("token",),
    "drupal": ("password", "token"),
    "webhook": ("secret",),
    "manual": (),
}
ALL_SECRETS = ("password", "token", "secret")

Secrets = Mapping[str, Secret]


# -- paths


def under(base: Path, path: Path | None) -> Path | None:
    """Return a path taken from a folder; none stays none."""
    return base / path if path else None


def resolved(site: Website, base: Path) -> Website:
    """Return the website with every path taken from `base`, and its name where a folder has none of its own."""
    replace = msgspec.structs.replace
    folder, hook, manual = site.folder, site.webhook, site.manual
    return replace(
        site,
        ca_file=under(base, site.ca_file),
        folder=replace(folder, folder=base / folder.folder, site_name=folder.site_name or site.name),
        wordpress=replace(site.wordpress, password_file=under(base, site.wordpress.password_file)),
        joomla=replace(site.joomla, token_file=under(base, site.joomla.token_file)),
        drupal=replace(
            site.drupal,
            password_file=under(base, site.drupal.password_file),
            token_file=under(base, site.drupal.token_file),
        ),
        webhook=replace(hook, secret_file=under(base, hook.secret_file), media_folder=under(base, hook.media_folder)),
        manual=replace(manual, folder=base / manual.folder),
        options=_options(site.options, base),
    )


def _options(options: dict[str, Any], base: Path) -> dict[str, Any]:
    """Only the files of secrets are ours to find; what else a third party's kind reads is its own."""
    files = {f"{name}_file" for name in ALL_SECRETS}
    return {key: str(base / value) if key in files else value for key, value in options.items()}


def secret_places(site: Website) -> Iterator[tuple[str, str, Path | None]]:
    """Yield each secret the chosen kind may have: its name, the key of its file, and the file."""
    for name in SECRETS.get(site.kind, ALL_SECRETS):
        if site.kind in SECRETS:
            yield name, f"website.{site.kind}.{name}_file", getattr(getattr(site, site.kind), f"{name}_file")
        else:
            written = site.options.get(f"{name}_file")
            yield name, f"website.options.{name}_file", Path(written) if written else None


# -- what is wrong


def unusable_authorities(site: Website) -> list[ConfigProblem]:
    """Return what is wrong with the file of further certificate authorities, if one is named."""
    if site.ca_file is None:
        return []
    try:
        ssl.create_default_context(cafile=site.ca_file)
    except ssl.SSLError:
        found = unreadable(site.ca_file, ValueError("no certificate"))
    except OSError as error:
        found = unreadable(site.ca_file, error)
    else:
        return []
    expected = Words("berkas PEM berisi sertifikat otoritas (CA)", "a PEM file with the certificate of an authority")
    return [ConfigProblem("website.ca_file", found, expected, 'ca_file = "ca-kabupaten.pem"')]


def incomplete(site: Website, secrets: Secrets) -> list[ConfigProblem]:
    """Return what the chosen kind of website still needs; the other kinds' tables may stay empty."""
    check = _CHECKS.get(site.kind)
    return list(check(site, secrets)) if check else []


def _wordpress(site: Website, secrets: Secrets) -> Iterator[ConfigProblem]:
    yield from _in_the_clear(site, site.wordpress.api)
    if not site.wordpress.user:
        yield _no_user("website.wordpress.user")
    if "password" not in secrets:
        made = Words(
            "sandi aplikasi dari wp-admin (Pengguna > Profil > Sandi Aplikasi), bukan sandi masuk biasa;",
            "an application password of wp-admin (Users > Profile > Application Passwords), not the usual one;",
        )
        yield _no_secret("wordpress", "password", made)


def _joomla(site: Website, secrets: Secrets) -> Iterator[ConfigProblem]:
    yield from _in_the_clear(site, site.joomla.api)
    if "token" not in secrets:
        made = Words(
            "token API dari profil pengguna Joomla (tab Joomla API Token);",
            "the API token of the Joomla user's profile (tab Joomla API Token);",
        )
        yield _no_secret("joomla", "token", made)


def _drupal(site: Website, secrets: Secrets) -> Iterator[ConfigProblem]:
    yield from _in_the_clear(site, "")
    if "token" in secrets:
        return
    if not site.drupal.user:
        yield _no_user("website.drupal.user")
    if "password" not in secrets:
        made = Words(
            "sandi pengguna Drupal (modul HTTP Basic Authentication), atau token_file sebagai gantinya;",
            "the Drupal user's password (module HTTP Basic Authentication), or a token_file in its place;",
        )
        yield _no_secret("drupal", "password", made)


def _webhook(site: Website, secrets: Secrets) -> Iterator[ConfigProblem]:
    hook = site.webhook
    if not hook.endpoint:
        expected = Words("alamat penerima di portal", "the address of the portal's receiver")
        example = 'endpoint = "https://www.contohkab.go.id/tayang.php"'
        yield ConfigProblem("website.webhook.endpoint", NOTHING, expected, example)
    if "secret" not in secrets:
        made = Words(
            "kata rahasia yang sama dengan di penerima, sedikitnya 16 huruf acak;",
            "the same secret as the receiver's, 16 random letters or more;",
        )
        yield _no_secret("webhook", "secret", made)
    if hook.media == "urls":
        yield from _without_media(site)


def _without_media(site: Website) -> Iterator[ConfigProblem]:
    examples = {"media_folder": "/srv/tayang-media", "media_url": "https://media.contohkab.go.id"}
    for name, example in examples.items():
        if not getattr(site.webhook, name):
            expected = Words(
                'folder yang disajikan server web dan alamatnya, bila media = "urls"',
                'a folder that a web server serves and its address, when media = "urls"',
            )
            yield ConfigProblem(f"website.webhook.{name}", NOTHING, expected, f'{name} = "{example}"')


def _in_the_clear(site: Website, api: str) -> Iterator[ConfigProblem]:
    """Refuse to send a login unencrypted through other people's networks."""
    parts = urlsplit(api or site.url)
    if parts.scheme == "http" and not is_near(parts.hostname or ""):
        expected = Words(
            "alamat https://, karena sandi bot dikirim ke sana; pasang sertifikat di situs lebih dulu",
            "an https:// address, since the bot's login is sent there; first give the website a certificate",
        )
        yield ConfigProblem("website.url", shown(site.url), expected, 'url = "https://www.contohkab.go.id"')


def _no_user(key: str) -> ConfigProblem:
    expected = Words(
        "nama pengguna khusus untuk bot di CMS, yang boleh menerbitkan",
        "the name of a user of the bot's own in the CMS, who may publish",
    )
    return ConfigProblem(key, NOTHING, expected, 'user = "tayang"')


def _no_secret(kind: str, name: str, made: Words) -> ConfigProblem:
    where = site_secret(name)
    expected = Words(f"{made.id} {where.id}", f"{made.en} {where.en}")
    return ConfigProblem(f"website.{kind}.{name}_file", NOTHING, expected, f'{name}_file = "website-{name}.txt"')


_CHECKS: Mapping[str, Callable[[Website, Secrets], Iterator[ConfigProblem]]] = {
    "wordpress": _wordpress,
    "joomla": _joomla,
    "drupal": _drupal,
    "webhook": _webhook,
}
