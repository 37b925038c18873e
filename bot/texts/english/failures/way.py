"""The way to the website, in English: its address, the connection, and what it answers."""

from __future__ import annotations

from bot.texts.failures import FailureWords

WAY = {
    "base_url_odd": FailureWords(
        chat="The website address in the configuration is not valid; the admin should run tayang check.",
        it="website.url is no address a site can have. Copy the front page's address from a browser",
    ),
    "base_url_plain": FailureWords(
        it="website.url uses http://, so what is sent can be read and changed on its way. Give the web server a"
        " certificate, then write https://",
    ),
    "base_url_other": FailureWords(
        it="the website calls itself by another address. Make website.url that address",
    ),
    "front_moved": FailureWords(
        it="website.url sends visitors to another address. Write that address (with or without www, https) into"
        " website.url",
    ),
    "front_status": FailureWords(
        it="the front page answers with an error. Open website.url in a browser; check the address or the web server",
    ),
    "redirected": FailureWords(
        chat="The bot's address of the website leads elsewhere; please contact the admin.",
        it="the address the bot uses leads elsewhere, and the login is not sent there. Write that address (https, with"
        " or without www) into website.url, or into this kind's api",
    ),
    "redirected_away": FailureWords(
        chat="The page sends visitors to another address.",
        it="that address leads to another website. Write the address a visitor ends at",
    ),
    "redirected_home": FailureWords(
        chat="The page sends visitors to the front page.",
        it="that address leads to the front page, so what was there may be gone",
    ),
    "foreign_host": FailureWords(
        chat="That address is not on this office's website.",
        it="that address is not on the website in website.url",
    ),
    "endpoint_missing": FailureWords(
        chat="The portal's receiver was not found; please contact the admin.",
        it="there is no receiver at website.webhook.endpoint; check the address and the receiver's file",
    ),
    "endpoint_plain": FailureWords(
        it="website.webhook.endpoint should better be https://; articles travel in the clear",
    ),
    "unreachable": FailureWords(
        chat="The website cannot be reached.",
        it="the website cannot be reached from the bot's computer. Check website.url, this computer's network, and"
        " whether the web server runs",
        by_detail={
            "no such host": "the website's name in website.url is not found. Check its spelling, and this computer's"
            " DNS (nslookup)",
            "refused": "the server refuses connections there. Check the port in website.url, and whether the web"
            " server runs",
        },
    ),
    "timeout": FailureWords(
        chat="The website took too long to answer.",
        it="the website takes too long to answer. Open it from the bot's computer; if it is simply slow, raise"
        " website.timeout or ask the hosting provider",
    ),
    "tls": FailureWords(
        chat="The website's security certificate (HTTPS) is not valid.",
        it="the secure connection (HTTPS) fails. Check the website's certificate by opening website.url in a browser",
        by_detail={
            "has expired": "the website's HTTPS certificate has expired. Renew it on the web server (certbot renew, or"
            " the hosting panel)",
            "not yet valid": "the website's HTTPS certificate is not valid yet. Check the clock of the bot's computer"
            " (timedatectl)",
            "ismatch": "the website's HTTPS certificate was made for another name. Use that name in website.url, or"
            " add this one to the certificate",
            "certificate": "this computer does not know the authority behind the website's HTTPS certificate, or its"
            " chain is not whole. Install the full chain on the web server, or save the authority's certificate and"
            " name it in website.ca_file",
        },
    ),
    "busy": FailureWords(
        chat="The website is too busy just now.",
        it="the website is too busy or holds the bot back. Try later; if it stays so, loosen the limit (firewall,"
        " security plugin) for the address of the bot's computer",
    ),
    "site_error": FailureWords(
        chat="The website has trouble of its own.",
        it="the website answers with an error of its own. See the web server's error log or ask who runs it",
    ),
    "status": FailureWords(
        chat="The website answered with an error.",
        it="that address answers with an error. Open it in a browser and check it",
    ),
    "answer_odd": FailureWords(
        chat="The website's answer is not what it should be; please contact the admin.",
        it="the website's answer is not what its interface gives, but often an error page or that of a security"
        " plugin. Check the api address and security plugins",
    ),
    "firewall": FailureWords(
        chat="The website's firewall keeps the bot out; please contact the admin.",
        it="a firewall or security plugin stops the bot before it reaches the website. Allow the IP address of the"
        " bot's computer and the api address in the firewall named in brackets, and switch its challenge page"
        " off for that address",
    ),
    "not_the_site": FailureWords(
        chat="At the website's address stands a page of the hosting or the network; please contact the admin.",
        it="another page stands at that address: the hosting account is suspended, the domain expired or parked, the"
        " server shows its own page, a quota is used up, or a network blocks it. Check website.url, bills and DNS",
    ),
    "maintenance": FailureWords(
        chat="The website is in maintenance.",
        it="the website is in maintenance mode. Wait until it ends; if it stays so, delete the file .maintenance"
        " (WordPress) or switch maintenance mode off in the CMS",
    ),
    "database_down": FailureWords(
        chat="The website cannot open its database; please contact the admin.",
        it="the website cannot open its database. Check the MySQL/MariaDB service, its password in the CMS's"
        " settings (wp-config.php), and the hosting's limit of connections",
    ),
    "php_fatal": FailureWords(
        chat="The website's program stopped with an error; please contact the admin.",
        it="the website's program stopped with a PHP error in the file in brackets. Update or switch off that"
        " plugin or theme, then see the PHP error log",
    ),
    "login_page": FailureWords(
        chat="The website asks for a login on a page; please contact the admin.",
        it="the website answers with a login page, not with its interface. Check the api address, and except it"
        " from plugins that close the website to visitors",
    ),
    "charset": FailureWords(
        chat="The website's database cannot hold the emoji and special letters of this article. Remove them, or ask"
        " the admin to change the website's tables.",
        it="the website's tables use utf8 (three bytes a letter), so emoji and special letters cannot be stored."
        " Back the database up, then change its tables to utf8mb4 (ALTER TABLE … CONVERT TO CHARACTER SET"
        " utf8mb4)",
    ),
    "answer_noise": FailureWords(
        it="something prints into the interface's answers; the bot reads through it, but other programs do not."
        " Update or switch off the plugin in brackets, and switch display_errors (WP_DEBUG_DISPLAY) off",
    ),
    "answer_cached": FailureWords(
        it="a cache plugin or CDN keeps the interface's answers, so that the bot may read old ones. Except the api"
        " address (/wp-json, /api, /jsonapi) from caching",
    ),
    "answer_large": FailureWords(
        chat="The website's answer is too large; please contact the admin.",
        it="the website's answer is too large to read. Check whether the api address is right",
    ),
    "too_big": FailureWords(
        chat="The page is too large to check.",
        it="what that address answers is too large to read",
    ),
    "not_html": FailureWords(
        chat="That address is not a web page.",
        it="that address gives no page, feed or site map that can be read",
    ),
    "site_refused": FailureWords(
        chat="The portal refused the bot's request; please contact the admin.",
        it="the portal's receiver refuses the request; compare its version with docs/webhook.md",
    ),
    "refused": FailureWords(
        chat="The website refuses the bot's request; contact the admin.",
        it="the website refuses the bot's request; its reason stands in brackets. Look at required fields and security"
        " plugins",
    ),
    "clock_skew": FailureWords(
        chat="The clocks of bot and website differ by more than five minutes; please contact the admin.",
        it="the clocks of the bot's computer and of the website differ. Switch on time synchronisation on both"
        " (timedatectl set-ntp true); signatures and deadlines depend on it",
    ),
}
