"""What the Drupal kind is told about its website."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.cms.common import options
from bot.cms.common.options import Site
from bot.config import Secret

MACHINE_NAME = re.compile(r"[a-z0-9_]{1,64}")


@dataclass(frozen=True, slots=True)
class Drupal:
    """The settings of one Drupal website; either ``token`` or ``login`` is there."""

    site: Site
    login: tuple[str, Secret] | None
    token: Secret | None
    content_type: str
    body: str
    image: str
    section: str
    text_format: str

    @property
    def vocabulary(self) -> str:
        """Where the sections are looked for first: "tags" for "field_tags"."""
        return self.section.removeprefix("field_")


def parse(settings: Mapping[str, Any]) -> Drupal:
    """Return the settings; raises PublishError("settings") naming the one that is wrong."""
    token = options.secret(settings, "token")
    return Drupal(
        site=options.site(settings),
        login=None if token else _login(settings),
        token=token,
        content_type=_name(settings, "content_type", "article"),
        body=_name(settings, "body_field", "body"),
        image=_name(settings, "image_field", "field_image"),
        section=_name(settings, "section_field", "field_tags"),
        text_format=_name(settings, "text_format", "basic_html"),
    )


def _login(settings: Mapping[str, Any]) -> tuple[str, Secret]:
    user = options.text(settings, "user", "")
    password = options.secret(settings, "password")
    if not user or password is None:
        raise options.wrong("user and password, or token, are missing")
    return user, password


def _name(settings: Mapping[str, Any], key: str, default: str) -> str:
    name = options.text(settings, key, default) or default
    if not MACHINE_NAME.fullmatch(name):
        raise options.wrong(f"{key} must be a machine name like {default!r}")
    return name
