// What lies over the page or over one phone: menus, toasts, alerts, photos, help, the choice of a phone.

import { avatar, el, fullName, icon, iconButton } from "./dom.js";
import { t } from "./words.js";

const TOAST_TIME = 4000;
const LETTER_TIME = 45;
const EDGE = 8;

/**
 * A menu at the place of a click or beside the button that opened it.
 * `items` are {label, icon, act, danger?}; nothing opens when there are none.
 */
export function openMenu(event, items) {
  event.preventDefault();
  const anchor = event.currentTarget;
  if (!items.length) return;
  document.getElementById("menu")?.remove();
  const menu = el("div", { id: "menu", class: "menu", popover: "auto", role: "menu" });
  const choose = (item) => () => {
    menu.hidePopover();
    item.act();
  };
  const entries = items.map((item) => el(
    "button",
    { type: "button", role: "menuitem", class: item.danger ? "danger" : null, on: { click: choose(item) } },
    icon(item.icon),
    item.label,
  ));
  menu.append(...entries);
  menu.addEventListener("keydown", (pressed) => walkMenu(pressed, entries));
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && closeMenu(menu, anchor));
  document.body.append(menu);
  menu.showPopover();
  placeMenu(menu, event, anchor);
  entries[0].focus({ preventScroll: true });
}

function closeMenu(menu, anchor) {
  const lost = menu.contains(document.activeElement) || document.activeElement === document.body;
  menu.remove();
  if (lost && anchor.isConnected) anchor.focus({ preventScroll: true });
}

function placeMenu(menu, event, anchor) {
  const box = anchor.getBoundingClientRect();
  const byPointer = event.type === "contextmenu" && (event.clientX || event.clientY);
  const [x, y] = byPointer ? [event.clientX, event.clientY] : [box.left, box.bottom];
  const left = Math.min(x, innerWidth - menu.offsetWidth - EDGE);
  const below = y + menu.offsetHeight + EDGE <= innerHeight;
  const top = below ? y : (byPointer ? y : box.top) - menu.offsetHeight;
  menu.style.left = `${Math.max(EDGE, left)}px`;
  menu.style.top = `${Math.max(EDGE, top)}px`;
}

function walkMenu(event, entries) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = entries.indexOf(document.activeElement);
  entries[(at + step + entries.length) % entries.length].focus();
}

/** The places on one phone where toasts and alerts appear. */
export class Notices {
  constructor() {
    this.toasts = el("div", { class: "toasts", role: "status" });
    this.alerts = el("div", { class: "alerts" });
  }

  /** A short notice that goes by itself; longer texts stay longer. */
  toast(text, looks = "") {
    const note = el("div", { class: `toast ${looks}` }, text);
    this.toasts.append(note);
    setTimeout(() => note.remove(), TOAST_TIME + text.length * LETTER_TIME);
  }

  /** A notice that waits for a press. Focus moves to it only when it is in this phone already. */
  alert(title, text) {
    const back = document.activeElement;
    const here = this.alerts.parentElement?.contains(back);
    const close = () => {
      note.remove();
      if (here && back.isConnected) back.focus({ preventScroll: true });
    };
    const button = el("button", { type: "button", class: "alert-close", on: { click: close } }, t("ok"));
    const onKey = (event) => event.key === "Escape" && close();
    const note = el(
      "div",
      { class: "alert", role: "alertdialog", "aria-label": title, on: { keydown: onKey } },
      el("div", { class: "alert-box" }, el("strong", {}, title), el("p", {}, text), button),
    );
    this.alerts.append(note);
    if (here) button.focus({ preventScroll: true });
  }
}

function dialog(looks, label, ...children) {
  const box = el("dialog", { class: looks, "aria-label": label }, ...children);
  box.addEventListener("close", () => box.remove());
  box.addEventListener("click", (event) => event.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

function heading(text, close) {
  return el("header", {}, el("h2", {}, text), iconButton("close", t("dismiss"), close));
}

/** How the page is used, in six steps. */
export function openHelp() {
  const box = dialog(
    "sheet",
    t("helpTitle"),
    heading(t("helpTitle"), () => box.close()),
    el("ol", { class: "steps" }, t("helpSteps").map((step) => el("li", {}, step))),
    el("p", { class: "quiet" }, t("helpKeys")),
    el("p", { class: "safe" }, t("helpSafe")),
  );
}

/** Asks on whose phone a start link is opened; those who have not begun come first. */
export function choosePerson(people, act) {
  const ordered = [...people].sort((a, b) => Number(a.started) - Number(b.started));
  const choose = (person) => () => {
    box.close();
    act(person);
  };
  const box = dialog(
    "sheet",
    t("invite"),
    heading(t("invite"), () => box.close()),
    el("p", { class: "quiet" }, t("inviteText")),
    el("div", { class: "choices" }, ordered.map((person) => personChoice(person, choose(person)))),
  );
}

function personChoice(person, act) {
  const name = fullName(person);
  const office = el("span", { class: "office" }, person.label);
  const state = person.started ? null : el("span", { class: "tag" }, t("notStarted"));
  const about = el("span", { class: "choice-about" }, el("span", { class: "name" }, name), office);
  return el("button", { type: "button", class: "choice", on: { click: act } }, avatar(person.id, name), about, state);
}

/** The choice of which phones are shown, kept by the stage. */
export function openChooser(stage) {
  const all = (shown) => () => {
    stage.setShown(stage.phones.map((phone) => phone.id), shown);
    for (const tick of box.querySelectorAll("input")) tick.checked = shown;
  };
  const box = dialog(
    "sheet",
    t("choose"),
    heading(t("choose"), () => box.close()),
    el("div", { class: "choices" }, stage.phones.map((phone) => phoneTick(phone, stage))),
    el(
      "footer",
      {},
      el("button", { type: "button", class: "tool", on: { click: all(true) } }, t("showAll")),
      el("button", { type: "button", class: "tool", on: { click: all(false) } }, t("hideAll")),
    ),
  );
}

function phoneTick(phone, stage) {
  const tick = el("input", { type: "checkbox", checked: !stage.hidden.has(phone.id) });
  tick.addEventListener("change", () => stage.setShown([phone.id], tick.checked));
  const office = el("span", { class: "office" }, phone.person.label);
  const about = el("span", { class: "choice-about" }, el("span", { class: "name" }, phone.name), office);
  return el("label", { class: "choice" }, avatar(phone.id, phone.name), about, tick);
}

/** Photos over the whole page; arrow keys and buttons turn the pages of an album. */
export function openPhotos(photos, start) {
  let at = start;
  const picture = el("img", { class: "big-photo" });
  const count = el("span", { class: "photo-count" });
  const turn = (step) => () => {
    at = (at + step + photos.length) % photos.length;
    picture.src = photos[at].src;
    picture.alt = photos[at].alt;
    count.textContent = photos.length > 1 ? `${at + 1} / ${photos.length}` : "";
  };
  const arrows = photos.length < 2 ? [] : [
    iconButton("back", t("previous"), turn(-1), { class: "turn turn-back" }),
    iconButton("forward", t("next"), turn(1), { class: "turn turn-next" }),
  ];
  const box = dialog("lightbox", t("photo"), picture, ...arrows, count, iconButton("close", t("dismiss"), () => box.close(), { class: "shut" }));
  box.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft") turn(-1)();
    if (key === "ArrowRight") turn(1)();
  });
  turn(0)();
}
