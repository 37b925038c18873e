// Draws one message, or one album, as a bubble with its media, its text and its buttons.

import { api } from "./api.js";
import { avatar, el, fullName, hue, icon, iconButton } from "./dom.js";
import { link, renderText } from "./entities.js";
import { clockTime, fileSize, fullTime, t } from "./words.js";

const FILE_KINDS = ["document", "animation", "video", "audio", "voice", "video_note", "sticker"];
const STYLES = new Set(["success", "danger", "primary"]);

/** What a message says, as plain text: its text or caption, or a word for its kind. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ").trim();
  if (message.photo) return t(message.media_group_id ? "album" : "photo");
  const file = fileOf(message);
  if (file) return file.file_name ?? t("file");
  return serviceText(message) ?? t("deletedReply");
}

/** The line that stands in the middle of a chat for joins, leaves and pins; null for real messages. */
export function serviceText(message) {
  if (message.new_chat_members) return t("joined", message.new_chat_members.map(fullName).join(", "));
  if (message.left_chat_member) return t("left", fullName(message.left_chat_member));
  if (message.pinned_message) return t("pinned");
  return null;
}

/** Whether the phone's owner sent it (in a group, messages of others are not theirs). */
export function isOwn(message, userId) {
  return !message.outgoing && (message.from?.id ?? userId) === userId;
}

/** `parts` is one message, or all of an album; `view` is the phone's side (see phone.js). */
export function renderMessage(parts, view, place) {
  const [first] = parts;
  const service = serviceText(first);
  if (service) return el("div", { class: "service" }, el("span", {}, service));
  const looks = ["row", isOwn(first, view.userId) ? "own" : "other", place.opens && "opens", place.closes && "closes"];
  const showFace = view.isGroup && !isOwn(first, view.userId);
  return el(
    "div",
    { class: looks.filter(Boolean).join(" ") },
    showFace ? face(first, place) : null,
    el("div", { class: "stack" }, bubble(parts, view, place, showFace), ...keyboard(first, view)),
  );
}

function face(message, place) {
  if (!place.closes) return el("span", { class: "avatar-space" });
  return avatar(message.from?.id, fullName(message.from ?? {}), message.outgoing ? "small bot" : "small");
}

function bubble(parts, view, place, showName) {
  const [first] = parts;
  const spoken = parts.find((part) => part.text ?? part.caption) ?? first;
  const words = spoken.text ?? spoken.caption ?? "";
  const media = mediaOf(parts, view);
  const looks = ["bubble", media && "with-media", media && !words && "bare"].filter(Boolean).join(" ");
  const openMenu = (event) => view.onMenu(spoken, event);
  return el(
    "article",
    { class: looks, tabindex: "-1", "data-message": first.message_id, on: { contextmenu: openMenu } },
    showName && place.opens ? el("div", { class: `sender ${hue(first.from?.id)}` }, fullName(first.from ?? {})) : null,
    forwarded(first),
    quoted(first, view),
    media,
    words || !media ? textBlock(spoken, words, media, view) : stamp(first, "on-media"),
    iconButton("more", t("messageMenu"), openMenu, { class: "bubble-menu", tabindex: "-1", "aria-haspopup": "menu" }),
  );
}

function textBlock(message, words, media, view) {
  if (!words && !media) return el("div", { class: "text quiet" }, t("unsupported"), stamp(message));
  const entities = message.text === undefined ? message.caption_entities : message.entities;
  const context = { ...view.links, opened: view.openedIn(message.message_id) };
  return el("div", { class: "text" }, renderText(words, entities, context), stamp(message));
}

function stamp(message, looks = "") {
  const edited = message.edit_date ? `${t("edited")} ` : "";
  const when = new Date(message.date * 1000).toISOString();
  const time = el("time", { datetime: when, title: fullTime(message.date) }, clockTime(message.date));
  return el("span", { class: `stamp ${looks}` }, edited, time);
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user ? fullName(origin.sender_user) : origin.sender_user_name ?? origin.chat?.title ?? "…";
  return el("div", { class: "forwarded" }, t("forwarded", name));
}

function quoted(message, view) {
  const source = message.reply_to_message;
  if (!source) return null;
  const name = isOwn(source, view.userId) ? t("you") : fullName(source.from ?? {});
  const excerpt = message.quote?.text ?? summary(source);
  return el(
    "button",
    { type: "button", class: "quoted", on: { click: () => view.onJump(source.message_id) } },
    el("span", { class: "quoted-name" }, name),
    el("span", { class: "quoted-text" }, excerpt),
  );
}

function mediaOf(parts, view) {
  const photos = parts.filter((part) => part.photo?.length);
  if (photos.length) return photoGrid(photos, view);
  const files = parts.map(fileOf).filter(Boolean);
  return files.length ? el("div", { class: "files" }, files.map(fileChip)) : null;
}

function photoGrid(photos, view) {
  const shown = photos.map((message) => ({ src: api.file(largest(message).file_id), alt: message.caption ?? t("photo") }));
  const tiles = photos.map((message, at) => photoTile(largest(message), shown[at], () => view.onPhoto(shown, at)));
  return el("div", { class: `photos photos-${Math.min(photos.length, 10)}` }, tiles);
}

function largest(message) {
  return message.photo.reduce((best, size) => (size.width > best.width ? size : best));
}

function photoTile(size, { src, alt }, act) {
  const picture = el("img", { src, alt, width: size.width, height: size.height, decoding: "async" });
  return el("button", { type: "button", class: "photo", on: { click: act } }, picture);
}

function fileOf(message) {
  const kind = FILE_KINDS.find((name) => message[name]?.file_id);
  return kind ? { file_name: null, ...message[kind] } : null;
}

function fileChip(file) {
  const name = file.file_name ?? t("file");
  const size = fileSize(file.file_size);
  const ending = /\.([a-z\d]{1,5})$/i.exec(name)?.[1].toLowerCase() ?? "";
  const look = { class: "file", href: api.file(file.file_id), download: name, "aria-label": t("download", name, size) };
  return el(
    "a",
    look,
    el("span", { class: "file-kind", "data-kind": ending }, ending || icon("download")),
    el("span", { class: "file-about" }, el("span", { class: "file-name" }, name), el("span", { class: "file-size" }, size)),
    icon("download"),
  );
}

function keyboard(message, view) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return [];
  const drawn = rows.map((row) => el("div", { class: "keys" }, row.map((button) => key(message, button, view))));
  return [el("div", { class: "keyboard" }, drawn)];
}

function key(message, button, view) {
  const looks = ["key", STYLES.has(button.style) && button.style].filter(Boolean).join(" ");
  const words = el("span", { class: "key-text" }, button.text);
  if (typeof button.callback_data === "string" && !button.disabled) return callbackKey(message, button, looks, words, view);
  if (typeof button.copy_text?.text === "string") {
    const act = { click: () => view.onCopy(button.copy_text.text) };
    return el("button", { type: "button", class: looks, title: button.copy_text.text, on: act }, words, icon("copy"));
  }
  if (typeof button.url === "string") {
    const target = link(button.url, [words, icon("open")], view.links, looks);
    if (target.tagName !== "SPAN") return target;
  }
  return el("button", { type: "button", class: looks, disabled: true, title: t("unavailable") }, words);
}

function callbackKey(message, button, looks, words, view) {
  const data = { message: message.message_id, callback: button.callback_data };
  const node = el("button", { type: "button", class: looks, data, on: { click: () => view.onPress(message, button, node) } }, words);
  if (view.isPending(message.message_id, button.callback_data)) node.setAttribute("aria-busy", "true");
  return node;
}
