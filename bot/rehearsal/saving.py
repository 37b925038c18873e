"""A rehearsal's world on disk: one JSON file, written atomically, and a folder of files.

The files' contents are written first and are named by their ids, so a stop at any moment leaves
the last whole world.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot.rehearsal.core import Core, Tap
from bot.rehearsal.files import StoredFile
from bot.rehearsal.refusal import Json
from bot.rehearsal.updates import Pending
from bot.rehearsal.world import Group, Person, Stored

WORLD, FILES = "world.json", "files"
VERSION = 1
_FIELDS = ("file_id", "unique_id", "kind", "name", "mime", "path", "width", "height")


def save(core: Core, folder: Path) -> None:
    """Writes the world into `folder` (made if needed). Raises OSError."""
    files = folder / FILES
    files.mkdir(parents=True, exist_ok=True)
    for file in core.files.all():
        target = files / file.unique_id
        if not target.exists():
            _write(target, file.content)
    _write(folder / WORLD, json.dumps(_world(core), ensure_ascii=False).encode())


def restore(core: Core, folder: Path) -> bool:
    """Reads back what `save` wrote; False when there is nothing. Raises ValueError if broken."""
    path = folder / WORLD
    if not path.exists():
        return False
    try:
        saved = json.loads(path.read_bytes())
        if saved["version"] != VERSION:
            raise ValueError("a rehearsal of another version")
        _read(core, saved, folder / FILES)
    except (KeyError, TypeError) as error:
        raise ValueError("this is no saved rehearsal") from error
    return True


def _world(core: Core) -> Json:
    world, updates = core.world, core.updates
    return {
        "version": VERSION,
        "people": [asdict(person) for person in world.people.values()],
        "groups": [asdict(group) for group in world.groups.values()],
        "messages": [asdict(each) for chat in world.chats.values() for each in chat.values()],
        "commands": [[*key, value] for key, value in world.commands.items()],
        "profile": [[*key, value] for key, value in world.profile.items()],
        "counters": list(world.counters.items()),
        "files": [{name: getattr(each, name) for name in _FIELDS} for each in core.files.all()],
        "taps": {query_id: asdict(tap) for query_id, tap in core.taps.items()},
        "updates": [{**asdict(each), "body": each.body.decode()} for each in _pending(core)],
        "next_update_id": updates.next_id,
        "allowed_updates": updates.allowed_given,
        "webhook": core.webhook.saved(),
    }


def _pending(core: Core) -> list[Pending]:
    core.updates.expire()
    return list(core.updates.pending.values())


def _read(core: Core, saved: Json, files: Path) -> None:
    _read_world(core, saved)
    for each in saved["files"]:
        core.files.put(_file(each, files))
    core.taps = {query_id: Tap(**tap) for query_id, tap in saved["taps"].items()}
    core.updates.next_id = saved["next_update_id"]
    core.updates.allow(saved["allowed_updates"])
    for each in saved["updates"]:
        pending = Pending(**{**each, "body": each["body"].encode()})
        core.updates.pending[pending.id] = pending
    core.webhook.restore(saved["webhook"])


def _read_world(core: Core, saved: Json) -> None:
    world = core.world
    world.people |= {each["id"]: Person(**each) for each in saved["people"]}
    world.groups |= {each["id"]: Group(**each) for each in saved["groups"]}
    for each in saved["messages"]:
        world.put(Stored(**each))
    world.commands = {(scope, code): value for scope, code, value in saved["commands"]}
    world.profile = {(name, code): value for name, code, value in saved["profile"]}
    world.counters = dict(saved["counters"])


def _file(saved: dict[str, Any], files: Path) -> StoredFile:
    name = saved["unique_id"]
    if not name.replace("-", "").replace("_", "").isalnum():
        raise ValueError("a file's id is no id")
    return StoredFile(content=(files / name).read_bytes(), **saved)


def _write(target: Path, content: bytes) -> None:
    """Writes whole or not at all."""
    partial = target.with_name(target.name + ".part")
    with partial.open("wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(target)
