"""Who people are to the SOP: roles by appointment, and the capacity in which one stands towards a thing."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person is appointed to. CONTRIBUTOR and VERIFIER are held for one unit."""

    KABAG = "kabag"
    KASUBBAG = "kasubbag"
    STAF = "staf"
    CONTRIBUTOR = "contributor"
    VERIFIER = "verifier"
    PPID = "ppid"
    ADMIN = "admin"

    @property
    def of_unit(self) -> bool:
        """Say whether this role is held for one unit (SOP step 2's remark) or for the office."""
        return self in {Role.CONTRIBUTOR, Role.VERIFIER}


class Who(StrEnum):
    """The capacity in which somebody acts on one particular thing."""

    KABAG = "kabag"
    KASUBBAG = "kasubbag"
    STAF = "staf"
    VERIFIER = "verifier"  # of the article's own unit
    PPID = "ppid"
    AUTHOR = "author"  # wrote or registered the article
    SYSTEM = "system"  # the scheduler, or the website's answer


#: The office role behind a capacity; AUTHOR and SYSTEM have none.
OFFICE_CAPACITY = {
    Role.KABAG: Who.KABAG,
    Role.KASUBBAG: Who.KASUBBAG,
    Role.STAF: Who.STAF,
    Role.PPID: Who.PPID,
}

#: Who takes over when somebody does not act (SOP's line of command).
SUPERIOR = {
    Who.AUTHOR: Who.KASUBBAG,
    Who.VERIFIER: Who.KASUBBAG,
    Who.STAF: Who.KASUBBAG,
    Who.SYSTEM: Who.STAF,
    Who.KASUBBAG: Who.KABAG,
    Who.PPID: Who.KABAG,
}
