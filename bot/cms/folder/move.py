"""Records of earlier versions are brought out of the folder that may be served: every one, whatever is cut off."""

from __future__ import annotations

import contextlib

from bot.cms.common import files
from bot.cms.folder.settings import Site


def bring_out(site: Site) -> None:
    """Move the records of ``<folder>/data`` to where they are kept now.

    Each is written and synced there before it is taken away here; one that is there already is newer, and stays. What
    is not ours is left where it is. Raises OSError.
    """
    former = site.former / "pages"
    if not former.is_dir() or site.former.resolve() == site.records.resolve():
        return
    for old in sorted(former.glob("*.json")):
        new = site.records / "pages" / old.name
        if not new.exists():
            files.write(new, old.read_bytes())
        files.remove(old)
    files.remove(site.former / "drawn")
    for folder in (former, site.former):
        with contextlib.suppress(OSError):  # something of somebody else's stands in it
            folder.rmdir()
