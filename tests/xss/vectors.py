"""The corpus: ways in which a text has been known to run as a script, each with a number of its own."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

CORPUS = Path(__file__).with_name("corpus.txt")

#: What is called when a vector works; the number says which one it was.
HIT = "window.__hit(%d)"

# Markup and the handlers it can carry; the element does what fires them, or waits for somebody who does.
EVENTS = {
    "img src=x": "onerror onload onclick ondblclick onmouseover onmouseenter onmousemove onmousedown onmouseup onwheel"
    " oncontextmenu onpointerover onpointerrawupdate ongotpointercapture ondragstart ondrag",
    "svg": "onload onclick onfocusin onbegin onend onrepeat onresize onscroll onunload",
    "body": "onload onpageshow onpagehide onfocus onblur onhashchange onpopstate onmessage onresize onbeforeunload"
    " onbeforeprint onafterprint onoffline ononline onstorage onunhandledrejection onscrollend",
    "div style=animation-name:x": "onanimationstart onanimationend onanimationiteration onanimationcancel"
    " onwebkitanimationstart ontransitionend ontransitionrun onwebkittransitionend",
    "div contenteditable tabindex=1 id=x": "onfocus onblur onbeforeinput oninput onpaste oncut oncopy onbeforecopy"
    " onbeforepaste onselectstart onselectionchange onkeydown onkeypress onkeyup",
    "input autofocus": "onfocus onblur oninput onchange oninvalid onselect onsearch onbeforetoggle",
    "video src=x": "onerror onloadstart oncanplay oncanplaythrough ondurationchange onloadedmetadata onplay onplaying"
    " onprogress onseeked ontimeupdate onvolumechange onwaiting onencrypted",
    "audio src=x": "onerror onloadeddata onpause onratechange onstalled onsuspend onabort onemptied",
    "details open": "ontoggle onbeforetoggle",
    "marquee": "onstart onbounce onfinish",
    "form": "onsubmit onreset onformdata",
    "select": "onchange onfocusin",
    "iframe": "onload onfocus",
    "object data=x": "onerror onload",
    "link rel=stylesheet href=x": "onerror onload",
    "script src=x": "onerror onload",
    "track src=x": "onerror oncuechange",
    "xss onclick tabindex=1 id=x": "onfocusin onfocusout onauxclick oncontentvisibilityautostatechange onbeforematch",
    "table background=x": "onmouseover onmouseout",
    "button popovertarget=x": "onbeforetoggle ontoggle onclick",
}


def vector(template: str, number: int) -> str:
    """Return a vector that calls with this number."""
    script = HIT % number
    filled = template.replace("¤js", _encoded(script))
    filled = filled.replace("¤html", _encoded(f"<script>parent.{script}</script>"))
    filled = filled.replace("¤svg", _encoded(f'<svg xmlns="http://www.w3.org/2000/svg" onload="parent.{script}"/>'))
    return filled.replace("§", script)


def _handled() -> Iterator[str]:
    for opening, handlers in EVENTS.items():
        for handler in handlers.split():
            yield f"<{opening} {handler}=§>"


def _written() -> Iterator[str]:
    for line in CORPUS.read_text("utf-8").split("\n"):
        if line and not line.startswith("# "):
            yield re.sub("⟦([0-9A-F]{4,6})⟧", lambda sign: chr(int(sign[1], 16)), line)


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


VECTORS = tuple(vector(template, number) for number, template in enumerate(dict.fromkeys([*_handled(), *_written()])))
