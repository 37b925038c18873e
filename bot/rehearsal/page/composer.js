// The writing place of one chat: text, commands, replies, edits and attachments.

import { Refused } from "./api.js";
import { el, icon, iconButton } from "./dom.js";
import { summary } from "./message.js";
import { openMenu } from "./overlay.js";
import { t } from "./words.js";

const TALLEST = 132;
const MOST_FILES = 10;
const PHOTO_TYPES = ["image/jpeg", "image/png", "image/webp"];

let counter = 0;

/**
 * `actions` do what the person decides: send(text, replyTo), edit(id, text), upload(kind, caption,
 * files), start(), unblock(), each a promise; nameOf(message); lastOwn(); warn(text).
 */
export class Composer {
  constructor(actions) {
    this.actions = actions;
    this.commands = [];
    this.files = [];
    this.asFile = false;
    this.replyTo = null;
    this.editing = null;
    this.busy = false;
    this.build();
  }

  build() {
    const listId = `commands-${(counter += 1)}`;
    const on = { input: () => this.typed(), keydown: (event) => this.keyed(event), paste: (event) => this.pasted(event) };
    const names = { role: "combobox", "aria-expanded": "false", "aria-controls": listId, "aria-autocomplete": "list" };
    this.text = el("textarea", { rows: "1", placeholder: t("placeholder"), "aria-label": t("placeholder"), on, ...names });
    this.list = el("div", { id: listId, class: "commands", role: "listbox", "aria-label": t("commands"), hidden: true });
    this.context = el("div", { class: "context", hidden: true });
    this.tray = el("div", { class: "tray", hidden: true });
    this.picker = el("input", { type: "file", multiple: true, hidden: true, "aria-hidden": "true", tabindex: "-1" });
    this.picker.addEventListener("change", () => this.picked());
    this.attachButton = iconButton("attach", t("attach"), (event) => this.openAttach(event), { "aria-haspopup": "menu" });
    this.slash = iconButton("command", t("commands"), () => this.toggleCommands());
    this.sendButton = iconButton("send", t("send"), () => this.submit(), { class: "send" });
    const line = el("div", { class: "line" }, this.attachButton, this.text, this.slash, this.sendButton);
    this.replyKeys = el("div", { class: "keyboard reply-keys", hidden: true });
    this.writing = el("div", { class: "writing" }, this.context, this.tray, line, this.replyKeys, this.picker);
    this.gate = el("div", { class: "gate", hidden: true });
    this.element = el("div", { class: "composer" }, this.list, this.writing, this.gate);
  }

  /** "open" to write; "start" and "blocked" show the one button that leads on. */
  setState(state) {
    if (state === this.state) return;
    const focused = this.element.contains(document.activeElement);
    this.state = state;
    this.writing.hidden = state !== "open";
    this.gate.hidden = state === "open";
    this.list.hidden = true;
    if (state === "open" && focused) this.focus();
    if (state === "start") this.gate.replaceChildren(this.gateButton("start", t("start"), this.actions.start));
    if (state === "blocked") this.gate.replaceChildren(el("p", {}, t("blocked")), this.gateButton("reply", t("unblock"), this.actions.unblock));
  }

  gateButton(name, label, act) {
    return el("button", { type: "button", class: "gate-button", on: { click: () => this.attempt(act) } }, icon(name), label);
  }

  setCommands(commands) {
    this.commands = commands;
    this.slash.hidden = commands.length === 0;
  }

  /** Lays out a reply keyboard; its buttons send their own text. */
  setReplyKeys(rows) {
    this.replyKeys.hidden = rows.length === 0;
    this.replyKeys.replaceChildren(...rows.map((row) => el("div", { class: "keys" }, row.map((button) => this.replyKey(button)))));
  }

  replyKey(button) {
    const text = typeof button === "string" ? button : button.text;
    const plain = typeof button === "string" || !Object.keys(button).some((name) => name.startsWith("request_") || name === "web_app");
    const act = { click: () => this.attempt(() => this.actions.send(text)) };
    return el("button", { type: "button", class: "key", disabled: !plain, title: plain ? null : t("unavailable"), on: act }, text);
  }

  focus() {
    this.text.focus({ preventScroll: true });
  }

  get isWriting() {
    return this.text.value.trim() !== "" || this.files.length > 0;
  }

  // --- text -------------------------------------------------------------------------------

  /** Makes the writing place as tall as its text; one that is not on screen has no height to take. */
  fit() {
    this.text.style.height = "";
    if (this.text.scrollHeight > this.text.clientHeight) this.text.style.height = `${Math.min(this.text.scrollHeight, TALLEST)}px`;
  }

  typed() {
    this.fit();
    const word = /^\/\S*$/.test(this.text.value) ? this.text.value.slice(1).toLowerCase() : null;
    if (word === null || this.editing) this.closeCommands();
    else this.showCommands(this.commands.filter(({ command }) => command.startsWith(word)));
  }

  keyed(event) {
    if (event.isComposing) return;
    const act = this.keyAction(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  keyAction({ key, shiftKey }) {
    const listed = !this.list.hidden && this.options.length > 0;
    if (key === "Enter" && !shiftKey) return listed && this.active >= 0 ? () => this.options[this.active].click() : () => this.submit();
    if (listed && key === "ArrowDown") return () => this.highlight(this.active + 1);
    if (listed && key === "ArrowUp") return () => this.highlight(this.active - 1);
    if (listed && key === "Tab" && !shiftKey) return () => this.complete();
    if (key === "Escape") return () => this.escape();
    if (key === "ArrowUp" && !this.isWriting && !this.editing && this.actions.lastOwn()) return () => this.startEdit(this.actions.lastOwn());
    return null;
  }

  escape() {
    if (this.list.hidden) this.dropContext();
    else this.closeCommands();
  }

  setText(text) {
    this.text.value = text;
    this.typed();
  }

  /** Sends what stands there. When the server refuses, the words come back to the writing place. */
  async submit() {
    if (this.busy) return;
    const held = this.hold();
    const words = held.text.trim();
    if (!words && !held.files.length) return;
    if (!(await this.attempt(() => this.deliver(held, words)))) this.restore(held);
  }

  /** Everything that is being written, for `restore`. */
  hold() {
    const { files, asFile, replyTo, editing } = this;
    return { text: this.text.value, files, asFile, replyTo, editing };
  }

  deliver(held, words) {
    this.clear();
    if (held.files.length) return this.actions.upload(this.kindOf(held), words, held.files);
    if (held.editing) return this.actions.edit(held.editing.message_id, words);
    return this.actions.send(words, held.replyTo?.message_id);
  }

  clear() {
    this.files = [];
    this.asFile = false;
    this.dropContext();
    this.setText("");
    this.drawTray();
  }

  /** Puts back what `hold` gave, unless something new stands there by now. */
  restore(held) {
    if (this.isWriting) return;
    this.files = held.files;
    this.asFile = held.asFile;
    if (held.editing) this.startEdit(held.editing);
    if (held.replyTo) this.startReply(held.replyTo);
    this.setText(held.text);
    this.drawTray();
  }

  /** Runs an action; true when the server took it, else its reason is shown. */
  async attempt(act) {
    this.setBusy(true);
    try {
      await act();
      return true;
    } catch (error) {
      this.actions.warn((error instanceof Refused && error.message) || t("failed"));
      return false;
    } finally {
      this.setBusy(false);
    }
  }

  setBusy(busy) {
    this.busy = busy;
    this.sendButton.setAttribute("aria-busy", busy);
  }

  // --- replying and editing ---------------------------------------------------------------

  startReply(message) {
    this.dropContext();
    this.replyTo = message;
    this.drawContext("reply", t("replyingTo", this.actions.nameOf(message)), summary(message));
  }

  startEdit(message) {
    this.dropContext();
    this.editing = message;
    this.setText(message.text ?? message.caption ?? "");
    this.drawContext("edit", t("editing"), summary(message));
  }

  drawContext(name, title, text) {
    this.context.hidden = false;
    const about = el("div", { class: "context-about" }, el("strong", {}, title), el("span", {}, text));
    this.context.replaceChildren(icon(name), about, iconButton("close", t("cancel"), () => this.dropContext()));
    this.focus();
  }

  dropContext() {
    const wasEditing = this.editing;
    this.replyTo = this.editing = null;
    this.context.hidden = true;
    this.context.replaceChildren();
    if (wasEditing) this.setText("");
  }

  // --- commands ---------------------------------------------------------------------------

  toggleCommands() {
    if (this.list.hidden) this.showCommands(this.commands);
    else this.closeCommands();
    this.focus();
  }

  showCommands(commands) {
    this.active = -1;
    this.options = commands.map(({ command, description }) => this.option(command, description));
    this.list.replaceChildren(...this.options);
    if (!commands.length) this.list.append(el("p", { class: "quiet" }, t("noCommand")));
    this.list.hidden = this.commands.length === 0;
    this.text.setAttribute("aria-expanded", !this.list.hidden);
    this.text.removeAttribute("aria-activedescendant");
  }

  option(command, description) {
    const act = { click: () => this.useCommand(`/${command}`), mousedown: (event) => event.preventDefault() };
    const id = `option-${(counter += 1)}`;
    const parts = [el("span", { class: "command" }, `/${command}`), el("span", { class: "about" }, description)];
    return el("div", { id, role: "option", "aria-selected": "false", "data-command": command, on: act }, parts);
  }

  highlight(at) {
    const count = this.options.length;
    this.active = ((at % count) + count) % count;
    this.options.forEach((option, index) => option.setAttribute("aria-selected", index === this.active));
    this.options[this.active].scrollIntoView({ block: "nearest" });
    this.text.setAttribute("aria-activedescendant", this.options[this.active].id);
  }

  complete() {
    this.setText(`/${this.options[Math.max(this.active, 0)].dataset.command} `);
  }

  useCommand(command) {
    this.closeCommands();
    this.setText("");
    this.attempt(() => this.actions.send(command));
  }

  closeCommands() {
    this.list.hidden = true;
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }

  // --- attachments ------------------------------------------------------------------------

  openAttach(event) {
    openMenu(event, [
      { label: t("attachPhoto"), icon: "photo", act: () => this.pick(PHOTO_TYPES.join(","), false) },
      { label: t("attachFile"), icon: "attach", act: () => this.pick("", true) },
    ]);
  }

  pick(accept, asFile) {
    this.picker.accept = accept;
    this.picker.value = "";
    this.pickAsFile = asFile;
    this.picker.click();
  }

  picked() {
    this.addFiles([...this.picker.files], this.pickAsFile);
  }

  pasted(event) {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.addFiles(files);
  }

  /** Puts files into the tray; only pictures go as photos, and only if nobody wants them as files. */
  addFiles(files, asFile = this.asFile) {
    if (this.state !== "open" || !files.length) return;
    if (this.editing) this.dropContext();
    const all = [...this.files, ...files];
    if (all.length > MOST_FILES) this.actions.warn(t("tooMany", MOST_FILES));
    this.files = all.slice(0, MOST_FILES);
    this.asFile = asFile;
    this.drawTray();
    this.focus();
  }

  onlyPhotos(files) {
    return files.every((file) => PHOTO_TYPES.includes(file.type));
  }

  kindOf({ files, asFile }) {
    return this.onlyPhotos(files) && !asFile ? "photo" : "document";
  }

  drawTray() {
    for (const image of this.tray.querySelectorAll("img")) URL.revokeObjectURL(image.src);
    this.tray.hidden = this.files.length === 0;
    this.text.placeholder = t(this.files.length ? "caption" : "placeholder");
    const asPhotos = this.kindOf(this) === "photo";
    const items = this.files.map((file) => this.trayItem(file, asPhotos));
    const option = this.onlyPhotos(this.files) ? this.asFileOption() : null;
    this.tray.replaceChildren(el("div", { class: "tray-items" }, items), ...(option ? [option] : []));
  }

  trayItem(file, asPhoto) {
    const drop = () => {
      this.files = this.files.filter((other) => other !== file);
      this.drawTray();
      this.focus();
    };
    const look = asPhoto
      ? el("img", { src: URL.createObjectURL(file), alt: file.name })
      : el("span", { class: "tray-file" }, icon("attach"), el("span", {}, file.name));
    return el("div", { class: asPhoto ? "tray-photo" : "tray-document" }, look, iconButton("close", t("remove", file.name), drop));
  }

  asFileOption() {
    const box = el("input", { type: "checkbox", checked: this.asFile });
    box.addEventListener("change", () => {
      this.asFile = box.checked;
      this.drawTray();
    });
    return el("label", { class: "as-file" }, box, t("asFile"));
  }
}
