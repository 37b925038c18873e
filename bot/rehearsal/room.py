"""What happens to a group as a whole: the bot comes and goes, the group becomes a supergroup."""

from __future__ import annotations

from bot.rehearsal.core import Core
from bot.rehearsal.methods.chats import bot_member
from bot.rehearsal.phone import Phone
from bot.rehearsal.refusal import Json
from bot.rehearsal.world import GROUP_ANONYMOUS_BOT, Group


class GroupRoom:
    """What happens to a group as a whole."""

    def __init__(self, core: Core, group: Group) -> None:
        self._core = core
        self.group = group

    @property
    def messages(self) -> list[Json]:
        """The group's messages, newest last."""
        return [stored.seen() for stored in self._core.world.messages(self.group.id).values()]

    def remove_bot(self, by: Phone) -> None:
        """A member takes the bot out of the group."""
        self._change_bot(by, present=False)

    def add_bot(self, by: Phone) -> None:
        """A member brings the bot (back) into the group."""
        self._change_bot(by, present=True)

    def migrate(self) -> GroupRoom:
        """The group becomes a supergroup with a new id; the old id only answers with the new."""
        old = self.group
        new = Group(
            id=-1_001_000_000_000 + old.id,
            title=old.title,
            member_ids=list(old.member_ids),
            admin_ids=list(old.admin_ids),
            bot_admin=old.bot_admin,
            privacy=old.privacy,
        )
        self._core.world.groups[new.id] = new
        self._service(old.id, {"migrate_to_chat_id": new.id})
        self._service(new.id, {"migrate_from_chat_id": old.id})
        old.migrated_to = new.id
        self._core.changes.tell({"event": "people"})
        return GroupRoom(self._core, new)

    def _service(self, chat_id: int, content: Json) -> None:
        stored = self._core.post(chat_id, {"from": GROUP_ANONYMOUS_BOT}, content, outgoing=False)
        self._core.updates.put("message", stored.body, f"chat:{chat_id}")

    def _change_bot(self, by: Phone, *, present: bool) -> None:
        before = bot_member(self._core, self.group)
        self.group.bot_present = present
        change = {
            "chat": self.group.chat(),
            "from": by.person.user(),
            "date": self._core.date(),
            "old_chat_member": before,
            "new_chat_member": bot_member(self._core, self.group),
        }
        self._core.updates.put("my_chat_member", change, f"chat:{self.group.id}")
        self._core.changes.tell({"event": "people"})
