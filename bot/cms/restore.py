"""A page that lost what it showed, brought back as it was approved."""

from __future__ import annotations

from bot.cms.base import Page, Publisher, PublishError, Remote
from bot.cms.publish import publish_page


def restore_page(publisher: Publisher, page: Page) -> Remote:
    """Write a published page again though the website says it is as we left it, and return it.

    A page that the website does not know (any more) is published; one that was withdrawn stays so. Safe to run
    again after a crash at any point. Raises PublishError as ``publish_page`` does.
    """
    found = publisher.find(page.key)
    if found is None or found.state == "draft":
        return publish_page(publisher, page)
    if found.state == "withdrawn":
        raise PublishError("withdrawn", f"{page.key} was withdrawn", again=False)
    urls = {medium.sha256: publisher.attach(found, medium) for medium in page.media}
    publisher.restore(found, page, urls)
    return publish_page(publisher, page)
