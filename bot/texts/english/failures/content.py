"""The page itself, in English: what is wrong with one article's page, its photos and its files."""

from __future__ import annotations

from bot.texts.failures import FailureWords

CONTENT = {
    "title_missing": FailureWords(
        chat="The page opens, but does not show the article's title.",
        it="the page opens, but the title that was put up does not show: a cache, a CDN or the theme gives another"
        " page. Keep new pages out of the cache, and open the address in a browser",
    ),
    "text_missing": FailureWords(
        chat="The page opens, but its text is not the approved one.",
        it="the page opens, but its text is not what was put up: a cache, a plugin or the theme changes it. Open the"
        " address in a browser and compare",
    ),
    "text_added": FailureWords(
        chat="The page opens, but between the article's paragraphs stands text that was not approved.",
        it='the website puts text into the middle of an article (advertisements, a "read also" plugin, or foreign'
        " code). Switch that off for our sections",
    ),
    "part_unseen": FailureWords(
        chat="The page opens, but a photo or file of the article does not show.",
    ),
    "challenge": FailureWords(
        chat="The website's firewall answers the check with its waiting page, so the bot has not seen the article's"
        " page yet. Ask whoever runs the website to let the bot's address through.",
        it="the firewall in front of the website (Cloudflare, Imunify360, Sucuri or the like) gives the bot a waiting"
        " page. Allow the IP address of the bot's computer in its settings",
    ),
    "cover_missing": FailureWords(
        chat="The page opens, but its main picture does not show.",
    ),
    "key_odd": FailureWords(
        chat="This article's key is not valid; please contact the admin.",
    ),
    "target_odd": FailureWords(
        chat="The address of the target page is not valid.",
    ),
    "too_long": FailureWords(
        chat="The article is too long for the website.",
    ),
    "mismatch": FailureWords(
        chat="The website stored a text that differs from the article.",
    ),
    "altered": FailureWords(
        chat="The website stored a text that differs from the article.",
    ),
    "format_strips": FailureWords(
        chat="The website's text format takes tables or other parts out; please contact the admin.",
        it="Drupal's text format takes these tags out of the article. Allow them in the text format, or use another"
        " one by text_format",
    ),
    "mark_lost": FailureWords(
        chat="A plugin of the website takes the bot's mark out of the article; contact the admin.",
        it="a plugin takes HTML comments out of the content, and the bot's mark with them. Exempt the bot's account in"
        " that plugin",
    ),
    "medium_missing": FailureWords(
        chat="A photo or file of the article is missing on the website.",
    ),
    "medium_changed": FailureWords(
        chat="A photo or file of the article has changed since it was received.",
    ),
    "medium_damaged": FailureWords(
        chat="A photo or file was damaged on its way to the website.",
    ),
    "medium_refused": FailureWords(
        chat="The website does not take this kind of photo or file.",
    ),
    "medium_large": FailureWords(
        chat="A photo or file is too large.",
        it="a file is too large for one request; raise the limit of the portal's web server",
    ),
    "link_awaited": FailureWords(
        chat="The link of the page has not been sent yet.",
    ),
    "link_odd": FailureWords(
        chat="That link is no page of this office's website.",
    ),
    "not_found": FailureWords(
        chat="The article's page was not found on the website.",
    ),
    "not_published": FailureWords(
        chat="The earlier page was never published.",
    ),
    "withdrawn": FailureWords(
        chat="This page was withdrawn from the website.",
    ),
    "trashed": FailureWords(
        chat="The page lies in the website's trash. Restore it or delete it for good there, then try again.",
    ),
    "changed_elsewhere": FailureWords(
        chat="The page was changed on the website itself. Restore the bot's version from its revisions, or take that"
        " change into the article.",
    ),
    "checked_out": FailureWords(
        chat="The article is open in the website's editor. Close it there, then try again.",
        it="that article is open in Joomla's editor. Close it there, or use Global Check-in",
    ),
    "page_damaged": FailureWords(
        chat="The page's data on the website is damaged; please contact the admin.",
        it="the data of a page is damaged. Restore that file from a backup; other pages are not affected",
    ),
}
