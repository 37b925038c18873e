// One person's phone: its header, its chats (the bot, and groups), what arrives and what is pressed.

import { Refused, api } from "./api.js";
import { Composer } from "./composer.js";
import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { Chat, History } from "./history.js";
import { isOwn, summary } from "./message.js";
import { Notices, openMenu, openPhotos } from "./overlay.js";
import { t } from "./words.js";

const PRESS_PATIENCE = 3000;

/**
 * `office` is the page around the phone: bot, people(), onUnread(), onTouched(phone),
 * onHide(phone), onStartLink(payload), announce(text).
 */
export class Phone {
  constructor(person, groups, office) {
    this.person = person;
    this.office = office;
    this.notices = new Notices();
    this.pending = new Map();
    this.watched = false;
    this.chats = new Map([[person.id, new Chat(person.id)], ...groups.map((group) => [group.id, new Chat(group.id, group)])]);
    this.current = person.id;
    this.queues = new Map();
    this.build();
  }

  get id() {
    return this.person.id;
  }

  get name() {
    return fullName(this.person);
  }

  get unread() {
    return [...this.chats.values()].reduce((sum, chat) => sum + chat.unread, 0);
  }

  get isWriting() {
    return [...this.panes.values()].some(({ composer }) => composer.isWriting);
  }

  // --- drawing ----------------------------------------------------------------------------

  /** Draws everything anew, as after a change of language; what is being written stays. */
  build() {
    const label = t("phoneOf", this.name, this.person.label);
    const on = {
      focusin: () => this.touched(),
      pointerdown: () => this.touched(),
      dragenter: (event) => this.dragged(event, 1),
      dragleave: (event) => this.dragged(event, -1),
      dragover: (event) => event.preventDefault(),
      drop: (event) => this.dropped(event),
    };
    this.element ??= el("section", { class: "phone", "data-person": this.id, on });
    this.element.setAttribute("aria-label", label);
    const drafts = [...(this.panes ?? [])].map(([id, { composer }]) => [id, composer.hold()]);
    this.header = el("header", { class: "phone-header" });
    this.tabs = el("div", { class: "tabs", role: "tablist", hidden: this.chats.size < 2 });
    this.panes = new Map([...this.chats.values()].map((chat) => [chat.id, this.buildPane(chat)]));
    const bodies = [...this.panes.values()].map((pane) => pane.element);
    const drop = el("div", { class: "drop-hint", "aria-hidden": "true" }, icon("attach"), t("drop"));
    this.element.replaceChildren(this.header, this.tabs, ...bodies, this.notices.toasts, this.notices.alerts, drop);
    this.drawHeader();
    for (const chat of this.chats.values()) this.draw(chat, { fresh: true });
    for (const [id, draft] of drafts) this.panes.get(id).composer.restore(draft);
    this.open(this.current);
  }

  buildPane(chat) {
    const title = chat.group?.title ?? fullName(this.office.bot);
    const history = new History(title, () => this.read(chat));
    const composer = new Composer(this.actionsIn(chat));
    const empty = el("div", { class: "empty", hidden: true });
    const element = el("div", { class: "pane", id: `pane-${this.id}-${chat.id}`, hidden: true }, history.element, composer.element);
    if (this.chats.size > 1) element.setAttribute("role", "tabpanel");
    history.scroller.prepend(empty);
    return { element, history, composer, empty, view: this.viewOf(chat) };
  }

  drawHeader() {
    const { person } = this;
    const blocked = person.blocked ? el("span", { class: "blocked" }, `${t("blockedTag")} · `) : null;
    this.header.replaceChildren(
      avatar(person.id, this.name),
      el("div", { class: "who" }, el("h2", { class: "name" }, this.name), el("div", { class: "office" }, blocked, person.label)),
      iconButton("more", t("phoneMenu"), (event) => openMenu(event, this.menuItems()), { "aria-haspopup": "menu" }),
    );
    this.drawTabs();
  }

  drawTabs() {
    const tabs = [...this.chats.values()].map((chat) => this.tab(chat));
    this.tabs.replaceChildren(...tabs);
  }

  tab(chat) {
    const name = chat.group?.title ?? fullName(this.office.bot);
    const badge = chat.unread ? el("span", { class: "badge", "aria-label": t("unread", chat.unread) }, String(chat.unread)) : null;
    const chosen = chat.id === this.current;
    const look = { type: "button", role: "tab", "aria-selected": String(chosen), "aria-controls": `pane-${this.id}-${chat.id}`, tabindex: chosen ? "0" : "-1" };
    const on = { click: () => this.open(chat.id), keydown: (event) => this.walkTabs(event) };
    return el("button", { ...look, on }, icon(chat.group ? "group" : "send"), el("span", { class: "tab-name" }, name), badge);
  }

  walkTabs({ key }) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const ids = [...this.chats.keys()];
    this.open(ids[(ids.indexOf(this.current) + step + ids.length) % ids.length]);
    this.tabs.querySelector('[aria-selected="true"]').focus();
  }

  menuItems() {
    const { blocked } = this.person;
    return [
      { label: t("hide"), icon: "people", act: () => this.office.onHide(this) },
      blocked
        ? { label: t("unblock"), icon: "reply", act: () => this.guard(() => api.block(this.id, false)) }
        : { label: t("block"), icon: "stop", danger: true, act: () => this.guard(() => api.block(this.id, true)) },
    ];
  }

  draw(chat, how) {
    const { history, composer, empty, view } = this.panes.get(chat.id);
    history.update(chat, view, how);
    composer.setCommands(chat.commands);
    composer.setReplyKeys(chat.replyKeyboard());
    composer.setState(this.stateOf(chat));
    empty.hidden = chat.messages.size > 0 || !chat.loaded;
    if (!empty.hidden) this.drawEmpty(empty, chat);
  }

  drawEmpty(empty, chat) {
    const { bot } = this.office;
    const name = chat.group?.title ?? fullName(bot);
    const text = chat.group ? t("emptyGroup") : t("startText", name);
    empty.replaceChildren(avatar(chat.group?.id ?? bot.id, name, chat.group ? "large" : "large bot"), el("strong", {}, name), el("p", {}, text));
  }

  stateOf(chat) {
    if (!chat.group && this.person.blocked) return "blocked";
    if (chat.group || !chat.loaded) return "open";
    const begun = this.person.started ? chat.messages.size > 0 : chat.ordered().some(({ message }) => !message.outgoing);
    return begun ? "open" : "start";
  }

  /** Shows one of the chats of this phone. */
  open(chatId) {
    this.current = chatId;
    for (const [id, { element }] of this.panes) element.hidden = id !== chatId;
    const { history, composer } = this.panes.get(chatId);
    composer.fit();
    if (history.atEnd) history.jumpToEnd();
    this.read(this.chats.get(chatId));
    this.drawTabs();
  }

  /** New facts about the person: an office that changed hands, a bot that was blocked. */
  meet(person) {
    this.person = person;
    this.element.setAttribute("aria-label", t("phoneOf", this.name, person.label));
    this.drawHeader();
    for (const chat of this.chats.values()) this.panes.get(chat.id).composer.setState(this.stateOf(chat));
  }

  // --- what the person does ---------------------------------------------------------------

  actionsIn(chat) {
    const to = { user_id: this.id, chat_id: chat.id };
    return {
      send: (text, replyTo) => api.send({ ...to, text, ...(replyTo ? { reply_to_message_id: replyTo } : {}) }),
      edit: (id, text) => api.edit({ ...to, message_id: id, text }),
      upload: (kind, caption, files) => api.upload(this.id, chat.id, kind, caption, files),
      start: () => api.send({ ...to, text: "/start" }),
      unblock: () => api.block(this.id, false),
      nameOf: (message) => (isOwn(message, this.id) ? t("you") : fullName(message.from ?? this.office.bot)),
      lastOwn: () => chat.ordered().map(({ message }) => message).findLast((message) => this.canEdit(message)) ?? null,
      warn: (text) => this.notices.toast(text, "error"),
    };
  }

  canEdit(message) {
    return isOwn(message, this.id) && typeof (message.text ?? message.caption) === "string";
  }

  viewOf(chat) {
    return {
      userId: this.id,
      isGroup: chat.group !== null,
      links: {
        botName: this.office.bot.username,
        onCommand: (text) => this.guard(() => this.actionsIn(chat).send(text)),
        onStartLink: (payload) => this.office.onStartLink(payload),
      },
      openedIn: (id) => chat.openedIn(id),
      isPending: (id, data) => this.pending.has(`${id}|${data}`),
      onPress: (message, button, node) => this.press(chat, message, button, node),
      onCopy: (text) => this.copy(text),
      onJump: (id) => this.panes.get(chat.id).history.show(id),
      onPhoto: openPhotos,
      onMenu: (message, event) => this.openMessageMenu(chat, message, event),
    };
  }

  openMessageMenu(chat, message, event) {
    const native = event.type === "contextmenu" && (event.target.closest("a") || !getSelection().isCollapsed);
    if (native) return;
    const { composer } = this.panes.get(chat.id);
    const words = message.text ?? message.caption;
    const items = [{ label: t("reply"), icon: "reply", act: () => composer.startReply(message) }];
    if (words) items.push({ label: t("copyText"), icon: "copy", act: () => this.copy(words) });
    if (this.canEdit(message)) items.push({ label: t("edit"), icon: "edit", act: () => composer.startEdit(message) });
    openMenu(event, composer.state === "open" ? items : items.slice(1));
  }

  async press(chat, message, button, node) {
    const key = `${message.message_id}|${button.callback_data}`;
    if (this.pending.has(key)) return;
    node.setAttribute("aria-busy", "true");
    this.pending.set(key, setTimeout(() => this.settle(key), PRESS_PATIENCE));
    const press = { user_id: this.id, chat_id: chat.id, message_id: message.message_id, data: button.callback_data };
    if (!(await this.guard(() => api.press(press)))) this.settle(key);
  }

  settle(key) {
    clearTimeout(this.pending.get(key));
    this.pending.delete(key);
    const [message, ...callback] = key.split("|");
    const find = `.key[data-message="${message}"][data-callback="${CSS.escape(callback.join("|"))}"]`;
    for (const node of this.element.querySelectorAll(find)) node.removeAttribute("aria-busy");
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.notices.toast(t("copied"));
    } catch {
      this.notices.toast(t("notCopied"), "error");
    }
  }

  async guard(act) {
    try {
      await act();
      return true;
    } catch (error) {
      this.notices.toast((error instanceof Refused && error.message) || t("failed"), "error");
      return false;
    }
  }

  dragged(event, step) {
    event.preventDefault();
    this.dragDepth = Math.max(0, (this.dragDepth ?? 0) + step);
    this.element.classList.toggle("dropping", this.dragDepth > 0);
  }

  dropped(event) {
    event.preventDefault();
    this.dragDepth = 0;
    this.element.classList.remove("dropping");
    this.panes.get(this.current).composer.addFiles([...event.dataTransfer.files]);
  }

  // --- what arrives -----------------------------------------------------------------------

  /** Fetches a chat; events that arrive meanwhile wait, so an older state never overwrites a newer. */
  async load(chatId) {
    const chat = this.chats.get(chatId);
    const ticket = {};
    const queue = this.queues.get(chatId)?.events ?? [];
    this.queues.set(chatId, { ticket, events: queue });
    try {
      const { messages, commands } = await api.chat(chatId, this.id);
      if (this.queues.get(chatId)?.ticket !== ticket) return;
      const first = !chat.loaded;
      chat.loaded = true;
      chat.commands = commands ?? [];
      const arrived = chat.replace(messages);
      this.arrived(chat, first ? [] : arrived, { fresh: first });
    } finally {
      if (this.queues.get(chatId)?.ticket === ticket) {
        this.queues.delete(chatId);
        for (const event of queue) this.take(event);
      }
    }
  }

  /** One event of the live stream that concerns this phone. */
  take(event) {
    const chat = this.chats.get(event.chat_id);
    if (event.event === "answer") return this.answered(event);
    if (!chat) return undefined;
    const queue = this.queues.get(chat.id);
    if (event.event === "commands") return this.load(chat.id).catch(() => {});
    if (queue) return queue.events.push(event);
    if (event.event === "deleted") {
      chat.remove(event.message_ids);
      return this.draw(chat);
    }
    const isNew = chat.put(event.message);
    return this.arrived(chat, isNew ? [event.message] : []);
  }

  arrived(chat, messages, how = {}) {
    this.draw(chat, { ...how, arrived: messages });
    const foreign = messages.filter((message) => !isOwn(message, this.id));
    if (!foreign.length) return;
    chat.unread += foreign.length;
    this.office.announce(t("newFor", `${this.name} (${this.person.label})`, summary(foreign.at(-1)).slice(0, 160)));
    this.office.onArrival(this, foreign);
    this.read(chat);
    this.drawTabs();
    this.office.onUnread();
  }

  answered({ data, text, show_alert: asAlert }) {
    for (const key of [...this.pending.keys()]) if (key.slice(key.indexOf("|") + 1) === data) this.settle(key);
    if (!text) return;
    if (asAlert) this.notices.alert(fullName(this.office.bot), text);
    else this.notices.toast(text);
  }

  /** A chat is read when it is open, scrolled to its end, and somebody can see it. */
  read(chat) {
    const pane = this.panes?.get(chat.id);
    const seen = this.watched && document.visibilityState === "visible";
    if (!chat.unread || !seen || chat.id !== this.current || !pane.history.atEnd) return;
    chat.unread = 0;
    this.drawTabs();
    this.office.onUnread();
  }

  /** Told by the page when this phone stays in view, or leaves it. */
  watch(watched) {
    this.watched = watched;
    if (watched) this.read(this.chats.get(this.current));
  }

  touched() {
    this.element.classList.remove("fresh");
    this.office.onTouched(this);
  }
}
