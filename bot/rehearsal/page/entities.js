// Turns a message's text and entities into DOM nodes; every piece of text becomes a text node.
//
// Offsets and lengths count UTF-16 code units (the Bot API's MessageEntity), as JavaScript strings do.

import { el } from "./dom.js";
import { fullTime, t } from "./words.js";

const PLAIN = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
};
const MARKED = new Set(["mention", "hashtag", "cashtag", "email", "phone_number", "text_mention"]);
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** The address as http or https, or null for anything else (javascript:, tg:, data: and the like). */
export function safeUrl(address) {
  for (const candidate of [address, `https://${address}`]) {
    if (!URL.canParse(candidate)) continue;
    const url = new URL(candidate);
    if (url.protocol === "http:" || url.protocol === "https:") return url;
    if (candidate === address && /^[a-z][a-z\d+.-]*:(?!\d)/i.test(address)) return null;
  }
  return null;
}

/** The payload of a link that starts this bot (`t.me/<bot>?start=...`), or null for other links. */
export function startPayload(url, botName) {
  const ours = ["t.me", "telegram.me"].includes(url.hostname);
  const name = url.pathname.slice(1).toLowerCase();
  if (!ours || !botName || name !== botName.toLowerCase()) return null;
  const payload = url.searchParams.get("start") ?? "";
  return /^[\w-]{0,64}$/.test(payload) ? payload : null;
}

/**
 * The nodes of a text. `context` is {botName, onCommand(text), onStartLink(payload), opened}:
 * `opened` is a Set that remembers which spoilers and long quotes the reader has opened.
 */
export function renderText(text, entities, context) {
  const ordered = (entities ?? [])
    .map((entity) => ({ ...entity, from: entity.offset, to: Math.min(entity.offset + entity.length, text.length) }))
    .filter((entity) => Number.isInteger(entity.from) && entity.from >= 0 && entity.from < entity.to)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return renderRange(text, 0, text.length, ordered, context);
}

// Where two entities cross, the later one is cut at the earlier one's end and goes on behind it.
function renderRange(text, from, to, entities, context) {
  const out = document.createDocumentFragment();
  let at = from;
  let rest = entities;
  while (rest.length) {
    const [entity, ...later] = rest;
    out.append(text.slice(at, entity.from));
    const begun = later.filter((other) => other.from < entity.to);
    const inside = begun.map((other) => ({ ...other, to: Math.min(other.to, entity.to) }));
    const crossing = begun.filter((other) => other.to > entity.to).map((other) => ({ ...other, from: entity.to }));
    const body = renderRange(text, entity.from, entity.to, inside, context);
    out.append(wrap(entity, text.slice(entity.from, entity.to), body, context));
    at = entity.to;
    // A block stands on its own line already: the newline behind it would draw an empty one.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < to) at += 1;
    rest = [...crossing, ...later.filter((other) => other.from >= entity.to)]
      .map((other) => ({ ...other, from: Math.max(other.from, at) }))
      .filter((other) => other.from < other.to)
      .sort((a, b) => a.from - b.from || b.to - a.to);
  }
  out.append(text.slice(at, to));
  return out;
}

function wrap(entity, text, body, context) {
  const { type } = entity;
  if (Object.hasOwn(PLAIN, type)) return el(PLAIN[type], {}, body);
  if (MARKED.has(type)) return el("span", { class: "mark" }, body);
  if (type === "url") return link(text, body, context);
  if (type === "text_link") return link(entity.url ?? "", body, context);
  if (type === "bot_command") return command(text, body, context);
  if (type === "pre") return pre(entity, body);
  if (type === "blockquote") return el("blockquote", {}, body);
  if (type === "expandable_blockquote") return longQuote(entity, text, body, context);
  if (type === "spoiler") return spoiler(entity, body, context);
  if (type === "date_time" && Number.isFinite(entity.unix_time)) {
    const stamp = new Date(entity.unix_time * 1000);
    const machine = Number.isNaN(stamp.getTime()) ? {} : { datetime: stamp.toISOString(), title: fullTime(entity.unix_time) };
    return el("time", machine, body);
  }
  return el("span", {}, body);
}

/** A link that opens in a new tab; one that starts this bot is handed to `onStartLink` instead. */
export function link(address, body, context, looks = "link") {
  const url = safeUrl(address);
  if (!url) return el("span", { class: looks }, body);
  const payload = startPayload(url, context.botName);
  if (payload === null) {
    return el("a", { class: looks, href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href }, body);
  }
  const act = { click: () => context.onStartLink(payload) };
  return el("button", { type: "button", class: looks, title: url.href, on: act }, body);
}

function command(text, body, context) {
  const act = { click: () => context.onCommand(text) };
  return el("button", { type: "button", class: "link", on: act }, body);
}

function pre(entity, body) {
  const name = typeof entity.language === "string" ? entity.language : "";
  return el("pre", { "data-language": name || null, tabindex: "0" }, el("code", {}, body));
}

// Telegram folds such a quote when it is longer than three lines.
const FOLDED_LINES = 3;
const LINE_LETTERS = 38;

function longQuote(entity, text, body, context) {
  const lines = text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / LINE_LETTERS)), 0);
  if (lines <= FOLDED_LINES) return el("blockquote", {}, body);
  const key = `quote${entity.offset}`;
  const inner = el("div", { class: "quote-text" }, body);
  const button = el("button", { type: "button", class: "quote-more" });
  const quote = el("blockquote", { class: "foldable" }, inner, button);
  const show = (open) => {
    quote.classList.toggle("open", open);
    button.textContent = t(open ? "less" : "more");
    button.setAttribute("aria-expanded", open);
  };
  button.addEventListener("click", () => show(toggle(context.opened, key)));
  show(context.opened.has(key));
  return quote;
}

// Until it is opened the text is inert: its links cannot be followed and nobody reads it out.
function spoiler(entity, body, context) {
  const key = `spoiler${entity.offset}`;
  const inner = el("span", { inert: true }, body);
  const cover = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": t("spoiler") }, inner);
  const open = () => {
    context.opened.add(key);
    inner.inert = false;
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  const onKey = (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target === cover && !cover.classList.contains("open")) {
      event.preventDefault();
      open();
    }
  };
  cover.addEventListener("click", open);
  cover.addEventListener("keydown", onKey);
  if (context.opened.has(key)) open();
  return cover;
}

function toggle(set, key) {
  if (!set.delete(key)) set.add(key);
  return set.has(key);
}
