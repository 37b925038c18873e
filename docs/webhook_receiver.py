# ruff: noqa: C901, E401, E701, E702, F841, FURB167, I001, INP001, PLR0911, PLR2004, PTH103, PTH105, PTH110, PTH120, PTH123, SIM115
# fmt: off
"""Penerima Tayang (WSGI, Linux, Python 3.9+); protokolnya dalam webhook.md. Isi keempat variabel lingkungan TAYANG_…"""

import base64, fcntl, hashlib, hmac, html, json, os, pathlib as io, re, time

SECTIONS, FILE = {"berita": "Berita", "pengumuman": "Pengumuman"}, r"media/\w{64}\.(jpg|png|webp|pdf|csv|docx|xlsx)"
OPS = rf"(\w{{32}}) \1 ([\w-]{{1,32}} (hello -|find -|put [\w-]+\.html|attach {FILE})|tayangcek\w+ remove -)"
SECRET, URL, DATA, PUBLIC = (os.environ[f"TAYANG_{name}"] for name in ("SECRET", "URL", "DATA", "PUBLIC"))

def store(file, content):  # utuh, atau tidak sama sekali
    os.makedirs(os.path.dirname(file), 0o755, True); io.Path(t := f"{file}.t").write_bytes(content); os.replace(t, file)

def view(p, title):  # ganti dengan templat portal
    return f'<!doctype html><meta charset=utf-8><title>{title}</title><h1>{title}</h1>{p["figure"]}{p["html"]}'.encode()

def application(env, start, kind=("Content-Type", "application/json")):
    def say(status, **says): start(f"{status} T", [kind]); return [json.dumps({"ok": status == 200, **says}).encode()]
    at, given = (env.get(f"HTTP_X_TAYANG_{name}", "") for name in ("TIMESTAMP", "SIGNATURE"))
    body = env["wsgi.input"].read(min(int(env.get("CONTENT_LENGTH") or 0), 32 << 20))
    own = "sha256=" + hmac.new(SECRET.encode(), at.encode() + b"." + body, "sha256").hexdigest()
    if len(SECRET) < 32 or not hmac.compare_digest(own.encode(), given.encode()): return say(401, error="signature")
    if not re.fullmatch("[0-9]{1,12}", at) or abs(time.time() - int(at)) > 300: return say(401, error="timestamp")
    ask = {"key": "0", "file": "-", **json.loads(body), "once": env.get("HTTP_IDEMPOTENCY_KEY")}
    if not re.fullmatch(OPS, "{once} {request} {key} {op} {file}".format(**ask), re.A): return say(400, error="request")
    fcntl.flock(lock := open(f"{DATA}/lock", "w"), fcntl.LOCK_EX); record = f"{DATA}/pages/{ask['key']}.json"
    page = json.loads(io.Path(record).read_bytes()) if os.path.exists(record) else {}
    if (content := base64.b64decode(ask.get("data", ""))) or ask["op"] == "attach":
        if hashlib.sha256(content).hexdigest() != ask["file"][6:70]: return say(400, error="medium_changed")
        store(f"{PUBLIC}/{ask['file']}", content); return say(200, url=f"{URL}/{ask['file']}")
    if ask["op"] == "remove": page = [io.Path(f).unlink(1) for f in (f"{PUBLIC}/{page.get('file')}", record)] and {}
    if ask["op"] == "put":
        state = "replayed" if ask["request"] < page.get("request", "") else page.get("state", "absent")
        if state not in ([ask["page"]["state"]] if state == "withdrawn" else ask["from"]): return say(409, error=state)
        page = {"file": ask["file"], "url": f"{URL}/{ask['file']}", **page, **ask["page"], "request": ask["request"]}
        if page["state"] != "draft": store(f"{PUBLIC}/{page['file']}", view(page, html.escape(page["title"])))
        store(record, json.dumps(page).encode())
    return say(200, page=page or None, sections=SECTIONS)
