"""The old interface of WordPress, asked one question: is this user name and password a login?

It takes the login in the body of the request, where no web server strips it. So it tells a wrong password from a
right one that never arrives at the REST interface.
"""

from __future__ import annotations

import re
from typing import Literal
from xml.sax.saxutils import escape

from bot.cms.base import PublishError
from bot.cms.http import Door
from bot.cms.wordpress.settings import Blog

CALL = (
    '<?xml version="1.0"?><methodCall><methodName>wp.getProfile</methodName><params><param><value><int>1</int>'
    "</value></param><param><value><string>{}</string></value></param><param><value><string>{}</string></value>"
    "</param></params></methodCall>"
)
FAULT = re.compile(r"<name>faultCode</name>\s*<value>\s*<int>(\d+)</int>")
WRONG_LOGIN = "403"

Verdict = Literal["right", "wrong", "unknown"]


def login_is(blog: Blog) -> Verdict:
    """Say whether the login is right; "unknown" where the old interface is switched off, as it often is."""
    body = CALL.format(escape(blog.user), escape(blog.password.reveal()))
    site = blog.site
    door = Door(site.base_url, ca_file=site.ca_file, timeout=site.timeout)
    try:
        answer = door.send("POST", "xmlrpc.php", data=body.encode(), headers={"Content-Type": "text/xml"})
    except PublishError:
        return "unknown"
    finally:
        door.close()
    fault = FAULT.search(answer.text)
    if fault:
        return "wrong" if fault[1] == WRONG_LOGIN else "unknown"
    return "right" if answer.ok and "<name>user_id</name>" in answer.text else "unknown"
