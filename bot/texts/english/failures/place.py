"""Settings and places, in English: the website's kind, its sections, folders and disk, what it cannot do."""

from __future__ import annotations

from bot.texts.failures import FailureWords

PLACE = {
    "settings": FailureWords(
        chat="The bot's website settings are wrong; please contact the admin.",
        it="the settings in [website] are wrong. Correct the key named here",
    ),
    "kind_unknown": FailureWords(
        chat="The bot's website settings are wrong; please contact the admin.",
        it="website.kind is not known. Install that kind's package into the same Python environment",
    ),
    "kind_broken": FailureWords(
        chat="The bot's website connector is broken; please contact the admin.",
        it="another package's connector cannot be used. Update that package or ask who made it",
    ),
    "sections_empty": FailureWords(
        it="there is no section. Fill in website.sections",
    ),
    "section_unknown": FailureWords(
        chat="The website does not have this article's section.",
        it="this section is not on the website. Make the category in the CMS, or write what the CMS calls it as remote"
        " in website.sections",
    ),
    "field_missing": FailureWords(
        chat="The website has no field for the article or its files; please contact the admin.",
        it="this content type or field is not in Drupal. Look up its machine name under Structure, Content types, and"
        " write it into [website.drupal]",
    ),
    "folder_missing": FailureWords(
        chat="The website's folder was not found.",
        it="the website's folder is not there. Make it (mkdir -p), or correct the folder in this kind's table",
    ),
    "records_missing": FailureWords(
        chat="The records of the website's pages were not found; please contact the admin.",
        it="the website has pages, but their records are not in this place. If the database was moved, move this"
        " folder (…-website) as well",
    ),
    "records_within": FailureWords(
        it="the records of the pages (withdrawn ones too) still stand within the website's folder. They move"
        " beside the database by themselves when the bot runs; make sure that the web server serves only the"
        " folder public in it",
    ),
    "served_too_high": FailureWords(
        it="the web server serves a folder one level too high: the pages are at /public/. Point it at the folder"
        " public in website.folder.folder",
    ),
    "not_writable": FailureWords(
        chat="The website's folder cannot be written to.",
        it="the bot cannot write into the website's folder. Make the account that runs the bot its owner (chown)",
    ),
    "media_folder_missing": FailureWords(
        it="the folder website.webhook.media_folder is not there; make it",
    ),
    "media_not_writable": FailureWords(
        it="the bot cannot write into website.webhook.media_folder; mend its permissions",
    ),
    "packages_missing": FailureWords(
        it="the folder website.manual.folder is not there; make its parent folder",
    ),
    "packages_not_writable": FailureWords(
        it="the bot cannot write into website.manual.folder; mend its permissions",
    ),
    "disk_full": FailureWords(
        chat="The website has no storage space left.",
        it="the website's disk is full. Delete what is not needed, or enlarge the disk (see: df -h)",
    ),
    "disk_low": FailureWords(
        it="the website's disk is almost full. Make room before publishing stops (see: df -h)",
    ),
    "disk_error": FailureWords(
        chat="The website could not store a file.",
        it="the website's disk has trouble. See the system's log (dmesg) and check the disk",
    ),
    "media_missing": FailureWords(
        it="Joomla's media interface does not answer. Enable the plugin Web Services - Media (Joomla 4.1 or newer)",
    ),
    "documents_missing": FailureWords(
        it="there is no place for files (PDF and others). Enable the module Media; articles with attachments cannot be"
        " published yet",
    ),
    "search_odd": FailureWords(
        it="the website's search does not find what the bot published, so publishing again may double it. Switch the"
        " search plugin off for REST, or let it include drafts",
    ),
    "joomla_addresses": FailureWords(
        it="Joomla does not tell a page's short (SEF) address. The bot uses the long one, which is always valid",
    ),
    "joomla_tags": FailureWords(
        it="only tags that Joomla already has are set; the others become keywords. Make new tags in Joomla",
    ),
    "drupal_addresses": FailureWords(
        it="the bot uses the address /node/number, which stays valid when the title changes; aliases are Drupal's own",
    ),
    "drupal_format": FailureWords(
        it="the text format decides what is shown: Drupal's own basic_html takes tables out, and articles with tables"
        " are refused. Use a format that allows them",
    ),
    "drupal_tags": FailureWords(
        it="only terms that Drupal already has are set as tags, and only if the section uses field_tags",
    ),
}
