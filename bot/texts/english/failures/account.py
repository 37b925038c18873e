"""The bot's account on the website, in English: who it is there, and what it may do."""

from __future__ import annotations

from bot.texts.failures import FailureWords

_JOOMLA_LOGIN = (
    "Joomla refuses the bot's token. Copy it again; enable the plugins API Authentication - Web Services Joomla Token"
    " and User - Joomla API Token, and allow the account's group in the second one"
)
_JOOMLA_RIGHTS = (
    "the bot's account lacks rights in Joomla. In the Permissions of Content and of Media grant Create, Edit, Edit"
    " State, and in the Global Configuration Web Services Login"
)

ACCOUNT = {
    "denied": FailureWords(
        chat="The website refused the bot's account.",
        it="the website refuses the bot's account. Check its user and password or token, and that it is not disabled",
        by_detail={
            "signature": "the portal refuses the bot's signature, so the secrets differ. Make secret_file the same as"
            " TAYANG_SECRET of the receiver",
            "content/articles": _JOOMLA_LOGIN,
            "media/files": _JOOMLA_LOGIN,
            "jsonapi": "Drupal does not know the bot's account. Check user and password (or token), enable the module"
            " HTTP Basic Authentication, and have the web server pass the Authorization header on",
        },
    ),
    "login_wrong": FailureWords(
        chat="The bot's user name or password on the website is wrong; contact the admin.",
        it="the user name or application password is wrong. In WordPress: Users, Profile, Application Passwords; make"
        " a new one and put it into password_file",
    ),
    "auth_blocked": FailureWords(
        it="the application password is right, but the web server or a plugin drops the Authorization header. With"
        ' Apache add to .htaccess: SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1; look at security plugins, too',
    ),
    "app_passwords_off": FailureWords(
        chat="The website takes no application passwords; contact the admin.",
        it="WordPress offers no application passwords. Switch HTTPS on, and allow application passwords in the"
        " security plugin (Wordfence: Login Security)",
    ),
    "secret_short": FailureWords(
        it="the webhook's secret is too short; make a new one with openssl rand -hex 32",
    ),
    "api_missing": FailureWords(
        chat="The website's interface for the bot is not found; contact the admin.",
        it="there is no interface (API) at that address. Check website.url and api; in WordPress save Settings,"
        " Permalinks again",
        by_detail={
            "content/articles": "there is no Joomla API at that address. Enable the plugin Web Services - Content, and"
            " check website.url",
            "jsonapi": "there is no JSON:API at that address. Enable Drupal's module JSON:API, and check website.url",
        },
    ),
    "api_off": FailureWords(
        chat="The website's interface for the bot is switched off or blocked; contact the admin.",
        it="the interface (API) is switched off, or blocked by a security plugin or firewall. Allow the api address"
        " for the bot's account",
    ),
    "api_public": FailureWords(
        it="the list of articles is open to everybody, so the bot's token was not tried here. Publish one test article",
    ),
    "read_only": FailureWords(
        chat="The website does not let the bot write yet; please contact the admin.",
        it="Drupal's JSON:API only reads. Open Configuration, Web services, JSON:API (/admin/config/services/jsonapi)"
        " and accept all operations",
    ),
    "right_missing": FailureWords(
        chat="The bot's account lacks a right it needs on the website; contact the admin.",
        it="the bot's account lacks rights. Give it a role that may write, publish and upload; in WordPress: Editor",
        by_detail={
            "content/articles": _JOOMLA_RIGHTS,
            "media/files": _JOOMLA_RIGHTS,
            "jsonapi": "the bot's account lacks permissions in Drupal: Create new content and Edit any content of that"
            " type, Administer content, View own unpublished content",
        },
    ),
    "rights_too_many": FailureWords(
        it="the bot's account is an administrator; if its password leaks, the whole website lies open. Make an account"
        " of its own with the role Editor",
    ),
    "rights_few": FailureWords(
        it="the bot's account is an Author: WordPress filters its HTML, and pages that another account made cannot be"
        " corrected. Editor is better",
    ),
    "text_format_refused": FailureWords(
        chat="The bot's account may not use the website's text format; please contact the admin.",
        it="the bot's account may not use that text format. Grant the permission to use it, or change text_format",
    ),
    "not_made_public": FailureWords(
        chat="The article is stored, but the bot's account may not publish it; please contact the admin.",
        it="the page is stored but stays unpublished. Let the bot's account change the published state (Joomla: Edit"
        " State; Drupal: Administer content), or look at the website's workflow",
    ),
}
