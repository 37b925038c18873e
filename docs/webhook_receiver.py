"""Penerima Tayang (WSGI, Linux, Python 3.9+); protokolnya dalam webhook.md. Isi keempat variabel lingkungan TAYANG_…"""  # noqa: INP001 - a file to copy

import base64, fcntl, hashlib, hmac, html, json, os, re, time  # noqa: E401, I001 - on one screen
from pathlib import Path

SECTIONS = {"berita": "Berita", "pengumuman": "Pengumuman"}
TYPES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "application/pdf": "pdf", "text/csv": "csv"}
SECRET, URL = os.environ["TAYANG_SECRET"].encode(), os.environ["TAYANG_URL"]
DATA, PUBLIC = Path(os.environ["TAYANG_DATA"]), Path(os.environ["TAYANG_PUBLIC"])
SHORTEST, WINDOW, LARGEST = 32, 300, 32 << 20  # karakter rahasia, detik, byte
PAGE = '<!doctype html><html lang="{0}"><meta charset="utf-8"><title>{1}</title><h1>{1}</h1>{2}<main>{3}</main></html>'


class RefusedError(Exception):
    pass


def need(good, status, error):
    if not good:
        raise RefusedError(status, error)


def store(file, content):  # utuh, atau tidak sama sekali
    file.parent.mkdir(parents=True, exist_ok=True)
    file.with_suffix(".tmp").write_bytes(content)
    file.with_suffix(".tmp").replace(file)


def view(p):  # ganti dengan templat portal
    cover = p["cover"] and '<img src="{}" alt="{}">'.format(*(html.escape(p["cover"][k]) for k in ("url", "alt")))
    return PAGE.format(p["language"], html.escape(p["title"]), cover or "", p["html"]).encode()


def application(env, start):
    try:
        status, says = 200, {"ok": True, **receive(env)}
    except RefusedError as refused:
        status, says = refused.args[0], {"ok": False, "error": refused.args[1]}
    start(f"{status} Tayang", [("Content-Type", "application/json")])
    return [json.dumps(says).encode()]


def receive(env):
    size, at = int(env.get("CONTENT_LENGTH") or 0), env.get("HTTP_X_TAYANG_TIMESTAMP", "")
    need(size <= LARGEST, 413, "too_large")
    body = env["wsgi.input"].read(size)
    own = "sha256=" + hmac.new(SECRET, at.encode() + b"." + body, hashlib.sha256).hexdigest()
    need(len(SECRET) >= SHORTEST, 500, "settings")  # tanpa rahasia, siapa pun dapat menandatangani
    need(hmac.compare_digest(own.encode(), env.get("HTTP_X_TAYANG_SIGNATURE", "").encode()), 401, "signature")
    need(re.fullmatch("[0-9]{1,12}", at) and abs(time.time() - int(at)) <= WINDOW, 401, "timestamp")
    ask = json.loads(body)
    request, known = ask["request"], re.fullmatch("[0-9a-f]{32}", ask["request"])
    need(known and request == env.get("HTTP_IDEMPOTENCY_KEY"), 400, "request")
    (DATA / "requests").mkdir(parents=True, exist_ok=True)
    with (DATA / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # satu demi satu
        done = DATA / "requests" / request
        if not done.is_file():  # yang sudah dikerjakan mendapat jawaban yang sama
            for old in (DATA / "requests").iterdir():
                old.stat().st_mtime > time.time() - 3600 or old.unlink()
            store(done, json.dumps(act(ask)).encode())
        return json.loads(done.read_bytes())


def act(ask):
    op, key = ask["op"], str(ask.get("id") or ask.get("key") or ask.get("page", {}).get("key") or 0).lower()
    need(re.fullmatch("[a-z0-9-]{1,32}", key), 400, "request")
    file = DATA / "pages" / f"{key}.json"
    page = json.loads(file.read_bytes()) if file.is_file() else None
    need(page or op in {"check", "sections", "find", "draft"}, 404, "not_found")
    if op == "attach":
        return {"url": ask["medium"].get("url") or attach(ask["medium"])}
    if op in {"draft", "publish", "correct", "withdraw"}:
        page = changed(op, ask, key, page)
        if op != "draft":  # halaman dahulu, catatannya kemudian
            store(PUBLIC / page["url"].rpartition("/")[2], view(page))
        store(file, json.dumps(page).encode())
    need(op in {"check", "sections", "find", "read", "draft", "publish", "correct", "withdraw"}, 400, "request")
    sections = [{"key": key, "name": name} for key, name in SECTIONS.items()]
    return {"page": page, "html": page and page["html"], "sections": sections}


def attach(medium):
    content = base64.b64decode(medium["data"], validate=True)
    need(medium["mime"] in TYPES, 415, "medium_refused")
    need(hashlib.sha256(content).hexdigest() == medium["sha256"], 400, "medium_changed")
    store(PUBLIC / "media" / f"{medium['sha256']}.{TYPES[medium['mime']]}", content)
    return f"{URL}/media/{medium['sha256']}.{TYPES[medium['mime']]}"


def changed(op, ask, key, page):
    state = page["state"] if page else ""
    need(state != "withdrawn" or op in {"draft", "withdraw"}, 409, "withdrawn")
    need(state != "draft" or op in {"draft", "publish"}, 409, "not_published")
    if op == "withdraw":
        link = '<p><a href="{0}">{0}</a></p>'.format(html.escape(ask["target_url"])) if ask["target_url"] else ""
        return {**page, "state": "withdrawn", "cover": None, "html": f"<p>{html.escape(ask['note'])}</p>{link}"}
    if op == "draft" and state not in {"", "draft"}:
        return page
    need(ask["page"]["section"] in SECTIONS, 422, "section_unknown")
    slug = re.sub("[^a-z0-9]+", "-", ask["page"]["title"].lower())[:60].strip("-")
    url = page["url"] if page else f"{URL}/{slug}-{key}.html"  # alamat tetap sejak awal
    return {**ask["page"], "id": key, "url": url, "state": "draft" if op == "draft" else "published"}


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    make_server("127.0.0.1", int(os.environ.get("TAYANG_PORT", "8800")), application).serve_forever()
