"""Articles as pages: composed of what their authors sent, and when there is one to preview."""

from __future__ import annotations

from bot.sop.flow import State

#: What has a page to look at already, or never will.
NO_PREVIEW = frozenset({State.A_PUBLISHED, State.A_WITHDRAWN, State.A_CANCELLED, State.A_REJECTED})
