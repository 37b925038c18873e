// The row of phones and the strip of chips above it: what is shown, what is in view, and following.

import { avatar, el, iconButton, memory, motion } from "./dom.js";
import { t } from "./words.js";

const BURST = 400;
const EVERYBODY = 3;
const GLANCE = 700;
const FRESH_TIME = 9000;
const SLACK = 12;

/** Shows phones and keeps `hidden` (a Set of person ids) between visits. */
export class Stage {
  constructor(scroller, chips, nothing) {
    this.scroller = scroller;
    this.chips = chips;
    this.nothing = nothing;
    this.phones = [];
    this.hidden = new Set(memory.get("hidden", []));
    this.following = memory.get("follow", innerWidth >= 900);
    this.inView = new Set();
    this.burst = new Set();
    this.active = null;
    this.observer = new IntersectionObserver((entries) => this.seen(entries), { root: scroller, threshold: 0.6 });
    this.addArrows();
  }

  // --- which phones -----------------------------------------------------------------------

  /** Puts these phones on the stage, in this order. */
  place(phones) {
    for (const old of this.phones.filter((phone) => !phones.includes(phone))) this.drop(old);
    this.phones = phones;
    phones.forEach((phone, at) => {
      const here = this.scroller.children[at];
      if (here !== phone.element) this.scroller.insertBefore(phone.element, here ?? null);
      this.observer.observe(phone.element);
    });
    this.apply();
  }

  drop(phone) {
    this.observer.unobserve(phone.element);
    this.inView.delete(phone);
    phone.element.remove();
  }

  setShown(ids, shown) {
    for (const id of ids) shown ? this.hidden.delete(id) : this.hidden.add(id);
    memory.set("hidden", [...this.hidden]);
    this.apply();
  }

  apply() {
    for (const phone of this.phones) phone.element.hidden = this.hidden.has(phone.id);
    this.nothing.hidden = this.phones.some((phone) => !this.hidden.has(phone.id));
    this.nothing.textContent = t(this.phones.length ? "noPhones" : "loading");
    this.drawChips();
    this.drawArrows();
  }

  // --- chips ------------------------------------------------------------------------------

  drawChips() {
    this.chips.setAttribute("aria-label", t("people"));
    const focused = this.chips.querySelector(":focus")?.dataset.person;
    this.chips.replaceChildren(...this.phones.map((phone) => this.chip(phone)));
    if (focused) this.chips.querySelector(`[data-person="${focused}"]`)?.focus({ preventScroll: true });
  }

  chip(phone) {
    const { person, name, unread } = phone;
    const looks = ["chip", this.hidden.has(phone.id) && "off"].filter(Boolean).join(" ");
    const parts = [`${name}, ${person.label}`, unread ? t("unread", unread) : null];
    const look = { type: "button", class: looks, "data-person": phone.id, title: `${name} · ${person.label}`, "aria-label": parts.filter(Boolean).join(", ") };
    const current = this.inView.has(phone) ? "true" : null;
    return el(
      "button",
      { ...look, "aria-current": current, on: { click: () => this.goTo(phone) } },
      avatar(phone.id, name, "small"),
      el("span", { class: "chip-text" }, person.label),
      unread ? el("span", { class: "badge" }, unread > 99 ? "99+" : String(unread)) : null,
    );
  }

  /** Brings a phone into view, also one that was hidden. */
  goTo(phone) {
    if (this.hidden.has(phone.id)) this.setShown([phone.id], true);
    this.active = phone;
    phone.element.scrollIntoView({ behavior: motion(), inline: "center", block: "nearest" });
    this.light(phone);
  }

  // --- what is in view --------------------------------------------------------------------

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const phone = this.phones.find((other) => other.element === target);
      if (!phone) continue;
      if (isIntersecting) this.inView.add(phone);
      else this.inView.delete(phone);
      clearTimeout(phone.glance);
      if (isIntersecting) phone.glance = setTimeout(() => phone.watch(true), GLANCE);
      else phone.watch(false);
    }
    this.drawChips();
    this.showCurrentChip();
    this.drawArrows();
  }

  showCurrentChip() {
    const current = this.chips.querySelectorAll('[aria-current="true"]');
    if (current.length !== 1) return;
    const middle = current[0].offsetLeft - (this.chips.clientWidth - current[0].offsetWidth) / 2;
    this.chips.scrollTo({ left: middle, behavior: motion() });
  }

  addArrows() {
    const turn = (step) => () => this.scroller.scrollBy({ left: step * this.scroller.clientWidth * 0.75, behavior: motion() });
    this.arrows = [
      iconButton("back", t("scrollLeft"), turn(-1), { class: "arrow" }),
      iconButton("forward", t("scrollRight"), turn(1), { class: "arrow" }),
    ];
    this.chips.after(...this.arrows);
    this.scroller.addEventListener("scroll", () => this.drawArrows(), { passive: true });
    new ResizeObserver(() => this.drawArrows()).observe(this.scroller);
  }

  drawArrows() {
    const { scrollLeft, clientWidth, scrollWidth } = this.scroller;
    const [left, right] = this.arrows;
    left.disabled = scrollLeft < 24;
    right.disabled = scrollLeft + clientWidth > scrollWidth - 24;
    [["scrollLeft", left], ["scrollRight", right]].forEach(([name, arrow]) => {
      arrow.title = t(name);
      arrow.setAttribute("aria-label", t(name));
    });
  }

  // --- following --------------------------------------------------------------------------

  setFollowing(following) {
    this.following = following;
    memory.set("follow", following);
  }

  /** A message reached this phone: it lights up, and the view may follow when things are quiet. */
  arrived(phone) {
    if (phone === this.active && this.inView.has(phone)) return;
    this.light(phone);
    this.burst.add(phone);
    clearTimeout(this.calm);
    this.calm = setTimeout(() => this.follow(), BURST);
  }

  light(phone) {
    clearTimeout(phone.dimming);
    phone.element.classList.remove("fresh");
    requestAnimationFrame(() => phone.element.classList.add("fresh"));
    phone.dimming = setTimeout(() => phone.element.classList.remove("fresh"), FRESH_TIME);
  }

  isWhole(phone) {
    const [box, view] = [phone.element.getBoundingClientRect(), this.scroller.getBoundingClientRect()];
    return box.left > view.left - SLACK && box.right < view.right + SLACK;
  }

  // Stays where it is for notices to everybody, while somebody writes, and when one receiver is wholly in view.
  follow() {
    const receivers = [...this.burst].filter((phone) => !this.hidden.has(phone.id));
    this.burst.clear();
    const quiet = !this.active?.isWriting || !this.inView.has(this.active);
    const stay = receivers.some((phone) => this.isWhole(phone));
    if (!this.following || !quiet || stay || !receivers.length || receivers.length > EVERYBODY) return;
    receivers[0].element.scrollIntoView({ behavior: motion(), inline: "nearest", block: "nearest" });
  }
}
