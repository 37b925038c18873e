// The page's only way to the server: requests, and the live stream that reconnects by itself.

const BASE = "/phones/api";

/** What the server refused, in its own words (or null when it gave none). */
export class Refused extends Error {}

async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(typeof body.error === "string" ? body.error : "");
  return body;
}

async function get(path) {
  return read(await fetch(BASE + path, { cache: "no-store" }));
}

// The header cannot be sent by a form of another site, so the server knows the request is ours.
async function post(path, body, type = { "Content-Type": "application/json" }) {
  const headers = { "X-Rehearsal": "1", ...type };
  return read(await fetch(BASE + path, { method: "POST", headers, body }));
}

export const api = {
  people: () => get("/people"),
  chat: (chatId, userId) => get(`/chats/${encodeURIComponent(chatId)}?user_id=${encodeURIComponent(userId)}`),
  send: (message) => post("/send", JSON.stringify(message)),
  press: (press) => post("/press", JSON.stringify(press)),
  edit: (edit) => post("/edit", JSON.stringify(edit)),
  block: (userId, blocked) => post("/block", JSON.stringify({ user_id: userId, blocked })),
  upload: (userId, chatId, kind, caption, files) => post("/upload", form(userId, chatId, kind, caption, files), {}),
  file: (fileId) => `${BASE}/file/${encodeURIComponent(fileId)}`,
};

function form(userId, chatId, kind, caption, files) {
  const data = new FormData();
  data.append("user_id", userId);
  data.append("chat_id", chatId);
  data.append("kind", kind);
  data.append("caption", caption);
  for (const file of files) data.append("file", file, file.name);
  return data;
}

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;

/**
 * Keeps one WebSocket open for as long as the page lives.
 * `onEvent(event)` gets each event; `onState(connected)` is told of every change. Whatever
 * happened while the line was down is not repeated: on `true`, fetch the state again.
 */
export function listen(onEvent, onState) {
  let wait = FIRST_WAIT;
  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${BASE}/live`);
    socket.onopen = () => {
      wait = FIRST_WAIT;
      onState(true);
    };
    socket.onmessage = ({ data }) => onEvent(JSON.parse(data));
    socket.onclose = () => {
      onState(false);
      setTimeout(connect, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  connect();
}
