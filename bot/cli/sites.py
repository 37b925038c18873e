"""From the configuration to the publisher of the office's website."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.cms.base import Now, Publisher
from bot.cms.kinds import names, publisher
from bot.config import Config, ConfigError, ConfigProblem, Secret, Words

Settings = dict[str, Any]


def site_publisher(config: Config, now: Now) -> Publisher:
    """Make the publisher the configuration names.

    Raises ConfigError for a kind nobody knows and for what its table still needs, PublishError for settings
    that the kind itself refuses.
    """
    kind = config.require_website().kind
    if kind not in names():
        raise ConfigError([_unknown(kind)])
    return publisher(kind, site_settings(config), now=now)


def site_settings(config: Config) -> Settings:
    """Return what the publisher of the chosen kind is made with: what all get, and what is its own.

    All get: `base_url`, `site_name`, `language` ("id", "en"), `zone` (a name), `sections` (each with `key`, `name`
    and `remote`, what the CMS calls it or ""), `ca_file` (Path or None) and `timeout` (seconds). Secrets are
    `Secret` objects.
    """
    make = _OWN.get(config.website.kind, _foreign)
    return {**make(config), **_common(config)}


def _common(config: Config) -> Settings:
    website, office = config.website, config.office()
    return {
        "base_url": website.url,
        "site_name": website.folder.site_name if website.kind == "folder" else website.name,
        "language": office.language,
        "zone": str(office.calendar.zone),
        "sections": [{"key": s.key, "name": s.name, "remote": s.remote} for s in website.sections],
        "ca_file": website.ca_file,
        "timeout": website.timeout.total_seconds(),
    }


def _folder(config: Config) -> Settings:
    """`folder`: Path, whose `public` is served; `records`: Path, beside the database; `tagline`: str."""
    folder = config.website.folder
    return {"folder": folder.folder, "records": records(config), "tagline": folder.tagline}


def records(config: Config) -> Path:
    """Say where the folder website keeps its record of pages: beside the database."""
    database = config.storage.database
    return database.with_name(f"{database.stem}-website")


def _wordpress(config: Config) -> Settings:
    """`user`: str; `password`: Secret, an application password; `api`: str, "" to find it."""
    site = config.website.wordpress
    return {"user": site.user, "password": _secret(config, "password"), "api": site.api}


def _joomla(config: Config) -> Settings:
    """`token`: Secret; `api`: str, "" for the usual place; `media_folder`: str, below the site's images."""
    site = config.website.joomla
    return {"token": _secret(config, "token"), "api": site.api, "media_folder": site.media_folder}


def _drupal(config: Config) -> Settings:
    """`user`: str, and `password`: Secret or None, or `token`: Secret or None; the names of type, fields, format."""
    site = config.website.drupal
    return {
        "user": site.user,
        "password": _secret(config, "password"),
        "token": _secret(config, "token"),
        "content_type": site.content_type,
        "body_field": site.body_field,
        "image_field": site.image_field,
        "section_field": site.section_field,
        "text_format": site.text_format,
    }


def _webhook(config: Config) -> Settings:
    """`endpoint`: str; `secret`: Secret; `media`: "inline" or "urls", then `media_folder`: Path, `media_url`: str."""
    site = config.website.webhook
    return {
        "endpoint": site.endpoint,
        "secret": _secret(config, "secret"),
        "media": site.media,
        "media_folder": site.media_folder,
        "media_url": site.media_url,
    }


def _manual(config: Config) -> Settings:
    """`folder`: Path of the packages and the ledger of links."""
    return {"folder": config.website.manual.folder}


def _foreign(config: Config) -> Settings:
    """[website.options] as written, and `password`, `token`, `secret` where the office gave them."""
    return {**config.website.options, **config.site_secrets}


_OWN: Mapping[str, Callable[[Config], Settings]] = {
    "folder": _folder,
    "wordpress": _wordpress,
    "joomla": _joomla,
    "drupal": _drupal,
    "webhook": _webhook,
    "manual": _manual,
}


def _secret(config: Config, name: str) -> Secret | None:
    return config.site_secrets.get(name)


def _unknown(kind: str) -> ConfigProblem:
    choices = ", ".join(f'"{name}"' for name in names())
    meant = difflib.get_close_matches(kind, names(), n=1)
    return ConfigProblem(
        "website.kind",
        Words(f'"{kind}"', f'"{kind}"'),
        Words(
            f"salah satu dari {choices}; jenis tambahan ada setelah paketnya dipasang di lingkungan Python yang sama",
            f"one of {choices}; an added kind is there once its package is installed in the same Python environment",
        ),
        f'kind = "{meant[0] if meant else "folder"}"',
        Words(f'Maksudnya "{meant[0]}"?', f'Did you mean "{meant[0]}"?') if meant else None,
    )
