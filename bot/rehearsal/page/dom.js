// Small helpers to build DOM nodes; the page never parses a string as HTML.

const SVG = "http://www.w3.org/2000/svg";

// Stroke paths on a 24 x 24 grid.
const PATHS = {
  attach: "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.4 3.4 0 0 1 4.8 4.8l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7",
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  command: "M15.5 4l-7 16",
  copy: "M9 9h10v11H9zM5 15V4h10",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 20h14",
  down: "M5 9l7 7 7-7",
  edit: "M4 20l.9-4L16.4 4.5a2 2 0 0 1 2.8 0l.3.3a2 2 0 0 1 0 2.8L8 19.1z",
  follow: "M4 12s3-6 8-6 8 6 8 6-3 6-8 6-8-6-8-6zm8 2.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z",
  forward: "M9 5l7 7-7 7",
  group: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6.5 9c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6.5m2 3.5c2.2.8 3.5 2.9 3.5 5.5",
  help: "M9.2 9a2.9 2.9 0 1 1 4.3 2.6c-.9.5-1.5 1.1-1.5 2.1v.5m0 3.3v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  more: "M12 5.5v.1M12 12v.1M12 18.5v.1",
  open: "M7 17L17 7M9 7h8v8",
  people: "M5 5h6v14H5zM15 5h4v14h-4z",
  photo: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9.5v.1",
  reply: "M10 6l-6 6 6 6m-5.5-6H14c3.5 0 6 2.5 6 6",
  send: "M5 12l-1-8 17 8-17 8zm0 0h8",
  start: "M8 5l11 7-11 7z",
  stop: "M6 6l12 12M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  website: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z",
};

/** One element. `props`: "class", "on" (events), "data", DOM attributes; null and false are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function setProp(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "class") node.className = value;
  else if (name === "on") for (const [type, act] of Object.entries(value)) node.addEventListener(type, act);
  else if (name === "data") Object.assign(node.dataset, value);
  else node.setAttribute(name, value === true ? "" : value);
}

/** A decorative icon, hidden from screen readers. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A button with an icon and a name for screen readers and the tooltip. */
export function iconButton(name, label, act, props = {}) {
  const looks = ["icon-button", props.class].filter(Boolean).join(" ");
  const all = { type: "button", "aria-label": label, title: label, on: { click: act }, ...props, class: looks };
  return el("button", all, icon(name));
}

/** The full name of a person or a bot, as their phone would show it. */
export function fullName(user) {
  return [user.first_name, user.last_name].filter(Boolean).join(" ");
}

/** One of eight calm colours, always the same for one id. */
export function hue(id) {
  return `hue-${Math.abs(Number(id) || 0) % 8}`;
}

/** A round badge with up to two initials; academic titles ("Dr.", "H.") are passed over. */
export function avatar(id, name, extra = "") {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\d]/u.test(word) && !word.endsWith("."));
  const letters = words.slice(0, 2).map((word) => Array.from(word)[0].toUpperCase()).join("");
  return el("span", { class: `avatar ${hue(id)} ${extra}`, "aria-hidden": "true" }, letters || "•");
}

/** How to scroll: smoothly, or at once for people who asked for less motion. */
export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}

/** A value kept in the browser between visits; private windows may refuse to keep anything. */
export const memory = {
  get(key, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`phones.${key}`)) ?? otherwise;
    } catch {
      return otherwise;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`phones.${key}`, JSON.stringify(value));
    } catch {
      // Storage is full or switched off: the choice lasts until the page closes.
    }
  },
};
