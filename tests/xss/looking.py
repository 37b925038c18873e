"""A browser that looks for what a vector leaves behind: calls, dialogs, frames, handlers, addresses, requests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Page, Request, Route, sync_playwright

#: No name but loopback's is ever looked up.
FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
SETTLED = 150  # milliseconds in which what fires by itself has fired

# Elements that run something, load something or send something. A page may have those of its own design, and no more.
INSTRUMENTS = """
window.__hits = [];
window.__hit = number => { window.__hits.push(number === undefined ? -1 : number); };
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.__hit();
window.__active = 'script,iframe,frame,frameset,object,embed,applet,base,meta,link,form,input,button,textarea,select,'
  + 'svg,math,style,template,noscript,video,audio,source,track,portal,fencedframe,marquee,details,dialog,slot,'
  + 'plaintext,xmp,listing,map,area,picture';
window.__scan = root => {
  const found = [];
  const roots = [root];
  const addresses = ['href', 'src', 'xlink:href', 'data', 'action', 'formaction', 'poster', 'background', 'ping',
    'cite', 'longdesc', 'lowsrc', 'dynsrc', 'manifest', 'codebase', 'values', 'to', 'from'];
  const allowed = ['http:', 'https:', 'mailto:', 'tel:', 'media:', 'about:'];
  while (roots.length) {
    const top = roots.pop();
    for (const element of [...(top.attributes ? [top] : []), ...top.querySelectorAll('*')]) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      if (element.content && element.content.querySelectorAll) roots.push(element.content);
      for (const {name, value} of element.attributes) {
        const lower = name.toLowerCase();
        const said = `${element.localName} ${name}=${value.slice(0, 80)}`;
        if (lower.startsWith('on')) found.push(`handler: ${said}`);
        if (lower === 'srcdoc') found.push(`srcdoc: ${said}`);
        if (addresses.includes(lower)) for (const address of lower === 'values' ? value.split(';') : [value]) {
          let url = null;
          try { url = new URL(address, document.baseURI === 'about:blank' ? 'http://x/' : document.baseURI); }
          catch { continue; }
          if (!allowed.includes(url.protocol)) found.push(`address: ${said}`);
        }
        if (lower === 'style' && /url\\(|expression|behavior|binding|position\\s*:\\s*fixed/i.test(value))
          found.push(`style: ${said}`);
      }
    }
  }
  return found;
};
window.__tally = root => {
  const seen = {};
  for (const element of root.querySelectorAll(window.__active))
    seen[element.localName] = (seen[element.localName] || 0) + 1;
  return seen;
};
"""
FRAGMENTS = """
fragments => {
  const found = [];
  fragments.forEach((html, number) => {
    const host = document.createElement('div');
    document.body.append(host);
    for (let parsed = 0; parsed < 3; parsed += 1) {
      host.innerHTML = parsed ? host.innerHTML : html;
      const active = Object.keys(window.__tally(host)).map(name => `element: ${name}`);
      for (const offence of [...window.__scan(host), ...active]) found.push([number, offence]);
    }
  });
  return found;
}
"""


@dataclass
class Seen:
    """What one page showed: offences in words, its active elements, the markers in the order they stand."""

    offences: list[str]
    active: Counter[str]
    markers: list[str]


@dataclass
class Looker:
    """A visitor with a notebook."""

    page: Page
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def look(self, url: str) -> Seen:
        """Open an address and write down what is wrong there."""
        self.asked.clear()
        self.dialogs.clear()
        self.page.goto(url, wait_until="load")
        self.page.wait_for_timeout(SETTLED)
        return self._seen(url)

    def fragments(self, htmls: Sequence[str]) -> list[tuple[int, str]]:
        """Parse each fragment three times over, as editors and caches do; give (its number, the offence)."""
        self.asked.clear()
        self.page.goto("about:blank")
        found: list[tuple[int, str]] = [tuple(each) for each in self.page.evaluate(FRAGMENTS, list(htmls))]
        self.page.wait_for_timeout(SETTLED)
        hits: list[int] = self.page.evaluate("window.__hits")
        return [*found, *((number, "ran") for number in hits), *((-1, f"asked for {url}") for url in self.asked)]

    def _seen(self, url: str) -> Seen:
        offences: list[str] = self.page.evaluate("window.__scan(document)")
        offences += [f"ran: {number}" for number in self.page.evaluate("window.__hits")]
        offences += [f"asked for {other}" for other in self.asked]
        offences += [f"dialog: {text}" for text in self.dialogs]
        offences += [f"frame: {frame.url}" for frame in self.page.frames[1:]]
        if self.page.url.partition("#")[0] != url.partition("#")[0]:
            offences.append(f"went to {self.page.url}")
        markers = "[...document.querySelectorAll('p')].map(p => p.textContent).filter(t => /^penanda \\d+$/.test(t))"
        return Seen(offences, Counter(self.page.evaluate("window.__tally(document)")), self.page.evaluate(markers))

    def route(self, route: Route, request: Request) -> None:
        """Let nothing out of the machine, and remember who tried."""
        if urlsplit(request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.asked.append(request.url)
            route.abort()

    def dismiss(self, dialog: Dialog) -> None:
        """Remember a dialog and go on."""
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def browsing() -> Iterator[Looker]:
    """Yield a visitor; a site's own Content-Security-Policy is switched off, since it could hide what ran."""
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        context: BrowserContext = chromium.new_context(bypass_csp=True)
        context.add_init_script(INSTRUMENTS)
        looker = Looker(context.new_page())
        looker.page.on("dialog", looker.dismiss)
        context.route("**/*", looker.route)
        try:
            yield looker
        finally:
            chromium.close()
