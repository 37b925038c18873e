"""The folder kind: a static website of our own, written as plain files that any web server can show."""

from __future__ import annotations

from bot.cms.folder.publisher import FolderPublisher

__all__ = ["FolderPublisher"]
