// Sets the page up: loads people, builds their phones, and hands live events to them.

import { api, listen } from "./api.js";
import { el, fullName, icon, iconButton, memory } from "./dom.js";
import { safeUrl } from "./entities.js";
import { choosePerson, openChooser, openHelp } from "./overlay.js";
import { Phone } from "./phone.js";
import { Stage } from "./stage.js";
import { setLanguage, t, setZone } from "./words.js";

const RETRY = 1500;
const ANNOUNCED = 6000;

const at = (id) => document.getElementById(id);
const stage = new Stage(at("stage"), at("chips"), at("nothing"));
const phones = new Map();
let refreshes = 0;

const office = {
  bot: { id: 0, first_name: "Bot", username: "" },
  onUnread: () => stage.drawChips(),
  onTouched: (phone) => (stage.active = phone),
  onHide: (phone) => stage.setShown([phone.id], false),
  onArrival: (phone) => stage.arrived(phone),
  onStartLink: (payload) => choosePerson([...phones.values()].map((phone) => phone.person), (person) => begin(person, payload)),
  announce,
};

function announce(text) {
  const line = el("p", {}, text);
  at("announcer").append(line);
  setTimeout(() => line.remove(), ANNOUNCED);
}

function begin(person, payload) {
  const phone = phones.get(person.id);
  if (!phone) return;
  stage.goTo(phone);
  phone.open(person.id);
  phone.guard(async () => {
    if (phone.person.blocked) await api.block(person.id, false);
    await api.send({ user_id: person.id, chat_id: person.id, text: `/start ${payload}`.trim() });
  });
}

// --- loading ------------------------------------------------------------------------------

/** Fetches people, then all chats or those of new phones; of overlapping calls the last one counts. */
async function refresh(reloadAll) {
  const ticket = (refreshes += 1);
  try {
    const { bot, people, groups, links } = await api.people();
    if (ticket !== refreshes) return;
    office.bot = bot;
    drawLinks(links ?? {});
    const fresh = seat(people, groups ?? []);
    at("stage").removeAttribute("aria-busy");
    const loading = reloadAll ? [...phones.values()] : fresh;
    await Promise.all(loading.flatMap((phone) => [...phone.chats.keys()].map((id) => phone.load(id))));
  } catch {
    if (ticket === refreshes) setTimeout(() => refresh(true), RETRY);
  }
}

// Gives everybody a phone; who joined or left a group gets a new one. Returns the new phones.
function seat(people, groups) {
  const fresh = [];
  const seated = people.map((person) => {
    const mine = groups.filter((group) => group.member_ids.includes(person.id));
    const known = phones.get(person.id);
    if (known && sameGroups(known, mine)) {
      known.meet(person);
      return known;
    }
    const phone = new Phone(person, mine, office);
    fresh.push(phone);
    return phone;
  });
  phones.clear();
  for (const phone of seated) phones.set(phone.id, phone);
  stage.place(seated);
  return fresh;
}

function sameGroups(phone, groups) {
  const ids = [phone.id, ...groups.map((group) => group.id)];
  return ids.length === phone.chats.size && ids.every((id) => phone.chats.has(id));
}

function receive(event) {
  if (event.event === "people") refresh(false);
  else if (event.event === "answer") phones.get(event.user_id)?.take(event);
  else for (const phone of phones.values()) phone.take(event);
}

// --- the bar ------------------------------------------------------------------------------

function drawLinks({ website, title, zone }) {
  setZone(zone);
  at("subtitle").textContent = title ?? fullName(office.bot);
  const url = website ? safeUrl(new URL(website, location.href).href) : null;
  at("website").hidden = !url;
  if (url) at("website").href = url.href;
}

function drawLabels() {
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  const named = { website: "website", follow: "followHint", help: "help", choose: "choose" };
  for (const [id, name] of Object.entries(named)) at(id).title = t(name);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === document.documentElement.lang));
  }
  document.title = t("title");
  at("help").setAttribute("aria-label", t("help"));
  at("choose").setAttribute("aria-label", t("choose"));
  at("website").setAttribute("aria-label", t("website"));
  at("follow").setAttribute("aria-label", t("follow"));
  drawHint();
}

function drawHint() {
  const dismiss = () => {
    memory.set("hintSeen", true);
    drawHint();
  };
  at("hint").hidden = memory.get("hintSeen", false);
  at("hint").replaceChildren(icon("help"), el("p", {}, t("hint")), iconButton("close", t("dismiss"), dismiss));
}

function speak(language) {
  memory.set("language", language);
  setLanguage(language);
  drawLabels();
  for (const phone of phones.values()) phone.build();
  stage.apply();
}

function connectionChanged(connected) {
  at("connection").textContent = connected ? "" : t("offline");
  if (connected) refresh(true);
}

function setUpBar() {
  const icons = { website: "website", follow: "follow", help: "help", choose: "people" };
  for (const [id, name] of Object.entries(icons)) at(id).prepend(icon(name));
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => speak(button.dataset.language));
  }
  at("help").addEventListener("click", openHelp);
  at("choose").addEventListener("click", () => openChooser(stage));
  at("follow").setAttribute("aria-pressed", String(stage.following));
  at("follow").addEventListener("click", () => {
    stage.setFollowing(!stage.following);
    at("follow").setAttribute("aria-pressed", String(stage.following));
  });
}

// A file dropped beside a phone must not make the browser leave the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
document.addEventListener("visibilitychange", () => {
  for (const phone of stage.inView) phone.watch(phone.watched);
});

setUpBar();
speak(memory.get("language", "id"));
listen(receive, connectionChanged);
