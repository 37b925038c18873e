// Marks what nobody sees by whatever style, and gives the page as it stands: for bot/sitewatch/render.py.
(() => {
  const MOST = 20000, LETTERS = 3000000, root = document.documentElement;
  const away = (text) => { try { return new URL(text, location.href).host.replace(/^www\./, '') !== location.host.replace(/^www\./, ''); } catch { return false; } };
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const clear = (colour) => { const p = parts(colour); return colour === 'transparent' || (p.length > 3 && p[3] < 0.1); };
  const near = (one, other) => { const a = parts(one), b = parts(other); return a.length > 2 && b.length > 2 && Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]) < 24; };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const style = getComputedStyle(e);
      if (style.backgroundImage !== 'none') return null;
      if (!clear(style.backgroundColor)) return style.backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const hides = (element, style) => {
    const outer = element.parentElement ? getComputedStyle(element.parentElement) : style;
    if (style.display === 'none') return outer.display !== 'none';
    if (style.visibility !== 'visible' && outer.visibility === 'visible') return true;
    if (parseFloat(style.opacity) < 0.05 || parseFloat(style.fontSize) < 2) return true;
    if (/^rect\((0|1)(px)?,? (0|1)(px)?/.test(style.clip) || /inset\((50|100)%|circle\(0/.test(style.clipPath)) return true;
    if (parseFloat(style.textIndent) < -500) return true;
    const box = element.getBoundingClientRect(), x = box.left + scrollX, y = box.top + scrollY;
    if ((box.width || box.height) && (x + box.width < 0 || y + box.height < 0)) return true;
    if (x > root.scrollWidth + 2000) return true;
    return style.overflow !== 'visible' && (box.width <= 1 || box.height <= 1) && element.textContent.trim() !== '';
  };
  let count = 0;
  for (const element of document.body ? document.body.querySelectorAll('*') : []) {
    if (++count > MOST) break;
    if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|LINK|META|BR|OPTION|SOURCE)$/.test(element.tagName)) continue;
    const style = getComputedStyle(element);
    if (hides(element, style)) { element.setAttribute('hidden', ''); continue; }
    if (element.tagName === 'A' && away(element.href) && element.textContent.trim() && !element.querySelector('img,svg')) {
      const behind = ground(element);
      const inner = element.querySelector('*') || element;
      if (clear(getComputedStyle(inner).color) || (behind && near(getComputedStyle(inner).color, behind))) element.setAttribute('hidden', '');
    }
  }
  const sources = (kind, name) => [...document.querySelectorAll(kind)].map((e) => e[name]).filter((s) => typeof s === 'string');
  return JSON.stringify({ url: location.href, html: root.outerHTML.slice(0, LETTERS), frames: sources('iframe', 'src').slice(0, 50) });
})()
