// The scrolling history of one chat: keeps messages in order and redraws only what changed.

import { el, icon, motion } from "./dom.js";
import { isOwn, renderMessage, serviceText } from "./message.js";
import { dayName, t } from "./words.js";

const NEAR_END = 60;
const ONE_BREATH = 300;

/** Messages of one chat by id, each with the version under which it was last drawn. */
export class Chat {
  constructor(id, group = null) {
    this.id = id;
    this.group = group;
    this.messages = new Map();
    this.commands = [];
    this.unread = 0;
    this.loaded = false;
    this.opened = new Map();
    this.version = 0;
  }

  /** Stores a new or edited message; true when it was not known before. */
  put(message) {
    const known = this.messages.get(message.message_id);
    const same = known && JSON.stringify(known.message) === JSON.stringify(message);
    if (!same) this.messages.set(message.message_id, { message, version: (this.version += 1) });
    return !known;
  }

  remove(ids) {
    for (const id of ids) this.messages.delete(id);
  }

  /** Replaces everything by the server's state; returns the messages that were not known. */
  replace(messages) {
    const ids = new Set(messages.map((message) => message.message_id));
    this.remove([...this.messages.keys()].filter((id) => !ids.has(id)));
    return messages.filter((message) => this.put(message));
  }

  ordered() {
    return [...this.messages.values()].sort((a, b) => a.message.message_id - b.message.message_id);
  }

  /** Rows of the reply keyboard the bot laid out last; the server adds `reply_keyboard` to that message. */
  replyKeyboard() {
    const messages = this.ordered().map(({ message }) => message);
    const at = messages.findLastIndex((message) => message.outgoing && message.reply_keyboard);
    const markup = messages[at]?.reply_keyboard;
    const used = markup?.one_time_keyboard && messages.slice(at + 1).some((message) => !message.outgoing);
    return used ? [] : markup?.keyboard ?? [];
  }

  openedIn(id) {
    if (!this.opened.has(id)) this.opened.set(id, new Set());
    return this.opened.get(id);
  }
}

/** Rows to draw, in order: {key, seen, draw}; a row is redrawn only when `seen` differs. */
function plan(chat, view) {
  const blocks = albums(chat.ordered());
  const rows = [];
  blocks.forEach((block, at) => {
    const [before, after] = [blocks[at - 1], blocks[at + 1]];
    const [{ message }] = block;
    if (!before || !sameDay(before[0].message, message)) rows.push(dayRow(message));
    const place = { opens: !follows(before, block), closes: !after || !follows(block, after) };
    const seen = `${block.map((part) => part.version)}|${place.opens}|${place.closes}`;
    const parts = block.map((part) => part.message);
    rows.push({ key: `m${message.message_id}`, seen, draw: () => renderMessage(parts, view, place) });
  });
  return rows;
}

function dayRow(message) {
  const day = dayName(message.date);
  return { key: `d${message.message_id}`, seen: day, draw: () => el("div", { class: "service day" }, el("span", {}, day)) };
}

function albums(entries) {
  const blocks = [];
  for (const entry of entries) {
    const group = entry.message.media_group_id;
    const last = blocks.at(-1);
    if (group && last?.[0].message.media_group_id === group) last.push(entry);
    else blocks.push([entry]);
  }
  return blocks;
}

function sameDay(a, b) {
  return new Date(a.date * 1000).toDateString() === new Date(b.date * 1000).toDateString();
}

function follows(before, block) {
  if (!before) return false;
  const [a, b] = [before[0].message, block[0].message];
  const quick = b.date - a.date < ONE_BREATH && sameDay(a, b);
  return quick && !serviceText(a) && !serviceText(b) && a.from?.id === b.from?.id && !a.outgoing === !b.outgoing;
}

/** The element that shows a Chat. `onRead()` is called when its end comes into view. */
export class History {
  constructor(label, onRead) {
    this.drawn = new Map();
    this.onRead = onRead;
    this.atEnd = true;
    this.missed = 0;
    this.inner = el("div", { class: "history-inner" });
    const on = { scroll: () => this.scrolled(), keydown: (event) => this.walk(event) };
    this.scroller = el("div", { class: "history", role: "log", "aria-live": "off", "aria-label": label, tabindex: "0", on }, this.inner);
    this.badge = el("span", { class: "badge" });
    this.latest = el("button", { type: "button", class: "latest", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), this.badge);
    this.latest.setAttribute("aria-label", t("latest"));
    this.element = el("div", { class: "history-frame" }, this.scroller, this.latest);
    new ResizeObserver(() => this.atEnd && this.jumpToEnd()).observe(this.scroller);
  }

  /** Shows the chat as it is now. `arrived` messages came just now; an own one scrolls to the end. */
  update(chat, view, { fresh = false, arrived = [] } = {}) {
    if (fresh) this.clear();
    const animate = !fresh && this.drawn.size > 0;
    const stay = this.atEnd || fresh || arrived.some((message) => isOwn(message, view.userId));
    this.reconcile(plan(chat, view), animate);
    if (stay) this.jumpToEnd();
    else this.missed += arrived.filter((message) => !isOwn(message, view.userId)).length;
    this.showLatest();
  }

  clear() {
    this.drawn.clear();
    this.inner.replaceChildren();
    this.atEnd = true;
    this.missed = 0;
  }

  reconcile(rows, animate) {
    const kept = new Set(rows.map((row) => row.key));
    for (const [key, { node }] of this.drawn) {
      if (kept.has(key)) continue;
      node.remove();
      this.drawn.delete(key);
    }
    let next = this.inner.firstChild;
    for (const row of rows) {
      const old = this.drawn.get(row.key)?.node;
      const node = this.nodeFor(row, animate);
      if (old && old === next) next = node;
      if (node === next) next = next.nextSibling;
      else this.inner.insertBefore(node, next);
    }
  }

  nodeFor(row, animate) {
    const known = this.drawn.get(row.key);
    if (known?.seen === row.seen) return known.node;
    const node = row.draw();
    if (known) {
      // A card that is edited under somebody's finger must not drop the keyboard focus to the page.
      const focused = known.node.contains(document.activeElement);
      known.node.replaceWith(node);
      if (focused) (node.querySelector(".bubble") ?? this.scroller).focus({ preventScroll: true });
    } else if (animate) node.classList.add("enter");
    this.drawn.set(row.key, { seen: row.seen, node });
    return node;
  }

  scrolled() {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (this.atEnd) {
      this.missed = 0;
      this.onRead();
    }
    this.showLatest();
  }

  showLatest() {
    this.latest.hidden = this.atEnd;
    this.badge.textContent = this.missed || "";
  }

  jumpToEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.atEnd = true;
    this.missed = 0;
  }

  toEnd() {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: motion() });
    this.scroller.focus({ preventScroll: true });
  }

  /** Brings one message into view and lights it up for a moment. */
  show(id) {
    const target = this.inner.querySelector(`[data-message="${Number(id)}"]`);
    if (!target) return;
    target.scrollIntoView({ block: "center", behavior: motion() });
    target.classList.remove("found");
    requestAnimationFrame(() => target.classList.add("found"));
  }

  // Arrow keys walk from bubble to bubble; Enter opens the bubble's menu.
  walk(event) {
    const bubbles = [...this.inner.querySelectorAll(".bubble")];
    const here = bubbles.indexOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Enter" && here >= 0) {
      event.preventDefault();
      bubbles[here].querySelector(".bubble-menu").click();
    } else if (step && (here >= 0 || event.target === this.scroller) && bubbles.length) {
      event.preventDefault();
      const at = here < 0 ? bubbles.length - 1 : Math.min(bubbles.length - 1, Math.max(0, here + step));
      bubbles[at].focus();
    }
  }
}
